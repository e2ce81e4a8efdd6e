"""Vietnamese words of questions that reports say otherwise, from ``codes/question_synonyms.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ontology.phrases import Phrase, load_table


def match_synonyms(text: str) -> Iterator[Mention[tuple[str, ...]]]:
    """The phrases of the text that have others of the same meaning; the value is all of them."""
    for mention in _matcher().find(text):
        yield Mention(mention.start, mention.end, mention.surface, _groups()[int(mention.value)])


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    groups = load_table("question_synonyms")["groups"]
    assert isinstance(groups, list)
    return tuple(tuple(map(str, group)) for group in groups)


@cache
def _matcher() -> LabelMatcher:
    return LabelMatcher(Phrase(str(i), word) for i, group in enumerate(_groups()) for word in group)
