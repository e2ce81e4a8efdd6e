"""The ties of a store, asked for as a search needs them: never all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from graph.analysis.tie import ISSUED, REPORT, SENTENCE, Tie, kind_of
from graph.iris import tail
from graph.keeping import kept
from graph.queries import iris_of
from graph.query_file import fetch
from graph.store import GraphStore
from ontology.errors import BadInput

_HUBS = {"district": "named_in_reports", "province": "named_in_reports", "organization": "issued_by"}
"""What a hub is tied to, by the query that tells it."""
_SENTENCES = {REPORT: "sentences_in_reports", ISSUED: "sentences_citing"}
_EVENTS, _PLACES = frozenset({"event", "event_kind"}), frozenset({"commune", "village"})
_NONE = "~"
_FACTS = {
    "link": "ProgrammeLink",
    "obs": "Observation",
    "mention": "EventMention",
    "recognition": "OcopRecognition",
    "citation": "LegalCitation",
    "programme-mention": "ProgrammeMention",
    "place-mention": "PlaceMention",
}
"""The class of a fact by the kind in its IRI."""


@dataclass(frozen=True, slots=True)
class _Tied:
    first: str
    second: str
    sentences: int
    claim: str
    both: str
    joint: int


@dataclass(frozen=True, slots=True)
class _Named:
    first: str
    second: str
    sentences: int
    claim: str


@dataclass(frozen=True, slots=True)
class _Listed:
    first: str
    second: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Naming:
    node: str
    claims: int


@dataclass(frozen=True, slots=True)
class _Between:
    sentence: str
    claim: str


class StoredTies:
    """``paths.Ties`` over a store. ``ends`` are those of the search: only an end is tied to all that is named
    in a district's reports. ``codes``: also what no sentence states but the code lists.
    """

    def __init__(self, store: GraphStore, ends: Sequence[str], *, codes: bool = False) -> None:
        self.store, self.codes = store, codes
        self.hubs = {end: _hub_ties(store, end) for end in ends if kind_of(end) in _HUBS}

    def weigh(self, nodes: Sequence[str]) -> int:
        """How many facts name these nodes."""
        rows = fetch(self.store, "namings", _Naming, nodes=_checked(nodes)).rows
        return sum(row.claims for row in rows) + sum(len(self.hubs.get(node, ())) for node in nodes)

    def find(self, nodes: Sequence[str]) -> Iterable[Tie]:
        """All ties of these nodes, one for a pair: the one that most sentences tell."""
        best: dict[tuple[str, str], Tie] = {}
        for tie in self._every(nodes):
            pair = (tie.first, tie.second)
            if pair not in best or tie.sentences > best[pair].sentences:
                best[pair] = tie
        return [best[pair] for pair in sorted(best)]

    def _every(self, nodes: Sequence[str]) -> Iterator[Tie]:
        given = _checked(nodes)
        for node in nodes:
            yield from self.hubs.get(node, {}).values()
            yield from (own[node].turned() for own in self.hubs.values() if node in own)
        for row in fetch(self.store, "tied", _Tied, nodes=given).rows:
            strict, both = _says_where(row.first, row.second), row.both != _NONE
            if both:
                count = row.joint if strict else row.sentences
                yield Tie(row.first, row.second, _fact(row.both), count, row.both)
            elif not strict:
                yield Tie(row.first, row.second, SENTENCE, row.sentences, row.claim)
        if self.codes:
            for listed in fetch(self.store, "code_ties", _Listed, nodes=given).rows:
                yield Tie(listed.first, listed.second, _name(listed.kind), 0, None)


def sentences_of(store: GraphStore, tie: Tie) -> tuple[str, ...]:
    """A fact of each sentence that makes a tie, in the order of the reports: as many as it counts."""
    if tie.claim is None:
        return ()
    first, second = tie.first, tie.second
    query = _SENTENCES.get(tie.kind, "sentences_between")
    if tie.kind in _SENTENCES and kind_of(first) not in _HUBS:
        first, second = second, first
    ends: dict[str, Any] = {"first": _checked([first]), "second": _checked([second])}
    if query == "sentences_between" and _says_where(first, second):
        ends["joint"] = 1
    rows = fetch(store, query, _Between, **ends).rows
    return tuple(row.claim for row in rows)


@kept(16)
def _hub_ties(store: GraphStore, hub: str) -> dict[str, Tie]:
    rows = fetch(store, _HUBS[kind_of(hub)], _Named, nodes=_checked([hub])).rows
    name = ISSUED if kind_of(hub) == "organization" else REPORT
    told = (row for row in rows if kind_of(row.second) not in _HUBS)
    return {row.second: Tie(hub, row.second, name, row.sentences, row.claim) for row in told}


def _says_where(first: str, second: str) -> bool:
    """Whether it is an event and a place: a sentence that names both need not say that it happened there,
    only a fact of both does.
    """
    kinds = {kind_of(first), kind_of(second)}
    return not kinds.isdisjoint(_EVENTS) and not kinds.isdisjoint(_PLACES)


def _fact(claim: str) -> str:
    return _FACTS.get(tail(NamedNode(claim)).partition("/")[0], SENTENCE)


def _name(kind: str) -> str:
    return kind.replace("#", "/").rsplit("/", 1)[-1]


def _checked(nodes: Iterable[str]) -> list[NamedNode]:
    try:
        return iris_of(NamedNode, nodes)
    except ValueError as error:
        raise BadInput("Not an IRI of the graph.") from error
