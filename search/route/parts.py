"""Answers about projects of programmes: their figures, or that none is reported of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from graph.queries import find_observations
from ontology.values import Concept
from search.draft import Asked, Draft, Status
from search.language import Language
from search.parts import with_narrower
from search.phrase import join, period_label, say
from search.route.figures import names_of
from search.route.stated import cited, facts_in_words, left_over
from search.wording import area_label, observation_row

_NAMED = 3  # reports that are named one by one


def list_parts(asked: Asked) -> Draft:
    """The figures of the projects asked for; figures of the programme as a whole are not theirs."""
    slots, language = asked.question.slots, asked.question.language
    found = find_observations(
        asked.store, parts=with_narrower(slots.parts), measures=slots.measures, reports=asked.report_ids
    )
    if not found.rows:
        return _none(asked, found.sparql)
    told = {row.programme_part for row in found.rows}
    label = _label([part for part in slots.parts if told.intersection(with_narrower([part]))], language)
    citations = cited(asked, (), found.rows)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((say(language, "parts.some", part=label), facts_in_words(asked, found.rows))),
        rows=tuple(observation_row(row, asked.catalogue) for row in found.rows),
        citations=citations,
        sparql=found.sparql,
        names=(label, *names_of(found.rows, language)),
        values=left_over(found.rows),
    )


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
