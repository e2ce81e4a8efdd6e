"""Rows for long lists: what pages list, count and draw without reading a sentence for each line.

The sentences of the few lines that are shown are read by their claims (``sources_of``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.cube import MEASURES
from graph.queries import iris_of
from graph.query_file import Result, fetch
from graph.rows import LinkRow, Source
from graph.store import GraphStore
from ingest.fact import Measure

CAPITAL_PROPERTIES = ("capital", "investment", "disbursement", "money", "rate")
"""What figures of capital measure, by the list of properties; their concepts tell them from other money."""
_MEASURE_OF = {node.value: measure for measure, node in MEASURES.items()}


@dataclass(frozen=True, slots=True)
class CapitalRow:
    """A figure of a programme's money. Its indicator measures a property (``measures``) of a population."""

    claim: str
    programme_node: str
    measure_node: str
    concept: str | None
    measures: str
    population: str | None
    part: str | None
    area: str
    area_code: str | None
    period: str
    begins: date
    ends: date
    district: str

    @property
    def measure(self) -> Measure:
        """The number's role."""
        return _MEASURE_OF[self.measure_node]


@dataclass(frozen=True, slots=True)
class CapitalKind:
    """A kind of figures of money that there is under a programme, by its indicator and role."""

    programme_node: str
    measure_node: str
    concept: str | None
    measures: str

    @property
    def measure(self) -> Measure:
        """The numbers' role."""
        return _MEASURE_OF[self.measure_node]


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """How often a document is cited, in how many reports; the IRIs of programmes that sentences tie to it."""

    node: str
    citations: int
    reports: int
    programmes: str | None

    @property
    def programme_nodes(self) -> tuple[str, ...]:
        """The programmes one by one."""
        return tuple(sorted((self.programmes or "").split()))


@dataclass(frozen=True, slots=True)
class OcopName:
    """A product as one report speaks of it; ``district`` and ``period`` are the report's."""

    claim: str
    product: str
    status: str
    stars: int | None
    year: int | None
    owner: str | None
    district: str
    period: str


@dataclass(frozen=True, slots=True)
class IssueName:
    """An entry of the ledger by its reason."""

    claim: str
    code: str


@dataclass(frozen=True, slots=True)
class _Claim:
    claim: str


@dataclass(frozen=True, slots=True)
class _Quoted:
    claim: str
    source: Source


def list_capital(store: GraphStore, programmes: Iterable[str] = ()) -> Result[CapitalRow]:
    """Figures under (these) programmes that may be of their capital, by IRI or id of the programmes."""
    return fetch(
        store,
        "capital",
        CapitalRow,
        programmes=iris_of(iris.programme, programmes),
        properties=[iris.measured_property(one) for one in CAPITAL_PROPERTIES],
    )


def list_capital_kinds(store: GraphStore) -> Result[CapitalKind]:
    """What kinds of such figures there are under each programme: much less to read than the figures."""
    properties = [iris.measured_property(one) for one in CAPITAL_PROPERTIES]
    return fetch(store, "capital_kinds", CapitalKind, properties=properties)


def figures_under(store: GraphStore, programme: str) -> tuple[str, ...]:
    """The claims of all figures under a programme (its IRI), report by report."""
    rows = fetch(store, "programme_claims", _Claim, programmes=[NamedNode(programme)]).rows
    return tuple(sorted(row.claim for row in rows))


def list_document_uses(store: GraphStore) -> Result[DocumentUse]:
    """Every document with how it is used."""
    return fetch(store, "document_uses", DocumentUse)


def list_ocop(store: GraphStore, districts: Iterable[str] = ()) -> Result[OcopName]:
    """Every OCOP product as each report speaks of it."""
    return fetch(store, "ocop_names", OcopName, districts=iris_of(iris.area, districts))


def list_issues(store: GraphStore, codes: Iterable[str], reports: Iterable[str] = ()) -> Result[IssueName]:
    """The entries of the ledger with these reasons, report by report."""
    return fetch(store, "issue_names", IssueName, codes=[*codes], graphs=iris_of(iris.graph, reports))


def links_of(store: GraphStore, documents: Iterable[str]) -> Result[LinkRow]:
    """The sentences that tie these documents (IRIs) to programmes."""
    return fetch(store, "links", LinkRow, documents=iris_of(NamedNode, documents))


def sources_of(store: GraphStore, claims: Iterable[str]) -> dict[str, Source]:
    """Where claims were read, by claim; of no claims none."""
    wanted = [NamedNode(claim) for claim in claims]
    rows = fetch(store, "sources", _Quoted, claims=wanted).rows if wanted else ()
    return {row.claim: row.source for row in rows}
