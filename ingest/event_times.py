"""When an event was: what its clause states, else the report's own period."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.fact import ReportIdentity
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.scene import Scene
from ingest.text import lower
from ontology.phrases import load_table
from ontology.values import Concept, Period

_SHORTEST = 2  # days: a single day dates a figure, not the event
_NEAR = 3  # words between an event and the year that is its own


def event_period(scene: Scene, event: Mention[Concept], identity: ReportIdentity) -> Period:
    """The time that the clause gives the event.

    A part of the report's own period counts wherever it stands in the clause (``trong tháng 6``); an earlier
    time only right after the event (``dịch tả lợn châu Phi năm 2019``), and never in a comparison.
    """
    stated = list(match_periods(scene.words, identity.period))
    for mention in stated:
        between = scene.text[event.end : scene.start + mention.start]
        if mention.value.end <= identity.period.start and scene.start + mention.start >= event.end:
            if _belongs(between):
                return mention.value
            break
    inside = (mention.value for mention in stated if _is_part(mention.value, identity.period))
    return next(inside, identity.period)


def planned_period(headings: Iterable[str], identity: ReportIdentity) -> Period:
    """The time that headings of a plan state, if it lies after the report's own; else the report's own."""
    stated = [mention.value for heading in headings for mention in match_periods(heading, identity.period)]
    later = [period for period in stated if period.end > identity.period.end]
    return later[-1] if later else identity.period


def _belongs(between: str) -> bool:
    words = lower(between)
    compared = any(word in words for word in _comparing())
    return not compared and not re.search(r"[,;:()]", words) and len(words.split()) <= _NEAR


def _is_part(period: Period, whole: Period) -> bool:
    within = whole.start <= period.start and period.end <= whole.end
    return within and (period.end - period.start).days >= _SHORTEST and ":" not in period.notation


def _comparing() -> tuple[str, ...]:
    table = load_table("event_cues")["clause"]
    return tuple(table["comparing"]) if isinstance(table, dict) else ()
