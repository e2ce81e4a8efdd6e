"""Finds events (diseases, disasters, fires, accidents) that a text names, whether or not they happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_phrases
from ontology.values import Concept

_LIST = "events"


def match_events(text: str) -> Iterator[Mention[Concept]]:
    """The events that the text names, left to right; the value is a row of the events code list.

    ``dịch tả lợn`` alone is the classical disease, another concept than ``dịch tả lợn châu Phi``.
    """
    concepts = concepts_by_id(_LIST)
    for mention in _labels().find(text):
        yield Mention(mention.start, mention.end, mention.surface, concepts[mention.value])


@cache
def _labels() -> LabelMatcher:
    return LabelMatcher(load_phrases(_LIST))
