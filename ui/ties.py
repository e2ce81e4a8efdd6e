"""What ties things together, for every face: names as people write them in, results with names and sentences.

Functions over one snapshot of the service; ``ui.tie_records`` makes JSON of what they return.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph import iris
from graph.analysis.around import Around, around
from graph.analysis.communes import CommuneEvents, commune_events
from graph.analysis.documents import (
    LinkEnd,
    SharedDocuments,
    TiedDocument,
    shared_documents,
    tied_documents,
)
from graph.analysis.naming import NodeName, names_of
from graph.analysis.paths import Paths, shortest_paths
from graph.analysis.reading import communes_of_mentions, event_mentions, link_ends, wider_programmes
from graph.analysis.stored_ties import StoredTies, sentences_of
from graph.analysis.tie import Kind, Tie
from graph.overviews import sources_of
from graph.rows import Source
from graph.selection import Selection, select_reports, settle
from graph.store import GraphStore
from ontology.errors import BadInput
from ontology.values import Period
from search.answer import read_catalogue
from search.named_nodes import find_node, find_nodes


@dataclass(frozen=True, slots=True)
class TieFilter:
    """What is looked at, in a user's words; what is empty does not narrow. ``district`` is a name or code,
    ``programme`` and ``event`` an id or label, ``period`` a notation.
    """

    district: str = ""
    programme: str = ""
    event: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What goes with a result: names by IRI, and the sentences by claim."""

    names: Mapping[str, NodeName]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """The paths between two nodes; ``codes``: no sentences lead there, but ties of code lists help."""

    first: NodeName
    second: NodeName
    paths: Paths
    codes: bool


def documents_that_tie(store: GraphStore, wanted: TieFilter) -> tuple[TiedDocument, ...]:
    """The documents that tie at least two programmes together. Raises ``BadInput`` for unknown words."""
    return tied_documents(_links(store, wanted), wider_programmes(store))


def programmes_that_share(store: GraphStore, wanted: TieFilter) -> tuple[SharedDocuments, ...]:
    """The pairs of programmes that share documents. Raises ``BadInput`` for unknown words."""
    return shared_documents(_links(store, wanted), wider_programmes(store))


def communes_in_events(store: GraphStore, wanted: TieFilter) -> tuple[CommuneEvents, ...]:
    """The communes that reports name in events. Raises ``BadInput`` for unknown words."""
    chosen = settle(store, Selection(event=wanted.event, period=wanted.period))
    mentions = event_mentions(store, districts=_districts(store, wanted), period=_only(chosen.periods))
    if chosen.events:
        mentions = tuple(one for one in mentions if iris.event_type(one.kind) in chosen.events)
    return commune_events(mentions, communes_of_mentions(store))


def paths_between(store: GraphStore, first: str, second: str, limit: int) -> FoundPaths:
    """The shortest paths between two things by name or IRI: over sentences; where there are none, also over
    what the code lists say. Raises ``BadInput`` for a name of nothing or of several things.
    """
    ends = (node_of(store, first), node_of(store, second))
    start, goal = (end.node for end in ends)
    if start == goal:
        raise BadInput(f"Both are {ends[0].label}.", "Name two different things.", "same_thing")
    for codes in (False, True):
        ties = StoredTies(store, (start, goal), codes=codes)
        paths = shortest_paths(start, goal, ties, limit=limit)
        if paths.found:
            return FoundPaths(*ends, paths, codes)
    return FoundPaths(*ends, paths, codes=False)


def near(
    store: GraphStore, name: str, *, steps: int = 1, limit: int = 50, kinds: Collection[Kind] = ()
) -> tuple[NodeName, Around]:
    """What is within a step or two of a thing, by name or IRI. Raises ``BadInput`` as ``paths_between``."""
    node = node_of(store, name)
    ties = StoredTies(store, (node.node,))
    return node, around(node.node, ties, steps=steps, limit=limit, kinds=kinds)


def node_of(store: GraphStore, name: str) -> NodeName:
    """The thing that a person names. Raises ``BadInput``."""
    return find_node(name, store, read_catalogue(store))


def nodes_of(store: GraphStore, name: str) -> tuple[NodeName, ...]:
    """All things that a name may mean."""
    return find_nodes(name, store, read_catalogue(store))


def told_of_documents(store: GraphStore, documents: Sequence[TiedDocument | SharedDocuments]) -> Told:
    """Names and sentences of documents and their programmes."""
    links = [link for one in documents for link in one.links]
    nodes = (node for link in links for node in (link.programme, link.document))
    return _told(store, nodes, (link.claim for link in links))


def told_of_communes(store: GraphStore, communes: Sequence[CommuneEvents]) -> Told:
    """Names and sentences of communes and their events."""
    claims = (claim for one in communes for claim in one.claims)
    return _told(store, (one.commune for one in communes), claims)


def told_of_paths(store: GraphStore, found: FoundPaths) -> Told:
    """Names and sentences of all that stands on paths."""
    ties = [tie for path in found.paths.found for tie in path]
    nodes = (node for tie in ties for node in (tie.first, tie.second))
    return _told(store, nodes, (tie.claim for tie in ties if tie.claim))


def told_of_near(store: GraphStore, found: Around) -> Told:
    """Names and sentences of a neighbourhood."""
    return _told(store, found.steps, (tie.claim for tie in found.ties if tie.claim))


def sentences_that_tie(store: GraphStore, tie: Tie) -> tuple[Source, ...]:
    """All sentences that a tie counts, in the order of the reports."""
    claims = sentences_of(store, tie)
    sources = sources_of(store, claims)
    return tuple(sources[claim] for claim in claims)


def _told(store: GraphStore, nodes: Iterable[str], claims: Iterable[str]) -> Told:
    return Told(names_of(store, nodes), sources_of(store, dict.fromkeys(claims)))


def _links(store: GraphStore, wanted: TieFilter) -> tuple[LinkEnd, ...]:
    chosen = settle(store, Selection(programme=wanted.programme, period=wanted.period))
    return link_ends(
        store,
        districts=_districts(store, wanted),
        programmes={node.value for node in chosen.programmes},
        period=_only(chosen.periods),
    )


def _districts(store: GraphStore, wanted: TieFilter) -> frozenset[str]:
    if not wanted.district:
        return frozenset()
    return frozenset(row.district for row in select_reports(store, Selection(district=wanted.district)))


def _only(periods: tuple[Period, ...]) -> Period | None:
    return periods[0] if periods else None
