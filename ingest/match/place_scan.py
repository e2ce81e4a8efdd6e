"""Reads a text from left to right into hits: words that name a unit, with all units they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ingest.match.place_hit import Hit
from ingest.match.place_kinds import KindReader
from ingest.match.place_names import LONGEST_NAME, Pool
from ingest.match.place_reading import NameFinder
from ingest.match.place_tokens import Words
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Unit
from ontology.place_words import VILLAGE, KindWord

_LONGEST_ABROAD = 5
_FARTHEST = LONGEST_NAME + 1  # words from a name's first to the kind of its district: "A của huyện B"
_LONGEST_LIST_GAP = 120
_TOWN = "TT"
_STOPS = tuple(",;.:()")
_ROMAN = frozenset("IVX")

# Between members of a list, beside joining words: also a bracket or a figure of the member before.
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{0,80}\))?\s*(?:[:]?\s*\d[\d.,]*\s*[^\W\d_]{0,6})?\s*[,;/+–-]?\s*([^\W\d_]*)\s*"
)


@dataclass(slots=True)
class Scanner:
    """One pass over the words of a text; ``scan`` may be called once."""

    finder: NameFinder
    kinds: KindReader
    _next: int = 0
    _list_kind: KindWord | None = None
    _list_end: int = 0
    _districts: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        kinds = ((index, self.kinds.at(index)[0]) for index in self.kinds.openings)
        self._districts = frozenset(index for index, kind in kinds if kind and kind.level == DISTRICT)

    @property
    def words(self) -> Words:
        """The words that are scanned."""
        return self.finder.names.words

    def scan(self) -> Iterator[Hit]:
        """All hits, left to right, without overlap."""
        tokens = self.words.tokens
        while self._next < len(tokens):
            if self._is_passed_over():
                self._next += 1
                continue
            hit = (
                self._own_name()
                or self._town_by_initials()
                or self._after_kind()
                or self._list_member()
                or self._alone()
            )
            if hit is None:
                self._next += 1
                continue
            if not hit.far:
                self._list_end = hit.end
            yield hit

    def _is_passed_over(self) -> bool:
        """Whether nothing begins here: a small word of a report that opens no unit and continues no list."""
        small = not self.words.tokens[self._next].capital and not self.finder.names.context.is_relaxed
        return small and self._list_kind is None and not self.kinds.opens(self._next)

    def _own_name(self) -> Hit | None:
        """A name that begins like a kind ("Bản Lang", "Làng Mô"), written as a name."""
        kind, length = self.kinds.at(self._next)
        if kind is None or kind.level != VILLAGE or not self.words.tokens[self._next].capital:
            return None
        count, _ = self.finder.standalone(self._next)
        return self._alone() if count > length else None

    def _after_kind(self) -> Hit | None:
        first = self._next
        kind, length = self.kinds.at(first)
        if kind is None or kind.suffix:
            return None
        name = first + length
        hit = self._named(first, name, kind) if self.kinds.leads_to(name, kind) else None
        return hit or self._bare_town(first, length, kind)

    def _town_by_initials(self) -> Hit | None:
        """A town of the district by its initials, where a place is due: "phố Đức Tâm, TTVQ" in Văn Quan."""
        token, context = self.words.tokens[self._next], self.finder.names.context
        abbreviated = token.upper and token.text.startswith(_TOWN) and len(token.text) > len(_TOWN) + 1
        if not abbreviated or context.district is None or token.text in self.finder.vocabulary.no_towns:
            return None
        towns = {
            unit.code: (0, unit)
            for unit in self.finder.names.gazetteer.communes_of(context.district)
            if unit.kind == "thị trấn" and _initials(unit.name) == token.text[len(_TOWN) :]
        }
        if len(towns) != 1 or not self._is_place_due():
            return None
        self._next += 1
        return Hit(token.start, token.end, COMMUNE, tuple(towns.values()), "thị trấn")

    def _is_place_due(self) -> bool:
        """Whether the word at hand stands alone, behind a place or "tại", and no words go on after it."""
        before, after = self._next - 1, self._next + 1
        words, vocabulary = self.words, self.finder.vocabulary
        ends = after == len(words.tokens) or words.gap(after).strip().startswith(_STOPS)
        if not (ends or words.tokens[after].lower in vocabulary.joins):
            return False
        if before < 0:
            return after == len(words.tokens)
        led = words.tokens[before].lower in vocabulary.place_leads and not words.gap(self._next).strip()
        return led or self._follows_name() or self._follows_capital()

    def _follows_capital(self) -> bool:
        """Whether a comma and a name stand before the word at hand: "phố Đức Tâm II, TTVQ"."""
        before = self.words.tokens[self._next - 1]
        named = before.capital and (not before.upper or set(before.text) <= _ROMAN)
        return named and self.words.gap(self._next).strip() == ","

    def _named(self, first: int, name: int, kind: KindWord) -> Hit | None:
        linked = self._continues() and ";" not in self.words.gap(first)
        if kind.level == VILLAGE:
            return self._village(first, name, kind, linked)
        count, pool = self.finder.expected(name, kind)
        if not count:
            return self._unknown(first, name, kind, linked)
        self._list_kind = kind
        adjacent = ":" not in self.words.gap(name) and "(" not in self.words.gap(name)
        hit = self._take(name, count, pool, kind, linked)
        return replace(hit, start=self.words.tokens[first].start) if adjacent else hit

    def _village(self, first: int, name: int, kind: KindWord, linked: bool) -> Hit | None:
        count = self.kinds.village_words(name, kind)
        if not count:
            return None
        self._list_kind = kind
        words = self.words
        start = words.tokens[first if not set(":(") & set(words.gap(name)) else name].start
        self._next = name + count
        end = words.tokens[self._next - 1].end
        return Hit(start, end, VILLAGE, (), kind.word, words.surface(name, count), linked)

    def _unknown(self, first: int, name: int, kind: KindWord, linked: bool) -> Hit | None:
        """A unit that no gazetteer knows: abroad, or misspelt beyond reading."""
        tokens, words = self.words.tokens, self.words
        if kind.strict or not tokens[name].capital or words.plain:
            return None
        count = 1
        while name + count < len(tokens) and tokens[name + count].capital and words.gap(name + count) == " ":
            if self.finder.standalone(name + count)[0]:
                break  # "Huyện Đoàn Phong Thổ"
            count += 1
        if all(token.upper for token in tokens[name : name + count]):
            return None
        self._next = name + count
        self._list_kind = kind
        return Hit(tokens[first].start, tokens[self._next - 1].end, kind.level, unknown=True, linked=linked)

    def _bare_town(self, first: int, length: int, kind: KindWord) -> Hit | None:
        """A bare "thị trấn": the only town of the district, unless it speaks of towns in general."""
        context, tokens = self.finder.names.context, self.words.tokens
        if kind.kinds != {"thị trấn"} or kind.strict or context.district is None:
            return None
        town = self._only_town(context.district)
        after = first + length
        named = after < len(tokens) and tokens[after].capital and not self.words.gap(after).strip()
        if town is None or named or self._is_generic(first):
            return None
        self._next = after
        return Hit(tokens[first].start, tokens[after - 1].end, COMMUNE, ((0, town),), kind.word)

    def _only_town(self, district: str) -> Unit | None:
        """The district's town where it has just one, as it last stood."""
        towns = [u for u in self.finder.names.gazetteer.communes_of(district) if u.kind == "thị trấn"]
        newest = max((town.state for town in towns), default="")
        latest = [town for town in towns if town.state == newest]
        return latest[0] if len(latest) == 1 else None

    def _is_generic(self, first: int) -> bool:
        if not first:
            return False
        between = self.words.text[self._list_end : self.words.tokens[first].start]
        if self._list_end and not between.strip(" ,;và"):
            return False  # the last member of a list of names: "Nậm Xe, Bản Lang và thị trấn"
        before = self.words.tokens[first - 1]
        if before.lower in self.finder.vocabulary.joins and first > 1:
            before = self.words.tokens[first - 2]
        return before.digits or before.lower in self.finder.vocabulary.generic

    def _continues(self) -> bool:
        """Whether the word at hand continues the list that the last hit opened or continued."""
        words = self.words
        if self._list_kind is None or not self._list_end:
            return False
        between = words.text[self._list_end : words.tokens[self._next].start]
        match = _BETWEEN.fullmatch(between) if len(between) < _LONGEST_LIST_GAP else None
        return match is not None and match.group(1).lower() in {"", *self.finder.vocabulary.joins}

    def _list_member(self) -> Hit | None:
        kind = self._list_kind
        if kind is None or not self._continues():
            return None
        token = self.words.tokens[self._next]
        if kind.level == VILLAGE:
            if not token.capital and not (token.digits and kind.numbered):
                return None
            return self._village(self._next, self._next, kind, linked=True)
        if not token.capital and not self._next_is_capital() and not self.finder.names.context.is_relaxed:
            return None
        count, pool = self.finder.expected(self._next, kind, listed=True)
        if count:
            return self._take(self._next, count, pool, kind, linked=True)
        standing, _ = self.finder.standalone(self._next)
        if standing:
            return None
        return self._far(self._next) or self._unknown(self._next, self._next, kind, linked=True)

    def _next_is_capital(self) -> bool:
        tokens = self.words.tokens
        return self._next + 1 < len(tokens) and tokens[self._next + 1].capital

    def _alone(self) -> Hit | None:
        first = self._next
        count, pool = self.finder.standalone(first, listed=self._follows_name())
        for longer in self.finder.names.counts(first) if self.finder.names.context.is_relaxed else ():
            kind, length = self.kinds.at(first + longer)
            if kind is not None and kind.suffix:
                found, named = self.finder.expected(first, kind)
                if found == longer:
                    return self._take(first, found, named, kind, self._continues(), length)
        if count:
            return self._take(first, count, pool, None, self._continues())
        return self._abroad(first) or self._far(first)

    def _follows_name(self) -> bool:
        """Whether the word at hand stands in a list after a place: "Lăng Hiếu, Quang Trung"."""
        between = self.words.text[self._list_end : self.words.tokens[self._next].start].strip()
        return self._list_end > 0 and between in {",", *self.finder.vocabulary.joins}

    def _far(self, first: int) -> Hit | None:
        """A name that no unit near bears, before its district: "Tri Lễ của huyện Quế Phong"."""
        if self._districts.isdisjoint(range(first + 1, first + _FARTHEST + 1)):
            return None
        for count in self.finder.names.counts(first):
            after = first + count
            if (
                after < len(self.words.tokens)
                and self.words.tokens[after].lower in self.finder.vocabulary.within
            ):
                after += 1
            kind, _ = self.kinds.at(after)
            pool = self.finder.elsewhere(first, count) if kind and kind.level == DISTRICT else ()
            if pool:
                return replace(self._take(first, count, pool, None), far=True)
        return None

    def _abroad(self, first: int) -> Hit | None:
        ahead = self.words.tokens[first : first + _LONGEST_ABROAD]
        run = list(takewhile(lambda token: token.capital, ahead))
        while run:
            if "".join([token.key for token in run]) in self.finder.vocabulary.abroad:
                self._next = first + len(run)
                return Hit(run[0].start, run[-1].end, PROVINCE, abroad=True)
            run.pop()
        return None

    def _take(
        self, first: int, count: int, pool: Pool, kind: KindWord | None, linked: bool = False, extra: int = 0
    ) -> Hit:
        tokens = self.words.tokens
        self._next = first + count + extra
        end = tokens[first + count - 1].end
        return Hit(
            tokens[first].start,
            end,
            kind.level if kind else None,
            pool,
            kind.word if kind else "",
            "",
            linked,
        )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split())
