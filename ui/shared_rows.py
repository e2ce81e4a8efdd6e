"""Rows that several pages list: read once, kept until the reports change."""

from __future__ import annotations

from graph.catalogue import list_districts, list_programmes
from graph.merging.programmes_shown import programmes_once
from graph.merging.shown import once_each, uses_of
from graph.overviews import list_document_uses
from graph.queries import find_documents
from graph.rows import DistrictRow, ProgrammeRow
from search.language import Language
from ui.ahead import ahead, by_language
from ui.documents import Entry, entries_of
from ui.names import programme_name
from ui.places_told import PlaceNames, place_names
from ui.session import kept, service


def places(spoken: Language) -> PlaceNames:
    """The districts with reports and their provinces, in the reader's language."""
    return kept(_places, spoken)


def districts() -> tuple[DistrictRow, ...]:
    """The districts with reports."""
    return kept(_districts)


def programmes() -> tuple[ProgrammeRow, ...]:
    """Every programme, the most named first."""
    return kept(_programmes)


def programme_names(spoken: Language) -> dict[str, str]:
    """Their names, by IRI."""
    return {row.node: programme_name(row, spoken) for row in programmes()}


def documents() -> tuple[Entry, ...]:
    """Every document, the most cited first."""
    return kept(_documents)


@ahead(by_language)
def _places(spoken: Language) -> PlaceNames:
    return place_names(service().snapshot().store, spoken)


@ahead()
def _districts() -> tuple[DistrictRow, ...]:
    return list_districts(service().snapshot().store).rows


@ahead()
def _programmes() -> tuple[ProgrammeRow, ...]:
    store = service().snapshot().store
    return programmes_once(store, list_programmes(store).rows)


@ahead()
def _documents() -> tuple[Entry, ...]:
    store = service().snapshot().store
    rows = once_each(store, find_documents(store, ordered=False).rows)
    return entries_of(rows, uses_of(store, list_document_uses(store).rows))
