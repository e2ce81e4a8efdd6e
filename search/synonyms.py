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
        yield Mention(mention.start, mention.end, mention.surface, synonym_groups()[int(mention.value)])


def with_synonyms(forms: Iterable[str]) -> tuple[str, ...]:
    """The phrases, and behind them those that mean the same: "lợn" and "heo"."""
    forms = tuple(forms)
    others = (word for form in forms for group in synonym_groups() if form in group for word in group)
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
    groups = load_table("question_synonyms")["groups"]
    assert isinstance(groups, list)
    return tuple(tuple(map(str, group)) for group in groups)


@cache
def _matcher() -> LabelMatcher:
    return LabelMatcher(Phrase(str(i), word) for i, group in enumerate(synonym_groups()) for word in group)
