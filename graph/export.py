"""Subgraphs to take away: whole enough to stand alone and pass the shapes, the same bytes every time.

Every RDF export says what it holds, whose words it quotes and what the terms of ours mean; it is sorted, so
that the same part gives the same file wherever and in whatever order its reports were read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from graph import iris
from graph.codes import CODE_LISTS, code_list_statements
from graph.constructed import completed, constructed
from graph.description import Description
from graph.figures import Quads, safe, write_figures, write_rows
from graph.formats import FORMATS, Format, format_named
from graph.part import Part
from graph.rows import ReportRow
from graph.sdmx import write_sdmx_csv
from graph.sdmx_structure import write_sdmx_structure
from graph.selection import FactFilter, Selection, select_reports, settle
from graph.store import GraphStore
from graph.writing import write_part, write_statements
from ontology.errors import BadInput

__all__ = ["FORMATS", "Progress", "Selection", "export", "export_codes", "select_quads", "write_export"]

Progress = Callable[[int, int], None]
"""Is told how many reports are done, of how many."""
_ALL = "all"
_TABLES: dict[str, Callable[[Iterable[Quads], IO[bytes]], None]] = {
    "csv": write_figures,
    "sdmx-csv": write_sdmx_csv,
    "sdmx-structure": write_sdmx_structure,
}


def _silent(_done: int, _all: int) -> None:
    """Tells nobody."""


def export(store: GraphStore, selection: Selection, form: str) -> bytes:
    """The selected part in one of ``FORMATS``; see ``write_export``."""
    out = io.BytesIO()
    write_export(store, selection, form, out)
    return out.getvalue()


def write_export(
    store: GraphStore, selection: Selection, form: str, out: IO[bytes], progress: Progress = _silent
) -> None:
    """Writes the selected part in one of ``FORMATS``; memory holds one report at a time.

    Turtle and N-Triples are triples without graphs, and without the times at which reports were read; TriG,
    N-Quads and JSON-LD keep each report's graphs, with the description of the part in the default graph. CSV
    and SDMX-CSV hold the observations, one a row. Nothing is written where it raises: ``BadInput`` for an
    unknown format or name, or if nothing matches, ``InvalidQuery`` for a ``construct`` that is no CONSTRUCT.
    """
    known = format_named(form)
    if selection.construct is None:
        _write(_selected(store, selection, progress), known, out)
        return
    source = _narrowed(store, selection, progress)
    result = constructed(source, selection.construct)
    if known.name == "csv":
        write_rows([("subject", "predicate", "object"), *_cells(result)], out)
        return
    if not known.is_rdf:
        raise BadInput("An SDMX file holds whole figures.", "Take the result of a CONSTRUCT as csv or RDF.")
    _write([completed(source, result)], known, out)


def export_codes(name: str, form: str) -> bytes:
    """A code list whole, as SKOS; ``all`` means all of them. Raises ``BadInput`` for a name that is none."""
    if name not in (*CODE_LISTS, _ALL):
        raise BadInput(f"There is no code list {name!r}.", f"Choose {', '.join((*CODE_LISTS, _ALL))}.")
    known = format_named(form)
    if not known.is_rdf:
        raise BadInput("Code lists are written as RDF.", f"Choose another format than {form}.")
    lists = CODE_LISTS if name == _ALL else (name,)
    statements = dict.fromkeys(statement for one in lists for statement in code_list_statements(one))
    out = io.BytesIO()
    write_statements((ox.Triple(*statement) for statement in statements), known, out)
    return out.getvalue()


def select_quads(store: GraphStore, selection: Selection) -> Iterator[ox.Quad]:
    """The quads of a selection, in no order: whole reports, or facts with all that they need."""
    for quads in _selected(store, selection, _silent):
        yield from quads


def _write(reports: Iterable[Quads], form: Format, out: IO[bytes]) -> None:
    some = _some(reports)
    if not form.is_rdf:
        _TABLES[form.name](some, out)
        return
    with Part() as part:
        for quads in some:
            part.add(quads)
        write_part(part, form, out)


def _some(reports: Iterable[Quads]) -> Iterator[Quads]:
    """The same, unless there is nothing."""
    held = (quads for quads in reports if quads)
    first = next(held, None)
    if first is None:
        raise BadInput(
            "Nothing in the graph matches the selection.", "See 'huyenkg status' for what there is."
        )

    def rest() -> Iterator[Quads]:
        yield first
        yield from held

    return rest()


def _selected(store: GraphStore, selection: Selection, progress: Progress) -> Iterator[Quads]:
    """The selected quads report by report, in the order of their graphs."""
    chosen = settle(store, selection)
    reports = sorted(select_reports(store, selection), key=lambda report: report.report)
    for done, report in enumerate(reports, 1):
        quads = list(store.report_quads(report.report))
        yield list(_facts(report, quads, chosen)) if selection.by_fact else quads
        progress(done, len(reports))


def _facts(report: ReportRow, quads: Quads, chosen: FactFilter) -> Iterator[ox.Quad]:
    description = Description(quads)
    if claims := list(chosen.claims(report, description)):
        yield from description.closure([*claims, iris.dataset(report.report)])


def _narrowed(store: GraphStore, selection: Selection, progress: Progress) -> GraphStore:
    """The store that a CONSTRUCT asks: all, or what the other conditions take."""
    if not selection.narrows:
        return store
    part = ox.Store()
    for quads in _selected(store, selection, progress):
        part.bulk_extend(ox.Quad(*quad.triple) for quad in quads)
    return GraphStore(part)


def _cells(result: Iterable[ox.Triple]) -> Iterator[tuple[str, ...]]:
    for triple in result:
        yield tuple(safe(getattr(term, "value", str(term))) for term in triple)
