"""One report's quads by subject, to walk from fact to fact without a query for each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.terms import ELI, HKG, PROV, QB, RDF, SCHEMA, SDMX_DIMENSION, TIME

Node = NamedNode | BlankNode | Triple | Literal


class Description:
    """A report's quads by subject: what each of its nodes says."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[Node, list[Quad]] = defaultdict(list)
        for quad in quads:
            self._by_subject[quad.subject].append(quad)

    def claims(self) -> Iterator[NamedNode]:
        """The nodes that quote: observations, mentions, citations, links, issues."""
        for subject, quads in self._by_subject.items():
            if isinstance(subject, NamedNode) and any(
                quad.predicate == PROV["wasQuotedFrom"] for quad in quads
            ):
                yield subject

    def objects(self, subject: Node, predicate: NamedNode) -> list[Node]:
        """The values of a property."""
        return [quad.object for quad in self._by_subject.get(subject, ()) if quad.predicate == predicate]

    def texts(self, subject: Node, predicate: NamedNode) -> list[str]:
        """The values of a property that are literals."""
        return [node.value for node in self.objects(subject, predicate) if isinstance(node, Literal)]

    def has(self, subject: Node, predicate: NamedNode, wanted: Node) -> bool:
        """Whether a property has the value."""
        return wanted in self.objects(subject, predicate)

    def documents_of(self, programme: NamedNode) -> frozenset[Node]:
        """The documents that a sentence of the report ties to the programme."""
        links = (s for s in self._by_subject if self.has(s, RDF["type"], HKG["ProgrammeLink"]))
        tied = (link for link in links if self.has(link, HKG["programme"], programme))
        return frozenset(document for link in tied for document in self.objects(link, HKG["document"]))

    def numbered(self, numbers: frozenset[str]) -> frozenset[Node]:
        """The documents that bear one of these numbers."""
        if not numbers:
            return frozenset()
        return frozenset(s for s in self._by_subject if not numbers.isdisjoint(self.texts(s, ELI["number"])))

    def dates(self, claim: NamedNode) -> tuple[date, date] | None:
        """The first and last day of a fact's own period, if it has one."""
        for role in (SDMX_DIMENSION["refPeriod"], SCHEMA["temporalCoverage"]):
            for period in self.objects(claim, role):
                return self._day(period, TIME["hasBeginning"]), self._day(period, TIME["hasEnd"])
        return None

    def closure(self, claims: Iterable[NamedNode]) -> Iterator[Quad]:
        """Everything that the claims need to stand alone, and of their groups only themselves.

        A part leads to its total only if that is among the claims.
        """
        wanted: set[Node] = set(claims)
        groups: set[Node] = set()
        for group, quads in self._by_subject.items():
            kept = [quad for quad in quads if quad.predicate == QB["observation"] and quad.object in wanted]
            if kept:
                groups.add(group)
                yield from (quad for quad in quads if quad in kept or quad.predicate != QB["observation"])
        pending = list(wanted)
        wanted |= groups
        while pending:
            for quad in self._by_subject.get(pending.pop(), ()):
                if quad.predicate == HKG["partOf"] and quad.object not in groups:
                    continue
                yield quad
                if quad.object not in wanted and quad.object in self._by_subject:
                    wanted.add(quad.object)
                    pending.append(quad.object)

    def _day(self, period: Node, bound: NamedNode) -> date:
        (instant,) = self.objects(period, bound)
        (day,) = self.texts(instant, TIME["inXSDDate"])
        return date.fromisoformat(day)
