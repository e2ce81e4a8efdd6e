"""Questions about administrative units: what one is part of, what became of it, what it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.document import Span
from ingest.text import fold
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Unit, even_name, load_gazetteer
from ontology.values import Area
from search.unit_names import UnitName, apposed, find_unit_names, place_names
from search.unit_phrases import PAST, Found, PhraseKind, is_idle, unit_phrases

_TIES = frozenset({"parts", "within", "merged", "relation"})
_BESIDE_NAMES = frozenset({"former", "new"})
_WORD = re.compile(r"\w+")


class Direction(StrEnum):
    """Which way the question looks.

    To what stands there today, to what a unit of today was made of, or to what one lay in before.
    """

    NOW = "now"
    BEFORE = "before"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """The units asked about, in the question's order, and the level of what is asked for (0: any)."""

    direction: Direction
    level: int
    units: tuple[Unit, ...]


def read_units_asked(text: str, districts: Sequence[Area]) -> UnitsAsked | None:
    """What a question asks of units themselves; ``None`` if it asks of anything else.

    ``districts`` are those of the stored reports: a name that one of them bears means that one. Without a
    word of time only what contains a unit is asked for ("Nậm Xe thuộc huyện nào").
    """
    phrases = list(unit_phrases(text))
    names = list(find_unit_names(text, [one.span for one in phrases], is_idle))
    found = [_told(text, one, names) for one in phrases if not _inside(one.span, names)]
    asks = [one.kind for one in found if one.kind.name == "ask"]
    if not asks or not names or not _nothing_else(text, found, names) or not _asks_of_units(asks[0], found):
        return None
    for direction in _directions(found, names):
        asked = _asked(direction, asks[0], found, apposed(text, names), districts)
        if asked is not None:
            return asked
    return None


def units_meant(text: str, asked: UnitsAsked, districts: Sequence[Area]) -> UnitsAsked | None:
    """The same question of the units that another text names: a choice among several, a correction."""
    names = apposed(text, list(find_unit_names(text, (), is_idle)))
    units = _units(names, asked.direction, asked.level, fresh=False, districts=districts) if names else ()
    return replace(asked, units=units) if units else None


def _asks_of_units(ask: PhraseKind, found: Sequence[Found]) -> bool:
    """Whether something ties units to each other: "what is new in …" asks for news."""
    kinds = {one.kind.name for one in found} - {"ask"}
    if ask.source == "where":
        return "in" not in kinds
    if ask.level:
        return bool(kinds)
    return bool(kinds & _TIES or (ask.source != "what" and kinds - {"new", "in"}))


def _directions(found: Sequence[Found], names: Sequence[UnitName]) -> tuple[Direction, ...]:
    """Which ways the words may look, the likelier first."""
    kinds = {one.kind.name for one in found}
    past = any(one.kind.before and not (one.beside and one.kind.name in _BESIDE_NAMES) for one in found)
    if "merged" in kinds:
        return (Direction.BEFORE if _asks_what_went_in(found, names) else Direction.NOW,)
    if "within" in kinds and not past:
        return (Direction.NOW,)
    if "within" in kinds and not _is_fresh(found):
        return (Direction.WITHIN, Direction.BEFORE)
    if past:
        return (Direction.BEFORE,)
    return (Direction.BEFORE, Direction.NOW) if "parts" in kinds else (Direction.NOW,)


def _asks_what_went_in(found: Sequence[Found], names: Sequence[UnitName]) -> bool:
    """Whether the unit asked about is the one that others were merged into: it stands behind the verb."""
    into = next(one.span for one in found if one.kind.name == "merged")
    ask = next(one.span for one in found if one.kind.name == "ask")
    return ask.end <= into.start and into.end <= names[-1].span.start


def _is_fresh(found: Sequence[Found]) -> bool:
    """Whether the unit is called new: "xã Phong Thổ mới"."""
    return any(one.beside and one.kind.name == "new" for one in found)


def _asked(
    direction: Direction,
    ask: PhraseKind,
    found: Sequence[Found],
    names: Sequence[UnitName],
    districts: Sequence[Area],
) -> UnitsAsked | None:
    units = _units(names, direction, ask.level, fresh=_is_fresh(found), districts=districts)
    parts = any(one.kind.name == "parts" for one in found)
    if not units or not all(_can_be_asked(direction, ask.level, unit, parts=parts) for unit in units):
        return None
    around = 0 < ask.level < units[0].level
    if direction is Direction.NOW and not (around or ask.source == "where" or _is_timed(found)):
        return None
    return UnitsAsked(direction, ask.level, units)


