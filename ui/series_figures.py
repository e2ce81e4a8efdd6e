"""What of an indicator's series can stand side by side: one unit, one wording, conflicts kept apart. Pure.

A *wording* is what the reports call the indicator, but for words that say nothing ("total"). Those that the
code list gives as names of it are compared unless somebody chooses otherwise; any other ("poor households of
minorities", a project of a programme) only if somebody chooses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from graph.provenance import SECTION_SEPARATOR
from graph.series import SeriesRow
from ingest.composition import compose
from ingest.fact import Measure
from ingest.linking import unit_kinds
from ingest.text import even_tones, fold
from ontology.lexicon import concepts_by_id
from ontology.periods import parse_period
from search.cells import scale_of
from search.outlook import is_outlook

_PLANS = (Measure.PLAN,)
_SHARES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording with its code for the address, the words as a report has them, and how many use it.

    ``listed``: the code list gives it as a name of the indicator.
    """

    code: str
    words: str
    districts: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A district's value in a period. ``size`` is the value in the unit of the comparison.

    ``claims`` are all that say this very number; ``plans`` and ``shares`` (of the plan) are what their
    clauses print. ``differs``: other figures of this district and period say another number.
    """

    row: SeriesRow
    size: float
    claims: tuple[str, ...]
    plans: tuple[SeriesRow, ...]
    shares: tuple[SeriesRow, ...]
    differs: bool

    @property
    def cell(self) -> tuple[str, str]:
        """District and period."""
        return self.row.district, self.row.period

    @property
    def sources(self) -> tuple[str, ...]:
        """The claims of the value and of what its clauses print beside it."""
        return (*self.claims, *(row.claim for row in (*self.plans, *self.shares)))


def values_of(rows: Iterable[SeriesRow]) -> tuple[SeriesRow, ...]:
    """The values that are told as results, and not as tasks to come."""
    return tuple(
        row
        for row in rows
        if row.measure is Measure.VALUE and not is_outlook((row.section or "").split(SECTION_SEPARATOR))
    )


def bases_of(values: Iterable[SeriesRow], period: str = "") -> tuple[str, ...]:
    """The units that the values are multiples of: first those used in the period, then by districts."""
    told: dict[str, set[str]] = defaultdict(set)
    in_period: set[str] = set()
    for row in values:
        base = scale_of(row.unit)[0]
        told[base].add(row.district)
        if row.period == period:
            in_period.add(base)
    return tuple(sorted(told, key=lambda base: (base not in in_period, -len(told[base]), base)))


def of_base(values: Iterable[SeriesRow], base: str) -> tuple[SeriesRow, ...]:
    """The values in multiples of a unit."""
    return tuple(row for row in values if scale_of(row.unit)[0] == base)


def unit_of(values: Sequence[SeriesRow]) -> str:
    """The unit that most of the values are printed in."""
    units = [row.unit for row in values]
    return max(dict.fromkeys(units), key=units.count, default="")


def wordings_of(values: Iterable[SeriesRow], indicator: str) -> tuple[Wording, ...]:
    """What the reports call the indicator: names of the code list first, then by number of districts."""
    told: dict[str, list[SeriesRow]] = defaultdict(list)
    for row in values:
        told[wording_of(row, indicator)].append(row)
    found = (
        Wording(
            code,
            _commonest(row.text for row in rows),
            len({row.district for row in rows}),
            _is_listed(rows[0], indicator),
        )
        for code, rows in told.items()
    )
    return tuple(sorted(found, key=lambda one: (not one.listed, -one.districts, one.code)))


def wording_of(row: SeriesRow, indicator: str) -> str:
    """The code of a figure's wording."""
    population, season = _parts(row.text, indicator)
    said = " ".join(filter(None, (fold(population), season))) or "-"
    return f"{said} @{row.part}" if row.part else said


def wordings_in(
    values: Iterable[SeriesRow], indicator: str, period: str, usual: Sequence[str]
) -> tuple[str, ...]:
    """The usual wordings, unless the period has only others: a link to a figure must lead to it."""
    told = {wording_of(row, indicator): None for row in values if row.period == period}
    return tuple(usual) if not told or told.keys() & set(usual) else tuple(told)


