"""Commands that take data away: facts, subgraphs, the rows of a query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.codes import CODE_LISTS
from graph.export import export_codes
from graph.selection import Selection
from ingest.record import Kind
from ui import terminal
from ui.commands.options import Data, open_service
from ui.formats import ExportFormat, FactFormat, SparqlFormat, write_bytes, write_facts
from ui.question_file import read_text


def facts(
    kind: Annotated[Kind, typer.Option(help="Which facts to print.")],
    form: Annotated[FactFormat, typer.Option("--format", help="Output format.")] = FactFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default stdout.")
    ] = None,
    data: Data = None,
) -> None:
    """Print every fact of a kind, flat, each with the sentence that it was read from."""
    write_facts(open_service(data).facts(kind), form, output)


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="Output format.")] = ExportFormat.TURTLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default stdout.")
    ] = None,
    district: Annotated[str | None, typer.Option(help="A district's name or code.")] = None,
    programme: Annotated[
        str | None,
        typer.Option(help="A programme's id (NTM, OCOP, 30A, 135 …), or that of a part of one (NTP-EM.3)."),
    ] = None,
    report: Annotated[str | None, typer.Option(help="A report's file name or id.")] = None,
    indicator: Annotated[str | None, typer.Option(help="An indicator's id or words of its name.")] = None,
    event: Annotated[str | None, typer.Option(help="An event's id (african_swine_fever …).")] = None,
    period: Annotated[str | None, typer.Option(help="A period (2024-H1, 2023 …).")] = None,
    construct: Annotated[
        Path | None, typer.Option(help="A SPARQL CONSTRUCT file instead of filters.")
    ] = None,
    codes: Annotated[
        str | None,
        typer.Option(help="A code list whole, as SKOS: its name (" + ", ".join(CODE_LISTS) + ") or all."),
    ] = None,
    data: Data = None,
) -> None:
    """Take away a subgraph with its labels, quotes and provenance; no filter means everything."""
    if codes:
        write_bytes(export_codes(codes, form.value), output)
        return
    query = read_text(construct) if construct else None
    selection = Selection(
        district=district, programme=programme, report=report, indicator=indicator, event=event,
        period=period, construct=query,
    )  # fmt: skip
    write_bytes(open_service(data).export(selection, form.value), output)


def sparql(
    query: Annotated[str, typer.Argument(help="A file with a SPARQL query, or - for standard input.")],
    form: Annotated[
        SparqlFormat | None, typer.Option("--format", help="Default: table; turtle for graphs.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds the query may take.")] = 60.0,
    data: Data = None,
) -> None:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query over all reports (read-only)."""
    text = sys.stdin.read() if query == "-" else read_text(Path(query))
    terminal.print_sparql(open_service(data).sparql(text, limit, timeout), form)
