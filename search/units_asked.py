"""Questions about administrative units: what one is part of, what became of it, what it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ingest.document import Span
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_candidates
from ingest.text import fold
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Unit, load_gazetteer
from ontology.phrases import load_words
from ontology.place_words import VILLAGE
from ontology.values import Area
from search.kind_words import level_after, level_before
from search.language import Language, fillers, folded_fillers

_LEVELS = {"commune": COMMUNE, "district": DISTRICT, "province": PROVINCE, "any": 0}
_BEFORE = "before"
_WORD = re.compile(r"\w+")


class Direction(StrEnum):
    """Which way the question looks: to what stands there today, or to what a unit of today was made of."""

    NOW = "now"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """The units asked about, in the question's order, and the level of what is asked for (0: any)."""

    direction: Direction
    level: int
    units: tuple[Unit, ...]


class _Kind(NamedTuple):
    """What a phrase is: ``ask`` (with its level, 0 for any), ``now``, ``before`` or ``relation``."""

    name: str
    level: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    span: Span
    level: int
    before: bool


def read_units_asked(text: str, districts: Sequence[Area]) -> UnitsAsked | None:
    """What a question asks of units themselves; ``None`` if it asks of anything else.

    ``districts`` are those of the stored reports: a name that one of them bears means that one. Without a
    word of time only what contains a unit is asked for ("Nậm Xe thuộc huyện nào"): the place comes first.
    """
    found = list(_phrases(text))
    asks = [one for one in found if one.kind == "ask"]
    if not asks or not any(one.kind != "ask" for one in found):
        return None
    places = [m for m in match_candidates(text, PlaceContext(relaxed=True)) if not _inside(m, asks)]
    if not places or not _nothing_else(text, found, places):
        return None
    before = any(one.before and not _is_beside(text, one, places) for one in found)
    direction = Direction.BEFORE if before else Direction.NOW
    level = asks[0].level
    named = [unit for mention in places for unit in _units(text, mention, direction, level, districts)]
    units = tuple(unit for unit in named if not any(_contains(unit, other) for other in named))
    timed = any(one.before or one.kind == "now" for one in found)
    if not units or not (timed or _asks_around(asks[0], units[0], places[0])):
        return None
    return UnitsAsked(direction, level, tuple(dict.fromkeys(units)))


def _phrases(text: str) -> Iterator[_Found]:
    """The words of the list in the text, the longest at each place."""
    end = 0
    for match in _pattern().finditer(fold(text)):
        if match.start() >= end:
            kind = _kinds()[" ".join(match[0].split())]
            yield _Found(kind.name, Span(match.start(), match.end()), kind.level, kind.before)
            end = match.end()


def _is_beside(text: str, one: _Found, places: Sequence[Mention[tuple[Area, ...]]]) -> bool:
    """Whether "cũ" only says that the unit named is an old one: "huyện Phong Thổ cũ nay thuộc …"."""
    if one.kind == "ask":
        return False
    folded = fold(text)
    return any(
        (place.end <= one.span.start and not folded[place.end : one.span.start].strip(" ()"))
        or (one.span.end <= place.start and not folded[one.span.end : place.start].strip(" ()"))
        for place in places
    )


def _asks_around(ask: _Found, unit: Unit, place: Mention[tuple[Area, ...]]) -> bool:
    return 0 < ask.level < unit.level and place.end <= ask.span.start


def _units(
    text: str,
    mention: Mention[tuple[Area, ...]],
    direction: Direction,
    asked: int,
    districts: Sequence[Area],
) -> Iterator[Unit]:
    """The units that a name means. A name alone means a district of the reports and its namesakes within."""
    gazetteer = load_gazetteer()
    level = _level_beside(text, mention)
    name = mention.value[0].name
    if direction is Direction.BEFORE:
        named = [unit for unit in gazetteer.units_named(name) if unit.stands]
        yield from (unit for unit in named if level is None or unit.level == level)
        return
    stored = {area.code for area in districts}
    units = [unit for area in mention.value if (unit := gazetteer.unit(area.code)) is not None]
    units = [unit for unit in units if unit.code in stored] or units
    yield from units
    if level is None and asked != PROVINCE:
        near = (unit for unit in gazetteer.units_named(name) if unit.state == "2025-06")
        yield from (unit for unit in near if unit.parent in {one.code for one in units})


def _level_beside(text: str, mention: Mention[tuple[Area, ...]]) -> int | None:
    before = level_before(text, mention.start) or level_before(text, mention.end - len(mention.value[0].name))
    after = level_after(text, mention.end)
    level = before[0] if before else after[0] if after else None
    return None if level == VILLAGE else level


def _contains(unit: Unit, other: Unit) -> bool:
    """Whether the text named the unit only to say where the other lies."""
    within = load_gazetteer().ancestors(other)
    return unit.level < DISTRICT and any(above.code == unit.code for above in within)


def _inside(mention: Mention[tuple[Area, ...]], asks: Sequence[_Found]) -> bool:
    return any(ask.span.start < mention.end and mention.start < ask.span.end for ask in asks)


def _nothing_else(text: str, found: Sequence[_Found], places: Sequence[Mention[tuple[Area, ...]]]) -> bool:
    """Whether the question has no word beside those of the list, places with their kinds, and fillers."""
    spans = [*(one.span for one in found), *(Span(m.start, m.end) for m in places)]
    idle = _idle()
    left = (
        match[0]
        for match in _WORD.finditer(fold(text))
        if not any(span.start <= match.start() < span.end for span in spans)
    )
    return all(word in idle or word.isdigit() for word in left)


@cache
def _idle() -> frozenset[str]:
    kinds = {
        "huyen",
        "xa",
        "tinh",
        "phuong",
        "thi",
        "tran",
        "thanh",
        "pho",
        "quan",
        "city",
        "communes",
        "commune",
    }
    kinds |= {"town", "ward", "wards", "township", "provinces", "districts"}
    return frozenset(kinds) | folded_fillers() | fillers(Language.ENGLISH)


@cache
def _kinds() -> dict[str, _Kind]:
    """Each phrase of the list, folded, and what it is; a phrase of two lists is the first one's."""
    found: dict[str, _Kind] = {}
    for name, phrases in load_words("unit_questions").items():
        level, _, back = name.partition("_")
        kind = (
            _Kind("ask", _LEVELS[level], bool(back)) if level in _LEVELS else _Kind(name, 0, name == _BEFORE)
        )
        for words in phrases:
            found.setdefault(fold(words), kind)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_kinds(), key=lambda words: (-len(words), words))
    choice = "|".join(r"\s+".join(map(re.escape, words.split())) for words in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
