"""Names of indicators in text: Vietnamese with or without diacritics, and English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_phrases
from ontology.values import Concept

_LIST = "indicators"


def match_indicators(text: str) -> Iterator[Mention[Concept]]:
    """The indicators that the text names, left to right, longest first, without overlaps."""
    concepts = concepts_by_id(_LIST)
    for mention in _labels().find(text):
        yield Mention(mention.start, mention.end, mention.surface, concepts[mention.value])


@cache
def _labels() -> LabelMatcher:
    """Of the concepts that questions may name: a long name would take the words of a shorter one."""
    concepts = concepts_by_id(_LIST)
    asked = (phrase for phrase in load_phrases(_LIST) if concepts[phrase.id].extra.get("asked") != "no")
    return LabelMatcher(asked)
