"""Which document or programme each sentence names, as the store says it: read once, for the rules and for
what is shown by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.keeping import kept
from graph.query_file import fetch
from graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class CitationEnd:
    """A citation and the document that it means; ``inferred`` is an issuer that only its number tells."""

    claim: str
    document: str
    inferred: str | None


@dataclass(frozen=True, slots=True)
class MentionEnd:
    """A paragraph that speaks of a programme."""

    claim: str
    programme: str


@kept(1)
def citation_ends(store: GraphStore) -> Sequence[CitationEnd]:
    """All citations of documents."""
    return fetch(store, "merged_citations", CitationEnd).rows


@kept(1)
def mention_ends(store: GraphStore) -> Sequence[MentionEnd]:
    """All mentions of programmes."""
    return fetch(store, "merged_mentions", MentionEnd).rows
