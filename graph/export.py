"""Subgraphs to take away: whole enough to stand alone and pass the shapes, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph import iris
from graph.codes import CODE_LISTS, code_list_statements
from graph.description import Description
from graph.jsonld import to_jsonld
from graph.queries import find_observations
from graph.rows import ObservationRow
from graph.selection import Selection, select_reports, settle
from graph.store import GraphStore
from graph.turtle import to_trig, to_turtle
from graph.user_query import SparqlResult, run_sparql
from ontology.errors import BadInput
from ontology.terms import RDF

__all__ = ["FORMATS", "Selection", "export", "export_codes", "select_quads"]

FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv")
_ALL = "all"
_MOST_TRIPLES = 5_000_000
_CONSTRUCT_SECONDS = 300.0
_COLUMNS = (
    "report", "file", "district", "area", "area_code", "period", "begins", "ends", "indicator", "concept",
    "measure", "value", "unit", "status", "qualifier", "plan_period", "compared_with", "programme",
    "programme_part", "document", "as_written", "line", "quote", "observation",
)  # fmt: skip


def export(store: GraphStore, selection: Selection, form: str) -> bytes:
    """The selected part in one of ``FORMATS``.

    Turtle is triples without graphs; TriG, N-Quads and JSON-LD keep each report's graphs. CSV holds the
    observations, one a row. Raises ``BadInput`` for an unknown format or name, or if nothing matches,
    ``InvalidQuery`` for a ``construct`` that is no CONSTRUCT.
    """
    if form not in FORMATS:
        raise BadInput(f"There is no format {form!r}.", f"Choose {', '.join(FORMATS)}.")
    if selection.construct is not None:
        return _constructed(store, selection.construct, form)
    quads = list(dict.fromkeys(select_quads(store, selection)))
    if not quads:
        raise BadInput(
            "Nothing in the graph matches the selection.", "See 'huyenkg status' for what there is."
        )
    if form == "csv":
        return _table(store, {quad.subject for quad in quads})
    return _serialized(quads, form)


def export_codes(name: str, form: str) -> bytes:
    """A code list whole, as SKOS; ``all`` means all of them. Raises ``BadInput`` for a name that is none."""
    if name not in (*CODE_LISTS, _ALL):
        raise BadInput(f"There is no code list {name!r}.", f"Choose {', '.join((*CODE_LISTS, _ALL))}.")
    if form == "csv":
        raise BadInput("Code lists are written as RDF.", "Choose another format than csv.")
    lists = CODE_LISTS if name == _ALL else (name,)
    statements = dict.fromkeys(statement for one in lists for statement in code_list_statements(one))
    return _serialized([ox.Quad(*statement) for statement in statements], form)


def select_quads(store: GraphStore, selection: Selection) -> Iterator[ox.Quad]:
    """The quads of a selection, in no order: whole reports, or facts with all that they need."""
    chosen = settle(store, selection)
    for report in select_reports(store, selection):
        quads = store.report_quads(report.report)
        if not selection.by_fact:
            yield from quads
            continue
        description = Description(quads)
        if claims := list(chosen.claims(report, description)):
            yield from description.closure([*claims, iris.dataset(report.report)])


def _serialized(quads: Iterable[ox.Quad], form: str) -> bytes:
    if form == "turtle":
        triples = (quad.triple for quad in sorted(quads, key=lambda quad: _place(quad)[1:]))
        return to_turtle(dict.fromkeys(triples))
    if form == "nquads":
        return b"".join(sorted(f"{quad} .\n".encode() for quad in quads))
    write = to_trig if form == "trig" else to_jsonld
    return write(sorted(quads, key=_place))


def _place(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """Graph by graph, node by node, its types first."""
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate != RDF["type"],
        str(quad.predicate),
        str(quad.object),
    )


def _constructed(store: GraphStore, query: str, form: str) -> bytes:
    found: SparqlResult = run_sparql(store, query, _MOST_TRIPLES, _CONSTRUCT_SECONDS)
    if form == "csv":
        return found.to_csv().encode()
    lines = "".join(f"{triple} .\n" for triple in found.triples)
    quads = list(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    if not quads:
        found.to_turtle()  # says so if the query is no CONSTRUCT
        raise BadInput("The CONSTRUCT query gives no triple.")
    return _serialized(quads, form)


def _table(store: GraphStore, chosen: set[object]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for report_id in store.report_ids():
        rows = find_observations(store, reports=[report_id]).rows
        writer.writerows(_line(row) for row in rows if ox.NamedNode(row.claim) in chosen)
    return out.getvalue().encode()


def _line(row: ObservationRow) -> tuple[object, ...]:
    at = row.source
    return (
        at.report, at.file, at.district_label, row.area, row.area_code, row.period, row.begins, row.ends,
        row.indicator_text, row.concept, row.measure.value, format(row.value, "f"), row.unit, row.status,
        row.qualifier, row.plan_period, row.compared_with, row.programme or row.programme_label,
        row.programme_part, row.document, row.as_written, at.line, at.quote, row.claim,
    )  # fmt: skip
