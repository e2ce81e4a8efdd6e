"""What a question speaks of, apart from its slots and furniture: the terms that evidence must cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.text import fold, lower
from search.cues import Cue, furniture
from search.glossary import translate
from search.language import (
    Language,
    filler_phrases,
    fillers,
    folded_fillers,
    is_english_filler,
)
from search.synonyms import with_synonyms
from search.words import normal

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question speaks of.

    ``surface`` is as typed. ``forms`` are Vietnamese phrases (``search.words.normal``) any of which says the
    same; empty for an English word that no code list translates. ``concept`` is the indicator that the words
    name, if they do. ``plain`` says that the diacritics of the forms are a guess, and not to be relied on;
    ``listed`` that a code list knows the words, and not only the question.
    """

    surface: str
    forms: tuple[str, ...]
    concept: str = ""
    plain: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the question that a code list or a document number explains as a whole.

    ``common`` ones are plain vocabulary: as furniture of a question ("kế hoạch") they are no topic.
    """

    span: Span
    forms: tuple[str, ...]
    concept: str = ""
    common: bool = False


def read_terms(
    text: str,
    language: Language,
    named: Sequence[Named],
    taken: Iterable[Span],
    cues: Iterable[Cue],
    *,
    plain: bool = False,
) -> tuple[Term, ...]:
    """The terms of a question in its order, each once.

    ``taken`` are the spans of places, periods and limits. What is ``named`` is one term; the rest is taken
    syllable by syllable in Vietnamese (with its diacritics), word by word in English, phrases of
    the glossary first.
    """
    kept = furniture()
    plain = language == Language.VIETNAMESE and plain
    covered = [*taken, *(one.span for one in named)]
    idle = [cue.span for cue in cues if cue.id in kept and not cue.open]
    empty = filler_phrases(Language.VIETNAMESE)
    topics = (
        one
        for one in named
        if not one.common or not (_lies_in(one.span, idle) or lower(_words(text, one)) in empty)
    )
    found = [_named(_words(text, one), one, language, plain) for one in topics]
    found += (
        _english(text, covered, idle)
        if language == Language.ENGLISH
        else _vietnamese(text, covered, idle, plain)
    )
    return tuple({term.surface.lower(): term for term in found}.values())


def _words(text: str, one: Named) -> str:
    return text[one.span.start : one.span.end]


def _named(surface: str, one: Named, language: Language, plain: bool) -> Term:
    """A name with what its words mean by themselves: "pigs" is a herd, and any pigs as well."""
    whole = (one for one in translate(surface) if one.surface == surface) if language == "en" else ()
    meant = (form for mention in whole for form in mention.value)
    return Term(surface, _forms(with_synonyms((*one.forms, *meant))), one.concept, plain)


def _vietnamese(text: str, covered: list[Span], idle: list[Span], plain: bool) -> Iterator[Term]:
    """The syllables left over; neighbours among them are a term more, since most words have two."""
    words = lower(text)
    idle = [*idle, *_phrases(words, Language.VIETNAMESE)]
    skipped = fillers(Language.VIETNAMESE) | (folded_fillers() if plain else frozenset())
    last: re.Match[str] | None = None
    for match in _left_over(words, [*covered, *idle], skipped):
        yield Term(text[match.start() : match.end()], (normal(match[0]),), plain=plain, listed=False)
        if last and not text[last.end() : match.start()].strip():
            pair = text[last.start() : match.end()]
            yield Term(pair, (normal(pair),), plain=plain, listed=False)
        last = match


def _english(text: str, covered: list[Span], idle: list[Span]) -> Iterator[Term]:
    """Phrases of the glossary, but single words of furniture ("target"); then the words left over."""
    idle = [*idle, *_phrases(lower(text), Language.ENGLISH)]
    translated: list[Span] = []
    for mention in translate(_masked(text, covered)):
        span = Span(mention.start, mention.end)
        if " " in mention.surface or not _lies_in(span, idle):
            translated.append(span)
            yield Term(mention.surface, _forms(with_synonyms(mention.value)))
    for match in _left_over(text, [*covered, *idle, *translated], frozenset()):
        if len(match[0]) > 1 and not is_english_filler(match[0]):  # "boats from 15 m"
            yield Term(match[0], _as_written(match[0]), listed=False)


def _as_written(word: str) -> tuple[str, ...]:
    """A Vietnamese word in an English question ("Mắm cá lóc") says itself; an English one nothing."""
    return (normal(word),) if fold(word) != lower(word) else ()


def _phrases(words: str, language: Language) -> Iterator[Span]:
    """Where phrases stand that have no topic of their own."""
    phrases = "|".join(re.escape(phrase) for phrase in filler_phrases(language))
    for match in re.finditer(rf"\b(?:{phrases})\b", words) if phrases else ():
        yield Span(match.start(), match.end())


def _masked(text: str, spans: list[Span]) -> str:
    """The text without what is read already, its length kept; no phrase is found across a gap."""
    for span in spans:
        text = f"{text[: span.start]}{'|' * (span.end - span.start)}{text[span.end :]}"
    return text


def _left_over(text: str, spans: list[Span], skipped: frozenset[str]) -> Iterator[re.Match[str]]:
    for match in _WORD.finditer(text):
        if not (_meets(match, spans) or match[0].isdigit() or lower(match[0]) in skipped):
            yield match


def _forms(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(normal, forms)))


def _lies_in(span: Span, spans: list[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)


def _meets(match: re.Match[str], spans: list[Span]) -> bool:
    return any(span.start < match.end() and match.start() < span.end for span in spans)
