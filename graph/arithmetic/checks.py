"""All arithmetic checks over a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.arithmetic.change import check_percent_of_base
from graph.arithmetic.figures import Figures, sort_figures
from graph.arithmetic.finding import ArithmeticFinding
from graph.arithmetic.parts import check_parts, check_shares
from graph.arithmetic.percent_of_plan import check_percent_of_plan
from graph.arithmetic.repeated import check_repeated
from graph.arithmetic.year_before import check_year_before
from graph.queries import find_observations
from graph.rows import ObservationRow
from graph.store import GraphStore

Progress = Callable[[int, int], None]
CHECKS: tuple[Callable[[Figures], Iterator[ArithmeticFinding]], ...] = (
    check_percent_of_plan,
    check_percent_of_base,
    check_shares,
    check_parts,
    check_year_before,
    check_repeated,
)


def check_store(store: GraphStore, read: Progress | None = None) -> tuple[ArithmeticFinding, ...]:
    """The findings over all reports, by report and line.

    ``read`` is told after each report how many of how many were read.
    """
    reports = store.report_ids()
    rows: list[ObservationRow] = []
    for number, report in enumerate(reports, 1):
        rows.extend(find_observations(store, reports=[report]).rows)
        if read is not None:
            read(number, len(reports))
    return check_rows(rows)


def check_rows(rows: Iterable[ObservationRow]) -> tuple[ArithmeticFinding, ...]:
    """The findings over these figures, which are those of whole reports."""
    figures = sort_figures(rows)
    found = {finding for check in CHECKS for finding in check(figures)}
    return tuple(sorted(found, key=_order))


def _order(finding: ArithmeticFinding) -> tuple[str, int, str, str]:
    source = finding.observations[0].source
    return source.report, source.start, finding.check, finding.message
