"""Answers about projects of programmes: their figures, or that none is reported of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from graph.queries import find_observations
from graph.rows import ObservationRow
from ingest.fact import Measure
from ontology.values import Concept
from search.draft import Asked, Draft, Status
from search.language import Language
from search.parts import with_narrower
from search.phrase import join, period_label, say
from search.route.figures import names_of
from search.route.stated import cited, facts_in_words, left_over
from search.wording import area_label, observation_row

_SHARES = frozenset({Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS})
_NAMED = 3  # reports that are named one by one


def list_parts(asked: Asked) -> Draft:
    """The figures of the projects asked for; figures of the programme as a whole are not theirs."""
    slots, language = asked.question.slots, asked.question.language
    compared = bool(slots.measures & _SHARES)
    found = find_observations(
        asked.store,
        parts=with_narrower(slots.parts),
        measures=() if compared else slots.measures,
        reports=asked.report_ids,
    )
    rows = _beside_plans(found.rows) if compared else found.rows
    if not rows:
        return _none(asked, found.sparql)
    told = {row.programme_part for row in rows}
    label = _label([part for part in slots.parts if told.intersection(with_narrower([part]))], language)
    citations = cited(asked, (), rows)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((say(language, "parts.some", part=label), facts_in_words(asked, rows))),
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(rows),
        citations=citations,
        sparql=found.sparql,
        names=(label, *names_of(rows, language)),
        values=left_over(rows),
    )


def _beside_plans(rows: Sequence[ObservationRow]) -> tuple[ObservationRow, ...]:
    """What stands beside a plan or its share: "96 ha/kế hoạch 150 ha" tells how it went by both."""
    planned = {row.group for row in rows if row.measure in {*_SHARES, Measure.PLAN}}
    return tuple(row for row in rows if row.group in planned)


def _none(asked: Asked, sparql: str) -> Draft:
    """That no figure of them is told, by the reports that were looked through."""
    language = asked.question.language
    label = _label(asked.question.slots.parts, language)
    text = say(language, "parts.none", part=label, reports=_looked_through(asked))
    return Draft(Status.NOT_FOUND, text, sparql=sparql, names=(label,), values=(Decimal(len(asked.reports)),))


def _looked_through(asked: Asked) -> str:
    reports, language = asked.reports, asked.question.language
    if len(reports) > _NAMED:
        whole = len(reports) == len(asked.catalogue.reports)
        return say(language, "parts.all_reports" if whole else "parts.reports", count=str(len(reports)))
    return join(
        [
            say(
                language,
                "parts.report",
                district=area_label(report.district, language),
                period=period_label(report.period, language),
            )
            for report in reports
        ],
        language,
    )


def _label(parts: Sequence[Concept], language: Language) -> str:
    return join([part.en if language == Language.ENGLISH else part.vi for part in parts], language)
