"""Words that tell the role of a number: đạt, ước, tăng, vượt, kế hoạch, so với cùng kỳ, trong đó."""

from __future__ import annotations

from functools import cache

from ingest.match.phrases import Phrases
from ingest.text import even_tones
from ontology.lexicon import load_concepts
from ontology.values import Concept


@cache
def modal_phrases() -> Phrases[Concept]:
    """The dictionary itself, for readers that hold tokens already."""
    rows = load_concepts("modality")
    return Phrases(((label, row) for row in rows for label in row.labels), even_tones)
