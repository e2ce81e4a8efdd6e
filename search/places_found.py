"""Places found in a question: which of them are meant, and what they are taken for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.document import Span
from ingest.text import fold
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, load_gazetteer, name_key
from ontology.values import Area
from search.holdings import Catalogue
from search.slots import ReadAs, Unmatched

LOCATIVE = re.compile(r"(?:^|\b(?:o|tai|cua|in|of|across|thuoc))\s*$|[,(]\s*$")
"""What stands before a place and before few other things; over folded text."""
_JOINED = re.compile(
    r"(?:^|[,.;:?!(/&-]|(?<!\w)(?:va|voi|hay|hoac|and|or|with|versus|vs|than|hon|so voi))\s*$"
)
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
class Found:
    """A name in the text; ``bare`` of a unit at no hand that no word for a kind stands by."""

    span: Span
    level: int
    areas: tuple[Area, ...]
    surface: str
    slip: bool = False
    bare: bool = False


def places_meant(found: Sequence[Found], text: str, stored: Collection[str]) -> list[Found]:
    """Without bare names of districts that have no report, where they are words of something else.

    Beside a place at hand only what is joined to it, or stands where places stand, is one more place:
    "the noodles Phia Den" of a district are a product.
    """
    here = any(_is_at_hand(one, stored) for one in found)
    return [
        one
        for one in found
        if not (here and one.bare) or _is_at_hand(one, stored) or _stands_as_place(one, text)
    ]


def _is_at_hand(one: Found, stored: Collection[str]) -> bool:
    own = (area.parent if one.level == COMMUNE else area.code for area in one.areas)
    return one.level == PROVINCE or any(code in stored for code in own)


def _stands_as_place(one: Found, text: str) -> bool:
    before = fold(text[: one.span.start])
    return bool(LOCATIVE.search(before) or _JOINED.search(before))


def nearest_districts(name: str, catalogue: Catalogue, count: int = _CANDIDATES) -> tuple[str, ...]:
    """The districts with reports whose names are most like a name; in their own order if it is empty."""
    key = name_key(name)
    districts = catalogue.districts
    if key:
        districts = tuple(
            sorted(districts, key=lambda area: (Levenshtein.distance(key, name_key(area.name)), area.name))
        )
    return tuple(area.name for area in districts[:count])


def collect(found: Sequence[Found], unknown: Sequence[Unmatched], catalogue: Catalogue) -> PlacesRead:
    """What was found by kind. Of a name that several districts bear the user chooses, if one has a report."""
    provinces = tuple(dict.fromkeys(one.areas[0] for one in found if one.level == PROVINCE))
    stored = {area.code for area in catalogue.districts}
    named = [(one, _within(one, provinces)) for one in found if one.level == DISTRICT]
    several = [(one, areas) for one, areas in named if len(areas) > 1]
    nowhere = [one.surface for one, areas in several if all(area.code not in stored for area in areas)]
    return PlacesRead(
        districts=tuple(dict.fromkeys(areas[0] for _, areas in named if len(areas) == 1)),
        provinces=provinces,
        communes=_areas(found, COMMUNE),
        spans=tuple(one.span for one in found),
        unmatched=(*(_unmatched(name, catalogue) for name in nowhere), *unknown),
        ambiguous=tuple(_choice(areas) for one, areas in several if one.surface not in nowhere),
        read_as=tuple(
            ReadAs(one.surface, one.areas[0].label) for one in found if one.slip and len(one.areas) == 1
        ),
    )


def _unmatched(name: str, catalogue: Catalogue) -> Unmatched:
    return Unmatched("district", name, nearest_districts(name, catalogue))


def _areas(found: Sequence[Found], level: int) -> tuple[Area, ...]:
    return tuple(dict.fromkeys(area for one in found if one.level == level for area in one.areas))


def _within(one: Found, provinces: tuple[Area, ...]) -> tuple[Area, ...]:
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