def usual_wordings(wordings: Sequence[Wording]) -> tuple[str, ...]:
    """The wordings that are compared at first: the code list's, else that of most districts."""
    return tuple(one.code for one in wordings if one.listed) or tuple(one.code for one in wordings[:1])


def figures_of(
    rows: Sequence[SeriesRow],
    values: Iterable[SeriesRow],
    unit: str,
    indicator: str,
    wordings: Collection[str],
) -> tuple[Figure, ...]:
    """The values of these wordings, in a unit, as figures to compare; ``rows`` hold their plans and shares.

    Values of one district and period that say the same number are one figure.
    """
    beside: dict[tuple[str, str], list[SeriesRow]] = defaultdict(list)
    for row in rows:
        beside[row.report, row.group].append(row)
    cells: dict[tuple[str, str], dict[tuple[Decimal, str, str], list[SeriesRow]]] = {}
    for row in values:
        if wording_of(row, indicator) in wordings:
            said = (_size(row), row.status, row.qualifier or "")
            cells.setdefault((row.district, row.period), {}).setdefault(said, []).append(row)
    factor = scale_of(unit)[1]
    return tuple(
        _figure(same, size / factor, beside, len({(one, bound) for one, _, bound in cell}) > 1)
        for cell in cells.values()
        for (size, _, _), same in sorted(cell.items(), key=lambda item: -item[0][0])
    )


def _figure(
    same: Sequence[SeriesRow],
    size: Decimal,
    beside: dict[tuple[str, str], list[SeriesRow]],
    differs: bool,
) -> Figure:
    around = [other for row in same for other in beside[row.report, row.group]]
    return Figure(
        same[0],
        float(size),
        tuple(row.claim for row in same),
        _told(around, _PLANS),
        _told(around, _SHARES),
        differs,
    )


def _told(rows: Iterable[SeriesRow], measures: Collection[Measure]) -> tuple[SeriesRow, ...]:
    return tuple(dict.fromkeys(row for row in rows if row.measure in measures))


def size_in(row: SeriesRow, unit: str) -> float | None:
    """A plan's size in the unit of the comparison; ``None`` where it is in another."""
    base, factor = scale_of(unit)
    own, own_factor = scale_of(row.unit)
    return float(row.value * own_factor / factor) if own == base else None


@lru_cache(maxsize=4096)
def days_of(notation: str) -> tuple[date, date]:
    """Until when and since when a period lasts: the order of periods, the newest last."""
    period = parse_period(notation)
    return period.end, period.start


@cache
def kind_of(notation: str) -> str:
    """What kind of period it is: only figures of one kind make a line (years, halves, a crop season)."""
    head, _, season = notation.partition(" ")
    if season:
        return season
    if head.startswith("as-of:"):
        return "day"
    _, _, rest = head.partition("-")
    if not rest:
        return "year"
    if rest[0] in "HQ":
        return "half" if rest[0] == "H" else "quarter"
    if rest[0] == "M":
        return rest
    return "term" if len(rest) == 4 else "month"


def _size(row: SeriesRow) -> Decimal:
    return row.value * scale_of(row.unit)[1]


def _commonest(texts: Iterable[str]) -> str:
    told = list(texts)
    return max(dict.fromkeys(told), key=told.count)


@lru_cache(maxsize=65536)
def _parts(text: str, indicator: str) -> tuple[str, str | None]:
    kind = unit_kinds(indicator)[0] if indicator in concepts_by_id("indicators") else ""
    parts = compose(text, kind)
    return even_tones(parts.population), parts.season


def _is_listed(row: SeriesRow, indicator: str) -> bool:
    """Whether it is the whole indicator by a name of the code list; a name that no list has is its own."""
    if row.part:
        return False
    return indicator not in concepts_by_id("indicators") or _parts(row.text, indicator) in _listed(indicator)


@cache
def _listed(indicator: str) -> frozenset[tuple[str, str | None]]:
    concept = concepts_by_id("indicators")[indicator]
    return frozenset(_parts(label, indicator) for label in (*concept.labels, *concept.written))
