"""Lists of what the reports tell, page by page, for faces that machines talk to: one generation at a time.

Everything here takes the store of one snapshot, so that the pages of one answer are of one state. Words that
name nothing raise ``NothingNamed``; an id that is not there raises ``NotThere``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from graph.catalogue import list_districts, list_programmes, list_reports
from graph.claims import Narrowed, list_figures, list_mentions, require_documents
from graph.keeping import kept
from graph.merging.programmes_shown import programmes_once
from graph.merging.shown import once_each, shown, uses_of
from graph.observed import read_observations
from graph.overviews import DocumentUse, list_document_uses
from graph.queries import (
    event_impacts,
    event_places,
    find_citations,
    find_documents,
    find_events,
    programme_documents,
)
from graph.rows import DocumentRow, ProgrammeRow, ReportRow
from graph.selection import Selection, select_reports, settle, several
from graph.store import GraphStore
from ontology.errors import BadInput
from ontology.terms import ID_BASE
from search.language import Language
from ui.manifest import Manifest
from ui.merged import merged_records
from ui.records import (
    Json,
    citation_record,
    district_record,
    document_record,
    event_record,
    figure_record,
    link_record,
    programme_record,
    report_record,
)
from ui.service import Snapshot

MOST_SENTENCES = 100
"""Sentences that stand with a single programme or document."""
Row = TypeVar("Row")


class NotThere(BadInput):
    """An id names nothing that is stored."""


class NothingNamed(BadInput):
    """The words of a filter name nothing that is stored, or more than one thing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and how many there are in all."""

    items: list[Json]
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list: how many from where on."""

    offset: int = 0
    limit: int = 50

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of the part."""
        return rows[self.offset : self.offset + self.limit]


@contextmanager
def naming() -> Iterator[None]:
    """Within it, words that name nothing are told as such; a failure that has a code of its own keeps it."""
    try:
        yield
    except NotThere:
        raise
    except BadInput as error:
        if error.code:
            raise
        raise NothingNamed(error.message, error.hint) from error


def figures(snapshot: Snapshot, narrowed: Narrowed, part: Part, language: Language) -> Listed:
    """Observations, report by report in the order of their text."""
    with naming():
        claims = list_figures(snapshot.store, narrowed)
    return Listed(_figures(snapshot.store, part.of(claims), language), len(claims))


def figure(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """One observation."""
    return _only(_figures(snapshot.store, [f"{ID_BASE}obs/{id_}"], language), "observation", id_)


def events(snapshot: Snapshot, narrowed: Narrowed, part: Part, language: Language) -> Listed:
    """Mentions of events, report by report in the order of their text."""
    with naming():
        claims = list_mentions(snapshot.store, narrowed)
    return Listed(_events(snapshot.store, part.of(claims), language), len(claims))


def event(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """One mention of an event."""
    return _only(_events(snapshot.store, [f"{ID_BASE}mention/{id_}"], language), "event", id_)


def programmes(snapshot: Snapshot, selection: Selection, part: Part, language: Language) -> Listed:
    """Programmes, the most named first; ``selection`` may name districts."""
    districts = _districts(snapshot.store, selection)
    rows = programmes_once(
        snapshot.store, list_programmes(snapshot.store, districts=districts).rows, districts
    )
    return Listed([programme_record(row, language) for row in part.of(rows)], len(rows))


def programme(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """A programme by its id, with the sentences that tie documents to it, and what is merged into it or
    into these documents.
    """
    store, iri = snapshot.store, f"{ID_BASE}programme/{id_}"
    whole = shown(store)
    rows: tuple[ProgrammeRow, ...] = programmes_once(store, list_programmes(store).rows)
    row = _one_row(rows, lambda one: one.node == whole.node(iri), "programme", id_)
    links = programme_documents(store, programmes=whole.all_of(iri), limit=MOST_SENTENCES).rows
    ends = dict.fromkeys(whole.node(node) for node in (iri, *(link.document_node for link in links)))
    return programme_record(row, language) | {
        "links": [link_record(link, whole.node(link.document_node)) for link in links],
        "merged": merged_records(one for node in ends for one in whole.merged(node)),
    }


def documents(snapshot: Snapshot, selection: Selection, part: Part, language: Language) -> Listed:
    """Legal documents by number and name; ``selection`` may name districts, programmes and numbers."""
    with naming():
        chosen = settle(snapshot.store, selection)
        rows = find_documents(
            snapshot.store,
            districts=_districts(snapshot.store, selection),
            programmes=[node.value for node in chosen.programmes],
            numbers=sorted(chosen.numbers),
            nodes=[str(one) for one in several(selection.document) if one.startswith("https://")],
        ).rows
        if not rows or len(several(selection.document)) > 1:
            require_documents(snapshot.store, several(selection.document))
    rows = once_each(snapshot.store, rows)
    return Listed(_documents(snapshot.store, part.of(rows), language), len(rows))


def document(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """A legal document by its id, with the sentences that cite it, those of what is merged into it too."""
    whole = shown(snapshot.store)
    nodes = whole.all_of(f"{ID_BASE}{id_}")
    try:
        rows = once_each(snapshot.store, find_documents(snapshot.store, nodes=nodes).rows)
    except ValueError:  # no IRI
        rows = ()
    record = _only(_documents(snapshot.store, rows, language), "document", id_)
    told = find_citations(snapshot.store, nodes=nodes, limit=MOST_SENTENCES).rows
    return record | {
        "sentences": [citation_record(row) for row in told],
        "merged": merged_records(whole.merged(nodes[0])),
    }


def districts(snapshot: Snapshot, part: Part, language: Language) -> Listed:
    """Districts that reports speak for, by province."""
    rows = list_districts(snapshot.store).rows
    return Listed([district_record(row, language) for row in part.of(rows)], len(rows))


def district(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """A district by its code, with its reports."""
    row = _one_row(list_districts(snapshot.store).rows, lambda one: one.district == id_, "district", id_)
    told = list_reports(snapshot.store, districts=[id_]).rows
    return district_record(row, language) | {"told_by": _reports(snapshot.manifest, told, language)}


def reports(snapshot: Snapshot, selection: Selection, part: Part, language: Language) -> Listed:
    """Reports, the oldest period first; ``selection`` may name districts, reports and periods."""
    with naming():
        rows = select_reports(snapshot.store, selection)
        periods = settle(snapshot.store, Selection(period=selection.period)).periods
    meant = [
        row
        for row in rows
        if not periods or any(row.begins < period.end and row.ends >= period.start for period in periods)
    ]
    return Listed(_reports(snapshot.manifest, part.of(meant), language), len(meant))


def report(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """One report by its id."""
    rows = list_reports(snapshot.store, reports=[id_]).rows
    return _only(_reports(snapshot.manifest, rows, language), "report", id_)


def _figures(store: GraphStore, claims: Sequence[str], language: Language) -> list[Json]:
    """A figure under several programmes or documents stands once, with the first of them."""
    try:
        rows = {row.claim: row for row in reversed(read_observations(store, claims))}
    except (ValueError, KeyError, IndexError):  # what is no IRI, or of a node of another kind
        return []
    return [figure_record(store, rows[claim], language) for claim in claims if claim in rows]


def _events(store: GraphStore, claims: Sequence[str], language: Language) -> list[Json]:
    if not claims:
        return []
    try:
        rows = {row.claim: row for row in find_events(store, claims=claims).rows}
    except ValueError:  # no IRI
        return []
    places, impacts = defaultdict(list), defaultdict(list)
    for place in event_places(store, claims).rows:
        places[place.claim].append(place)
    for impact in event_impacts(store, claims).rows:
        impacts[impact.mention].append(impact)
    return [
        event_record(store, rows[claim], places[claim], impacts[claim], language)
        for claim in claims
        if claim in rows
    ]


def _documents(store: GraphStore, rows: Sequence[DocumentRow], language: Language) -> list[Json]:
    uses = _uses(store) if rows else {}
    return [document_record(row, uses.get(row.node), language) for row in rows]


@kept(1)
def _uses(store: GraphStore) -> Mapping[str, DocumentUse]:
    return {use.node: use for use in uses_of(store, list_document_uses(store).rows)}


def _reports(manifest: Manifest, rows: Sequence[ReportRow], language: Language) -> list[Json]:
    stored = manifest.by_id()
    return [report_record(row, stored[row.report], language) for row in rows]


def _districts(store: GraphStore, selection: Selection) -> list[str]:
    """The codes of the districts that are named."""
    if not selection.district:
        return []
    with naming():
        return sorted({row.district for row in select_reports(store, Selection(district=selection.district))})


def _one_row(rows: Sequence[Row], meant: Callable[[Row], bool], what: str, id_: str) -> Row:
    found = next((row for row in rows if meant(row)), None)
    if found is None:
        raise _not_there(what, id_)
    return found


def _only(records: Sequence[Json], what: str, id_: str) -> Json:
    if not records:
        raise _not_there(what, id_)
    return records[0]


def _not_there(what: str, id_: str) -> NotThere:
    return NotThere(f"There is no {what} {id_[:200]!r}.", f"Ids stand in the list of {what}s.")
