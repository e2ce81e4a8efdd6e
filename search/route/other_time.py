"""Figures of another time than was asked for: a half-year's sum is no month's, and half a year no year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from ingest.fact import Measure
from ingest.match.periods import match_periods
from ingest.text import fold
from ontology.periods import is_part, is_season, parse_period
from ontology.values import Period
from search.draft import Asked, Draft, Row, Status
from search.intents import Intent
from search.language import Language
from search.phrase import join, period_label, say
from search.times import read_times

_OF_FIGURES = frozenset({Intent.LOOKUP, Intent.GOAL, Intent.COMPARISON, Intent.RANKING, Intent.PARTS})
_AS_OF = "as-of:"
_UP_TO = re.compile(
    r"\b(?:den|het|toi|tinh den|cuoi|tu dau nam den|by|until|till|as of|up to|through|end of|as at|at)"
    r"(?:\s+(?:the|het|cuoi|end|of|early|mid|late|nam|ngay))*\s*$"
)


def in_its_time(asked: Asked, draft: Draft) -> Draft:
    """The draft; with a remark where its figures are of a part of the time asked for, and not found where
    they are of a longer time: the nearest that is told is named, not its sum.
    """
    figures = [row for row in draft.rows if row.get("measure") == Measure.VALUE.value]
    periods = asked.question.slots.periods
    if not (draft.status is Status.ANSWERED and figures and periods) or not _is_of_figures(asked):
        return draft
    told = [parse_period(str(row["period"])) for row in figures]
    short = all(_is_short(asked, period) for period in periods)
    if short or all(any(_holds(one, period) for period in periods) for one in told):
        longer = all(not any(_fits(asked, row, one) for one in periods) for row in figures)
        return _not_told(asked, draft, told) if longer else draft
    return replace(draft, caveats=(*draft.caveats, *_of_a_part(asked, told)))


def _is_of_figures(asked: Asked) -> bool:
    return asked.question.intent in _OF_FIGURES


def _is_short(asked: Asked, period: Period) -> bool:
    """Whether every report in question is of a longer time, so that it may tell another sum."""
    reports = [report.period for report in asked.reports]
    dated = period.notation.startswith(_AS_OF)
    return not dated and bool(reports) and all(_days(one) > _days(period) for one in reports)


def _holds(told: Period, period: Period) -> bool:
    """Whether a figure is of a longer part of the calendar than is asked for, as of the whole year.

    A crop season is no such part: what grew in it is told of the half-year in which it ended.
    """
    within = told.start <= period.start and period.end <= told.end and _days(told) > _days(period)
    return within and not is_season(told)


def _fits(asked: Asked, row: Row, period: Period) -> bool:
    """Whether a figure is of the time: of a day or a part of it; up to its end, a rate is of its end."""
    own = parse_period(str(row["period"]))
    if own.notation.startswith(_AS_OF):
        return period.start < own.end <= period.end
    if own.start >= period.start and own.end <= period.end:
        return True
    ends_with_it = own.end == period.end
    return ends_with_it and (row["unit"] in ("%", "‰") or _is_up_to(asked.question.text))


def _is_up_to(text: str) -> bool:
    """Whether the time is a limit up to which something is counted: "đến hết tháng 6", "by June"."""
    return any(_UP_TO.search(fold(text[: span.start])) for span in read_times(text).spans)


def _not_told(asked: Asked, draft: Draft, told: list[Period]) -> Draft:
    if _is_quoted(asked, draft):
        return draft
    language = asked.question.language
    periods = asked.question.slots.periods
    wanted, nearest = _labels(periods, language), list(dict.fromkeys(told))
    labels = [period_label(period, language) for period in nearest]
    return Draft(
        Status.NOT_FOUND,
        say(language, "missing.other_time", period=wanted, told=join(labels, language)),
        citations=draft.citations[:3],
        sparql=draft.sparql,
        names=(wanted, *labels),
        suggestions=tuple(say(language, "suggest.period", period=label) for label in labels),
    )


def _is_quoted(asked: Asked, draft: Draft) -> bool:
    """Whether a sentence quoted names the time itself, whatever its figures were taken to be of."""
    return any(
        period.start <= mention.value.start and mention.value.end <= period.end
        for citation in draft.citations[:3]
        if (report := asked.catalogue.report(citation.report_id))
        for mention in match_periods(citation.quote, report.period)
        for period in asked.question.slots.periods
    )


def _of_a_part(asked: Asked, told: list[Period]) -> Iterator[str]:
    """That all figures are of the first part of the time alone: the reports at hand do not reach its end, or
    those that do are silent.
    """
    language = asked.question.language
    periods = asked.question.slots.periods
    day = timedelta(days=1)
    if len(periods) == 1 and all(
        one.end + day < periods[0].end and one.end > periods[0].start for one in told
    ):
        reports = [r.period for r in asked.reports if r.period.end > periods[0].start]
        if reports and all(period.end < periods[0].end for period in reports):
            about = {"told": _labels(dict.fromkeys(reports), language), "period": _labels(periods, language)}
            yield say(language, "caveat.part_of_time", **about)
        elif set(told) <= {period for period in reports if is_part(period, periods[0])}:
            about = {"told": _labels(dict.fromkeys(told), language), "period": _labels(periods, language)}
            yield say(language, "caveat.part_alone", **about)


def _labels(periods: Iterable[Period], language: Language) -> str:
    return join([period_label(period, language) for period in periods], language)


def _days(period: Period) -> int:
    return (period.end - period.start).days
