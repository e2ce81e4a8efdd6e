"""Figures that contradict what an answer states: the same quantity told otherwise, by the same district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.repeated import check_repeated
from graph.lookups import NamedFigure, figures_of_report
from graph.observed import read_observations
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from ingest.fact import Measure
from search.draft import Asked
from search.language import Language
from search.phrase import join, say
from search.wording import name_of, notation_label, quantity, report_label

_ROLES = (Measure.VALUE, Measure.PLAN)


def find_conflicts(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[tuple[ObservationRow, ...], ...]:
    """Groups of figures of one quantity that do not agree, of each group at least one among ``rows``.

    All reports of the districts are looked through, and only indicators of the code list, of which it is
    known that the same is counted: see ``graph.arithmetic.repeated``.
    """
    stated = [row for row in rows if row.concept and row.measure in _ROLES]
    if not stated:
        return ()
    claims = {row.claim for row in stated}
    concepts = {row.concept for row in stated}
    same = (figure for figure in _figures_of(asked, stated) if figure.concept in concepts)
    found = read_observations(asked.store, (figure.claim for figure in same))
    pairs = (finding.observations for finding in check_repeated(sort_figures(found)))
    return tuple(pair for pair in pairs if claims & {row.claim for row in pair})


def _figures_of(asked: Asked, rows: Iterable[ObservationRow]) -> Iterator[NamedFigure]:
    """The figures of all reports of the districts that the rows are of."""
    told = (asked.catalogue.report(row.source.report) for row in rows)
    districts = tuple(dict.fromkeys(report.district for report in told if report))
    for report in asked.catalogue.select(districts):
        yield from figures_of_report(asked.store, report.id)


def conflicts_in_words(
    asked: Asked, pairs: Sequence[Sequence[ObservationRow]], language: Language
) -> Iterator[str]:
    """Each quantity with its figures side by side, and where each stands."""
    for pair in pairs:
        told = [
            say(language, "conflict.item", value=quantity(row, language), source=source_label(asked, row))
            for row in pair
        ]
        yield say(
            language,
            "conflict.told",
            name=name_of(pair[0], language),
            period=notation_label(pair[0].period, language),
            items=join(told, language),
        )


def source_label(asked: Asked, row: ObservationRow) -> str:
    """The report that tells a figure, and under which heading: one report may contradict itself."""
    report = asked.catalogue.report(row.source.report)
    label = report_label(report, asked.question.language) if report else row.source.file
    heading = (row.source.section or "").rpartition(SECTION_SEPARATOR)[2]
    return f"{label}, {heading}" if heading else label
