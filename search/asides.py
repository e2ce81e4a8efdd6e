"""What a long question says beside what it asks: who is asking, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import Span
from search.cues import Cue
from search.topics import Term

_LONG = 25  # words; a shorter question has no room for asides
_STRETCH = 6  # words behind a comma; fewer are one more thing in a list
_END = re.compile(r"[.!?;:\n]\s|,")
_ASKING = ("asks-", "measure-", "goal-", "compare", "trend")


def without_asides(
    text: str, terms: Sequence[Term], named: Iterable[Span], cues: Iterable[Cue]
) -> tuple[Term, ...]:
    """The terms of the clauses that ask for something; ``named`` is where indicators and the like stand.

    "I am a reporter and write about life in the mountains" is no part of what the reports must tell, nor
    what stands before "could you tell me". Nothing is left out of a short question.
    """
    if len(text.split()) < _LONG:
        return tuple(terms)
    cues = tuple(cues)
    asking = [cue.span for cue in cues if cue.id.startswith(_ASKING)]
    last = max((span.start for span in asking), default=0)
    requests = (cue.span.end for cue in cues if cue.id == "request" and cue.span.end <= last)
    start = max(requests, default=0)
    asking = [span for span in asking if span.start >= start]
    kept = _asked(list(_stretches(text, start)), asking, list(named))
    told = "\n".join(text[one.start : one.end] for one in kept)
    left = tuple(t for t in terms if re.search(rf"(?<!\w){re.escape(t.surface)}(?!\w)", told))
    return left if any(term.forms for term in left) else tuple(terms)


def _asked(stretches: Sequence[Span], asking: Sequence[Span], named: Sequence[Span]) -> list[Span]:
    """The clauses that ask or name; of those before the first that names only its neighbour, if it asks."""
    asks = [any(_meet(one, at) for at in asking) for one in stretches]
    names = [any(_meet(one, at) for at in named) for one in stretches]
    first = names.index(True) if any(names) and any(asks[names.index(True) :]) else 0
    asks = [found and i >= first - 1 for i, found in enumerate(asks)]
    return [one for i, one in enumerate(stretches) if asks[i] or names[i]]


def _stretches(text: str, start: int) -> Iterator[Span]:
    """The clauses of a text; what stands between commas close to each other belongs to the one before."""
    for match in _END.finditer(text, start):
        if match[0] != "," or len(text[start : match.start()].split()) >= _STRETCH:
            yield Span(start, match.end())
            start = match.end()
    yield Span(start, len(text))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
