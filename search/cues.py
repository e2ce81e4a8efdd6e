"""Finds the cues of ``codes/question_cues.toml`` in a question: the words that say what it wants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.text import even_tones, fold, nfc
from ontology.lexicon import load_concepts
from ontology.values import Concept
from search.language import Language

_ELLIPSIS = r"\b.{0,90}?\b"
_BLANK = r"[\s,]{1,3}"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found: its id and where it stands in the question."""

    id: str
    span: Span


def match_cues(text: str, language: Language, plain: bool) -> tuple[Cue, ...]:
    """Every cue in the question, in order. ``plain`` says that its Vietnamese has no diacritics.

    Cues of both languages are looked for: people mix ("OCOP products nào"). Different cues may
    overlap; of one cue only the longest match at a place counts.
    """
    accented = even_tones(nfc(text)).rstrip(" ?!.…")
    folded = fold(nfc(text)).rstrip(" ?!.…")
    first = folded if plain else accented
    found = set(_find(first, _patterns("vi", plain)))
    found |= set(_find(folded, _patterns("en", plain=True)) if language == "en" else ())
    return tuple(sorted(found, key=lambda cue: (cue.span.start, -cue.span.end, cue.id)))


def asks(cues: tuple[Cue, ...], *ids: str) -> bool:
    """Whether any of these cues was found."""
    return any(cue.id in ids for cue in cues)


def _find(text: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[Cue]:
    for id_, pattern in patterns:
        for match in pattern.finditer(text):
            yield Cue(id_, Span(match.start(), match.end()))


@cache
def _patterns(language: str, plain: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.id, _pattern(row, language, plain)) for row in load_concepts("question_cues"))


def _pattern(row: Concept, language: str, plain: bool) -> re.Pattern[str]:
    labels = row.labels if language == "vi" else row.labels_en
    spelled = {(fold if plain else even_tones)(label) for label in labels}
    return re.compile("|".join(_phrase(label) for label in sorted(spelled, key=lambda s: (-len(s), s))))


def _phrase(label: str) -> str:
    """The regular expression of one label: ``"^did"``, ``"có … không$"``."""
    start, end = label.startswith("^"), label.endswith("$")
    words = label.strip("^$").replace(",", " , ").split()
    pattern = ""
    for word in words:
        if word == "…":
            pattern += _ELLIPSIS
        elif word == ",":
            pattern += r"\s*,"
        else:
            glue = _BLANK if pattern and not pattern.endswith((_ELLIPSIS, ",")) else ""
            pattern += (glue or (r"\s*" if pattern else "")) + re.escape(word)
    return f"{'^' if start else ''}(?<![^\\W_]){pattern}(?![^\\W_]){'$' if end else ''}"


@cache
def furniture() -> frozenset[str]:
    """The ids of cues whose words take no part in matching a topic."""
    return frozenset(row.id for row in load_concepts("question_cues") if row.extra.get("role") == "ask")
