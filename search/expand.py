"""English questions in the words of Vietnamese reports, through the bilingual code lists and glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text import nfc
from search.glossary import translate

_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")
_MOST_FORMS = 4  # Vietnamese spellings taken of one phrase: more would drown the other words
# Left as it is: what holds a digit or a letter with marks, and what is written in capitals.
_OWN = re.compile(r"\d|[^\x00-\x7f]|[A-Z][^\W\d_]*[A-Z]|^[A-Z]")


def expand(question: str) -> str:
    """The Vietnamese terms for an English question, a clause for each phrase that was understood.

    What needs no translation stays: figures, document numbers, abbreviations, names. English words that
    no list knows are left out: in Vietnamese text they could only hit by accident.
    """
    return "; ".join(_terms(nfc(question)))


def _terms(question: str) -> Iterator[str]:
    known = list(translate(question))
    for mention in known:
        yield from mention.value[:_MOST_FORMS]
    name: list[str] = []
    for match in _WORD.finditer(question):
        inside = any(m.start < match.end() and match.start() < m.end for m in known)
        if not inside and _stays(match[0], first=_opens_sentence(question, match.start())):
            name.append(match[0])
            continue
        if name:
            yield " ".join(name)
        name = []
    if name:
        yield " ".join(name)


def _stays(word: str, *, first: bool) -> bool:
    """A capital counts only where no sentence begins with it; "Then" inside one is a name."""
    return bool(_OWN.search(word)) and not (first and word.isascii() and word[1:].islower())


def _opens_sentence(text: str, at: int) -> bool:
    return not (before := text[:at].rstrip()) or before[-1] in ".?!"
