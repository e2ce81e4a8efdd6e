"""Commands that take data away: facts, subgraphs, a catalogue, the rows of a query, a copy elsewhere."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from graph.codes import CODE_LISTS
from graph.dcat import Publication
from graph.dcat import describe as describe_graph
from graph.export import export_codes, write_export
from graph.formats import format_of
from graph.loaded import load_export
from graph.pushing import push as push_graph
from graph.remote import TIMEOUT, RemoteAddress, open_remote
from graph.selection import Selection
from graph.store import GraphStore
from graph.user_query import run_sparql
from ingest.record import Kind
from ontology.errors import BadInput
from search.language import Language
from ui import terminal
from ui.commands.options import Data, open_service, require_directory
from ui.formats import (
    ChartShape,
    ExportFormat,
    FactFormat,
    SparqlFormat,
    opened_bytes,
    picture_kind,
    write_bytes,
    write_facts,
)
from ui.logs import say_aside
from ui.question_file import read_text

Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write; default stdout.")]
Endpoint = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        envvar="HUYENKG_ENDPOINT",
        help="A SPARQL 1.1 store elsewhere that holds the graph, in place of the data directory.",
        show_default=False,
    ),
]


def facts(
    kind: Annotated[Kind, typer.Option(help="Which facts to print.")],
    form: Annotated[FactFormat, typer.Option("--format", help="Output format.")] = FactFormat.JSONL,
    output: Output = None,
    data: Data = None,
) -> None:
    """Print every fact of a kind, flat, each with the sentence that it was read from."""
    service = open_service(data)
    require_directory(service)
    write_facts(service.facts(kind), form, output)


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="Output format.")] = ExportFormat.TURTLE,
    output: Output = None,
    district: Annotated[list[str] | None, typer.Option(help="A district's name or code.")] = None,
    programme: Annotated[
        list[str] | None,
        typer.Option(help="A programme's id (NTM, OCOP, 30A, 135 …), or that of a part of one (NTP-EM.3)."),
    ] = None,
    report: Annotated[list[str] | None, typer.Option(help="A report's file name or id.")] = None,
    indicator: Annotated[
        list[str] | None, typer.Option(help="An indicator's id or words of its name.")
    ] = None,
    event: Annotated[list[str] | None, typer.Option(help="An event's id (african_swine_fever …).")] = None,
    period: Annotated[list[str] | None, typer.Option(help="A period (2024-H1, 2023 …).")] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="A document's number (143/NQ-HĐND) or IRI.")
    ] = None,
    construct: Annotated[
        Path | None, typer.Option(help="A file with a SPARQL CONSTRUCT query, asked of what the rest takes.")
    ] = None,
    codes: Annotated[
        str | None,
        typer.Option(help="A code list whole, as SKOS: its name (" + ", ".join(CODE_LISTS) + ") or all."),
    ] = None,
    endpoint: Endpoint = None,
    data: Data = None,
) -> None:
    """Take away a subgraph with its labels, quotes and provenance; no filter means everything.

    A filter given several times takes any of its values; different filters must all hold.
    """
    if codes:
        write_bytes(export_codes(codes, form.value), output)
        return
    query = read_text(construct) if construct else None
    selection = Selection(
        district=district, programme=programme, report=report, indicator=indicator, event=event,
        period=period, document=document, construct=query,
    )  # fmt: skip
    graph = _graph(data, endpoint)
    with terminal.progress() as progress, opened_bytes(output) as stream:
        write_export(graph, selection, form.value, stream, partial(progress, "export"))


def describe(
    files: Annotated[list[Path] | None, typer.Argument(help="Exported files to list.")] = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="An RDF format.")] = ExportFormat.TURTLE,
    output: Output = None,
    base: Annotated[str, typer.Option(help="The address of the folder that the files are put in.")] = "",
    sparql_url: Annotated[str, typer.Option(help="Where the graph can be asked.")] = "",
    licence: Annotated[str, typer.Option(help="The IRI of the licence that you give it under.")] = "",
    publisher: Annotated[str, typer.Option(help="The name of who publishes it.")] = "",
    endpoint: Endpoint = None,
    data: Data = None,
) -> None:
    """Describe the whole graph, and files that were exported of it, as a DCAT catalogue."""
    publication = Publication(files or (), base, sparql_url, licence, publisher)
    write_bytes(describe_graph(_graph(data, endpoint), publication, form.value), output)


def sparql(
    query: Annotated[str, typer.Argument(help="A file with a SPARQL query, or - for standard input.")],
    form: Annotated[
        SparqlFormat | None, typer.Option("--format", help="Default: table; turtle for graphs.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds the query may take.")] = 60.0,
    file: Annotated[
        Path | None, typer.Option(help="An exported file to ask in place of the data directory.")
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(help="An .svg or .png file for a chart: the first words against the first numbers."),
    ] = None,
    shape: Annotated[ChartShape, typer.Option(help="What the chart shows.")] = ChartShape.BAR,
    endpoint: Endpoint = None,
    data: Data = None,
) -> None:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query over all reports (read-only)."""
    kind = picture_kind(chart) if chart else None
    text = sys.stdin.read() if query == "-" else read_text(Path(query))
    graph = _loaded(file) if file else _graph(data, endpoint, timeout)
    result = run_sparql(graph, text, limit, timeout)
    if kind:
        from ui.charts.drawn_result import drawn_result  # charts take a second to load

        write_bytes(drawn_result(result, shape.value, kind, Language.VIETNAMESE), chart)
    terminal.print_sparql(result, form)


def push(
    url: Annotated[str, typer.Argument(help="Where the store takes graphs (Graph Store Protocol).")],
    endpoint: Endpoint = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one graph may take.")] = 300.0,
    data: Data = None,
) -> None:
    """Bring the whole graph to a store elsewhere; with --endpoint, what is gone here is removed there."""
    store = open_service(data).snapshot().store
    there = open_remote(endpoint, timeout) if endpoint else None
    with terminal.progress() as progress:
        brought, removed = push_graph(store, RemoteAddress(url, timeout), partial(progress, "push"), there)
    say_aside(f"{brought} reports brought, {removed} removed.")


def _graph(data: Path | None, endpoint: str | None, timeout: float = TIMEOUT) -> GraphStore:
    """The graph that is asked: the one elsewhere if it is named, else that of the data directory."""
    return open_remote(endpoint, timeout) if endpoint else open_service(data).snapshot().store


def _loaded(file: Path) -> GraphStore:
    try:
        with file.open("rb") as stream:
            return load_export(stream, format_of(file))
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from error
