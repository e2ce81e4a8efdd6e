"""Valid nodes that stand in no report: what is made on demand of reports, and said of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph.bridge.triples import derived_as_turtle
from graph.build import to_nquads
from graph.cells.find import find_cells
from graph.cells.triples import cells_as_turtle
from graph.dcat import Publication, describe
from graph.export import Selection, export
from graph.finding import Finding, Severity
from graph.merging.merge import Judged, Merge, State
from graph.merging.triples import merges_as_turtle
from graph.service_description import service_description
from graph.store import GraphStore, memory_store
from graph.validation_report import ValidationReport
from ontology.terms import ID_BASE, OA
from tests.graph.bridge.test_bridge import WHOLE, only
from tests.graph.cells.test_cells import FIRST, LATER, told

SITE = "http://x.test"


def made_quads(report_id: str, quads: list[ox.Quad]) -> list[ox.Quad]:
    """All of them, over one report."""
    store = memory_store()
    store.replace_report(report_id, to_nquads(quads))
    texts = (*cells_and_figures(), catalogue(store), validation(report_id))
    written = (quad.triple for text in texts for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    return [ox.Quad(*triple) for triple in (*written, *service_description(store, f"{SITE}/sparql"))]


def cells_and_figures() -> Iterator[bytes]:
    """A cell with a preferred figure, a sum, and a merge."""
    claimed = [
        replace(row, claim=f"{ID_BASE}obs/{number}/0-5/value")
        for number, row in enumerate((FIRST, told("67.2", "67,2%", **LATER)))
    ]
    yield cells_as_turtle(find_cells(claimed))
    yield derived_as_turtle([only(WHOLE)])
    nodes = (f"{ID_BASE}doc-in/{'1' * 16}/18-kh-ubnd", f"{ID_BASE}doc/ubnd/109/2024/plan/18-kh-ubnd")
    claims = (f"{ID_BASE}citation/{'1' * 16}/0-5/18-kh-ubnd",)
    merge = Merge("document", nodes, nodes[1], "number-and-day", claims)
    yield merges_as_turtle([Judged(merge, State.HOLDS)])


def catalogue(store: GraphStore) -> bytes:
    """The description of the whole graph and of a file of it, with all that can be said of them."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "all.ttl")
        file.write_bytes(export(store, Selection(), "turtle"))
        published = Publication([file], f"{SITE}/", f"{SITE}/sparql", f"{SITE}/licence", "Sở Thống kê")
        return describe(store, published, "turtle")


def validation(report_id: str) -> bytes:
    """What breaks a shape, and what a constraint of the cube."""
    broken = Finding(
        report_id, "quote-source", f"{SITE}/quote", Severity.INFO, "A quote points into one text.",
        "Trích dẫn phải chỉ vào một văn bản.", component="Class", path=OA["hasSource"].value,
        value=f"<{SITE}>",
    )  # fmt: skip
    written = ValidationReport()
    results = written.results([broken, replace(broken, shape="ic-1", component="SPARQL")])
    return results + written.end()
