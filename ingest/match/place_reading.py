"""When words that could name a unit are read as its name: strictly in reports, freely in questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ingest.match.place_names import FORMER_NAME, OTHER_KIND, Names, Pool, is_capital, is_commune_kind
from ingest.match.place_tokens import Token
from ingest.match.spelling import MARK
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Unit, name_key
from ontology.place_words import KindWord, PlaceWords

_GLUED = 7  # letters from which one word in a question can be a whole name ("phongtho")
_SINGLE = 5  # letters from which a capitalised single word ("Pleiku") can be a district's name
_LONG_NAME = 3  # words from which a commune's name alone can be unmistakable


class Reading(Protocol):
    """Filters the units that words at a place of the text could name down to those they do name."""

    def after_kind(self, first: int, count: int, pool: Pool, kind: KindWord, listed: bool) -> Pool:
        """After a word of the kind, or (``listed``) in a list that one opened."""

    def alone(self, first: int, count: int, pool: Pool) -> Pool:
        """Without a word of the kind."""

    def may_stand_alone(self, first: int, count: int, listed: bool, /) -> bool:
        """Whether to look at these words at all, before any look-up; ``listed`` after the name of a place."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds the longest name at a place of a text, under the reading that the context asks for."""

    names: Names
    vocabulary: PlaceWords
    reading: Reading

    def expected(self, first: int, kind: KindWord, listed: bool = False) -> tuple[int, Pool]:
        """The longest name at ``first`` after a word of its kind: how many words, which units."""
        for count in self.names.counts(first):
            pool = self.names.pool(first, count, kind)
            read = self.reading.after_kind(first, count, pool, kind, listed) if pool else ()
            if read:
                return count, read
        return self._misspelt(first, kind)

    def standalone(self, first: int, listed: bool = False) -> tuple[int, Pool]:
        """The longest name at ``first`` without a word of its kind; ``listed`` after another place's name."""
        if not (self.names.context.is_relaxed or self.names.words.tokens[first].capital):
            return 0, ()
        for count in self.names.counts(first):
            if not self.reading.may_stand_alone(first, count, listed):
                continue
            pool = self.names.pool(first, count)
            read = self.reading.alone(first, count, pool) if pool else ()
            if read:
                return count, read
        return 0, ()

    def elsewhere(self, first: int, count: int) -> Pool:
        """The communes that bear these words as their name, spelled right, wherever they lie."""
        named = count > 1 and is_capital(self.names.run(first, count)) and not is_guarded(self, first)
        if self.names.context.is_relaxed or not named:
            return ()
        pool = self.names.pool(first, count)
        return tuple(c for c in pool if c[0] == 0 and c[1].level == COMMUNE)

    def _misspelt(self, first: int, kind: KindWord) -> tuple[int, Pool]:
        if not is_commune_kind(kind) or self.names.context.district is None:
            return 0, ()
        for count in self.names.counts(first):
            if count > 1 and self.names.run(first, 1)[0].capital:
                near = self.names.misspelt(first, count)
                if near:
                    return count, near
        return 0, ()


def name_finder(names: Names, vocabulary: PlaceWords) -> NameFinder:
    """Questions are read freely, reports strictly."""
    reading = FreeReading if names.context.is_relaxed else StrictReading
    return NameFinder(names, vocabulary, reading(names, vocabulary))


