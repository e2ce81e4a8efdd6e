"""The command line: thin commands over ``ui.service``; words for people on stderr, data on stdout."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.codes import CODE_LISTS
from graph.export import export_codes
from graph.selection import Selection
from graph.validate import Severity
from ingest.record import Kind
from ontology.errors import BadInput, HuyenKGError, InvalidQuery, UnreadableReport
from ui import doctor as checks
from ui import terminal
from ui.findings import print_validation, validation_row
from ui.formats import ExportFormat, FactFormat, SparqlFormat, write_bytes, write_facts
from ui.ingesting import IngestOptions, State
from ui.question_file import read_questions, read_text
from ui.service import Service
from ui.settings import load_settings

BAD_INPUT = 2
SOME_FAILED = 3

app = typer.Typer(
    name="huyenkg",
    help="Reports of Vietnam's districts as a knowledge graph: read them, ask, browse, check, take away.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Data directory (default: $HUYENKG_DATA or ./huyenkg-data).", show_default=False
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Embedding model: 'default' (bundled), 'hashing' (none), or a sentence-transformers name/path.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Report files or folders (txt, md, docx).")],
    data: Data = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Processes that read reports; 0 chooses by files and cores.")
    ] = 0,
    district: Annotated[
        str | None, typer.Option(help="District of the reports, where they do not say it themselves.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Period of the reports (2024-H1, 2023, 2024-Q1 …), if not said.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Read unchanged files again too.")] = False,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Read reports into the store. Unchanged files are skipped, changed files replace their old state.

    Exit code 0: all read; 2: none could be read; 3: some could not, the others are stored.
    """
    service = _service(data, model)
    options = IngestOptions(district, period, jobs, force)
    with terminal.progress() as progress:
        outcomes = service.ingest(paths, options, progress)
    if as_json:
        terminal.print_json(terminal.outcome_rows(outcomes))
    else:
        terminal.print_outcomes(outcomes)
    failed = sum(outcome.state is State.FAILED for outcome in outcomes)
    if failed:
        raise typer.Exit(BAD_INPUT if failed == len(outcomes) else SOME_FAILED)


@app.command()
def status(data: Data = None, as_json: Json = False) -> None:
    """Show the stored reports, their facts by kind, and the ledger of numbers that became no fact."""
    manifest = _service(data).status()
    if as_json:
        terminal.print_json(terminal.status_rows(manifest))
    else:
        terminal.print_status(manifest)


@app.command()
def remove(
    report: Annotated[str, typer.Argument(help="A report's file name or id (see 'huyenkg status').")],
    data: Data = None,
    model: Model = None,
) -> None:
    """Take one report out of the store, whole."""
    with terminal.progress() as progress:
        gone = _service(data, model).remove(report, progress)
    typer.echo(f"Removed {gone.name} ({gone.district}, {gone.period}).")


@app.command()
def rebuild(data: Data = None, model: Model = None) -> None:
    """Build the store and the search index anew from the stored reports (also after changing the model)."""
    with terminal.progress() as progress:
        manifest = _service(data, model).rebuild(progress)
    typer.echo(f"Rebuilt {len(manifest.reports)} report(s).")


@app.command()
def validate(data: Data = None, as_json: Json = False) -> None:
    """Check the stored graph against its shapes, and the reports' printed figures against each other.

    Exit code 1 if there are violations of the shapes; figures that do not agree are findings, no violations.
    """
    with terminal.progress() as progress:
        validation = _service(data).validate(progress)
    if as_json:
        terminal.print_json(validation_row(validation))
    else:
        print_validation(validation)
    if any(finding.severity is Severity.VIOLATION for finding in validation.shapes):
        raise typer.Exit(1)


@app.command()
def doctor(data: Data = None, model: Model = None, as_json: Json = False) -> None:
    """Check the environment, the embedding model and the stored files. Exit code 1 if something is wrong."""
    results = list(checks.examine(load_settings(data, model)))
    if as_json:
        terminal.print_json([terminal.check_row(result) for result in results])
    else:
        terminal.print_checks(results)
    if not all(result.good for result in results):
        raise typer.Exit(1)


@app.command()
def facts(
    kind: Annotated[Kind, typer.Option(help="Which facts to print.")],
    form: Annotated[FactFormat, typer.Option("--format", help="Output format.")] = FactFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default stdout.")
    ] = None,
    data: Data = None,
) -> None:
    """Print every fact of a kind, flat, each with the sentence that it was read from."""
    write_facts(_service(data).facts(kind), form, output)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)] = "",
    data: Data = None,
    limit: Annotated[int, typer.Option("-k", "--limit", min=1, max=1000, help="Passages to show.")] = 10,
    batch: Annotated[
        Path | None, typer.Option(help='JSON lines {"question": …}; prints one JSON line each, in order.')
    ] = None,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Find the passages nearest to a query, in Vietnamese (with or without diacritics) or English."""
    service = _service(data, model)
    if batch:
        for question in read_questions(batch):
            terminal.print_line(terminal.search_row(question, service.search(question, limit)))
        return
    hits = service.search(_required(query, "query"), limit)
    if as_json:
        terminal.print_json(terminal.search_row(query, hits))
    else:
        terminal.print_hits(hits)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question.", show_default=False)] = "",
    data: Data = None,
    batch: Annotated[
        Path | None, typer.Option(help='JSON lines {"question": …}; prints one JSON line each, in order.')
    ] = None,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the stored reports, with the sentences that carry the answer.

    Exit code 2 if the question could not be understood at all.
    """
    service = _service(data, model)
    if batch:
        for one in read_questions(batch):
            terminal.print_line(service.ask(one).to_json())
        return
    answer = service.ask(_required(question, "question"))
    if as_json:
        terminal.print_json(answer.to_json())
    else:
        terminal.print_answer(answer)
    if not answer.understood:
        raise typer.Exit(BAD_INPUT)


@app.command()
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
    write_bytes(_service(data).export(selection, form.value), output)


@app.command()
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
    terminal.print_sparql(_service(data).sparql(text, limit, timeout), form)


@app.command()
def ui(
    data: Data = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    headless: Annotated[bool, typer.Option(help="Do not open a browser.")] = False,
    model: Model = None,
) -> None:
    """Open the Streamlit user interface."""
    from ui.launch import run_streamlit

    settings = load_settings(data, model)
    typer.echo(f"huyenkg: http://{address}:{port}  (Ctrl+C stops it)")
    raise typer.Exit(run_streamlit(settings, port, address, headless))


def main() -> None:
    """Entry point: every failure ends in one sentence on stderr and a telling exit code."""
    logging.basicConfig(
        level=os.environ.get("HUYENKG_LOG", "ERROR"), format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        app()
    except HuyenKGError as error:
        typer.echo(f"huyenkg: {error}", err=True)
        sys.exit(BAD_INPUT if isinstance(error, BadInput | UnreadableReport | InvalidQuery) else 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing more to say


def _service(data: Path | None, model: str | None = None) -> Service:
    return Service(load_settings(data, model))


def _required(text: str, what: str) -> str:
    if not text.strip():
        raise BadInput(f"The {what} is empty.", "Write it in quotes, or name a file with --batch.")
    return text
