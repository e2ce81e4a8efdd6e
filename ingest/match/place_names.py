"""Which units a run of words can name: candidates with their spelling cost, not yet a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.match.place_tokens import Token, Words
from ingest.match.spelling import MARK, spelling_cost
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Gazetteer, Unit, name_key
from ontology.place_words import KindWord, PlaceWords

LONGEST_NAME = 5  # words; "Nông trường Trần Phú" has four, "Phan Rang - Tháp Chàm" four
OTHER_KIND = 2  # cost of "xã" before the name of a town: units rise in rank
FORMER_NAME = 3  # cost of the name of a unit that was merged into the candidate
GLUED = 7  # letters from which one word in a question can be a whole name ("phongtho")
LONG_NAME = 3  # words from which a commune's name alone can be unmistakable
SHORT_KEY = 8  # letters below which only one may be wrong

Pool = tuple[tuple[int, Unit], ...]

_INSIDE_NAME = re.compile(r"\s*[-–]?\s*")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known before reading: codes of the district and the province that a text is about.

    ``relaxed`` reads names in lower case and without diacritics, as questions have them; by default
    it holds where no district is known.
    """

    district: str | None = None
    province: str | None = None
    relaxed: bool | None = None

    @property
    def is_relaxed(self) -> bool:
        """Whether to read as a question is read."""
        return self.district is None if self.relaxed is None else self.relaxed


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds names in one text under one context."""

    words: Words
    context: PlaceContext
    gazetteer: Gazetteer
    vocabulary: PlaceWords

    def expected(self, first: int, kind: KindWord) -> tuple[int, Pool]:
        """The longest name at ``first`` after a word of its kind: how many words, which units."""
        for count in self._counts(first):
            pool = self._plausible(self._pool(first, count, kind), first, count, kind)
            if pool and self._stands_after_kind(first, count, pool, kind):
                return count, pool
        return self._misspelt(first, kind)

    def _plausible(self, pool: Pool, first: int, count: int, kind: KindWord) -> Pool:
        """Leaves out communes elsewhere whose name the words only resemble or only begin with.

        "thị trấn Kim Thủy Hà" is not the commune Kim Thủy of another province.
        """
        if self.context.is_relaxed or kind.level != COMMUNE:
            return pool
        tokens = self.words.tokens
        surface = self.words.surface(first, count)
        whole = _is_capital(tokens[first : first + count])
        after = first + count
        longer = after < len(tokens) and tokens[after].capital and self.words.gap(after) == " "
        cut = longer and not self._opens_kind(after)
        return tuple(
            (cost, unit)
            for cost, unit in pool
            if self.is_near(unit)
            or (
                (whole or surface == unit.name) and not cut and cost <= OTHER_KIND and unit.kind in kind.kinds
            )
        )

    def _opens_kind(self, index: int) -> bool:
        tokens = self.words.tokens
        return any(
            tuple(token.lower for token in tokens[index : index + length]) in self.vocabulary.kinds
            for length in (1, 2)
        )

    def standalone(self, first: int) -> tuple[int, Pool]:
        """The longest name at ``first`` without a word of its kind."""
        for count in self._counts(first):
            if not self._may_stand_alone(first, count):
                continue
            pool = tuple(c for c in self._pool(first, count, None) if self._stands_alone(*c, first, count))
            if pool:
                return count, pool
        return 0, ()

    def named(self, first: int, count: int) -> Pool:
        """All units that exactly these words can name, without judging how they stand in the text."""
        return self._pool(first, count, None)

    def _counts(self, first: int) -> Iterable[int]:
        """How many words a name at ``first`` could have, longest first."""
        most, tokens = 1, self.words.tokens
        while most < LONGEST_NAME and first + most < len(tokens):
            if not _INSIDE_NAME.fullmatch(self.words.gap(first + most)):
                break
            most += 1
        return range(most, 0, -1)

    def _pool(self, first: int, count: int, kind: KindWord | None) -> Pool:
        key = "".join(token.key for token in self.words.tokens[first : first + count])
        units = self.gazetteer.keyed(key)
        if not units:
            return ()
        surface = self.words.surface(first, count)
        dashed = "-" in surface or "–" in surface
        costs = ((self._cost(surface, unit), unit) for unit in units if not dashed or "-" in unit.name)
        return tuple(
            (cost + kind_cost, unit)
            for cost, unit in costs
            if cost <= count + 1 and (kind_cost := _kind_cost(unit, kind)) is not None
        )

    def _cost(self, surface: str, unit: Unit) -> int:
        """What it costs to read the surface, which folds to a name or alias of the unit, as that unit."""
        names = (unit.name, *(alias for alias in unit.aliases if not alias.islower()))
        costs = [cost for name in names if (cost := spelling_cost(surface, name)) is not None]
        unmarked = surface.isascii() and self.context.is_relaxed
        return (0 if unmarked else min(costs)) if costs else FORMER_NAME

    def _stands_after_kind(self, first: int, count: int, pool: Pool, kind: KindWord) -> bool:
        tokens = self.words.tokens[first : first + count]
        exact = any(cost == 0 for cost, _ in pool)
        if kind.strict:
            return exact and all(token.capital for token in tokens)
        if count == 1:
            return self._single(tokens[0], exact, kind)
        if any(token.capital for token in tokens) or self.context.is_relaxed:
            return True
        return any(cost == 0 and self.is_near(unit) for cost, unit in pool)

    def _single(self, token: Token, exact: bool, kind: KindWord) -> bool:
        if token.digits:
            return kind.numbered and exact
        return exact and (token.capital or (self.context.is_relaxed and kind.level <= DISTRICT))

    def _may_stand_alone(self, first: int, count: int) -> bool:
        tokens = self.words.tokens[first : first + count]
        if count == 1 and (tokens[0].digits or len(tokens[0].key) <= 2):
            return False
        if self._guarded(first):
            return False
        capital = _is_capital(tokens)
        if not tokens[0].capital and not self.context.is_relaxed:
            return False
        key = "".join(token.key for token in tokens)
        if key in self.vocabulary.need_kind:
            return False
        if capital and not all(token.upper for token in tokens):
            return True
        plain = self.words.surface(first, count).isascii()
        needs = self.vocabulary.plain_need_kind if plain else self.vocabulary.lower_need_kind
        return key not in needs or self._after_locative(first)

    def _stands_alone(self, cost: int, unit: Unit, first: int, count: int) -> bool:
        own = unit.code in (self.context.district, self.context.province)
        if not self.context.is_relaxed and not _is_capital(self.words.tokens[first : first + count]):
            return self._in_district(unit) and self.words.surface(first, count) == unit.name
        if count == 1:
            return cost == 0 and (unit.level == PROVINCE or len(self.words.tokens[first].key) >= GLUED)
        if unit.level < COMMUNE:
            return cost == 0 or (own and cost <= MARK)
        if self._in_district(unit):
            loud = all(t.upper for t in self.words.tokens[first : first + count])
            return cost == 0 if loud else cost <= FORMER_NAME
        return self._unmistakable(cost, unit, count)

    def _unmistakable(self, cost: int, unit: Unit, count: int) -> bool:
        """A commune named in a question without more: only a long name that no other place bears."""
        if not self.context.is_relaxed or self.context.district or cost or count < LONG_NAME:
            return False
        bearers = self.gazetteer.keyed(name_key(unit.name))
        return len({other.code for other in bearers if _is_old(other)}) == 1

    def _guarded(self, first: int) -> bool:
        before = tuple(token.lower for token in self.words.tokens[max(0, first - 2) : first])
        if first and self.words.tokens[first - 1].text in self.vocabulary.surnames:
            return self.words.gap(first) == " "
        return before in self.vocabulary.not_after or before[-1:] in self.vocabulary.not_after

    def _after_locative(self, first: int) -> bool:
        if not first:
            return False
        before = self.words.tokens[first - 1]
        return before.lower in self.vocabulary.locatives or (
            self.words.plain and before.key in map(name_key, self.vocabulary.locatives)
        )

    def _misspelt(self, first: int, kind: KindWord) -> tuple[int, Pool]:
        """A commune of the district with a wrong letter or two, if only one is that near."""
        if kind.level != COMMUNE or kind.strict or self.context.district is None:
            return 0, ()
        for count in self._counts(first):
            if count == 1 or not self.words.tokens[first].capital:
                continue
            surface = self.words.surface(first, count)
            near = self._near_names(surface, count)
            if near:
                return count, near
        return 0, ()

    def _near_names(self, surface: str, count: int) -> Pool:
        most = 1 if len(name_key(surface)) < SHORT_KEY else 2
        communes = (u for u in self.gazetteer.children(self.context.district or "") if _is_old(u))
        costs = (
            (cost, unit)
            for unit in communes
            if len(unit.name.split()) == count
            and (cost := spelling_cost(surface, unit.name, most_letters=most)) is not None
        )
        ranked = sorted(costs, key=lambda pair: pair[0])
        return tuple(pair for pair in ranked if pair[0] == ranked[0][0])

    def is_near(self, unit: Unit) -> bool:
        """Whether the unit lies in the district or province of the context."""
        return self._in_district(unit) or (
            self.context.province is not None and self.gazetteer.is_within(unit, self.context.province)
        )

    def _in_district(self, unit: Unit) -> bool:
        return self.context.district is not None and self.context.district in (unit.code, unit.parent)


def _is_capital(tokens: tuple[Token, ...]) -> bool:
    return tokens[0].capital and all(token.capital or token.digits for token in tokens)


def _kind_cost(unit: Unit, kind: KindWord | None) -> int | None:
    if kind is None:
        return 0
    if unit.kind in kind.kinds:
        return 0
    return OTHER_KIND if unit.level == kind.level else None


def _is_old(unit: Unit) -> bool:
    return unit.state != "2025-07"
