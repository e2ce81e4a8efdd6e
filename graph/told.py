"""What some reports tell, in brief: enough to offer questions that they answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph import iris
from graph.queries import iris_of
from graph.query_file import Result, fetch
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class ToldFigureRow:
    """A listed indicator that a report gives for its own district and a period, and how often."""

    report: str
    concept: str
    period: str
    figures: int


def told_figures(store: GraphStore, reports: Iterable[str]) -> Result[ToldFigureRow]:
    """The indicators of some reports, the most told first."""
    return fetch(store, "told_figures", ToldFigureRow, graphs=iris_of(iris.graph, reports))
