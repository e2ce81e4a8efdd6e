"""The node of the graph that a person names: as documents, programmes, places and events go in questions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph import iris
from graph.analysis.naming import (
    NodeName,
    called,
    called_like,
    events_of,
    named_in_facts,
    names_of,
)
from graph.analysis.tie import is_whole_document, kind_of
from graph.queries import find_documents
from graph.rows import DocumentRow
from graph.store import GraphStore
from ingest.text import fold
from ontology.errors import BadInput
from ontology.values import Area
from search.holdings import Catalogue
from search.names_asked import NamesRead, read_names
from search.places import read_places
from search.places_found import PlacesRead

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CHOICES = 8


def find_node(words: str, store: GraphStore, catalogue: Catalogue) -> NodeName:
    """The one node that the words name, or an IRI of the graph. Raises ``BadInput`` for none and for several,
    which are named.
    """
    found = find_nodes(words, store, catalogue)
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(
            f"Nothing in these reports is called {words!r}.",
            "Name a district, commune, programme, document number, event, product, indicator or body.",
        )
    shown = "; ".join(f"{one.label} ({one.kind} {one.node})" for one in found[:_CHOICES])
    more = f" and {len(found) - _CHOICES} more" if len(found) > _CHOICES else ""
    raise BadInput(
        f"{words!r} may be {len(found)} things.", f"Name one in full, or by its IRI: {shown}{more}."
    )


def find_nodes(words: str, store: GraphStore, catalogue: Catalogue) -> tuple[NodeName, ...]:
    """The nodes that the words may name: by their whole name, else as a question names them, else by a part
    of their name. Empty where no node fits.

    Of documents of one name it is the one whose issuer and year are known, if there is one; reports that only
    tell a number may mean it or another.
    """
    words = words.strip()
    if words.startswith("https://"):
        return _known(store, [words])
    if not fold(words).split():
        return ()
    return (
        _known(store, called(store, words))
        or _read(words, store, catalogue)
        or _known(store, called_like(store, words))
    )


def _known(store: GraphStore, nodes: Iterable[str]) -> tuple[NodeName, ...]:
    nodes = tuple(dict.fromkeys(nodes))
    named = names_of(store, nodes)
    told = named_in_facts(store, named)  # a commune that only took another's place is in no report
    found = [named[node] for node in nodes if node in (told or named)]
    whole = [one for one in found if is_whole_document(one.node)]
    same = all(one.kind == "document" for one in found)
    return tuple(whole if same and len(whole) == 1 else found)


def _read(words: str, store: GraphStore, catalogue: Catalogue) -> tuple[NodeName, ...]:
    """What the words name as a question would; of several kinds of things the most particular.

    A kind of event with a district means what happened there, and nothing else.
    """
    names, places = read_names(words, words), read_places(words, catalogue)
    if documents := _known(store, _documents(words, names, store)):
        return documents
    thing = _longest(words, names, store)
    if thing and kind_of(thing[0]) == "event_kind" and places.districts:
        return _known(store, _events(words, names, places, store))
    areas = ([iris.area(area.code).value for area in areas] for areas in _areas(places))
    return next((known for nodes in (thing, *areas) if (known := _known(store, nodes))), ())


def _areas(places: PlacesRead) -> tuple[tuple[Area, ...], ...]:
    return (places.communes, places.districts, places.provinces)


def _documents(words: str, names: NamesRead, store: GraphStore) -> list[str]:
    """The documents of the number named, of the issuer or year if one is named with it."""
    numbers = [document.number for _, document in names.documents]
    rows = find_documents(store, numbers=numbers).rows if numbers else ()
    rest = _YEAR.findall(_without(words, numbers))
    issued = [row for row in rows if row.issuer and fold(row.issuer) in fold(words)]
    dated = [row for row in rows if _year(row) in rest]
    return [row.node for row in issued or dated or rows]


def _year(row: DocumentRow) -> str | None:
    return str(row.day.year) if row.day else row.year


def _without(words: str, numbers: Iterable[str]) -> str:
    for number in numbers:
        words = words.replace(number, " ")
    return words


def _events(words: str, names: NamesRead, places: PlacesRead, store: GraphStore) -> list[str]:
    """Events of the kinds and districts named, of the years named or of all."""
    years = set(_YEAR.findall(words))
    pairs = ((event.id, area.code) for _, event in names.events for area in places.districts)
    found = (node for kind, district in pairs for node in events_of(store, kind, district))
    return [node for node in found if not years or node.rpartition("/")[2] in years]


def _longest(words: str, names: NamesRead, store: GraphStore) -> list[str]:
    """Programme, kind of event or indicator, by the longest name; of equals in this order. One that is only a
    part of the words gives way to a programme in whose name all of them stand.
    """
    named = [
        *((one.span, iris.programme(concept.id)) for one, concept in names.programmes),
        *((one.span, iris.event_type(concept.id)) for one, concept in names.events),
        *((one.span, iris.indicator(concept.id)) for one, concept in names.indicators),
    ]
    if not named:
        return []
    span, node = min(named, key=lambda one: one[0].start - one[0].end)
    if span.end - span.start < len(words):
        wider = [one for one in called_like(store, words) if kind_of(one) == "programme"]
        return wider or [node.value]
    return [node.value]
