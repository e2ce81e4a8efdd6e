"""Answers how a figure went over the years: its values in order, with the changes that the reports print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.figure_entries import FigureEntry, find_rows
from graph.rows import ObservationRow
from ingest.fact import Measure
from ontology.periods import year
from ontology.values import Period
from search.cells import Found, best_row, comparable, find_cells, is_within, measured, subjects
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.phrase import join, period_label, say
from search.reports_asked import reports_of_places
from search.route.figures import answer_by_figures, names_of
from search.route.quoted import quotes_in_words
from search.wording import area_label, cite_sentence, name_of, observation_row, point_in_words

_QUOTES = 3
_POINTS = 12  # of one series
_YEARS = 12  # of a span whose empty years are named


def tell_trend(asked: Asked) -> Draft:
    """The series of each district and indicator asked for; no change is computed that no report prints."""
    reports = reports_of_places(asked.question.slots, asked.catalogue)
    found = [find_cells(asked, terms, reports) for terms in subjects(asked.question.terms)]
    chosen = [one for cells in found for one in _series(asked, cells)]
    if not chosen:
        return answer_by_figures(asked)
    told = find_rows(asked.store, [entry for one in chosen for point in one for entry in point])
    language, rows, each = asked.question.language, told.rows, iter(told.rows)
    series = [[[next(each) for _ in point] for point in one] for one in chosen]
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in rows))
    silent = _silent_years(asked, [row for one in series for row, *_ in one])
    text = " ".join(_sentence(asked, one) for one in series)
    if silent:
        text += " " + say(language, "trend.silent", periods=join(silent, language))
    single = all(len(one) == 1 for one in series)
    return Draft(
        status=Status.ANSWERED,
        text=f"{text} {quotes_in_words(asked, citations[:_QUOTES], language)}",
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=rows,
        citations=citations,
        sparql=told.sparql,
        names=(*names_of(rows, language), *silent),
        caveats=(say(language, "trend.single"),) if single else (),
    )


def _series(asked: Asked, found: Found) -> Iterator[list[list[FigureEntry]]]:
    slots = asked.question.slots
    values = comparable(measured(found.rows, frozenset({Measure.VALUE})), slots.indicators)
    rows = [row for row in values if _is_asked(row, slots.periods)]
    for district in slots.districts:
        own = [row for row in rows if row.district == district.code]
        points = [
            best_row(found.fits, _of(own, notation)) for notation in dict.fromkeys(r.period for r in own)
        ]
        in_order = sorted((p for p in points if p is not None), key=lambda row: (row.ends, row.begins))
        if in_order:
            yield [found.group(row) for row in in_order[-_POINTS:]]


def _of(rows: Iterable[FigureEntry], notation: str) -> list[FigureEntry]:
    return [row for row in rows if row.period == notation]


def _is_asked(row: FigureEntry, periods: Sequence[Period]) -> bool:
    return not periods or any(is_within(row, period) for period in periods)


def _sentence(asked: Asked, series: Sequence[Sequence[ObservationRow]]) -> str:
    language = asked.question.language
    first = series[0][0]
    points = []
    for rows in series:
        report = asked.catalogue.report(rows[0].source.report)
        if report is not None:
            points.append(point_in_words(rows, report, language))
    report = asked.catalogue.report(first.source.report)
    return say(
        language,
        "trend.series",
        name=name_of(first, language),
        district=area_label(report.district, language) if report else first.source.district_label,
        points="; ".join(points),
    )


def _silent_years(asked: Asked, told: Sequence[ObservationRow]) -> list[str]:
    """The years of the span asked for of which nothing is told."""
    spans = [period for period in asked.question.slots.periods if period.end.year - period.start.year > 1]
    years = [number for span in spans for number in range(span.start.year, span.end.year)][:_YEARS]
    silent = (year(number) for number in years)
    language = asked.question.language
    return [period_label(one, language) for one in silent if not any(_tells(row, one) for row in told)]


def _tells(row: ObservationRow, one: Period) -> bool:
    return one.start <= row.ends < one.end
