"""Lookups that answering needs beside ``graph.queries``: figures by the names that reports give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from graph.cube import MEASURES, indicator_key
from graph.query_file import Result, fetch
from graph.rows import ObservationRow
from graph.store import GraphStore
from ingest.document import Span
from ingest.fact import Measure
from ontology.terms import ID_BASE

_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure by its name and place, without its value: light enough to look through a whole report."""

    claim: str
    group: str
    name: str
    concept: str | None
    measure_node: str
    unit: str
    period: str
    quote_node: str
    sentence_node: str
    area_code: str | None = None
    programme: str | None = None

    @property
    def report(self) -> str:
        """The report's id."""
        return quote_place(self.quote_node)[0]

    @property
    def start(self) -> int:
        """Where the number stands in the report's text."""
        return quote_place(self.quote_node)[1].start

    @property
    def sentence(self) -> Span:
        """The sentence around it."""
        return quote_place(self.sentence_node)[1]

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]


@lru_cache(maxsize=131072)
def quote_place(node: str) -> tuple[str, Span]:
    """The report and the offsets that the IRI of a quote tells."""
    report, _, offsets = node.removeprefix(f"{ID_BASE}quote/").partition("/")
    start, _, end = offsets.partition("-")
    return report, Span(int(start), int(end))


def figures_of_report(store: GraphStore, report: str) -> tuple[NamedFigure, ...]:
    """All figures of a report (by its id), in no order. Of a store opened for reading they are kept."""
    return _kept_figures(store, report) if store.read_only else _figures(store, report)


@lru_cache(maxsize=64)
def _kept_figures(store: GraphStore, report: str) -> tuple[NamedFigure, ...]:
    return _figures(store, report)


def _figures(store: GraphStore, report: str) -> tuple[NamedFigure, ...]:
    return fetch(store, "names", NamedFigure, reports=[report]).rows


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
