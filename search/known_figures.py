"""The figures of the reports, by report or by what they count: from their index, else from the graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from graph.figure_entries import FigureEntry, read_entries
from graph.lookups import NamedFigure, figures_of_report
from graph.store import GraphStore
from search.figure_index import Kind, Times, Use
from search.index import Index


class KnownFigures(Protocol):
    """What can be asked of the figures of a generation; reports are given by id."""

    def of_report(self, report: str) -> Sequence[NamedFigure]:
        """All figures of a report, in no order."""
        ...

    def kinds(self, reports: Collection[str]) -> Collection[Kind]:
        """What the figures of these reports count."""
        ...

    def uses(self, kinds: Collection[Kind], reports: Collection[str]) -> Collection[Use]:
        """Which of these things figures count in which roles, with a report at least of each district."""
        ...

    def of_kinds(
        self, kinds: Collection[Kind], reports: Collection[str], times: Times | None = None
    ) -> Sequence[NamedFigure]:
        """The figures that count one of these things, with or without values; at least of these times."""
        ...

    def of_concepts(self, concepts: Collection[str], reports: Collection[str]) -> Sequence[NamedFigure]:
        """The figures of these indicators of the code list."""
        ...


class GraphFigures:
    """The figures of a store that has no index of them: every report in question is looked through."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def of_report(self, report: str) -> Sequence[NamedFigure]:
        """All figures of a report."""
        return figures_of_report(self._store, report)

    def kinds(self, reports: Collection[str]) -> Collection[Kind]:
        """What the figures of these reports count."""
        return {kind_of(figure) for figure in self._all(reports)}

    def uses(self, kinds: Collection[Kind], reports: Collection[str]) -> Collection[Use]:
        """Which of these things figures count in which roles, with all reports."""
        return {use_of(figure) for figure in self.of_kinds(kinds, reports)}

    def of_kinds(
        self,
        kinds: Collection[Kind],
        reports: Collection[str],
        times: Times | None = None,  # noqa: ARG002 - the graph would take longer to leave some out
    ) -> Sequence[NamedFigure]:
        """The figures that count one of these things, of any time."""
        wanted = frozenset(kinds)
        return [figure for figure in self._all(reports) if kind_of(figure) in wanted]

    def of_concepts(self, concepts: Collection[str], reports: Collection[str]) -> Sequence[NamedFigure]:
        """The figures of these indicators."""
        return [figure for figure in self._all(reports) if figure.concept in concepts]

    def _all(self, reports: Iterable[str]) -> Iterable[NamedFigure]:
        return (figure for report in reports for figure in self.of_report(report))


def figures_known(store: GraphStore, index: Index) -> KnownFigures:
    """The figures of a generation, by the quickest way that it has."""
    return index.facts.figures if index.facts else GraphFigures(store)


def with_values(store: GraphStore, figures: Iterable[NamedFigure]) -> tuple[FigureEntry, ...]:
    """The entries of figures: those that are given, or read from the graph."""
    figures = tuple(figures)
    entries = [figure for figure in figures if isinstance(figure, FigureEntry)]
    if len(entries) == len(figures):
        return tuple(entries)
    return read_entries(store, dict.fromkeys(figure.claim for figure in figures))


def kind_of(figure: NamedFigure) -> Kind:
    """What a figure counts."""
    return Kind(figure.name, figure.concept, figure.programme, figure.unit)


def use_of(figure: NamedFigure) -> Use:
    """What a figure counts, in which role and report."""
    return Use(kind_of(figure), figure.measure, figure.report)
