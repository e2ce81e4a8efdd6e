"""Figures that contradict what an answer states: the same quantity told otherwise, by the same district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.repeated import check_repeated
from graph.provenance import SECTION_SEPARATOR
from graph.queries import find_observations
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
    found = find_observations(
        asked.store,
        concepts=sorted({str(row.concept) for row in stated}),
        districts=sorted({row.source.district for row in stated}),
    )
    pairs = (finding.observations for finding in check_repeated(sort_figures(found.rows)))
    return tuple(pair for pair in pairs if claims & {row.claim for row in pair})


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
