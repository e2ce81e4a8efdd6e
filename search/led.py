"""Search led by the answer: the passage that the answer was read from stands first.

Ranking weighs words, meaning and facts of every passage, but it does not reason: of ten passages that give a
district's forest cover, only the graph knows which are above 60%. So the query is answered as well, and the
passage of the best citation goes before the ranking (see docs/retrieval.md for what that is worth).
"""

from __future__ import annotations

from dataclasses import replace

from graph.store import GraphStore
from search.answer import answer_question
from search.cite import Citation
from search.draft import Status
from search.index import Hit, Index, SearchFilter

LED = "answer"
"""The source of a passage's rank that the answer was read from, in ``Hit.ranks``."""

# What is "not found" cites what stands nearest, which the ranking knows as well.
_TELLING = (Status.ANSWERED, Status.NO, Status.ENDED)


def find_passages(
    query: str,
    store: GraphStore,
    index: Index,
    k: int = 10,
    where: SearchFilter = SearchFilter(),  # noqa: B008
) -> tuple[Hit, ...]:
    """The best ``k`` passages for a query: the one that answers it, if one does, then those of the ranking.

    Raises ``StoreError`` if the encoder is not the index's own.
    """
    hits = index.search(query, k, where)
    cited = _cited(query, store, index) if hits else None
    lead = index.passage_at(cited.report_id, cited.start, where) if cited else None
    if lead is None:
        return hits
    first = next((hit for hit in hits if hit.id == lead.id), lead)
    first = replace(first, score=max(first.score, hits[0].score), ranks={**first.ranks, LED: 1})
    return (first, *(hit for hit in hits if hit.id != first.id))[:k]


def _cited(query: str, store: GraphStore, index: Index) -> Citation | None:
    answer = answer_question(query, store, index)
    return answer.citations[0] if answer.citations and answer.status in _TELLING else None
