"""Lookups that answering needs beside ``graph.queries``: figures by the names that reports give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph.cube import MEASURES, indicator_key
from graph.query_file import Result, fetch
from graph.rows import ObservationRow
from graph.store import GraphStore
from ingest.fact import Measure

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure by its name and place, without its value: light enough to look through a whole report."""

    claim: str
    group: str
    report: str
    name: str
    measure_node: str
    unit: str
    begins: date
    ends: date
    start: int
    sentence_start: int
    sentence_end: int

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name that figures bear, and a report that uses it."""

    name: str
    report: str


def figures_of_reports(store: GraphStore, reports: Iterable[str]) -> Result[NamedFigure]:
    """All figures of some reports (ids) by name, in reading order."""
    return fetch(store, "names", NamedFigure, reports=[*reports])


def used_names(store: GraphStore) -> Result[UsedName]:
    """Every name that figures bear, with each report that uses it."""
    return fetch(store, "vocabulary", UsedName)


def find_figures(
    store: GraphStore,
    *,
    names: Iterable[str] = (),
    reports: Iterable[str] = (),
    measures: Iterable[Measure] = (),
    claims: Iterable[str] = (),
) -> Result[ObservationRow]:
    """Figures of these names (case and diacritics aside) in these reports; ``claims`` are single ones."""
    return fetch(
        store,
        "figures",
        ObservationRow,
        names=sorted({indicator_key(name) for name in names}),
        reports=[*reports],
        measures=[MEASURES[measure] for measure in measures],
        claims=[NamedNode(claim) for claim in claims],
    )
