"""Brings the graph to a store elsewhere by the SPARQL 1.1 Graph Store HTTP Protocol, a graph at a time.

https://www.w3.org/TR/sparql11-http-rdf-update/. The layout is that of our own store (``graph.store``): each
report's graphs, with what it holds of shared nodes, and these once, in a named graph of their own, since many
stores have no default graph that can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from graph import iris
from graph.lines import sorted_lines
from graph.remote import RemoteAddress, RemoteStore
from graph.store import GraphStore
from graph.stored_form import graphs_of

_TYPE = {"Content-Type": "application/n-triples"}


def push(
    store: GraphStore,
    graphs: RemoteAddress,
    progress: Callable[[int, int], None],
    there: RemoteStore | None = None,
) -> tuple[int, int]:
    """Puts every graph in place of the one of its name there; how many reports were put, and removed.

    ``graphs`` is the address of the Graph Store Protocol; ``there`` the same store for queries: with it,
    reports that our store no longer has are removed. Each graph is replaced at once, all of them are not: one
    that was broken off is mended by pushing again. Raises ``StoreError``.
    """
    reports = store.report_ids()
    gone = set(there.report_ids()) - set(reports) if there else set()
    _put(graphs, iris.shared_graph(), store.graph_quads(ox.DefaultGraph()))
    for done, report in enumerate(reports, 1):
        for graph in graphs_of(report):
            _put(graphs, graph, store.graph_quads(graph))
        progress(done, len(reports))
    for report in sorted(gone):
        for graph in graphs_of(report):
            graphs.send("DELETE", {"graph": graph.value}, b"", {})
    return len(reports), len(gone)


def _put(graphs: RemoteAddress, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
    lines = sorted_lines(f"{quad.triple} .\n".encode() for quad in quads)
    graphs.send("PUT", {"graph": graph.value}, b"".join(lines), _TYPE)
