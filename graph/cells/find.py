"""Observations of one quantity that stand in different places: a cell that is told more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.arithmetic.figures import Figures, bare_name, is_of_pair, quantity, sort_figures
from graph.arithmetic.ranges import Printed, Range
from graph.catalogue import list_reports
from graph.cells.preference import Issued, in_table, prefer, reason
from graph.queries import find_observations
from graph.rows import ObservationRow
from graph.store import GraphStore
from ingest.fact import Measure

_Programmes = tuple[tuple[str | None, str | None], ...]
_FIGURES = 2  # different figures of one name and status; more are a list's


@dataclass(frozen=True, slots=True)
class Cell:
    """One quantity that is told in several places, by the figures in reading order.

    ``agrees`` says whether some value satisfies all printed figures. ``preferred`` is ``None`` where the
    rules put no figure before the others; ``rules`` are those that did. Nothing is dropped for it.
    """

    figures: tuple[ObservationRow, ...]
    agrees: bool
    preferred: ObservationRow | None
    rules: tuple[str, ...]

    @property
    def first(self) -> ObservationRow:
        """The figure that is read first; indicator, area, period and role are those of all."""
        return self.figures[0]

    @property
    def claims(self) -> frozenset[str]:
        """The observations."""
        return frozenset(row.claim for row in self.figures)

    def why(self, language: str) -> str:
        """Why the preferred figure is preferred, ``vi`` or ``en``; empty where none is."""
        return reason(self.rules, language) if self.preferred else ""


@dataclass(frozen=True, slots=True)
class _Key:
    """What must be the same for figures to be of one cell."""

    concept: str
    area: str
    period: str
    name: str
    measure: Measure
    beside: tuple[str | None, str | None]
    programmes: _Programmes
    unit: str


def cells_of_store(store: GraphStore, reports: Iterable[str] = ()) -> tuple[Cell, ...]:
    """The cells that these reports (by id; none: all) tell among themselves."""
    chosen = tuple(reports) or store.report_ids()
    rows = (row for report in chosen for row in find_observations(store, reports=[report]).rows)
    return find_cells(rows, issue_dates(store))


def issue_dates(store: GraphStore) -> Issued:
    """When the reports were issued, as far as they say so, by id."""
    return {row.report: str(row.issued) for row in list_reports(store).rows if row.issued}


def find_cells(rows: Iterable[ObservationRow], issued: Issued | None = None) -> tuple[Cell, ...]:
    """The cells that these figures, those of whole reports, tell more than once.

    Only of an indicator of the code list, under the same bare name, is it known that the same is counted; of
    names that no list has it is not. Of a place (section or table) with two figures of a cell nobody can tell
    which is meant, and a name with three figures is a list's: both are left alone.
    """
    rows = tuple(rows)
    named = _programmes(rows)
    figures = sort_figures({row.claim: row for row in rows}.values())
    alike: dict[_Key, list[Printed]] = defaultdict(list)
    for one in figures.all:
        key = _key(figures, one, named)
        if key is not None:
            alike[key].append(one)
    found = (_cell(told, issued or {}) for told in alike.values() if _is_told_twice(told))
    return tuple(sorted(found, key=_order))


def cells_by_claim(cells: Iterable[Cell]) -> Mapping[str, Cell]:
    """Each observation's cell; an observation is in one at most."""
    return {claim: cell for cell in cells for claim in cell.claims}


def same_figure(one: ObservationRow, other: ObservationRow) -> bool:
    """Whether the printed digits of two figures of a cell can stand for one value."""
    ranges = [figure.range for figure in sort_figures([one, other]).all]
    return len(ranges) == _FIGURES and ranges[0].meets(ranges[1])


def _programmes(rows: Iterable[ObservationRow]) -> Mapping[str, _Programmes]:
    """The programmes and parts that each observation is told under: a row for each of several."""
    told: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
    for row in rows:
        told[row.claim].add((row.programme, row.programme_part))
    return {claim: tuple(sorted(pairs, key=str)) for claim, pairs in told.items()}


def _key(figures: Figures, one: Printed, programmes: Mapping[str, _Programmes]) -> _Key | None:
    row = one.row
    planned = row.measure is Measure.PLAN
    when = (row.plan_period or row.period) if planned else row.period
    measured = quantity(row, when)
    if measured is None or row.part_of is not None or is_of_pair(figures, one):
        return None
    beside = (None, None) if planned else (row.plan_period, row.compared_with)
    return _Key(*measured, bare_name(row), row.measure, beside, programmes[row.claim], one.scale.base)


def _is_told_twice(told: Sequence[Printed]) -> bool:
    """In several places, each of which tells one figure."""
    places: dict[tuple[str, str | None, bool], list[Printed]] = defaultdict(list)
    by_status: dict[str, set[Range]] = defaultdict(set)
    for one in told:
        places[one.row.source.report, one.row.source.section, in_table(one)].append(one)
        by_status[one.row.status].add(one.range)
    clear = all(_agree(figures) for figures in places.values())
    return len(places) > 1 and clear and all(len(ranges) <= _FIGURES for ranges in by_status.values())


def _cell(told: Sequence[Printed], issued: Issued) -> Cell:
    in_order = sorted(
        told, key=lambda one: (one.row.source.report_period, one.row.source.report, one.row.source.start)
    )
    ahead, rules = prefer(in_order, issued)
    settled = len({one.range for one in ahead}) == 1
    return Cell(
        figures=tuple(one.row for one in in_order),
        agrees=_agree(told),
        preferred=ahead[0].row if settled and rules else None,
        rules=rules if settled else (),
    )


def _agree(told: Iterable[Printed]) -> bool:
    """Whether some value lies in all ranges."""
    ranges = [one.range for one in told]
    return max(one.low for one in ranges) <= min(one.high for one in ranges)


def _order(cell: Cell) -> tuple[str, ...]:
    row = cell.first
    return (row.area_code or "", row.concept or "", row.period, row.measure.value, row.claim)
