"""What a question looks for, as each source of search wants it: folded terms, and text to embed."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.text import fold, nfc
from search.diacritics import Counts, restore
from search.expand import expand
from search.language import Language, detect_language, folded_fillers, lacks_diacritics
from search.lexical import Query, query_of
from search.tokens import PAIR


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps search takes. All of them, unless a benchmark wants to know what one is worth."""

    lexical: bool = True
    dense: bool = True
    restore: bool = True
    expand: bool = True
    drop_fillers: bool = True
    scope: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One question: its language, its lexical terms, and the texts whose vectors are looked up."""

    language: Language
    terms: Query
    texts: tuple[str, ...]


def read_question(text: str, counts: Counts, steps: Steps, names: tuple[str, ...] = ()) -> Reading:
    """Reads a question for search.

    ``names`` are the folded district names that already narrow the search: as terms they would only
    draw passages that repeat their own district's name.
    """
    text = nfc(text)
    language = detect_language(text)
    if language is Language.ENGLISH:
        expanded = expand(text) if steps.expand else text
        return Reading(language, _topical(expanded, names, steps), (text,))
    if steps.restore and lacks_diacritics(text):
        text = restore(text, counts)
    return Reading(language, _topical(text, names, steps), (text,))


def _topical(text: str, names: tuple[str, ...], steps: Steps) -> Query:
    """The terms that tell passages apart: without question words, and without the names in force."""
    folded = fold(text)
    for name in names:
        folded = folded.replace(name, " ; ")
    query = query_of(folded)
    if not steps.drop_fillers:
        return query
    fillers = folded_fillers()
    words = tuple(word for word in query.words if word not in fillers)
    pairs = tuple(pair for pair in query.pairs if not set(pair.split(PAIR)) <= fillers)
    return Query(words, pairs) if words or pairs else query
