"""Ledger entries for numbers that became no fact."""

from __future__ import annotations

from ingest.fact import Evidence, Issue
from ontology.lexicon import concepts_by_id


def entry(code: str, evidence: Evidence) -> Issue:
    """The entry for one number. Raises ``KeyError`` for a code that ``codes/ledger.toml`` lacks."""
    row = concepts_by_id("ledger")[code]
    return Issue(row.id, f"{row.vi}: {evidence.quote}", evidence, counts_number=True)
