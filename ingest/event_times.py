"""When an event was: what its clause states, else the report's own period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.assertion import Verdict
from ingest.fact import ReportIdentity
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.scene import Scene
from ingest.text import even_tones, lower
from ontology.phrases import load_words
from ontology.values import Concept, Period

_SHORTEST = 2  # days: a single day dates a figure, not the event
_NEAR = 3  # words between an event, or the verb that says it happened, and the time that is its own
_LEADS = re.compile(
    r"(?:^|[,:;(]|\bvề [^,:;]*,)\s*"
    r"(?:(?:vào|trong|cả|từ|đầu|cuối|hồi|ngày|cùng kỳ|nhìn lại|khác với|riêng|-|–|\+)\s*)*$"
)
_DAY = r"(?:(?:đêm|sáng|chiều|ngày)\s*)?"
_RANGE_OPENS = re.compile(
    rf"\b(?:từ\s+)?{_DAY}\d[\d/.]*\s*(?:đến|tới|-|–|và|rạng sáng)\s*{_DAY}$", re.IGNORECASE
)
_AMONG = re.compile(r"\btrong đó\b")


def event_period(scene: Scene, event: Mention[Concept], verdict: Verdict, identity: ReportIdentity) -> Period:
    """The time that the clause gives the event.

    A part of the report's own period counts wherever it stands in the clause (``trong tháng 6``). An earlier
    time counts if it opens the clause or what is said of a topic (``Cúm gia cầm: năm 2022 có 02 ổ dịch``), or
    follows the event or the verb closely (``dịch tả lợn châu Phi năm 2019``, ``phát hiện hồi tháng
    10/2021``); never in a comparison (``giảm so với năm 2022``).
    """
    stated = list(match_periods(scene.words, identity.period))
    for mention in stated:
        earlier = mention.value.end <= identity.period.start
        if earlier and (
            _leads(scene, mention, event, verdict)
            or _follows(scene, mention, event)
            or _is_among(scene, mention, event)
            or _has_effect(scene, mention, event)
        ):
            return mention.value
    inside = (mention.value for mention in stated if _is_part(mention.value, identity.period))
    return next(inside, identity.period)


def planned_period(headings: Iterable[str], identity: ReportIdentity) -> Period:
    """The time that headings of a plan state, if it lies after the report's own; else the report's own."""
    stated = [mention.value for heading in headings for mention in match_periods(heading, identity.period)]
    later = [period for period in stated if period.end > identity.period.end]
    return later[-1] if later else identity.period


def _leads(scene: Scene, time: Mention[Period], event: Mention[Concept], verdict: Verdict) -> bool:
    """Whether the time opens what is said: before the verb, with nothing or a topic before it."""
    start, end = scene.start + time.start, scene.start + time.end
    said = max(event.start, verdict.start)
    return end <= said and _LEADS.search(even_tones(scene.text[scene.start : start])) is not None


def _follows(scene: Scene, time: Mention[Period], event: Mention[Concept]) -> bool:
    """Whether the time stands right behind the event, or behind a verb that says that it happened."""
    start = scene.start + time.start
    if start < event.end:
        return False
    between = _RANGE_OPENS.sub("", scene.text[event.end : start])
    if _compares(between):
        return False
    near = not re.search(r"[,;:()]", between) and len(between.split()) <= _NEAR
    last = even_tones(" ".join(between.split()[-_NEAR:]))
    return near or any(f" {verb} " in f" {last} " for verb in _verbs())


def _is_among(scene: Scene, time: Mention[Period], event: Mention[Concept]) -> bool:
    """Whether the event is a part of what had that time: "bão số 3 tháng 9/2024 để lại, trong đó lũ …"."""
    end = scene.start + time.end
    between = even_tones(scene.text[end : event.start]) if end <= event.start else ""
    return _AMONG.search(between) is not None and not _compares(between)


def _has_effect(scene: Scene, time: Mention[Period], event: Mention[Concept]) -> bool:
    """Whether the event is what another of that time did: "lũ ngày 2/12/2018 gây ngập, sạt lở 2 km"."""
    end = scene.start + time.end
    told = f" {even_tones(scene.text[end : event.end])} " if end <= event.start else ""
    dated = any(_follows(scene, time, other) for other in scene.events if other.end <= end)
    return dated and not _compares(told) and any(f" {word} " in told for word in _effects())


def _compares(words: str) -> bool:
    return any(word in lower(words) for word in _comparing())


def _is_part(period: Period, whole: Period) -> bool:
    within = whole.start <= period.start and period.end <= whole.end
    return within and (period.end - period.start).days >= _SHORTEST and ":" not in period.notation


@cache
def _comparing() -> tuple[str, ...]:
    return load_words("event_cues", "clause")["comparing"]


@cache
def _effects() -> tuple[str, ...]:
    return tuple(map(even_tones, load_words("event_cues", "clause")["effects"]))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(map(even_tones, load_words("event_cues", "words")["happens"]))
