"""Commands that keep the store: read reports into it, list, remove, rebuild, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import BadInput
from ui import doctor as checks
from ui import terminal
from ui.commands.options import BAD_INPUT, SOME_FAILED, Data, Json, Model, Wait, open_service
from ui.findings import print_validation, report_graph, validation_row
from ui.ingesting import IngestOptions
from ui.logs import say_aside
from ui.outcome import State
from ui.rebuilding import Rebuilt
from ui.settings import load_settings
from ui.validation import Check, ValidationOptions


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Report files or folders (docx, doc, odt, rtf, html, txt, md, xlsx, xls, ods, csv)."
        ),
    ],
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
    cluster: Annotated[
        str,
        typer.Option(
            help="Let the workers of a Dask cluster read: the scheduler's address, like tcp://10.0.0.1:8786.",
            show_default=False,
        ),
    ] = "",
    wait: Wait = 0.0,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Read reports into the store. Unchanged files are skipped, changed files replace their old state.

    Exit code 0: all read; 2: none could be read; 3: some could not, the others are stored.
    """
    if jobs and cluster:
        raise BadInput(
            "Both --jobs and --cluster are given.",
            "How many files a cluster reads at once is told where its workers are started.",
        )
    service = open_service(data, model, wait)
    options = IngestOptions(district, period, jobs, force, apart=True, cluster=cluster)
    with terminal.progress() as progress:
        outcomes = service.ingest(paths, options, progress)
    if as_json:
        terminal.print_json(terminal.outcome_rows(outcomes))
    else:
        terminal.print_outcomes(outcomes)
    failed = sum(outcome.state is State.FAILED for outcome in outcomes)
    if failed:
        raise typer.Exit(BAD_INPUT if failed == len(outcomes) else SOME_FAILED)


def status(data: Data = None, as_json: Json = False) -> None:
    """Show the stored reports, their facts by kind, and the ledger of numbers that became no fact."""
    service = open_service(data)
    manifest, elsewhere = service.status(), service.settings.vectors.shown
    if as_json:
        terminal.print_json(terminal.status_rows(manifest))
    else:
        terminal.print_status(manifest)
        if elsewhere:
            typer.echo(f"Vectors: in Milvus at {elsewhere}")


def remove(
    report: Annotated[str, typer.Argument(help="A report's file name or id (see 'huyenkg status').")],
    data: Data = None,
    wait: Wait = 0.0,
    model: Model = None,
) -> None:
    """Take one report out of the store, whole."""
    with terminal.progress() as progress:
        gone = open_service(data, model, wait).remove(report, progress)
    typer.echo(f"Removed {gone.name} ({gone.district}, {gone.period}).")


def rebuild(data: Data = None, wait: Wait = 0.0, model: Model = None) -> None:
    """Build the store and the search index anew from the stored reports (also after changing the model).

    Exit code 3: some sources are damaged; what could be kept of them is told.
    """
    with terminal.progress() as progress:
        rebuilt = open_service(data, model, wait).rebuild(progress, apart=True)
    _tell_rebuilt(rebuilt, "Rebuilt")


def _tell_rebuilt(rebuilt: Rebuilt, done: str) -> None:
    for trouble in rebuilt.troubles:
        say_aside(f"{trouble.message} {trouble.hint}".rstrip())
    if rebuilt.aside:
        say_aside(f"The decisions on merges were damaged; what is left of them lies in {rebuilt.aside}.")
    typer.echo(f"{done} {len(rebuilt.manifest.reports)} report(s).")
    if rebuilt.troubles:
        raise typer.Exit(SOME_FAILED)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, like reports.tar.gz.")],
    data: Data = None,
    vectors: Annotated[
        bool, typer.Option("--vectors", help="Take the embeddings in: larger, but restored much faster.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write all stored reports into one file. An ingest may run meanwhile; the state before it is written."""
    with terminal.progress() as progress:
        manifest = open_service(data).back_up(file, progress, vectors=vectors, force=force)
    typer.echo(f"Backed up {len(manifest.reports)} report(s) to {file}.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'huyenkg backup' wrote.")],
    data: Data = None,
    wait: Wait = 0.0,
    model: Model = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the backup take the place of the reports that are there.")
    ] = False,
) -> None:
    """Read a backup into an empty data directory. Killed or failed, it leaves what was there before.

    Exit code 3: some sources could not be read again; those reports are as they were.
    """
    with terminal.progress() as progress:
        rebuilt = open_service(data, model, wait).restore(file, progress, replace=replace, apart=True)
    _tell_rebuilt(rebuilt, "Restored")


def validate(
    data: Data = None,
    check: Annotated[
        list[Check] | None, typer.Option("--check", help="Only this check; may be given more than once.")
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", help="Only this report, by file name or id; may be given more than once."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="Most findings of each check to print; all are counted.")
    ] = 1000,
    jobs: Annotated[
        int,
        typer.Option(min=0, help="Processes that check the graph; 0 chooses by reports and cores."),
    ] = 0,
    graph: Annotated[
        Path | None,
        typer.Option("--report-graph", help="Write breaks of the graph as a SHACL report (Turtle)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the graph against its shapes and as a data cube, and the printed figures against each other.

    Exit code 1 if the graph violates shapes or constraints; warnings and figures that do not agree are
    findings, no violations.
    """
    options = ValidationOptions(tuple(dict.fromkeys(check or Check)), tuple(report or ()), limit, jobs)
    service = open_service(data)
    with terminal.progress() as progress, report_graph(graph) as tell:
        validation = service.validate(options, progress, tell)
    names = {stored.id: stored.name for stored in service.status().reports}
    if as_json:
        terminal.print_json(validation_row(validation, names))
    else:
        print_validation(validation, names)
    if validation.violated:
        raise typer.Exit(1)


def doctor(
    data: Data = None,
    model: Model = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Read every stored file and compare all of it: may take minutes.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check the environment, the embedding model and the stored files. Exit code 1 if something is wrong."""
    results = list(checks.examine(load_settings(data, model), deep=deep))
    if as_json:
        terminal.print_json([terminal.check_row(result) for result in results])
    else:
        terminal.print_checks(results)
    if not all(result.good for result in results):
        raise typer.Exit(1)
