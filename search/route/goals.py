"""Answers whether a target was reached: yes or no with the figures that tell it, never without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.rows import ObservationRow
from ingest.fact import Measure
from search.choose import choose
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.phrase import capitalised, join, period_label, say
from search.route.conflicts import same_indicators
from search.route.figures import answer_by_figures, figures_of, names_of
from search.route.quoted import quotes_in_words
from search.route.verdict import find_verdict
from search.wording import area_label, cite_sentence, clause_in_words, observation_row

_YEAR = 360  # days; a plan for the year is not missed before


def check_goal(asked: Asked) -> Draft:
    """Yes or no as the report tells it; that it tells only a plan, or no verdict, is said."""
    if not asked.question.asks("asks-quantity"):
        asked = _for_results(asked)
    draft = answer_by_figures(asked)
    if draft.status is not Status.ANSWERED:
        return draft
    rows = figures_of(asked, choose(asked.question, asked.evidence)).rows
    verdict = find_verdict(rows)
    language = asked.question.language
    report = asked.catalogue.report(verdict.row.source.report) if verdict else None
    if verdict is None or report is None:
        return _without_verdict(asked, draft)
    periods = asked.question.slots.periods or (report.period,)
    labels = [period_label(period, language) for period in periods]
    about = {"district": area_label(report.district, language), "period": join(labels, language)}
    own = [row for row in rows if row.group == verdict.row.group and row.source.report == report.id]
    plans = _plan_elsewhere(asked, own)
    cited = tuple(cite_sentence(row.source, asked.catalogue) for row in (verdict.row, *plans))
    citations = tuple(without_repeats((*cited, *draft.citations)))
    planned = [observation_row(row, asked.catalogue) for row in plans]
    added = (row for row in planned if row not in draft.rows)
    draft = replace(draft, rows=(*draft.rows, *added), names=(*draft.names, *names_of(plans, language)))
    early = (report.period.end - report.period.start).days < _YEAR and not verdict.reached
    partial = (say(language, "targets.partial", period=period_label(report.period, language)),) * early
    draft = replace(draft, caveats=(*draft.caveats, *partial))
    kind = "reached" if verdict.reached else "missed"
    if asked.question.asks("asks-quantity"):  # the figures asked for stand behind the verdict
        told = (f"{capitalised(clause_in_words([row], report, language))}." for row in plans)
        text = " ".join((say(language, f"goal.{kind}_short", **about), draft.text, *told))
        return replace(draft, text=text, citations=citations, names=(*draft.names, *labels))
    facts = clause_in_words([*own, *plans], report, language)
    text = say(language, f"goal.{kind}", facts=facts, **about)
    return replace(
        draft,
        status=Status.ANSWERED if verdict.reached else Status.NO,
        text=f"{text} {quotes_in_words(asked, citations[:2], language)}",
        citations=citations,
        names=(*draft.names, *labels),
    )


def _plan_elsewhere(asked: Asked, own: Sequence[ObservationRow]) -> tuple[ObservationRow, ...]:
    """The plan of a result whose clause leaves it out, where one is told in another place, and only one."""
    result = next((row for row in own if row.measure is Measure.VALUE), None)
    if result is None or any(row.measure is Measure.PLAN for row in own):
        return ()
    plans = [
        row
        for row in same_indicators(asked, (result,))
        if row.measure is Measure.PLAN
        and (row.area_code, row.unit, row.programme) == (result.area_code, result.unit, result.programme)
        and (row.plan_period or row.period) == result.period
    ]
    return tuple(plans[:1]) if len({row.value for row in plans}) == 1 else ()


def _without_verdict(asked: Asked, draft: Draft) -> Draft:
    """The figures alone, if they are asked for too; they do not say yes or no."""
    unsaid = say(asked.question.language, "goal.unsaid")
    if asked.question.asks("asks-quantity"):
        return replace(draft, caveats=(*draft.caveats, unsaid))
    return replace(draft, status=Status.NOT_FOUND, text=f"{unsaid} {draft.text}")


def _for_results(asked: Asked) -> Asked:
    """The question as one for results: a plan alone answers nothing."""
    slots = replace(asked.question.slots, measures=asked.question.slots.measures - {Measure.PLAN})
    question = replace(asked.question, slots=slots)
    return Asked(question, asked.catalogue, asked.reports, asked.store, asked.index)
