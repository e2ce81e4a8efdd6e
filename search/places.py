"""Which districts, provinces and communes a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from ontology.values import Area
from search.holdings import Catalogue
from search.kind_words import level_after, level_before
from search.language import Language, fillers
from search.place_slips import is_ordinary, is_slip
from search.slots import ReadAs, Unmatched

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})*")
_LOCATIVE = re.compile(r"(?:^|\b(?:o|tai|cua|in|of|across|thuoc))\s*$|[,(]\s*$")
_JOINED = re.compile(
    r"(?:^|[,.;:?!(/&-]|(?<!\w)(?:va|voi|hay|hoac|and|or|with|versus|vs|than|hon|so voi))\s*$"
)
_OWNED = re.compile(r"\b(?:cua|of)\s*$")
_LONGEST = 4
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The units named, the words that named them, and what fitted none or several."""

    districts: tuple[Area, ...] = ()
    provinces: tuple[Area, ...] = ()
    communes: tuple[Area, ...] = ()
    spans: tuple[Span, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    ambiguous: tuple[Unmatched, ...] = ()
    read_as: tuple[ReadAs, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    level: int
    areas: tuple[Area, ...]
    surface: str
    slip: bool = False
    bare: bool = False


def read_places(text: str, catalogue: Catalogue) -> PlacesRead:
    """The places of a question, each name with the kind word beside it.

    A name that only the gazetteer knows counts if a kind word stands by it ("huyện Sìn Hồ") or if it is
    written as a name; a name of the store counts wherever it stands, slips of the finger forgiven.
    """
    reader = _Reader(text, catalogue)
    found = reader.at_hand(list(reader.exact()))
    found += reader.misspelt(found)
    nowhere = reader.nowhere(found)
    named = [one for one in found if one not in nowhere]
    unknown = (Unmatched("district", one.surface, _near(one.surface, catalogue)) for one in nowhere)
    return _collect(named, (*unknown, *reader.unknown(found)), found)


class _Reader:
    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.text = text
        self.words = [Span(match.start(), match.end()) for match in _WORD.finditer(text)]
        self.catalogue = catalogue
        self.gazetteer: Gazetteer = load_gazetteer()
        self.names = [(name_key(area.name), area) for area in catalogue.districts]
        self.stored = {area.code for area in catalogue.districts}
        self.cased = any(self._is_name(i) for i in range(1, len(self.words)))

    def exact(self) -> Iterator[_Found]:
        position = 0
        while position < len(self.words):
            found, length = self._longest(position)
            if found:
                yield found
            position += length

    def at_hand(self, found: Sequence[_Found]) -> list[_Found]:
        """Without bare names of districts that have no report, where they are words of something else.

        Beside a place at hand only what is joined to it, or stands where places stand, is one more place:
        "the noodles Phia Den" of a district are a product.
        """
        here = any(self._is_at_hand(one) for one in found)
        return [one for one in found if not one.bare or self._is_at_hand(one) or self._is_place(one, here)]

    def nowhere(self, found: Sequence[_Found]) -> list[_Found]:
        """The names that several districts bear, none of which has a report: no choice would help."""
        return [
            one for one in found if one.level == DISTRICT and len(one.areas) > 1 and not self._is_at_hand(one)
        ]

    def _is_at_hand(self, one: _Found) -> bool:
        own = [area.parent if one.level == COMMUNE else area.code for area in one.areas]
        return one.level == PROVINCE or not self.stored.isdisjoint(own)

    def _is_place(self, one: _Found, here: bool) -> bool:
        before = fold(self.text[: one.span.start])
        return not here or bool(_LOCATIVE.search(before) or _JOINED.search(before))

    def _longest(self, position: int) -> tuple[_Found | None, int]:
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

    def _place(self, span: Span, position: int) -> _Found | None:
        surface = self.text[span.start : span.end]
        units = self._units(surface)
        if not units:
            return None
        before, after = level_before(self.text, span.start), level_after(self.text, span.end)
        if before and not self._is_owner(span, before, units):
            return self._of_level(Span(before[1], span.end), surface, before[0], units)
        if after:
            town = [unit for unit in units if unit.level == DISTRICT and unit.code in self.stored]
            # "Nghĩa Lộ town" may mean a thị xã, which is a district.
            level = DISTRICT if town and town[0].kind != "huyện" else after[0]
            return self._of_level(Span(span.start, after[1]), surface, level, units)
        return self._bare(span, units, self._is_name(position))

    def _is_owner(self, span: Span, before: tuple[int, int], units: Sequence[Unit]) -> bool:
        """Whether a district is named whose communes are meant: "mỗi xã của Phong Thổ"."""
        joined = _OWNED.search(fold(self.text[before[1] : span.start]))
        stored = any(unit.level == DISTRICT and unit.code in self.stored for unit in units)
        return before[0] == COMMUNE and bool(joined) and stored

    def _of_level(self, span: Span, surface: str, level: int, units: Sequence[Unit]) -> _Found | None:
        chosen = [unit for unit in units if unit.level == level]
        return self._found(span, level, chosen, surface) if chosen else None

    def _bare(self, span: Span, units: Sequence[Unit], named: bool) -> _Found | None:
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
            return bool(_LOCATIVE.search(before)) or before.rstrip().endswith(tuple(own))
        return unit.level == DISTRICT or unit.parent in self.stored

    def _units(self, surface: str) -> list[Unit]:
        units = [unit for unit in self.gazetteer.keyed(name_key(surface)) if "-" not in unit.code]
        if surface.isascii():
            return units
        wanted = even_name(surface)
        exact = [unit for unit in units if wanted in map(even_name, (unit.name, *unit.aliases))]
        return exact or [unit for unit in units if unit.code in self.stored]

    def _found(self, span: Span, level: int, units: Sequence[Unit], surface: str = "") -> _Found:
        if level == DISTRICT:
            units = [unit for unit in units if unit.code in self.stored] or units
        elif level == COMMUNE:
            units = [unit for unit in units if unit.parent in self.stored] or units
        stored = {
            area.code: area for area in self.catalogue.districts
        }  # by the name that they reported under
        areas = tuple(dict.fromkeys(stored.get(unit.code, unit.area) for unit in units))
        return _Found(span, level, areas, surface or self.text[span.start : span.end])

    def misspelt(self, found: Sequence[_Found]) -> Iterator[_Found]:
        """Names of the store's districts with a slip of the finger; where a district is named, names only."""
        named = any(one.level == DISTRICT for one in found)
        taken = [one.span for one in found]
        for position in range(len(self.words)):
            for length in (3, 2, 1):
                slip = self._slip(position, length, taken)
                if slip and (not named or self._is_marked(position, slip.span)):
                    taken.append(slip.span)
                    named = True
                    yield slip

    def _slip(self, position: int, length: int, taken: Sequence[Span]) -> _Found | None:
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
        return _Found(span, DISTRICT, areas, surface, slip=True) if areas else None

    def _is_marked(self, position: int, span: Span) -> bool:
        """Whether words are marked as a name: by a capital, or by a kind word beside them."""
        before = level_before(self.text, span.start)
        return self._is_name(position) or bool(before and before[0] == DISTRICT)

    def unknown(self, found: Sequence[_Found]) -> Iterator[Unmatched]:
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
                yield Unmatched("district", surface, _near(surface, self.catalogue))

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


def nearest_districts(name: str, catalogue: Catalogue, count: int) -> tuple[str, ...]:
    """The districts with reports whose names are most like a name; in their own order if it is empty."""
    key = name_key(name)
    districts = catalogue.districts
    if key:
        districts = tuple(
            sorted(districts, key=lambda area: (Levenshtein.distance(key, name_key(area.name)), area.name))
        )
    return tuple(area.name for area in districts[:count])


def _near(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    return nearest_districts(name, catalogue, _CANDIDATES)


def _collect(found: Sequence[_Found], unknown: Sequence[Unmatched], all_: Sequence[_Found]) -> PlacesRead:
    provinces = tuple(dict.fromkeys(one.areas[0] for one in found if one.level == PROVINCE))
    communes = _areas(found, COMMUNE)
    named = [_within(one, provinces) for one in found if one.level == DISTRICT]
    districts = tuple(dict.fromkeys(areas[0] for areas in named if len(areas) == 1))
    return PlacesRead(
        districts=districts,
        provinces=provinces,
        communes=communes,
        spans=tuple(one.span for one in all_),
        unmatched=tuple(unknown),
        ambiguous=tuple(_choice(areas) for areas in named if len(areas) > 1),
        read_as=tuple(
            ReadAs(one.surface, one.areas[0].label) for one in found if one.slip and len(one.areas) == 1
        ),
    )


def _areas(found: Sequence[_Found], level: int) -> tuple[Area, ...]:
    return tuple(dict.fromkeys(area for one in found if one.level == level for area in one.areas))


def _within(one: _Found, provinces: tuple[Area, ...]) -> tuple[Area, ...]:
    codes = {province.code for province in provinces}
    return tuple(area for area in one.areas if area.parent in codes) or one.areas


def _choice(areas: tuple[Area, ...]) -> Unmatched:
    """A name of several districts: the pick-list tells them by their provinces."""
    gazetteer = load_gazetteer()
    labels = []
    for area in areas:
        province = gazetteer.unit(area.parent)
        labels.append(f"{area.label}, {province.area.label}" if province else area.label)
    return Unmatched("district", areas[0].name, tuple(labels))
