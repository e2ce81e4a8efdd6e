"""Which figures of an answer can stand in one picture: of one unit, one role, and whole places. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.arithmetic.ranges import unit_scale
from ingest.fact import Measure
from ontology.periods import parse_period
from search.language import Language
from search.phrase import format_quantity, unit_label
from search.wording import notation_label

AnswerRow = Mapping[str, object]
_FEWEST = 2  # figures that make a picture
_MOST = 40  # bars that can be read


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a row: ``row`` is its number in the answer. ``plan`` is the plan of the same cell, in
    the same unit; ``when`` orders periods, ``told`` says the value as people write it.
    """

    row: int
    name: str
    place: str
    period: str
    when: str
    value: float
    told: str
    plan: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one picture. ``single``: all are of one indicator. ``over_time``: a place has figures
    of several times of one length.
    """

    points: tuple[Point, ...]
    unit: str
    measure: str
    single: bool
    over_time: bool


def comparable(rows: Sequence[AnswerRow], language: Language) -> Figures | None:
    """The largest set of figures of one unit and role, actual figures before others; ``None`` if there is
    no set of two. Units of one kind are brought to the commonest of them.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if isinstance(row.get("value"), int | float | Decimal):
            key = (str(row.get("measure") or ""), unit_scale(str(row.get("unit") or "")).base)
            groups[key].append(number)
    if not groups:
        return None
    (measure, _), numbers = max(groups.items(), key=_worth)
    unit = Counter(str(rows[number].get("unit") or "") for number in numbers).most_common(1)[0][0]
    points = tuple(_points(rows, numbers, unit, language))[:_MOST]
    if len({point.row for point in points}) < _FEWEST:
        return None
    if measure == Measure.VALUE:
        points = tuple(_with_plans(points, rows, unit))
    single = len({rows[point.row].get("indicator") for point in points}) == 1
    return Figures(points, unit_label(unit, language), measure, single, _over_time(points, rows))


def _worth(group: tuple[tuple[str, str], list[int]]) -> tuple[bool, int]:
    (measure, _), numbers = group
    return measure == Measure.VALUE and len(numbers) >= _FEWEST, len(numbers)


def _points(
    rows: Sequence[AnswerRow], numbers: Iterable[int], unit: str, language: Language
) -> Iterator[Point]:
    several = len({str(rows[number].get("indicator")) for number in numbers}) > 1
    for number in numbers:
        row = rows[number]
        period = str(row.get("period") or "")
        place = str(row.get("area") or row.get("district") or "")
        yield Point(
            row=number,
            name=f"{place}: {row.get('indicator')}" if several else place,
            place=place,
            period=notation_label(period, language),
            when=_when(period),
            value=_in_unit(row, unit),
            told=f"{row.get('qualifier') or ''}{_quantity(row, language)}",
        )


def _quantity(row: AnswerRow, language: Language) -> str:
    return format_quantity(Decimal(str(row["value"])), str(row.get("unit") or ""), language)


def _with_plans(points: Iterable[Point], rows: Sequence[AnswerRow], unit: str) -> Iterator[Point]:
    """Each point with the one plan of its cell; of several plans none, for no one knows which is meant."""
    plans: dict[tuple[object, ...], set[float]] = defaultdict(set)
    base = unit_scale(unit).base
    for row in rows:
        if row.get("measure") == Measure.PLAN and unit_scale(str(row.get("unit") or "")).base == base:
            plans[_cell(row)].add(_in_unit(row, unit))
    for point in points:
        found = plans.get(_cell(rows[point.row]), set())
        yield replace(point, plan=next(iter(found))) if len(found) == 1 else point


def _cell(row: AnswerRow) -> tuple[object, ...]:
    return tuple(row.get(name) for name in ("district", "area", "indicator", "period", "report", "line"))


def _in_unit(row: AnswerRow, unit: str) -> float:
    own, wanted = unit_scale(str(row.get("unit") or "")), unit_scale(unit)
    return float(Decimal(str(row["value"])) * own.factor / wanted.factor)


def _over_time(points: Sequence[Point], rows: Sequence[AnswerRow]) -> bool:
    """Whether all times are as long as each other, and a name has figures of more than one."""
    lengths = {_length(str(rows[point.row].get("period") or "")) for point in points}
    times = {(point.name, point.when) for point in points}
    return len(lengths) == 1 and None not in lengths and len(times) > len({name for name, _ in times})


def _when(notation: str) -> str:
    try:
        period = parse_period(notation)
    except ValueError:
        return notation
    return f"{period.end.isoformat()} {period.start.isoformat()}"


def _length(notation: str) -> int | None:
    """In months; a day told up to counts as none."""
    try:
        period = parse_period(notation)
    except ValueError:
        return None
    return round((period.end - period.start).days / 30.4)
