"""Leads: the "Lúa mùa:" before a colon, which names what the figures after it are of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ingest.frames import Frame
from ingest.noun_phrases import read_left, trim
from ingest.tasks import is_task
from ingest.text import even_tones
from ingest.times import Clock
from ingest.tokens import Kind, Stream
from ontology.lexicon import load_concepts
from ontology.phrases import load_words

_LONGEST = 26  # tokens


def take_lead(stream: Stream, lead: Sequence[int], frame: Frame, clock: Clock) -> None:
    """Lets the frame go on about what a lead names; a lead of tasks or a plan makes aims of its figures."""
    frame.estimated = "estimate" in stream.kinds(lead[0], lead[-1] + 1) if lead else False
    words = trim(stream, lead)
    if not lead or len(words) > _LONGEST:
        return
    said = stream.words(lead[0], lead[-1] + 1)
    plan = stream.kind_at(lead[0]) == "plan" and not _follows_figure(stream, lead[0])
    frame.aim = plan or is_task(said, clock.report)
    if frame.aim:
        clock.new_lead(stream[lead[0]].start)
        return
    if not words or even_tones(said).startswith(_noise()):
        return
    named = read_left(stream, words)
    frame.lead_head, thing = named, named.thing
    if thing and set(even_tones(thing).split()) <= _season_words() and frame.thing:
        thing = f"{_without_season(frame.thing)} {thing}"  # "Vụ mùa:" under a footnote on rice
    frame.lead = frame.thing = thing or frame.thing
    clock.new_lead(stream[lead[0]].start)


def _follows_figure(stream: Stream, first: int) -> bool:
    """Whether a lead only ends what a figure began: "100,6% dự toán huyện giao trong đó: …"."""
    return first > 1 and Kind.NUMBER in (stream[first - 1].kind, stream[first - 2].kind)


def _without_season(thing: str) -> str:
    words = thing.split()
    while len(words) > 1 and even_tones(words[-1]) in _season_words():
        words.pop()
    return " ".join(words)


@cache
def _season_words() -> frozenset[str]:
    labels = (label for row in load_concepts("seasons") for label in row.labels)
    return frozenset(even_tones(word) for label in (*labels, "vụ") for word in label.split())


@cache
def _noise() -> tuple[str, ...]:
    return tuple(even_tones(word) for word in load_words("clause_words")["lead_noise"])
