"""Decides whether a named event happened, by the grammar of its clause and not by words' mere presence.

The nearest cue wins: a cue stands before or after the event, within its reach, and is weighed by the words
and commas between. Other events named in between cost nothing, so a cue governs a whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.fact import Assertion
from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ingest.scene import Scene
from ingest.text import even_tones
from ontology.cues import CUE, Cue, load_cues
from ontology.phrases import load_table, load_words
from ontology.values import Concept

_LIST = "event_cues"
_WORD = re.compile(r"\w+")
_LIGHT = frozenset({"và", "hoặc", "các", "bệnh", "dịch", "loại", "như"})
_COMMA_COST = 3
_COUNTED = 2  # words of a count that may stand between a verb and what it counts: "xảy ra 03 vụ cháy rừng"
_NOT_YET = re.compile(r"\b(?:chưa|chưa thể|chưa được)\s*$")
_NOT_LET = re.compile(r"(?:không|chưa) để(?: cho)?(?: (?:dịch|bệnh|dịch bệnh|bệnh dịch|ổ dịch))?")
_SPREAD = re.compile(r"(?:\s+\w+){0,3}\s+(?:lan|lây|lây lan|kéo dài|bùng phát thành)\b")
_NUMERAL = re.compile(r"\d+")
_STOPS = " .,;:)"
_END = "hếtcâu"  # stands for the end of the clause in cues: "bệnh dại: không có"
# Where two cues are equally near, the more careful reading wins.
_CAREFUL = (Assertion.ABSENT, Assertion.ENDED, Assertion.RISK, Assertion.RESPONSE_ONLY, Assertion.OCCURRED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An assertion and the words that decided it: offsets of the cue, or of the event itself."""

    assertion: Assertion
    start: int
    end: int

    def is_by_cue(self, event: Mention[Concept]) -> bool:
        """Whether other words than the event's own name decided."""
        return (self.start, self.end) != (event.start, event.end)


def judge(scene: Scene, event: Mention[Concept]) -> Verdict:
    """Whether the clause says that the event happened.

    Without any cue the event's own default counts: weather that is named as a cause has happened, a
    disease that is merely named is being watched.
    """
    inherent = _inherent(event)
    if inherent is Assertion.ENDED and _NOT_YET.search(even_tones(scene.text[scene.start : event.start])):
        return Verdict(Assertion.OCCURRED, event.start, event.end)  # "chưa công bố hết dịch"
    candidates = [
        (cost, _CAREFUL.index(verdict.assertion), verdict) for cost, verdict in _candidates(scene, event)
    ]
    nearest = min(candidates, key=lambda candidate: candidate[:2], default=None)
    if inherent is not None and not (inherent is Assertion.OCCURRED and _denied(nearest)):
        same = nearest is not None and nearest[2].assertion is inherent
        return nearest[2] if nearest and same else Verdict(inherent, event.start, event.end)
    if nearest is not None:
        return _kept_small(scene, event, nearest[2])
    return Verdict(Assertion(event.value.extra.get("default", "response_only")), event.start, event.end)


def _kept_small(scene: Scene, event: Mention[Concept], verdict: Verdict) -> Verdict:
    """``không để dịch lan rộng`` denies no outbreak: it is what is done about one."""
    prevented = _NOT_LET.fullmatch(even_tones(scene.text[verdict.start : verdict.end])) is not None
    spread = _SPREAD.match(even_tones(scene.text[event.end : scene.end])) is not None
    if verdict.assertion is Assertion.ABSENT and prevented and spread:
        return Verdict(Assertion.RESPONSE_ONLY, verdict.start, verdict.end)
    return verdict


def is_feared(scene: Scene, event: Mention[Concept]) -> bool:
    """Whether the clause fears the event, whatever else it tells of it."""
    return any(verdict.assertion is Assertion.RISK for _, verdict in _candidates(scene, event))


def told_as_well(scene: Scene, event: Mention[Concept], verdict: Verdict) -> Iterator[Verdict]:
    """The end of an outbreak that the clause told of, or its outbreak: "phát sinh …, đã được khống chế"."""
    others = [v for _, v in _candidates(scene, event)]
    if not event.value.extra.get("group", "").endswith("disease"):
        return
    if verdict.assertion is Assertion.OCCURRED:
        told = max(event.end, verdict.end)
        yield from [v for v in others if v.assertion is Assertion.ENDED and v.start >= told][:1]
    elif verdict.assertion is Assertion.ENDED:
        begun = [v for v in others if v.assertion is Assertion.OCCURRED and v.end <= verdict.start]
        yield from begun[-1:]


def _denied(nearest: tuple[int, int, Verdict] | None) -> bool:
    """``không bị hạn``: a denial right before wins over the word inside the event's name."""
    return nearest is not None and nearest[2].assertion is Assertion.ABSENT and nearest[0] < 0


