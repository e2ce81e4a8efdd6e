"""Finds events (diseases, disasters, fires, accidents) that a text names, whether or not they happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ingest.text import lower
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_phrases
from ontology.values import Concept

_LIST = "events"
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
# Up to seven words, no further than the clause; figures and units may stand between.
_SAME_CLAUSE = re.compile(r"(?:\s*[^\s;.,]+(?:[.,]\d+)*){0,7}")


def match_events(text: str) -> Iterator[Mention[Concept]]:
    """The events that the text names, left to right; the value is a row of the events code list.

    ``dịch tả lợn`` alone is the classical disease, another concept than ``dịch tả lợn châu Phi``.
    """
    concepts = concepts_by_id(_LIST)
    for mention in _labels().find(text):
        if _is_name(text, mention):
            continue
        concept = concepts[mention.value]
        narrower = concepts.get(_narrower(text, mention.end, concept.extra.get("narrows", "")), concept)
        yield Mention(mention.start, mention.end, mention.surface, narrower)


def _is_name(text: str, mention: Mention[str]) -> bool:
    """``bản Pa Lũ``: a single Vietnamese syllable with a capital, after a capitalised word, is a name."""
    before = _WORD_BEFORE.search(text, 0, mention.start)
    syllable = mention.surface.isalpha() and not mention.surface.isascii()
    return syllable and mention.surface.istitle() and before is not None and before[1].istitle()


def _narrower(text: str, end: int, rule: str) -> str:
    """The id that a rule ``word>id`` gives if the word is among the next few of the clause."""
    word, _, id_ = rule.partition(">")
    following = _SAME_CLAUSE.match(text, end)
    return id_ if word and following and word in lower(following[0]).split() else ""


@cache
def _labels() -> LabelMatcher:
    return LabelMatcher(load_phrases(_LIST))
