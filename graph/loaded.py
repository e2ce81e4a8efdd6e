"""An export read back: a store that answers as the one that it was taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from graph import iris
from graph.build import to_nquads
from graph.formats import Format, Shape
from graph.store import GraphStore, memory_store
from ontology.errors import BadInput

_READ_AS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def load_export(file: IO[bytes], form: Format) -> GraphStore:
    """A store in memory with what an RDF export holds, to be read.

    A format with graphs gives the reports back as they were put in; what the export says of itself is left
    out. Without graphs there are triples only. Raises ``BadInput`` for what is no such file.
    """
    if not form.is_rdf:
        raise BadInput(f"{form.label} holds no graph.", "Name an export as RDF.")
    try:
        quads = ox.parse(file, format=_READ_AS[form.name])
        store = _triples(quads) if form.shape is Shape.TRIPLES else _reports(quads)
    except SyntaxError as error:
        raise BadInput(f"The file is no {form.label}: {str(error).rstrip('.')}.") from error
    store.read_only = True
    return store


def _triples(quads: Iterator[ox.Quad]) -> GraphStore:
    store = ox.Store()
    store.bulk_extend(quads)
    return GraphStore(store)


def _reports(quads: Iterator[ox.Quad]) -> GraphStore:
    by_report: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            continue
        if not (report := iris.graph_report(quad.graph_name)):
            raise BadInput(f"{quad.graph_name} is no report's graph.", "Only exports of reports are read.")
        by_report[report].append(quad)
    store = memory_store()
    for _ in store.add_reports((report, to_nquads(own)) for report, own in by_report.items()):
        pass
    return store
