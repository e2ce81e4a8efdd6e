"""Phrases that recognise a concept: its labels, and the patterns that a code list writes for many at once.

A code list may hold, beside its rows, two tables of its own: ``[words]`` (a name and its variants) and
``[patterns]`` (a concept id and its patterns). A pattern is a phrase with ``{name}`` for any variant of
a word and ``[...]`` for what may be left out: ``"{programme} [về] giảm nghèo [bền vững]"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from ontology.errors import BadLexicon
from ontology.lexicon import load_concepts, load_table

__all__ = ["Phrase", "expand", "load_phrases", "load_table", "load_words"]

_PIECE = re.compile(r"\{(?P<word>\w+)\}|\[(?P<maybe>[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that recognise the concept with this id."""

    id: str
    text: str


@cache
def load_phrases(name: str) -> tuple[Phrase, ...]:
    """All phrases of a code list of concepts: labels in both languages, then expanded patterns.

    Raises ``BadLexicon`` for a pattern of an unknown concept or with an unknown word.
    """
    concepts = load_concepts(name)
    labels = [Phrase(c.id, label) for c in concepts for label in (*c.labels, *c.labels_en)]
    table = load_table(name)
    words = _lists(table.get("words"))
    known = {concept.id for concept in concepts}
    for id_, patterns in _lists(table.get("patterns")).items():
        if id_ not in known:
            raise BadLexicon(f"codes/{name}.toml: patterns for {id_!r}, which is no concept of the list.")
        labels.extend(Phrase(id_, text) for pattern in patterns for text in expand(pattern, words))
    return tuple(dict.fromkeys(labels))


@cache
def load_words(name: str, section: str = "") -> Mapping[str, tuple[str, ...]]:
    """The lists of words in ``codes/<name>.toml``, or in one section of it, by their names."""
    table = load_table(name)
    return _lists(table[section] if section else table)


def expand(pattern: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every phrase that a pattern stands for.

    >>> sorted(expand("{a} [rất] to", {"a": ("nhà", "cây")}))
    ['cây rất to', 'cây to', 'nhà rất to', 'nhà to']
    """
    match = _PIECE.search(pattern)
    if match is None:
        yield " ".join(pattern.split())
        return
    if match["word"] is not None and match["word"] not in words:
        raise BadLexicon(f"the pattern {pattern!r} names the unknown word {match['word']!r}.")
    choices = words[match["word"]] if match["word"] else (match["maybe"], "")
    tails = expand(pattern[match.end() :], words)
    for choice, tail in product(choices, tuple(tails)):
        for inner in expand(choice, words):
            yield " ".join(f"{pattern[: match.start()]}{inner}{tail and ' '}{tail}".split())


def _lists(table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, Mapping):
        return {}
    return {
        str(key): tuple(map(str, value))
        for key, value in table.items()
        if isinstance(value, list) and all(isinstance(item, str) for item in value)
    }
