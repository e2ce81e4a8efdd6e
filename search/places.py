"""Which districts, provinces and communes a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from ingest.document import Span
from ingest.text import fold
from ontology.gazetteer import (
    COMMUNE,
    DISTRICT,
    PROVINCE,
    Gazetteer,
    Unit,
    even_name,
    load_gazetteer,
    name_key,
)
from ontology.place_words import KindWord
from search.holdings import Catalogue
from search.kind_words import kind_after, kind_before, level_after, level_before
from search.language import Language, fillers
from search.place_slips import is_ordinary, is_slip
from search.places_found import LOCATIVE, Found, PlacesRead, collect, nearest_districts, places_meant
from search.slots import Unmatched

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})*")
_OWNED = re.compile(r"\b(?:cua|of)\s*$")
_LONGEST = 4
_CITY, _RURAL = "thành phố", "huyện"


def read_places(text: str, catalogue: Catalogue, listed: Sequence[Span] = ()) -> PlacesRead:
    """The places of a question, each name with the kind word beside it.

    A name that only the gazetteer knows counts if a kind word stands by it ("huyện Sìn Hồ") or if it is
    written as a name; a name of the store counts wherever it stands, slips of the finger forgiven. What code
    lists know (``listed``) is no part of a slip: "sinh" of "tổng số học sinh" is not Sìn Hồ, and
    "viêm da nổi cục năm 2023" names no Lục Nam.
    """
    reader = _Reader(text, catalogue)
    found = places_meant(list(reader.exact()), text, reader.stored)
    found += reader.misspelt(found, listed)
    return collect(found, tuple(reader.unknown(found)), catalogue)


def _level_of(kind: KindWord, units: Sequence[Unit]) -> int:
    """The level that a kind word gives a name: a "thành phố" is a district, but five are provinces."""
    if any(unit.level == kind.level for unit in units) or _CITY not in kind.kinds or _RURAL in kind.kinds:
        return kind.level
    provinces = any(unit.level == PROVINCE and unit.kind == _CITY for unit in units)
    return PROVINCE if provinces else kind.level


class _Reader:
    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.text = text
        self.words = [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
        self.catalogue = catalogue
        self.gazetteer: Gazetteer = load_gazetteer()
        self.names = [(name_key(area.name), area) for area in catalogue.districts]
        self.stored = {area.code for area in catalogue.districts}
        self.cased = any(self._is_name(i) for i in range(1, len(self.words)))

    def exact(self) -> Iterator[Found]:
        position = 0
        while position < len(self.words):
            found, length = self._longest(position)
            if found:
                yield found
            position += length

    def _longest(self, position: int) -> tuple[Found | None, int]:
        for length in range(_LONGEST, 0, -1):
            span = self._joined(position, length)
            if span is None:
                continue
            found = self._place(span, position)
            if found:
                return found, length
        return None, 1

    def _joined(self, position: int, length: int) -> Span | None:
        """The span of so many words, if nothing but a blank or hyphen stands between them."""
        if position + length > len(self.words):
            return None
        words = self.words[position : position + length]
        gaps = (self.text[one.end : two.start] for one, two in pairwise(words))
        return Span(words[0].start, words[-1].end) if all(gap in (" ", "-", "  ") for gap in gaps) else None

    def _place(self, span: Span, position: int) -> Found | None:
        surface = self.text[span.start : span.end]
        units = self._units(surface)
        if not units:
            return None
        before, after = kind_before(self.text, span.start), kind_after(self.text, span.end)
        if before and not self._is_owner(span, (before[0].level, before[1]), units):
            level = _level_of(before[0], units)
            return self._of_level(Span(before[1], span.end), surface, level, units)
        if after:
            town = [unit for unit in units if unit.level == DISTRICT and unit.code in self.stored]
            # "Nghĩa Lộ town" may mean a thị xã, which is a district.
            level = DISTRICT if town and town[0].kind != "huyện" else _level_of(after[0], units)
            return self._of_level(Span(span.start, after[1]), surface, level, units)
        return self._bare(span, units, self._is_name(position))

    def _is_owner(self, span: Span, before: tuple[int, int], units: Sequence[Unit]) -> bool:
        """Whether a district is named whose communes are meant: "mỗi xã của Phong Thổ"."""
        joined = _OWNED.search(fold(self.text[before[1] : span.start]))
        stored = any(unit.level == DISTRICT and unit.code in self.stored for unit in units)
        return before[0] == COMMUNE and bool(joined) and stored

    def _of_level(self, span: Span, surface: str, level: int, units: Sequence[Unit]) -> Found | None:
        chosen = [unit for unit in units if unit.level == level]
        return self._found(span, level, chosen, surface) if chosen else None

    def _bare(self, span: Span, units: Sequence[Unit], named: bool) -> Found | None:
        """A name with no kind word beside it."""
        known = [unit for unit in units if unit.level == DISTRICT and unit.code in self.stored]
        if known:
            return self._found(span, DISTRICT, known)
        if not named or " " not in self.text[span.start : span.end]:
            return None
        # A city that is called after its province needs its kind word; a commune at hand comes before a
        # district that nothing is known of.
        levels = (PROVINCE,) if any(unit.level == PROVINCE for unit in units) else (COMMUNE, DISTRICT)
        for level in levels:
            chosen = [unit for unit in units if unit.level == level and self._may_stand_bare(span, unit)]
            if chosen:
                return replace(self._found(span, level, chosen), bare=True)
        return None

    def _may_stand_bare(self, span: Span, unit: Unit) -> bool:
        if unit.level == PROVINCE:  # "sâm Lai Châu" is a plant, "ở Lai Châu" a place
            before = fold(self.text[: span.start])
            own = (fold(area.name) for area in self.catalogue.districts if area.parent == unit.code)
            return bool(LOCATIVE.search(before)) or before.rstrip().endswith(tuple(own))
        return unit.level == DISTRICT or unit.parent in self.stored

    def _units(self, surface: str) -> list[Unit]:
        units = [unit for unit in self.gazetteer.keyed(name_key(surface)) if "-" not in unit.code]
        if surface.isascii():
            return units
        wanted = even_name(surface)
        exact = [unit for unit in units if wanted in map(even_name, (unit.name, *unit.aliases))]
        return exact or [unit for unit in units if unit.code in self.stored]

    def _found(self, span: Span, level: int, units: Sequence[Unit], surface: str = "") -> Found:
        if level == DISTRICT:
            units = [unit for unit in units if unit.code in self.stored] or units
        elif level == COMMUNE:
            units = [unit for unit in units if unit.parent in self.stored] or units
        stored = {
            area.code: area for area in self.catalogue.districts
        }  # by the name that they reported under
        areas = tuple(dict.fromkeys(stored.get(unit.code, unit.area) for unit in units))
        return Found(span, level, areas, surface or self.text[span.start : span.end])

    def misspelt(self, found: Sequence[Found], listed: Sequence[Span]) -> Iterator[Found]:
        """Names of the store's districts with a slip of the finger; where a district is named, names only."""
        named = any(one.level == DISTRICT for one in found)
        taken = [one.span for one in found]
        for position in range(len(self.words)):
            for length in (3, 2, 1):
                slip = self._slip(position, length, taken)
                if slip and any(one.start < slip.span.end and slip.span.start < one.end for one in listed):
                    continue
                if slip and (not named or self._is_marked(position, slip.span)):
                    taken.append(slip.span)
                    named = True
                    yield slip

    def _slip(self, position: int, length: int, taken: Sequence[Span]) -> Found | None:
        span = self._joined(position, length)
        if span is None or any(span.start < one.end and one.start < span.end for one in taken):
            return None
        surface = self.text[span.start : span.end]
        key = name_key(surface)
        if self.gazetteer.keyed(key):  # a name that is known is never read as another
            return None
        near = [
            (Levenshtein.distance(key, known), area)
            for known, area in self.names
            if is_slip(key, known, area.name)
        ]
        words = [self.text[one.start : one.end] for one in self.words[position : position + length]]
        marked = bool(level_before(self.text, span.start))
        if not near or is_ordinary(words, opens=position == 0, cased=self.cased, marked=marked):
            return None
        least = min(distance for distance, _ in near)
        areas = tuple(area for distance, area in near if distance == least)
        return Found(span, DISTRICT, areas, surface, slip=True) if areas else None

    def _is_marked(self, position: int, span: Span) -> bool:
        """Whether words are marked as a name: by a capital, or by a kind word beside them."""
        before = level_before(self.text, span.start)
        return self._is_name(position) or bool(before and before[0] == DISTRICT)

    def unknown(self, found: Sequence[Found]) -> Iterator[Unmatched]:
        """Names beside the word for a district that fit no unit."""
        for position, span in enumerate(self.words):
            if any(span.start in one.span for one in found) or not self._is_name(position):
                continue
            end = position
            while (
                end + 1 < len(self.words)
                and self._is_name(end + 1)
                and self._joined(position, end - position + 2)
            ):
                end += 1
            surface = self.text[span.start : self.words[end].end]
            inside = any(span.start < one.span.end and one.span.start < self.words[end].end for one in found)
            if inside or self.gazetteer.keyed(name_key(surface)) or self._is_furniture(position):
                continue
            if self._is_kind(level_before(self.text, span.start)) or self._is_english(position, end):
                yield Unmatched("district", surface, nearest_districts(surface, self.catalogue))

    def _is_furniture(self, position: int) -> bool:
        """Whether a capital only begins the question: "Which districts …"."""
        return self.text[self.words[position].start : self.words[position].end].lower() in fillers(
            Language.ENGLISH
        )

    def _is_kind(self, beside: tuple[int, int] | None) -> bool:
        return beside is not None and beside[0] == DISTRICT

    def _is_english(self, first: int, last: int) -> bool:
        """Whether the kind stands behind a name that begins here: "Atlantis district"."""
        preceded = first > 0 and self._is_name(first - 1) and self._joined(first - 1, 2)
        return not preceded and self._is_kind(level_after(self.text, self.words[last].end))

    def _is_name(self, position: int) -> bool:
        return self.text[self.words[position].start].isupper()
