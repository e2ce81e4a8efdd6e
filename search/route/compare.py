"""Answers that put districts or periods side by side: one figure a cell, and which cells are empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.figure_entries import find_rows
from graph.query_file import united
from graph.rows import ObservationRow
from ingest.fact import Measure
from ontology.values import Area, Period
from search.cells import Found, best_row, comparable, find_cells, is_within, measured, scale_of, subjects
from search.choose import choose
from search.cite import Citation, without_repeats
from search.draft import Asked, Draft, Status
from search.holdings import KnownReport
from search.intents import Intent
from search.phrase import join, period_label, say
from search.reports_asked import reports_of_places
from search.route.figures import NAMED, TOLD, answer_by_figures, figures_of, names_of
from search.route.quoted import quotes_in_words
from search.route.stated import cited, facts_in_words, left_over
from search.wording import area_label, cite_passage, cite_sentence, observation_row

_CITATIONS = 6
_QUOTES = 3
_MOST = 6  # districts that are put side by side where none is named


@dataclass(frozen=True, slots=True)
class _Cell:
    district: Area
    period: Period | None
    rows: tuple[ObservationRow, ...]
    sparql: str


def compare(asked: Asked) -> Draft:
    """The figure of each district in each period asked for; of a district without a period its latest."""
    districts = asked.question.slots.districts or tuple(dict.fromkeys(r.district for r in asked.reports))
    found = list(_found(asked)) if len(districts) <= _MOST else []
    tables = [_table(asked, one, districts) for one in found]
    if not tables or not all(any(cell.rows for cell in table) for table in tables):
        return answer_by_figures(asked)
    cells = [_looked_up(asked, cell, _bases(table)) for table in tables for cell in table]
    rows = [row for cell in cells for row in cell.rows]
    sentences = [cite_sentence(row.source, asked.catalogue) for row in rows]
    citations = tuple(without_repeats((*sentences, *_passages(asked))))
    language = asked.question.language
    told = " ".join((facts_in_words(asked, rows), *_empty(asked, cells)))
    return Draft(
        status=Status.ANSWERED,
        text=f"{told} {quotes_in_words(asked, citations[:_QUOTES], language)}",
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(rows),
        citations=cited(asked, citations, rows),
        sparql=united(*(cell.sparql for cell in cells)),
        names=names_of(rows, language),
        values=left_over(rows),
    )


def _found(asked: Asked) -> Iterator[Found]:
    reports = reports_of_places(asked.question.slots, asked.catalogue)
    for terms in subjects(asked.question.terms):
        yield find_cells(asked, terms, reports)


def _table(asked: Asked, found: Found, districts: Sequence[Area]) -> list[_Cell]:
    slots = asked.question.slots
    rows = comparable(measured(found.rows, slots.measures), slots.indicators)
    cells = []
    for district in districts:
        own = [row for row in rows if row.district == district.code]
        for period in slots.periods or (None,):
            best = best_row(found.fits, own, period)
            told = find_rows(asked.store, found.group(best) if best else ())
            cells.append(_Cell(district, period, told.rows, told.sparql))
    return cells


def _bases(table: Sequence[_Cell]) -> frozenset[str]:
    """What the figures of a table count."""
    rows = (row for cell in table for row in cell.rows[:1])
    return frozenset(scale_of(row.unit)[0] for row in rows)


def _looked_up(asked: Asked, cell: _Cell, bases: frozenset[str]) -> _Cell:
    """An empty cell filled by looking the figure up in the district's own reports, as for it alone."""
    reports = _reports(asked, cell.district, cell.period)
    if cell.rows or not reports:
        return cell
    slots = replace(asked.question.slots, districts=(cell.district,))
    question = replace(asked.question, slots=slots, intent=Intent.LOOKUP)
    own = Asked(question, asked.catalogue, reports, asked.store, asked.index)
    choice = choose(question, own.evidence)
    if choice.named < NAMED or not choice.clauses:
        return cell
    told = figures_of(own, replace(choice, clauses=choice.clauses[:1]))
    return replace(cell, rows=told.rows, sparql=told.sparql) if _tells(told.rows, cell, bases) else cell


def _tells(rows: Sequence[ObservationRow], cell: _Cell, bases: frozenset[str]) -> bool:
    """Whether a result that counts the same is among them, of the district and the period asked for."""
    return any(
        row.measure is Measure.VALUE
        and scale_of(row.unit)[0] in bases
        and row.area_code in (None, cell.district.code)
        and (cell.period is None or is_within(row, cell.period))
        for row in rows
    )


def _passages(asked: Asked) -> Iterator[Citation]:
    for found in asked.evidence.passages[:_CITATIONS]:
        if found.told:
            yield cite_passage(found.passage, asked.catalogue)


def _empty(asked: Asked, cells: Sequence[_Cell]) -> Iterator[str]:
    """Of each empty cell whether a report is silent, or none is there, and then which are."""
    for district in dict.fromkeys(cell.district for cell in cells):
        periods = [cell.period for cell in cells if cell.district == district and not cell.rows]
        if periods:
            yield from _why_empty(asked, district, list(dict.fromkeys(periods)))


def _why_empty(asked: Asked, district: Area, periods: Sequence[Period | None]) -> Iterator[str]:
    language = asked.question.language
    label = area_label(district, language)
    of_district = asked.catalogue.select((district,))
    if not of_district:
        yield say(language, "missing.no_report", district=label)
        return
    reports = [_reports(asked, district, period) for period in periods]
    silent = tuple(dict.fromkeys(report for some in reports for report in some))
    if silent:
        key = "compare.unmatched" if _is_spoken_of(asked, silent) else "missing.in_report"
        yield say(language, key, district=label, period=_periods(silent, asked))
    without = [period for period, some in zip(periods, reports, strict=True) if period and not some]
    if without:
        labels = join([period_label(period, language) for period in without], language)
        yield say(language, "missing.no_period", district=label, period=labels)
        yield say(language, "missing.nearest", periods=_periods(of_district, asked))


def _is_spoken_of(asked: Asked, reports: Sequence[KnownReport]) -> bool:
    """Whether a passage tells of the matter: then the report is not said to be silent."""
    ids = {report.id for report in reports}
    return any(f.told >= TOLD and f.passage.report in ids for f in asked.evidence.passages)


def _reports(asked: Asked, district: Area, period: Period | None) -> tuple[KnownReport, ...]:
    return asked.catalogue.select((district,), (), (period,) if period else ())


def _periods(reports: Sequence[KnownReport], asked: Asked) -> str:
    language = asked.question.language
    return join(list(dict.fromkeys(period_label(r.period, language) for r in reports)), language)
