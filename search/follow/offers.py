"""Questions that may come next: another time or place that there are reports of, the reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from search.draft import Status
from search.holdings import Catalogue, overlap
from search.intents import Intent
from search.phrase import period_label, say
from search.question import Question
from search.wording import area_label

_OF_STORE = frozenset({Intent.UNITS, Intent.REPORTS})  # answered without any one report
_EXPLAINED = frozenset({Intent.LOOKUP, Intent.GOAL, Intent.EVENT_CHECK})
_EACH = 2


def next_questions(question: Question, status: Status, catalogue: Catalogue) -> tuple[str, ...]:
    """Follow-ups that reports at hand can tell of, in the question's language."""
    if question.intent in _OF_STORE or status in (Status.AMBIGUOUS, Status.NOT_FOUND):
        return ()
    offers = [*islice(_times(question, catalogue), _EACH), *islice(_places(question, catalogue), _EACH)]
    if status is Status.ANSWERED and question.intent in _EXPLAINED:
        offers.append(say(question.language, "follow.reason"))
    return tuple(offers)


def _times(question: Question, catalogue: Catalogue) -> Iterator[str]:
    """Periods of the districts asked about, the newest first, that were not asked about."""
    slots = question.slots
    if not slots.periods:
        return
    reports = catalogue.select(slots.districts, slots.provinces)
    periods = {report.period.notation: report.period for report in reports}
    for period in sorted(periods.values(), key=lambda period: period.end, reverse=True):
        if not any(overlap(period, asked) for asked in slots.periods):
            label = period_label(period, question.language)
            yield say(question.language, "follow.another_time", period=label)


def _places(question: Question, catalogue: Catalogue) -> Iterator[str]:
    """Other districts that report on the periods asked about, where one district was."""
    slots = question.slots
    if len(slots.districts) != 1:
        return
    reports = catalogue.select(periods=slots.periods)
    for district in dict.fromkeys(report.district for report in reports):
        if district not in slots.districts:
            label = area_label(district, question.language)
            yield say(question.language, "follow.another_place", district=label)
