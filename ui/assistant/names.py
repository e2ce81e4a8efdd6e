"""Names to ids, for whoever has words only: districts, programmes, kinds of events, documents, reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from graph import iris
from graph.catalogue import list_districts, list_programmes, list_reports
from graph.event_index import event_index
from graph.keeping import kept
from graph.queries import find_documents
from graph.store import GraphStore
from ingest.text import fold, nfc
from ontology.lexicon import concepts_by_id
from ontology.terms import ID_BASE
from search.language import Language
from ui.names import document_name, programme_name
from ui.records import Json, record_id

NameKind = Literal["district", "programme", "event", "document", "report"]
_Names = tuple[tuple[Json, str], ...]


def find_names(store: GraphStore, kind: NameKind, words: str, limit: int) -> list[Json]:
    """Entities of a kind whose names hold all the words, diacritics and case aside; those that are stored."""
    wanted = fold(nfc(words)).split()
    found = [entry for entry, spelled in _names(store, kind) if all(word in spelled for word in wanted)]
    return found[:limit]


def is_known(store: GraphStore, kind: NameKind, id_: str) -> bool:
    """Whether the id is that of an entity of the kind that is stored."""
    return any(entry["id"] == id_ for entry, _ in _names(store, kind))


@kept(8)
def _names(store: GraphStore, kind: NameKind) -> _Names:
    """Every entity of a kind with its names, folded."""
    return tuple((entry, fold(" ".join((str(entry["id"]), *words)))) for entry, words in _LISTED[kind](store))


def _districts(store: GraphStore) -> Iterator[tuple[Json, tuple[str, ...]]]:
    for row in list_districts(store).rows:
        names = (row.label, row.label_en, row.province_label)
        yield _entry(row.district, iris.area(row.district).value, f"{row.label}, {row.province_label}"), names


def _programmes(store: GraphStore) -> Iterator[tuple[Json, tuple[str, ...]]]:
    concepts = concepts_by_id("programmes")
    for row in list_programmes(store).rows:
        concept = concepts.get(row.programme or "")
        names = (*concept.labels, *concept.labels_en) if concept else (row.label,)
        yield (
            _entry(record_id(row.node, "programme"), row.node, programme_name(row, Language.VIETNAMESE)),
            names,
        )


def _events(store: GraphStore) -> Iterator[tuple[Json, tuple[str, ...]]]:
    concepts = concepts_by_id("events")
    labels = {entry.kind: entry.kind_label for entry in event_index(store)}
    for kind, label in sorted(labels.items()):
        concept = concepts.get(kind)
        names = (*concept.labels, *concept.labels_en) if concept else (label,)
        yield _entry(kind, iris.event_type(kind).value, label), names


def _documents(store: GraphStore) -> Iterator[tuple[Json, tuple[str, ...]]]:
    for row in find_documents(store).rows:
        label = document_name(row.label, Language.VIETNAMESE)
        yield (
            _entry(row.node.removeprefix(ID_BASE), row.node, label),
            (label, row.number or "", row.title or "", row.issuer or ""),
        )


def _reports(store: GraphStore) -> Iterator[tuple[Json, tuple[str, ...]]]:
    for row in list_reports(store).rows:
        label = f"{row.file}: {row.district_label}, {row.period}"
        yield _entry(row.report, iris.report(row.report).value, label), (label, row.title)


def _entry(id_: str, iri: str, label: str) -> Json:
    return {"id": id_, "iri": iri, "label": label}


_LISTED: Mapping[NameKind, Callable[[GraphStore], Iterator[tuple[Json, tuple[str, ...]]]]] = {
    "district": _districts,
    "programme": _programmes,
    "event": _events,
    "document": _documents,
    "report": _reports,
}
