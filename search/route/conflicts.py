"""Quantities of an answer that the district's reports tell more than once: what contradicts, what agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.cells.find import Cell, find_cells
from graph.observed import read_observations
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from search.draft import Asked
from search.holdings import KnownReport
from search.language import Language
from search.phrase import join, say
from search.wording import name_of, notation_label, quantity, report_label

_MOST_PLACES = 3  # named of those that tell the same


def find_told_twice(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[Cell, ...]:
    """The cells of the rows that several places tell, in one report or in several.

    All reports of the districts are looked through, and only indicators of the code list, of which it is
    known that the same is counted: see ``graph.cells.find``.
    """
    claims = {row.claim for row in rows if row.concept}
    if not claims:
        return ()
    found = same_indicators(asked, rows)
    issued = {report.id: report.issued for report in reports_beside(asked, rows)}
    return tuple(cell for cell in find_cells(found, issued) if claims & cell.claims)


def same_indicators(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[ObservationRow, ...]:
    """All figures of the rows' indicators of the code list, in all reports of their districts."""
    concepts = {row.concept for row in rows if row.concept}
    reports = [report.id for report in reports_beside(asked, rows)]
    same = asked.figures.of_concepts(concepts, reports) if concepts else ()
    return read_observations(asked.store, (figure.claim for figure in same))


def reports_beside(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[KnownReport, ...]:
    """All reports of the districts of which the rows tell."""
    told = (asked.catalogue.report(row.source.report) for row in rows)
    districts = tuple(dict.fromkeys(report.district for report in told if report))
    return asked.catalogue.select(districts) if districts else ()


def rivals_of(rows: Iterable[ObservationRow], conflicts: Iterable[Cell]) -> tuple[ObservationRow, ...]:
    """The figures that contradict the rows."""
    claims = {row.claim for row in rows}
    rivals = {row.claim: row for cell in conflicts for row in cell.figures if row.claim not in claims}
    return tuple(rivals.values())


def conflicts_in_words(asked: Asked, cells: Iterable[Cell], language: Language) -> Iterator[str]:
    """Each quantity with its figures side by side, where each stands, and which is preferred and why."""
    for cell in cells:
        row = cell.first
        yield say(
            language,
            "conflict.told",
            name=name_of(row, language),
            period=notation_label(row.period, language),
            items=join([_item(asked, figure, language) for figure in cell.figures], language),
        )
        yield _preferred(asked, cell, language)


def agreement_in_words(
    asked: Asked, cells: Iterable[Cell], rows: Sequence[ObservationRow], language: Language
) -> Iterator[str]:
    """Where else the figures stated are told alike, if anywhere."""
    stated = {row.claim for row in rows}
    places = {source_label(asked, row) for row in rows}
    others = (row for cell in cells if cell.agrees for row in cell.figures if row.claim not in stated)
    found = [
        place for place in dict.fromkeys(source_label(asked, row) for row in others) if place not in places
    ]
    if found:
        yield say(language, "conflict.agreeing", places="; ".join(found[:_MOST_PLACES]))


def _item(asked: Asked, row: ObservationRow, language: Language) -> str:
    return say(language, "conflict.item", value=quantity(row, language), source=source_label(asked, row))


def _preferred(asked: Asked, cell: Cell, language: Language) -> str:
    if cell.preferred is None:
        return say(language, "conflict.none_preferred")
    item = _item(asked, cell.preferred, language)
    return say(language, "conflict.preferred", item=item, reason=cell.why(language.value))


def source_label(asked: Asked, row: ObservationRow) -> str:
    """The report that tells a figure, and under which heading: one report may contradict itself."""
    report = asked.catalogue.report(row.source.report)
    label = report_label(report, asked.question.language) if report else row.source.file
    heading = (row.source.section or "").rpartition(SECTION_SEPARATOR)[2]
    return f"{label}, {heading}" if heading else label
