"""Which OCOP products a question asks for: those of a kind of maker, those that have been recognised."""

from __future__ import annotations

import re
from functools import cache

from ingest.text import fold
from ontology.phrases import load_words

_NAMES = "_names"


def owners_asked(text: str) -> tuple[str, ...]:
    """The words, folded, one of which begins the name of a maker of the kind asked for; empty for any kind.

    >>> owners_asked("Which OCOP products come from cooperatives?")
    ('hop tac xa', 'htx')
    """
    lists = load_words("question_owners")
    kinds = [kind for kind in lists if not kind.endswith(_NAMES)]
    said = [(len(found), kind) for kind in kinds if (found := _said(kind, fold(text)))]
    return tuple(map(fold, lists[f"{max(said)[1]}{_NAMES}"])) if said else ()


def asks_for_recognised(text: str) -> bool:
    """Whether only what has been recognised is asked for."""
    words = "|".join(re.escape(fold(word)) for word in load_words("question_products")["recognised"])
    return bool(re.search(rf"(?<![^\W_])(?:{words})(?![^\W_])", fold(text)))


def is_made_by(owner: str | None, names: tuple[str, ...]) -> bool:
    """Whether a maker is of the kind that these words begin."""
    return not names or any(re.match(rf"{re.escape(name)}(?![^\W_])", fold(owner or "")) for name in names)


def _said(kind: str, folded: str) -> str:
    match = _words(kind).search(folded)
    return match[0] if match else ""


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = sorted({fold(word) for word in load_words("question_owners")[kind]}, key=lambda word: -len(word))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])")