@dataclass(frozen=True, slots=True)
class StrictReading:
    """As reports write: names are capitalised and bear diacritics, and most are of the own district."""

    names: Names
    vocabulary: PlaceWords

    def after_kind(self, first: int, count: int, pool: Pool, kind: KindWord, listed: bool) -> Pool:
        """Own communes even misspelt; communes elsewhere only whole and as they are spelled."""
        run = self.names.run(first, count)
        capital = is_capital(run)
        if kind.strict:
            named = capital or (kind.numbered and run[0].digits)
            return tuple(c for c in pool if c[0] == 0 and named)
        if count == 1:
            named = run[0].capital or (run[0].digits and kind.numbered)
            return tuple(c for c in pool if named and c[0] <= self._allowed(c[1], run[0]))
        if not any(token.capital for token in run):
            known = self.names.is_own if listed else self.names.is_near
            named = not is_common(self, first, count)
            return tuple(c for c in pool if c[0] == 0 and named and known(c[1]))
        return tuple(c for c in pool if self._plausible(*c, first, count, kind))

    def _allowed(self, unit: Unit, word: Token) -> int:
        """How many marks may be wrong in a name of one word: two in a long one of the own district."""
        return 2 * MARK if self.names.is_own(unit) and len(word.key) >= _SINGLE else 0

    def _plausible(self, cost: int, unit: Unit, first: int, count: int, kind: KindWord) -> bool:
        """No commune elsewhere that the words only resemble or only begin with.

        "thị trấn Kim Thủy Hà" is not the commune Kim Thủy of another province.
        """
        if kind.level != COMMUNE or self.names.is_near(unit):
            return True
        surface = self.names.words.surface(first, count)
        whole = is_capital(self.names.run(first, count)) or surface == unit.name
        return whole and not self._goes_on(first + count) and cost <= OTHER_KIND and unit.kind in kind.kinds

    def _goes_on(self, after: int) -> bool:
        """Whether another capitalised word follows that opens no unit of its own."""
        tokens = self.names.words.tokens
        if after >= len(tokens) or not tokens[after].capital or self.names.words.gap(after) != " ":
            return False
        words = (tuple(token.lower for token in self.names.run(after, length)) for length in (1, 2))
        return not any(word in self.vocabulary.kinds for word in words)

    def may_stand_alone(self, first: int, count: int, listed: bool, /) -> bool:
        """Capitalised, and not after a word that makes it a person's name or a people's."""
        run = self.names.run(first, count)
        if not run[0].capital or (count == 1 and len(run[0].key) <= 2) or is_guarded(self, first):
            return False
        if "".join(token.key for token in run) not in self.vocabulary.need_kind:
            return True
        # "ở Quang Trung, Lăng Hiếu" are communes, "đường Quang Trung" is none.
        return (listed or follows_locative(self, first)) and any(map(self.names.is_own, self._borne(run)))

    def _expected(self, first: int, count: int) -> bool:
        """Whether a name with a small letter stands where places do: "ở Mỹ Lý, Keng đu"."""
        placed = follows_locative(self, first) or self.names.words.gap(first).strip() == ","
        return placed and not is_common(self, first, count)

    def _borne(self, run: tuple[Token, ...]) -> tuple[Unit, ...]:
        return self.names.gazetteer.keyed("".join(token.key for token in run))

    def alone(self, first: int, count: int, pool: Pool) -> Pool:
        """Provinces and districts exactly; communes of the own district, a wrong mark or two allowed."""
        return tuple(c for c in pool if self._names(*c, first, count))

    def _names(self, cost: int, unit: Unit, first: int, count: int) -> bool:
        run = self.names.run(first, count)
        if follows_surname(self, first) and not self.names.is_own(unit):
            return False
        if not is_capital(run):
            whole = self.names.words.surface(first, count) == unit.name
            return self.names.is_own(unit) and (whole or (cost == 0 and self._expected(first, count)))
        if count == 1:
            allowed = self._allowed(unit, run[0])
            return cost <= allowed and unit.level < COMMUNE and is_telling(run[0].text, unit, True)
        if unit.level < COMMUNE:
            return cost == 0 or (cost <= MARK and unit.code in _codes(self.names))
        loud = all(token.upper for token in run)
        return self.names.is_own(unit) and cost <= (0 if loud else FORMER_NAME)


