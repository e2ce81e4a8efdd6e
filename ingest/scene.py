"""Scenes: the clause in which something is said of events, with all events that it names or goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.sentence import split_sentences
from ingest.text import even_tones
from ontology.phrases import load_words
from ontology.values import Concept, Period

_SEMICOLON = re.compile(r";\s*")
_TURN = re.compile(r"(?P<mark>[,;(]\s*)(?:cùng kỳ|trong|riêng|đến|còn|sang|và)?\s*$", re.IGNORECASE)
_PHRASE_END = re.compile(r",(?!\d)|;")


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with the events that it names. Offsets count in ``text``; the clause is ``[start, end)``.

    ``sentence`` is where its sentence starts, which tells clauses of one sentence from those of the next.
    An ``inherited`` scene names no event: it goes on about those told right before, which stand at its start
    without any width; a ``pointed`` one says so ("dịch bùng phát trở lại").
    """

    text: str
    start: int
    end: int
    sentence: int
    events: tuple[Mention[Concept], ...]
    inherited: bool = False
    pointed: bool = False

    @property
    def words(self) -> str:
        """The clause itself."""
        return self.text[self.start : self.end]

    def phrase_end(self, at: int) -> int:
        """Where the phrase around ``at`` ends: at the next comma between words, or with the clause."""
        match = _PHRASE_END.search(self.text, at, self.end)
        return match.start() if match else self.end


def scenes(text: str, reference: Period) -> Iterator[Scene]:
    """The clauses that name events, in order, and those that go on about them without a name.

    ``reference`` is the period reported on. A clause ends where another year is told of: "năm 2021 có 03 vụ,
    năm 2022 chỉ còn 01 vụ".
    """
    events = tuple(match_events(text))
    last: Scene | None = None
    for start, end, sentence in _clauses(text, reference) if events else ():
        inside = tuple(event for event in events if start <= event.start < end)
        loose = all(event.value.extra.get("generic") == "true" for event in inside)
        again = _continued(last, start, end, sentence, reference) if last is not None and loose else None
        if again is not None:
            yield again
        if inside:
            yield Scene(text, start, max(end, inside[-1].end), sentence, inside)
        last = again or (Scene(text, start, end, sentence, inside) if inside else None)


def _continued(last: Scene, start: int, end: int, sentence: int, reference: Period) -> Scene | None:
    """The clause as one more about the events of the last, if it opens with a time, a place or a denial."""
    words = even_tones(last.text[start:end]).lstrip(" -–,;.:()") + " "
    contrast = next(filter(words.startswith, _words("breaks")), "")
    openers = _words("openers") if contrast else (*_words("openers"), *_words("fears"))
    words = words.removeprefix(contrast)
    at = end + 1 - len(words)
    timed = any(mention.start <= at - start for mention in match_periods(last.text[start:end], reference))
    pointed = any(f" {one}" in f" {words}" for one in _words("back"))
    if not (timed or pointed or words.startswith(openers)):
        return None
    told = {event.value.id: event.value for event in last.events}
    topics = tuple(Mention(at, at, "", concept) for concept in told.values())
    return Scene(last.text, start, end, sentence, topics, inherited=True, pointed=pointed)


def _clauses(text: str, reference: Period) -> Iterator[tuple[int, int, int]]:
    for start, end, sentence in split_clauses(text):
        at = start
        for cut in sorted({*_turns(text, start, end, reference), end}):
            yield at, cut, sentence
            at = cut


def _turns(text: str, start: int, end: int, reference: Period) -> Iterator[int]:
    """Where the clause goes over to another year, and where brackets that do so close again."""
    before: Period | None = None
    for mention in match_periods(text[start:end], reference):
        turn = _TURN.search(text, start, start + mention.start)
        told = reference if turn is not None and turn["mark"].startswith("(") else before
        apart = told is not None and told.start.year != mention.value.start.year
        if turn is not None and apart:
            yield turn.end("mark")
            close = text.find(")", start + mention.end, end) if turn["mark"].startswith("(") else -1
            if close >= 0:
                yield min(close + 1, end)
        before = mention.value


def opens_with_now(clause: str) -> bool:
    """Whether a clause speaks of the present state: "hiện tại không phát hiện ổ dịch nào"."""
    return even_tones(clause).lstrip(" ;,.-+").startswith(_words("now"))


def split_clauses(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each clause and the start of its sentence.

    Sentences are cut at semicolons and before words of contrast (``tuy nhiên``).
    """
    for start, end in split_sentences(text):
        at = start
        for cut in (*_cuts(text, start, end), end):
            if text[at:cut].strip(" ;,."):
                yield at, cut, start
                at = cut


def _cuts(text: str, start: int, end: int) -> list[int]:
    semicolons = (match.end() for match in _SEMICOLON.finditer(text, start, end))
    breaks = (match.start("word") for match in _breaks().finditer(text, start + 1, end))
    return sorted({*semicolons, *breaks})


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(f"{even_tones(word)} " for word in load_words("event_cues", "clause")[name])


@cache
def _breaks() -> re.Pattern[str]:
    words = load_words("event_cues", "clause")["breaks"]
    return re.compile(rf"[,.]?\s(?P<word>(?:{'|'.join(map(re.escape, words))})\b)", re.IGNORECASE)