def is_planned(section: Sequence[str]) -> bool:
    """Whether a section's headings, the outermost first, say that it speaks of tasks to come."""
    words = _heading_words()
    planned, decided = False, False
    for heading in map(even_tones, section):
        if any(word in heading for word in words["results"]):
            planned, decided = False, True
        elif any(word in heading for word in (*words["tasks"], *(() if decided else words["weak_tasks"]))):
            planned, decided = True, True
    return planned


def in_plans(assertion: Assertion) -> Assertion:
    """What an assertion means in a section of tasks: nothing has happened there yet."""
    return assertion if assertion is Assertion.RISK else Assertion.RESPONSE_ONLY


def _inherent(event: Mention[Concept]) -> Assertion | None:
    words = f" {' '.join(_WORD.findall(even_tones(event.surface)))} "
    for assertion, cues in _inherent_words():
        if any(f" {cue} " in words for cue in cues):
            return assertion
    return None


def _candidates(scene: Scene, event: Mention[Concept]) -> Iterator[tuple[int, Verdict]]:
    for cue, mention in _cues_in(scene.text, scene.start, scene.end):
        if cue.only and not _is_of(event.value, cue.only):
            continue
        gap = _gap(scene, event, cue, mention)
        if gap is not None and cue.assertion == Assertion.RESPONSE_ONLY and _is_topic(scene, event, mention):
            continue
        if gap is not None and gap <= cue.reach + _COMMA_COST:
            yield gap + cue.weight, Verdict(Assertion(cue.assertion), mention.start, mention.end)


def _is_topic(scene: Scene, event: Mention[Concept], cue: Mention[str]) -> bool:
    """Whether a measure is only the topic before a colon: ``Phòng chống lụt bão: Mưa lũ gây ngập 3 ha``."""
    _, colon, before = scene.text[cue.end : event.start].partition(":")
    if not colon:
        return False
    told = even_tones(before + scene.text[event.start : scene.phrase_end(event.end)])
    return any(f" {word} " in f" {told} " for word in load_words(_LIST, "clause")["effects"])


def _is_of(event: Concept, only: str) -> bool:
    """Whether the event is the one, or of the group, that a cue is limited to."""
    return event.id == only or event.extra.get("group", "").endswith(only)


def _gap(scene: Scene, event: Mention[Concept], cue: Cue, mention: Mention[str]) -> int | None:
    """How far the cue is from the event: words between, commas weighing more; ``None`` on the wrong side."""
    if mention.start < event.start and cue.side != "before":
        return _distance(scene, mention.end, event.start)
    if mention.end > event.end and cue.side != "after" and not _is_taken(scene, event, mention.end):
        return _distance(scene, event.end, mention.start)
    return None


def _is_taken(scene: Scene, event: Mention[Concept], end: int) -> bool:
    """Whether another event follows right after a cue, which then is that one's: ``…, xảy ra lũ quét``."""
    following = (other for other in scene.events if other.start >= end and other.value.id != event.value.id)
    other = next(following, None)
    if other is None:
        return False
    between = scene.text[end : other.start]
    return "," not in between and len(between.split()) <= _COUNTED


def _distance(scene: Scene, start: int, end: int) -> int:
    between = scene.text[start:end] if start < end else ""
    for other in scene.events:
        low, high = max(other.start, start) - start, min(other.end, end) - start
        if low < high:
            between = between[:low] + " " * (high - low) + between[high:]
    words = [word for word in _WORD.findall(even_tones(between)) if word not in _LIGHT]
    return len(words) + (_COMMA_COST * between.count(",") if words else 0)


def _cues_in(text: str, start: int, end: int) -> Iterator[tuple[Cue, Mention[str]]]:
    clause = f"{_NUMERAL.sub(_masked, text[start:end]).rstrip(_STOPS)} {_END}"
    for cue, matcher in _matchers():
        for mention in matcher.find(clause):
            if mention.value == CUE:
                last = min(mention.end + start, end)
                yield cue, Mention(mention.start + start, last, mention.surface, mention.value)


def _masked(numeral: re.Match[str]) -> str:
    """A numeral as cues write it: ``11`` for any number of two digits, ``00`` for nothing."""
    return ("1" if numeral[0].strip("0") else "0") * len(numeral[0])


@cache
def _matchers() -> tuple[tuple[Cue, LabelMatcher], ...]:
    return tuple((cue, LabelMatcher(phrases)) for cue, phrases in load_cues(_LIST))


@cache
def _inherent_words() -> tuple[tuple[Assertion, tuple[str, ...]], ...]:
    table = load_table(_LIST)["inherent"]
    rows = table.items() if isinstance(table, dict) else ()
    return tuple((Assertion(name), tuple(_spaced(word) for word in words)) for name, words in rows)


def _spaced(word: str) -> str:
    return " ".join(_WORD.findall(even_tones(word)))


@cache
def _heading_words() -> dict[str, tuple[str, ...]]:
    table = load_table(_LIST)["planning"]
    rows = table.items() if isinstance(table, dict) else ()
    return {name: tuple(map(even_tones, words)) for name, words in rows}
