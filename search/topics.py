"""What a question speaks of, apart from its slots and furniture: the terms that evidence must cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.text import fold, lower
from search.cues import Cue, furniture
from search.glossary import translate
from search.language import Language, filler_phrases, fillers, folded_fillers, lacks_diacritics

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question speaks of.

    ``surface`` is as typed. ``forms`` are folded Vietnamese phrases any of which says the same; empty for an
    English word that no code list translates. ``concept`` is the indicator that the words name, if they do.
    """

    surface: str
    forms: tuple[str, ...]
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the question that a code list or a document number explains as a whole."""

    span: Span
    forms: tuple[str, ...]
    concept: str = ""


def read_terms(
    text: str, language: Language, named: Sequence[Named], taken: Iterable[Span], cues: Iterable[Cue]
) -> tuple[Term, ...]:
    """The terms of a question in its order, each once.

    ``taken`` are the spans of places, periods and limits. What is ``named`` is one term; the rest is taken
    syllable by syllable in Vietnamese (with its diacritics), word by word in English, phrases of
    the glossary first.
    """
    kept = furniture()
    covered = [*taken, *(one.span for one in named)]
    idle = [cue.span for cue in cues if cue.id in kept and not cue.open]
    found = [Term(text[one.span.start : one.span.end], _folded(one.forms), one.concept) for one in named]
    read = _english if language == Language.ENGLISH else _vietnamese
    found += read(text, covered, idle)
    return tuple({term.surface.lower(): term for term in found}.values())


def _vietnamese(text: str, covered: list[Span], idle: list[Span]) -> Iterator[Term]:
    words = lower(text)
    phrases = "|".join(re.escape(phrase) for phrase in filler_phrases(Language.VIETNAMESE))
    idle = [*idle, *(Span(match.start(), match.end()) for match in re.finditer(rf"\b(?:{phrases})\b", words))]
    skipped = folded_fillers() if lacks_diacritics(text) else fillers(Language.VIETNAMESE)
    for match in _left_over(words, [*covered, *idle], skipped):
        yield Term(text[match.start() : match.end()], (fold(match[0]),))


def _english(text: str, covered: list[Span], idle: list[Span]) -> Iterator[Term]:
    """Phrases of the glossary, but single words of furniture ("target"); then the words left over."""
    translated: list[Span] = []
    for mention in translate(text):
        span = Span(mention.start, mention.end)
        idle_word = " " not in mention.surface and _lies_in(span, idle)
        if not idle_word and not any(span.start < one.end and one.start < span.end for one in covered):
            translated.append(span)
            yield Term(mention.surface, _folded(mention.value))
    for match in _left_over(text, [*covered, *idle, *translated], fillers(Language.ENGLISH)):
        yield Term(match[0], ())


def _left_over(text: str, spans: list[Span], skipped: frozenset[str]) -> Iterator[re.Match[str]]:
    for match in _WORD.finditer(text):
        if not (_meets(match, spans) or match[0].isdigit() or lower(match[0]) in skipped):
            yield match


def _folded(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, forms)))


def _lies_in(span: Span, spans: list[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)


def _meets(match: re.Match[str], spans: list[Span]) -> bool:
    return any(span.start < match.end() and match.start() < span.end for span in spans)
