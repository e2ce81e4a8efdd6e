"""What a store says of the nodes that may be one, and the merges made of it, judged by its decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.catalogue import list_reports
from graph.event_index import event_index
from graph.keeping import kept
from graph.merging.documents import document_merges
from graph.merging.ends import citation_ends, mention_ends
from graph.merging.events import event_merges
from graph.merging.merge import Merge
from graph.merging.programmes import programme_merges
from graph.merging.settle import Settled, settle
from graph.merging.told import Cited, ToldDocument, ToldMention, ToldProgramme
from graph.organizations import body_in, level_of, seat_of, unit_of
from graph.query_file import fetch
from graph.rows import ReportRow
from graph.store import GraphStore
from ontology.gazetteer import load_gazetteer
from ontology.values import Area

_NO_DISTRICT = Area("", "", "")


@dataclass(frozen=True, slots=True)
class _Said:
    node: str
    number: str | None
    kind: str | None
    body: str | None
    day: date | None
    year: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class _Name:
    node: str
    notation: str | None
    name: str


@kept(1)
def merges_of_store(store: GraphStore) -> Settled:
    """All merges with what has become of them by the decisions that go with the store."""
    reports = {row.report: row for row in list_reports(store).rows}
    documents, programmes = told_documents(store, reports), told_programmes(store, reports)
    merges: list[Merge] = [
        *document_merges(documents),
        *programme_merges(programmes),
        *event_merges(told_mentions(store)),
    ]
    firm = {one.node for one in documents if one.whole} | {one.node for one in programmes if one.listed}
    return settle(merges, store.decisions, firm)


def told_documents(store: GraphStore, reports: Mapping[str, ReportRow]) -> tuple[ToldDocument, ...]:
    """Every document that some report names."""
    said: dict[str, list[_Said]] = defaultdict(list)
    cited: dict[str, dict[str, Cited]] = defaultdict(dict)
    inferred: dict[str, set[str]] = defaultdict(set)
    for row in fetch(store, "merged_documents", _Said).rows:
        said[row.node].append(row)
    for told in citation_ends(store):
        report = reports[iris.claim_place(told.claim)[0]]
        cited[told.document][told.claim] = _cited(told.claim, report)
        if told.inferred:
            inferred[told.document].add(_seat(report.district, report.province, told.inferred))
    return tuple(
        _document(node, rows, tuple(cited[node].values()), frozenset(inferred[node]))
        for node, rows in said.items()
        if node in cited
    )


def told_programmes(store: GraphStore, reports: Mapping[str, ReportRow]) -> tuple[ToldProgramme, ...]:
    """Every programme that some report names, and the listed ones among them with all their names."""
    names: dict[str, list[str]] = defaultdict(list)
    listed: dict[str, bool] = {}
    cited: dict[str, list[Cited]] = defaultdict(list)
    for row in fetch(store, "merged_programmes", _Name).rows:
        names[row.node].append(row.name)
        listed[row.node] = row.notation is not None
    for told in mention_ends(store):
        cited[told.programme].append(_cited(told.claim, reports[iris.claim_place(told.claim)[0]]))
    return tuple(_programme(node, sorted(own), listed[node], cited[node]) for node, own in names.items())


def told_mentions(store: GraphStore) -> tuple[ToldMention, ...]:
    """Every mention of an event that happened."""
    return tuple(
        ToldMention(
            entry.event,
            entry.claim,
            iris.claim_place(entry.claim)[0],
            entry.kind,
            entry.district,
            entry.begins,
            entry.ends,
        )
        for entry in event_index(store)
        if entry.event is not None
    )


def _cited(claim: str, report: ReportRow) -> Cited:
    issued = report.issued if isinstance(report.issued, date) else report.ends
    return Cited(claim, report.report, report.district, report.province, max(report.ends, issued))


def _document(
    node: str, rows: Iterable[_Said], cited: tuple[Cited, ...], inferred: frozenset[str]
) -> ToldDocument:
    rows = list(rows)
    seats = {seat_of(row.body) for row in rows if row.body}
    seat = seats.pop() if len(seats) == 1 else None
    years = {int(row.year[:4]) for row in rows if row.year}
    first = rows[0]
    return ToldDocument(
        node=node,
        whole=iris.kind(NamedNode(node)) != "doc-in",
        kind=first.kind or "",
        number=first.number or "",
        seat=seat,
        level=level_of(seat) if seat else None,
        unit=unit_of(seat) if seat else "",
        inferred=inferred,
        year=years.pop() if len(years) == 1 else None,
        days=frozenset(row.day for row in rows if row.day),
        titles=tuple(sorted({row.title for row in rows if row.title})),
        cited=tuple(sorted(cited, key=lambda one: one.claim)),
    )


def _programme(node: str, names: Iterable[str], listed: bool, cited: Iterable[Cited]) -> ToldProgramme:
    told = tuple(sorted(cited, key=lambda one: one.claim))
    own = told[0] if told and not listed else None
    return ToldProgramme(
        node,
        tuple(names),
        listed,
        own.district if own else "",
        own.province if own else "",
        told,
    )


def _seat(district: str, province: str, name: str) -> str:
    """The seat of the body that a report's number let infer."""
    return body_in(_area(district), _area(province), name).seat.value


def _area(code: str) -> Area:
    unit = load_gazetteer().unit(code)
    return unit.area if unit else _NO_DISTRICT