def _can_be_asked(direction: Direction, level: int, unit: Unit, *, parts: bool) -> bool:
    """A unit is made of others of its level or of parts of larger ones; it lies in larger ones.

    What a unit has inside today is told of districts alone.
    """
    if direction is Direction.NOW:
        return unit.level == DISTRICT or not parts
    if direction is Direction.WITHIN:
        return (level or PROVINCE) < unit.level
    return level <= unit.level


def _is_timed(found: Sequence[Found]) -> bool:
    kinds = {one.kind.name for one in found if not (one.kind.name == "new" and one.beside)}
    return bool(kinds & {"now", "new", "merged", *PAST})


def _told(text: str, one: Found, names: Sequence[UnitName]) -> Found:
    """The phrase, with whether it stands beside a name: "huyện Phong Thổ cũ nay thuộc …"."""
    beside = any(
        (name.span.end <= one.span.start and not text[name.span.end : one.span.start].strip(" ()"))
        or (one.span.end <= name.span.start and not text[one.span.end : name.span.start].strip(" ()"))
        for name in names
    )
    return replace(one, beside=beside)


def _inside(span: Span, names: Sequence[UnitName]) -> bool:
    return any(name.span.start < span.end and span.start < name.span.end for name in names)


def _units(
    names: Sequence[UnitName],
    direction: Direction,
    asked: int,
    *,
    fresh: bool,
    districts: Sequence[Area],
) -> tuple[Unit, ...]:
    """The units asked about, in the order of their names; none if the names do not fit each other."""
    placed = place_names(names, before=direction is Direction.BEFORE) or ()
    stored = {area.code for area in districts}
    chosen = [_chosen(name, direction, asked, fresh, stored) for name in placed]
    return tuple(dict.fromkeys(unit for units in chosen for unit in units)) if all(chosen) else ()


def _chosen(
    name: UnitName, direction: Direction, asked: int, fresh: bool, stored: set[str]
) -> tuple[Unit, ...]:
    """The units that a name means, looking that way."""
    if direction is Direction.BEFORE or fresh:
        standing = _latest(unit for unit in name.units if unit.stands)
        return tuple(unit for unit in standing if unit.level == asked) or standing
    ended = [
        unit for unit in name.units if not unit.is_new and not (name.kind and _goes_on(unit, name.units))
    ]
    if not ended:
        return _latest(name.units) if direction is Direction.NOW else ()
    return tuple(_of_old(name, ended, asked, stored))


def _goes_on(unit: Unit, namesakes: Sequence[Unit]) -> bool:
    """Whether the unit stands today and one of its name inside it has ended: the two cities of Huế."""
    within = load_gazetteer().is_within
    return unit.stands and any(one.level > unit.level and within(one, unit.code) for one in namesakes)


def _of_old(name: UnitName, units: Sequence[Unit], asked: int, stored: set[str]) -> Iterator[Unit]:
    """Of units of before: a name alone means a district of the reports and its namesakes within."""
    largest = min(unit.level for unit in units)
    alike = [unit for unit in units if name.kind or unit.level == largest]
    known = [unit for unit in units if unit.code in stored]
    near = [unit for unit in alike if unit.parent in stored]
    chosen = _latest(known or near or alike)
    yield from chosen
    if name.kind is None and asked != PROVINCE:
        codes = {one.code for one in chosen}
        yield from _latest(unit for unit in units if unit.level == COMMUNE and unit.parent in codes)


def _latest(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """One version of each unit, the last of that name. A merged commune often passed its name on."""
    found = {}
    for unit in sorted(units, key=lambda unit: unit.state):
        found[unit.code] = unit
    alike: dict[tuple[str, str, str], list[Unit]] = {}
    for unit in found.values():
        alike.setdefault((unit.parent, unit.kind, even_name(unit.name)), []).append(unit)
    kept = {unit for same in alike.values() for unit in same if unit.state == same[-1].state}
    return tuple(sorted(kept, key=lambda unit: unit.code))


def _nothing_else(text: str, found: Sequence[Found], names: Sequence[UnitName]) -> bool:
    """Whether the question has no word beside those of the list, names with their kinds, and fillers."""
    spans = [*(one.span for one in found), *(name.span for name in names)]
    left = (
        match[0]
        for match in _WORD.finditer(fold(text))
        if not any(span.start <= match.start() < span.end for span in spans)
    )
    return all(map(is_idle, left))
