"""Finds the cues of ``codes/question_cues.toml`` in a question: the words that say what it wants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.document import Span
from ingest.text import even_tones, fold, nfc
from ontology.lexicon import load_concepts
from ontology.values import Concept
from search.language import Language

_ELLIPSIS = r"\b.{0,90}?\b"
_BLANK = r"[\s,]{1,3}"
RANKED = "speaks-of-districts"
"""The cue of a bare "huyện": it tells that districts are ranked, where a ranking or a limit is asked for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found: its id and where it stands; ``open`` cues take in words that are not their own."""

    id: str
    span: Span
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    id: str
    regex: re.Pattern[str]
    open: bool


@lru_cache(maxsize=256)  # search and its last look both ask for those of a question
def match_cues(text: str, language: Language, plain: bool, codes: str = "question_cues") -> tuple[Cue, ...]:
    """Every cue in the question, in order. ``plain`` says that its Vietnamese has no diacritics.

    ``codes`` names the list of cues. Cues of both languages are looked for: people mix ("OCOP products
    nào"). Different cues may overlap; of one cue only the longest match at a place counts.
    """
    accented = even_tones(nfc(text)).rstrip(" ?!.…")
    folded = fold(nfc(text)).rstrip(" ?!.…")
    first = folded if plain else accented
    found = set(_find(first, _patterns(codes, "vi", plain)))
    found |= set(_find(folded, _patterns(codes, "en", plain=True)) if language == "en" else ())
    return tuple(sorted(found, key=lambda cue: (cue.span.start, -cue.span.end, cue.id)))


def outside_remarks(cues: tuple[Cue, ...], text: str) -> tuple[Cue, ...]:
    """The cues of what is asked, without those of a remark behind the last question mark."""
    asked, mark, remark = text.rpartition("?")
    if not mark or not remark.strip(" .!?"):
        return cues
    return tuple(cue for cue in cues if cue.span.start <= len(asked))


def asks(cues: tuple[Cue, ...], *ids: str) -> bool:
    """Whether any of these cues was found."""
    return any(cue.id in ids for cue in cues)


def _find(text: str, patterns: tuple[_Pattern, ...]) -> Iterator[Cue]:
    for pattern in patterns:
        for match in pattern.regex.finditer(text):
            yield Cue(pattern.id, Span(match.start(), match.end()), pattern.open)


@cache
def _patterns(codes: str, language: str, plain: bool) -> tuple[_Pattern, ...]:
    rows = load_concepts(codes)
    return tuple(pattern for row in rows for pattern in _patterns_of(row, language, plain))


def _patterns_of(row: Concept, language: str, plain: bool) -> Iterator[_Pattern]:
    labels = row.labels if language == "vi" else row.labels_en
    spelled = sorted({(fold if plain else even_tones)(label) for label in labels}, key=lambda s: (-len(s), s))
    for is_open in (False, True):
        phrases = [_phrase(label) for label in spelled if ("…" in label) is is_open]
        if phrases:
            yield _Pattern(row.id, re.compile("|".join(phrases)), is_open)


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
