"""English questions in the words of Vietnamese reports, through the bilingual code lists and glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.text import nfc
from search.glossary import translate
from search.language import is_english_filler

_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")
_MOST_FORMS = 4  # Vietnamese spellings taken of one phrase: more would drown the other words
# Left as it is: what holds a digit or a letter with marks, and what is written in capitals.
_OWN = re.compile(r"\d|[^\x00-\x7f]|[A-Z][^\W\d_]*[A-Z]|^[A-Z]")


@dataclass(frozen=True, slots=True)
class Expansion:
    """An English question as Vietnamese terms, and how much of it was understood.

    ``text`` holds a clause for each term; ``known`` counts the phrases that were translated, ``unknown``
    the words with a topic of their own that were not.
    """

    text: str
    known: int
    unknown: int

    @property
    def mostly_known(self) -> bool:
        """Whether the terms can stand for the question."""
        return self.unknown < self.known


def expand(question: str) -> Expansion:
    """The Vietnamese terms for an English question.

    What needs no translation stays: figures, document numbers, abbreviations, names. English words that
    no list knows are left out: in Vietnamese text they could only hit by accident.
    """
    question = nfc(question)
    known = list(translate(question))
    terms = [form for mention in known for form in mention.value[:_MOST_FORMS]]
    name: list[str] = []
    unknown = 0
    for match in _WORD.finditer(question):
        outside = not any(m.start < match.end() and match.start() < m.end for m in known)
        if outside and _stays(match[0], first=_opens_sentence(question, match.start())):
            name.append(match[0])
            continue
        terms.append(" ".join(name))
        name = []
        unknown += outside and not is_english_filler(match[0])
    return Expansion("; ".join(filter(None, (*terms, " ".join(name)))), len(known), unknown)


def _stays(word: str, *, first: bool) -> bool:
    """A capital counts only where no sentence begins with it; "Then" inside one is a name."""
    return bool(_OWN.search(word)) and not (first and word.isascii() and word[1:].islower())


def _opens_sentence(text: str, at: int) -> bool:
    return not (before := text[:at].rstrip()) or before[-1] in ".?!"
