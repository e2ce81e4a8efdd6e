"""All mentions of events at once, each by what it is counted by and without its words.

Pages count, filter and draw over these; the sentences are read only of what is looked at
(``graph.queries.find_events`` with ``claims``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph.events import ASSERTIONS
from graph.keeping import kept
from graph.nodes import days, in_vietnamese, one, shared
from graph.query_file import fetch
from graph.store import GraphStore
from ingest.fact import Assertion
from ontology.terms import SKOS

_ASSERTION_OF = {node.value: assertion for assertion, node in ASSERTIONS.items()}


@dataclass(frozen=True, slots=True)
class MentionEntry:
    """One mention. ``event`` is what happened, ``None`` where nothing did; ``kind`` is the id of the code
    list, or the words of a kind that it lacks.
    """

    claim: str
    kind: str
    kind_label: str
    assertion: Assertion
    elsewhere: bool
    event: str | None
    district: str
    period: str
    begins: date
    ends: date

    @property
    def happened(self) -> bool:
        """Whether it happened in the district that reports it: not denied, feared, prevented or next door."""
        return self.event is not None


@dataclass(frozen=True, slots=True)
class _Row:
    claim: str
    typeNode: str  # noqa: N815 - named like the query's variables
    assertion_node: str
    periodNode: str  # noqa: N815
    districtNode: str  # noqa: N815
    event: str | None
    elsewhere: bool | None


@kept(1)
def event_index(store: GraphStore) -> tuple[MentionEntry, ...]:
    """Every mention of an event in the store, by claim."""
    return tuple(_entry(store, row) for row in fetch(store, "event_index", _Row).rows)


def _entry(store: GraphStore, row: _Row) -> MentionEntry:
    kind = shared(store, NamedNode(row.typeNode))
    label = in_vietnamese(kind, SKOS["prefLabel"]) or ""
    period = NamedNode(row.periodNode)
    begins, ends = days(store, period)
    return MentionEntry(
        claim=row.claim,
        kind=one(kind, SKOS["notation"]) or label,
        kind_label=label,
        assertion=_ASSERTION_OF[row.assertion_node],
        elsewhere=bool(row.elsewhere),
        event=row.event,
        district=one(shared(store, NamedNode(row.districtNode)), SKOS["notation"]),
        period=one(shared(store, period), SKOS["notation"]),
        begins=begins,
        ends=ends,
    )
