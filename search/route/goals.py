"""Answers whether a target was reached: the share of the plan decides, never our own arithmetic."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from graph.rows import ObservationRow
from ingest.fact import Measure
from search.choose import choose
from search.draft import Asked, Draft, Status
from search.phrase import join, period_label, say
from search.route.figures import answer_by_figures, figures_of
from search.route.quoted import quotes_in_words
from search.wording import area_label, clause_in_words

_WHOLE = Decimal(100)


def check_goal(asked: Asked) -> Draft:
    """Yes or no by the printed share of the plan; without one, the figures and quotes alone."""
    draft = answer_by_figures(asked)
    if draft.status is not Status.ANSWERED:
        return draft
    choice = choose(asked.question, asked.evidence)
    rows = figures_of(asked, choice).rows
    share = next(
        (row for row in rows if row.measure in (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)), None
    )
    report = asked.catalogue.report(share.source.report) if share else None
    if share is None or report is None:
        return draft
    language = asked.question.language
    reached = _is_reached(share)
    periods = asked.question.slots.periods or (report.period,)
    text = say(
        language,
        "goal.reached" if reached else "goal.missed",
        district=area_label(report.district, language),
        period=join([period_label(period, language) for period in periods], language),
        facts=clause_in_words([row for row in rows if row.group == share.group], report, language),
    )
    names = tuple(period_label(period, language) for period in periods)
    return replace(
        draft,
        status=Status.ANSWERED if reached else Status.NO,
        text=f"{text} {quotes_in_words(asked, draft.citations[:2], language)}",
        names=(*draft.names, *names),
    )


def _is_reached(row: ObservationRow) -> bool:
    return row.value >= (_WHOLE if row.measure is Measure.PCT_OF_PLAN else 0)
