"""Words of names: what qualifies a property, and abbreviations written out."""

from __future__ import annotations

import re
from functools import cache

from ingest.match.phrases import Phrases
from ingest.text import even_tones
from ingest.tokens import Stream
from ontology.lexicon import load_concepts
from ontology.phrases import load_words

_WORD = re.compile(r"\w+")
_WHOLE = re.compile(r"[^\W\d_]+")


def is_qualifier(stream: Stream, index: int) -> bool:
    """Whether a token belongs to a phrase that qualifies a property ("gieo trồng", "hiện có")."""
    label = stream.labels[index]
    if label is None or label.kind == "property":
        return False
    return label.kind == "qualifier" or " ".join(stream.keys[label.first : label.last]) in _qualifiers()


def only_qualifies(words: str) -> bool:
    """Whether words name nothing by themselves ("hiện có", "các loại")."""
    key = even_tones(words)
    return key in _qualifiers() or all(word in _qualifiers() for word in key.split())


def starts_with_agent(stream: Stream, index: int) -> bool:
    """Whether somebody who acts (a body, a force, the people) is named at a token."""
    return _agents().at(stream.keys, index) is not None


def names_document(stream: Stream, index: int) -> bool:
    """Whether a legal document is named at a token ("Nghị định"; a "kế hoạch" in small letters is a plan)."""
    return _documents().at(stream.keys, index) is not None and stream[index].text[0].isupper()


def expand_words(name: str) -> str:
    """A name that opens in lower case and has its abbreviations written out ("PCCCR", "NTM")."""
    for short in _longer():
        name = name.replace(short, _abbreviations()[short])
    expanded = _WORD.sub(lambda word: _abbreviations().get(word[0], word[0]), name)
    return expanded[:1].lower() + expanded[1:] if expanded[1:2].islower() else expanded


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list of ``clause_words`` with its tones evened, as the keys of tokens are."""
    return tuple(map(even_tones, load_words("clause_words")[name]))


@cache
def animals() -> frozenset[str]:
    """Kinds of animals that a bare "con" may count, tones evened."""
    return frozenset(word_list("animals"))


@cache
def _agents() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["agents"]), even_tones)


@cache
def _documents() -> Phrases[str]:
    rows = load_concepts("document_types")
    return Phrases(((label, row.id) for row in rows for label in row.labels if " " in label), even_tones)


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(even_tones(word) for word in load_words("clause_words")["qualifiers"])


@cache
def _longer() -> tuple[str, ...]:
    """Abbreviations of several parts, in which a part means another thing: "MN" of "DTTS&MN" is no school."""
    return tuple(short for short in _abbreviations() if not _WHOLE.fullmatch(short))


@cache
def _abbreviations() -> dict[str, str]:
    return {label: row.vi for row in load_concepts("abbreviations") for label in row.alternatives}