@dataclass(frozen=True, slots=True)
class FreeReading:
    """As questions write: in any case, with or without diacritics, mostly districts and provinces."""

    names: Names
    vocabulary: PlaceWords

    def after_kind(self, first: int, count: int, pool: Pool, kind: KindWord, listed: bool) -> Pool:
        """Capitalised names as in a report; in lower case only what is spelled right and no common word."""
        run = self.names.run(first, count)
        if count == 1:
            return tuple(c for c in pool if c[0] == 0 and self._single(first, kind))
        if is_capital(run):
            return pool
        if kind.level == COMMUNE and (is_common(self, first, count) or (listed and not run[0].capital)):
            return tuple(c for c in pool if c[0] == 0 and self.names.is_own(c[1]))
        return tuple(c for c in pool if c[0] == 0 or (c[0] <= OTHER_KIND and self.names.is_near(c[1])))

    def _single(self, first: int, kind: KindWord) -> bool:
        token = self.names.words.tokens[first]
        if token.digits:
            # Without diacritics "phuong 6" may be "địa phương 6 …".
            return kind.numbered and not (self.names.words.plain and kind.level == COMMUNE)
        return token.capital or kind.level <= DISTRICT

    def may_stand_alone(self, first: int, count: int, _listed: bool, /) -> bool:
        """A capitalised name, or one in lower case that is no common word or follows "ở" or "của"."""
        run = self.names.run(first, count)
        if count == 1 and (run[0].digits or len(run[0].key) <= 2):
            return False
        if is_guarded(self, first):
            return False
        written = is_capital(run) and not all(token.upper for token in run)
        return written or not is_common(self, first, count) or follows_locative(self, first)

    def alone(self, first: int, count: int, pool: Pool) -> Pool:
        """Provinces and districts exactly; communes of a district that is known, or unmistakable ones."""
        return tuple(c for c in pool if self._names(*c, first, count))

    def _names(self, cost: int, unit: Unit, first: int, count: int) -> bool:
        token = self.names.words.tokens[first]
        if follows_surname(self, first):
            return False
        if count == 1:
            told = token.capital and follows_locative(self, first)
            return (
                cost == 0 and unit.level < COMMUNE and (told or is_telling(token.text, unit, token.capital))
            )
        if unit.level < COMMUNE:
            return cost == 0
        if self.names.is_own(unit):
            return cost == 0 or (token.capital and cost <= FORMER_NAME)
        return cost == 0 and count >= _LONG_NAME and self._is_only(unit)

    def _is_only(self, unit: Unit) -> bool:
        """Whether no district is known that would decide, and no other unit bears the name."""
        bearers = self.names.gazetteer.keyed(name_key(unit.name))
        codes = {other.code for other in bearers if other.state != "2025-07"}
        return self.names.context.district is None and len(codes) == 1


def follows_locative(reading: StrictReading | FreeReading, first: int) -> bool:
    """Whether "ở", "tại" or their like stands right before."""
    if not first:
        return False
    before = reading.names.words.tokens[first - 1]
    if before.lower in reading.vocabulary.locatives:
        return True
    return reading.names.words.plain and before.key in map(name_key, reading.vocabulary.locatives)


def is_guarded(reading: StrictReading | FreeReading | NameFinder, first: int) -> bool:
    """Whether the word before makes a capitalised name that of a person, a people or a festival."""
    words, vocabulary = reading.names.words, reading.vocabulary
    if words.gap(first).strip():
        return False  # "Ka Lăng, Thu Lũm"
    before = tuple(token.lower for token in words.tokens[max(0, first - 2) : first])
    return before in vocabulary.not_after or before[-1:] in vocabulary.not_after


def is_common(reading: StrictReading | FreeReading, first: int, count: int) -> bool:
    """Whether words in lower case are common ones that some unit happens to bear: "các xã biên giới"."""
    surface, vocabulary = reading.names.words.surface(first, count), reading.vocabulary
    common = vocabulary.plain_need_kind if surface.isascii() else vocabulary.lower_need_kind
    return name_key(surface) in common


def follows_surname(reading: StrictReading | FreeReading, first: int) -> bool:
    """Whether a family name stands right before: "Nguyễn Thái Bình" is no province."""
    words = reading.names.words
    return (
        first > 0 and words.gap(first) == " " and words.tokens[first - 1].text in reading.vocabulary.surnames
    )


def is_telling(word: str, unit: Unit, capital: bool) -> bool:
    """Whether one word alone can name the unit: a province, a long or glued name, one with diacritics."""
    key = name_key(word)
    if unit.level == PROVINCE or len(key) >= _GLUED:
        return True
    return capital and (not word.isascii() or len(key) >= _SINGLE)


def _codes(names: Names) -> tuple[str | None, str | None]:
    return names.context.district, names.context.province
