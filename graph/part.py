"""A part of the graph on its way out: sorted report by report into a temporary file, and counted."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from types import TracebackType
from typing import IO, cast

import pyoxigraph as ox

from graph import iris, made_iris
from graph.description import Node
from graph.stored_form import text_of
from ontology.periods import parse_period
from ontology.terms import DCT, HKG, PROV, QB, RDF, SCHEMA, SKOS

KINDS = {
    "figures": QB["Observation"],
    "events": HKG["EventMention"],
    "citations": HKG["LegalCitation"],
    "links": HKG["ProgrammeLink"],
    "mentions": HKG["ProgrammeMention"],
    "products": HKG["OcopRecognition"],
    "places": HKG["PlaceMention"],
    "issues": HKG["LedgerIssue"],
}
"""The kinds of facts, by the ids of their words."""

_IN_MEMORY = 64 * 1024 * 1024  # bytes that wait in memory before a file is made
CLASSES: dict[object, str] = {kind: name for name, kind in KINDS.items()}
_TYPE, _REPORT, _ACTIVITY = RDF["type"], SCHEMA["Report"], PROV["Activity"]
_PLACE, _TIME, _NOTATION = DCT["spatial"], DCT["temporal"], SKOS["notation"]
_MOMENTS = {PROV["startedAtTime"], PROV["endedAtTime"]}


@dataclass(frozen=True, slots=True)
class Contents:
    """How many nodes and facts of each kind there are, of which reports, districts and days."""

    nodes: int
    facts: Mapping[str, int]
    reports: Sequence[Node]
    districts: Collection[Node]
    days: tuple[date, date] | None


@dataclass(slots=True)
class Tally:
    """What a part holds. ``terms`` are all properties, and all IRIs that it names as values."""

    own: int = 0
    shared: set[object] = field(default_factory=set)
    facts: Counter[str] = field(default_factory=Counter)
    reports: list[Node] = field(default_factory=list)
    districts: set[Node] = field(default_factory=set)
    periods: set[object] = field(default_factory=set)
    notations: dict[object, str] = field(default_factory=dict)
    terms: set[object] = field(default_factory=set)

    @property
    def contents(self) -> Contents:
        """The same summed up; a node that several reports share counts once."""
        nodes = self.own + len(self.shared)
        return Contents(nodes, self.facts, self.reports, self.districts, self._days())

    def _days(self) -> tuple[date, date] | None:
        periods = [parse_period(self.notations[one]) for one in self.periods if one in self.notations]
        if not periods:
            return None
        last = max(period.end for period in periods)
        return min(period.start for period in periods), last - timedelta(days=1)


class Part:
    """The quads of a part, graph by graph and node by node, of each node its types first."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._digest = sha256()
        self._file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115

    def __enter__(self) -> Part:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __bool__(self) -> bool:
        return bool(self.tally.own or self.tally.shared)

    @property
    def name(self) -> ox.NamedNode:
        """An IRI made from what it holds; when a report was read takes no part."""
        return made_iris.exported(self._digest.hexdigest()[:16])

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Takes in the quads of one report, or of no report; those of one graph must come at once."""
        self._file.seek(0, 2)
        ordered = sorted(set(quads), key=_place)
        for quad in ordered:
            line = f"{quad} .\n".encode()
            self._file.write(line)
            if quad.predicate not in _MOMENTS:
                self._digest.update(line)
        self._count(ordered)

    def lines(self) -> Iterator[bytes]:
        """N-Quads, a line each."""
        self._file.seek(0)
        yield from self._file

    def quads(self) -> Iterator[ox.Quad]:
        """The quads in their order."""
        self._file.seek(0)
        yield from ox.parse(self._file, format=ox.RdfFormat.N_QUADS)

    def triples(self) -> Iterator[bytes]:
        """N-Triples, a line each, not yet in order: without graphs, and without the moments of reading."""
        for quad in self.quads():
            if not _of_moment(quad):
                yield f"{quad.triple} .\n".encode()

    def _count(self, quads: list[ox.Quad]) -> None:
        subjects = {quad.subject for quad in quads}
        shared = {node for node in subjects if iris.kind(node) not in iris.OWN_KINDS}
        self.tally.own += len(subjects) - len(shared)
        self.tally.shared |= shared
        for quad in quads:
            _note(self.tally, quad)


def _note(tally: Tally, quad: ox.Quad) -> None:
    """Counts one statement."""
    tally.terms.add(quad.predicate)
    if isinstance(quad.object, ox.NamedNode):
        tally.terms.add(quad.object)
    if quad.predicate == _TYPE:
        if quad.object in CLASSES:
            tally.facts[CLASSES[quad.object]] += 1
        elif quad.object == _REPORT:
            tally.reports.append(quad.subject)
    elif quad.predicate == _PLACE:
        tally.districts.add(quad.object)
    elif quad.predicate == _TIME:
        tally.periods.add(quad.object)
    elif quad.predicate == _NOTATION and iris.kind(quad.subject) == "period":
        tally.notations[quad.subject] = text_of(quad.object)


def _place(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """Graph by graph, node by node, its types first."""
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate != _TYPE,
        str(quad.predicate),
        str(quad.object),
    )


def _of_moment(quad: ox.Quad) -> bool:
    """Whether it says when a report was read, or that this was an activity, which must have its moments."""
    return quad.predicate in _MOMENTS or quad.object == _ACTIVITY
