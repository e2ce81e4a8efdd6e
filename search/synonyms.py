"""Vietnamese words of questions that reports say otherwise, from ``codes/question_synonyms.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ontology.lexicon import load_concepts
from ontology.phrases import Phrase, load_table, load_words


def match_vocabulary(text: str) -> Iterator[Mention[str]]:
    """Vietnamese words of several syllables that the lists know: "cà phê" is one word, not two."""
    yield from _vocabulary().find(text)


def match_synonyms(text: str) -> Iterator[Mention[tuple[str, ...]]]:
    """The phrases of the text that have others of the same meaning; the value is all of them."""
    for mention in _matcher().find(text):
        yield Mention(mention.start, mention.end, mention.surface, _rows()[int(mention.value)])


def with_synonyms(forms: Iterable[str]) -> tuple[str, ...]:
    """The phrases, and behind them those that mean the same: "lợn" and "heo"."""
    forms = tuple(forms)
    groups = [*((group, group) for group in synonym_groups()), *((row[:1], row) for row in _table("one_way"))]
    others = (word for form in forms for names, meant in groups if form in names for word in meant)
    return tuple(dict.fromkeys((*forms, *others)))


@cache
def _vocabulary() -> LabelMatcher:
    glossary = (form for forms in load_words("glossary").values() for form in forms)
    properties = (label for concept in load_concepts("properties") for label in concept.labels)
    words = {word for word in (*glossary, *properties) if " " in word}
    return LabelMatcher(Phrase(word, word) for word in sorted(words))


@cache
def synonym_groups() -> tuple[tuple[str, ...], ...]:
    """The words that stand for each other, row by row."""
    return _table("groups")


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    """``groups`` of words with one meaning, or ``one_way`` rows, whose first word also means the others."""
    groups = load_table("question_synonyms")[name]
    assert isinstance(groups, list)
    return tuple(tuple(map(str, group)) for group in groups)


def _rows() -> tuple[tuple[str, ...], ...]:
    return (*_table("groups"), *_table("one_way"))


@cache
def _matcher() -> LabelMatcher:
    two_way = len(_table("groups"))
    return LabelMatcher(
        Phrase(str(i), word) for i, row in enumerate(_rows()) for word in (row if i < two_way else row[:1])
    )
