"""Scenes: the clause in which something is said of events, with all events that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.match.events import match_events
from ingest.match.mention import Mention
from ingest.sentence import split_sentences
from ontology.phrases import load_table
from ontology.values import Concept

_SEMICOLON = re.compile(r";\s*")
_PHRASE_END = re.compile(r",(?!\d)|;")


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with the events that it names. Offsets count in ``text``; the clause is ``[start, end)``.

    ``sentence`` is where its sentence starts, which tells clauses of one sentence from those of the next.
    """

    text: str
    start: int
    end: int
    sentence: int
    events: tuple[Mention[Concept], ...]

    @property
    def words(self) -> str:
        """The clause itself."""
        return self.text[self.start : self.end]

    def phrase_end(self, at: int) -> int:
        """Where the phrase around ``at`` ends: at the next comma between words, or with the clause."""
        match = _PHRASE_END.search(self.text, at, self.end)
        return match.start() if match else self.end


def scenes(text: str) -> Iterator[Scene]:
    """The clauses that name events, in order."""
    events = tuple(match_events(text))
    for start, end, sentence in split_clauses(text) if events else ():
        inside = tuple(event for event in events if start <= event.start < end)
        if inside:
            yield Scene(text, start, max(end, inside[-1].end), sentence, inside)


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
def _breaks() -> re.Pattern[str]:
    clause = load_table("event_cues").get("clause")
    words = clause["breaks"] if isinstance(clause, dict) else []
    return re.compile(rf"[,.]?\s(?P<word>(?:{'|'.join(map(re.escape, words))})\b)", re.IGNORECASE)
