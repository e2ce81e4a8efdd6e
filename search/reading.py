"""What a question looks for, as each source of search wants it: folded terms, and text to embed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.match.periods import match_periods
from ingest.text import fold, nfc
from ontology.lexicon import load_concepts
from search.diacritics import Counts, restore
from search.expand import expand
from search.language import Language, detect_language, lacks_diacritics
from search.lexical import Query, query_of


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps search takes. All of them, unless a benchmark wants to know what one is worth."""

    lexical: bool = True
    dense: bool = True
    restore: bool = True
    expand: bool = True
    scope: bool = True
    drop_scope: bool = True
    graph: bool = True
    rerank: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One question: its language, its lexical terms, and the texts whose vectors are looked up."""

    language: Language
    terms: Query
    texts: tuple[str, ...]


def read_question(text: str, counts: Counts, steps: Steps, names: tuple[str, ...] = ()) -> Reading:
    """Reads a question for search.

    ``names`` are the folded district names that already narrow the search: they would only draw passages
    that repeat their own district's name. A vector is drawn even more by times, so these go there too.
    """
    text = nfc(text)
    language = detect_language(text)
    if language is Language.ENGLISH:
        return _read_english(text, names, steps)
    if steps.restore and lacks_diacritics(text):
        text = restore(text, counts)
    return Reading(language, _topical(text, names), (_topic(text, names, steps),))


def _read_english(text: str, names: tuple[str, ...], steps: Steps) -> Reading:
    """Vietnamese terms stand for the question where most of it was understood, and beside it elsewhere."""
    own = _topic(text, names, steps)
    if not steps.expand:
        return Reading(Language.ENGLISH, _topical(text, names), (own,))
    expansion = expand(text)
    terms = _topical(expansion.text, names)
    translated = _topic(expansion.text, names, steps)
    texts = (translated,) if expansion.mostly_known else (own, translated)
    return Reading(Language.ENGLISH, terms, tuple(t for t in texts if re.search(r"\w", t)) or (own,))


def _topic(text: str, names: tuple[str, ...], steps: Steps) -> str:
    """The question without the places that narrow the search, and without times."""
    if not steps.drop_scope:
        return text
    folded = fold(text)
    spans = [match.span() for name in names for match in _place(name).finditer(folded)]
    spans += [(mention.start, mention.end) for mention in match_periods(text)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    topic = " ".join(text.split())
    return topic if re.search(r"\w", topic) else folded


@cache
def _place(name: str) -> re.Pattern[str]:
    """A folded name with the word for its kind: "huyện Phong Thổ", "Phong Tho district"."""
    concepts = load_concepts("area_kinds")
    before = "|".join(re.escape(fold(label)) for concept in concepts for label in concept.labels)
    after = "|".join(re.escape(label.lower()) for concept in concepts for label in concept.labels_en)
    words = r"\W+".join(map(re.escape, name.split()))
    return re.compile(rf"(?:\b(?:{before}|(?:{after}) of)\s+)?\b{words}\b(?:['’]s\b)?(?:\s+(?:{after})\b)?")


def _topical(text: str, names: tuple[str, ...]) -> Query:
    """The terms to look for, without the names in force. Question words stay: measured, they do no harm."""
    folded = fold(text)
    for name in names:
        folded = _place(name).sub(" ; ", folded)
    return query_of(folded)
