"""What the command line prints: tables for people, rows for machines."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.user_query import SparqlResult
from search.answer import Answer
from search.cite import Citation
from search.index import Hit
from search.language import Language
from search.phrase import say as say_of_search
from ui.doctor import Check
from ui.formats import SparqlFormat
from ui.logs import is_json, say_aside
from ui.long_table import print_long
from ui.outcome import Outcome, State
from ui.pace import LEFT, Left, left_words
from ui.plain_text import path_text, plain_name, visible
from ui.publishing import Progress as ProgressCall
from ui.quality import notes_of, read_ledger, reason_name, reasons_of
from ui.workspace import Manifest, StoredReport

_KINDS = ("observations", "events", "legal", "programmes", "links", "ocop", "places", "issues")
_STAGES = {"read": "Reading and extracting", "store": "Writing the graph", "embed": "Embedding passages",
           "index": "Indexing", "backup": "Backing up", "restore": "Unpacking",
           "shapes": "Checking the graph", "constraints": "Checking the cube",
           "arithmetic": "Checking arithmetic",
           "export": "Gathering reports", "push": "Bringing reports there",
           "model": "Preparing the embedding model (once)"}  # fmt: skip
_MARKS = {State.ADDED: "[green]added", State.REPLACED: "[yellow]replaced", State.UNCHANGED: "unchanged",
          State.FAILED: "[red]not read"}  # fmt: skip


@contextmanager
def progress() -> Iterator[ProgressCall]:
    """A progress bar a stage on stderr; silent where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TextColumn("{task.fields[left]}"))  # fmt: skip
    with Progress(*columns, console=console, disable=is_json() or not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage == LEFT:
                bars.update(tasks["read"], left=left_words(Left(done, at_least=not total)))
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total, left="")
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def outcome_rows(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    """The table of an ingest for machines."""
    return [
        {"file": path_text(o.path), "state": o.state.value, "message": o.message, "hint": o.hint,
         "code": o.code, "warnings": list(o.warnings)} | (_report_row(o.report) if o.report else {})
        for o in outcomes
    ]  # fmt: skip


def status_rows(manifest: Manifest) -> dict[str, object]:
    """The status for machines."""
    return {
        "generation": manifest.generation,
        "model": manifest.model,
        "reports": [_report_row(report) for report in manifest.reports],
    }


def _report_row(report: StoredReport) -> dict[str, object]:
    return {
        "id": report.id, "report": report.name, "path": report.path, "district": report.district,
        "district_code": report.district_code, "province": report.province, "period": report.period,
        "kind": report.kind, "numbers": report.numbers, "pages": report.pages,
        "scanned": report.scanned, "facts": dict(report.counts), "ledger": dict(report.ledger),
    }  # fmt: skip


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """The table of an ingest: what each file was read as, facts by kind, or in brief why it was not read;
    then how many of each, and on stderr what is to be said of some.
    """
    table = _reports_table("File")
    for outcome in outcomes:
        name, mark = escape(plain_name(outcome.path.name)), _MARKS[outcome.state]
        if outcome.report:
            table.add_row(name, mark, *_cells(outcome.report))
        else:
            table.add_row(name, f"{mark}[/]: {outcome.code.replace('_', ' ')}")
    _console().print(table)
    typer.echo(_summary(outcomes))
    for outcome in outcomes:
        if outcome.state is State.FAILED:
            say_aside(f"not read: {outcome.message} {outcome.hint}".rstrip())
        for note in (*outcome.warnings, *([outcome.message] if outcome.state is State.UNCHANGED else ())):
            if note:
                say_aside(f"{plain_name(outcome.path.name)}: {note}")


def _summary(outcomes: Sequence[Outcome]) -> str:
    """How many of each: ``12 read, 1 unchanged, 2 not read``; what there is none of is left out."""
    counts = Counter(outcome.state for outcome in outcomes)
    told = {
        "read": counts[State.ADDED] + counts[State.REPLACED],
        "unchanged": counts[State.UNCHANGED],
        "not read": counts[State.FAILED],
    }
    return ", ".join(f"{count} {words}" for words, count in told.items() if count)


def print_status(manifest: Manifest) -> None:
    """The stored reports and the ledger over all of them."""
    if not manifest.reports:
        typer.echo("No reports yet. Run 'huyenkg ingest FILE_OR_FOLDER'.")
        return
    rows = [(escape(plain_name(one.name)), one.id, *_cells(one)) for one in manifest.reports]
    print_long(_console(), _reports_table("Report", state="Id").columns, rows)
    _print_ledger(manifest.reports)


def _print_ledger(reports: Sequence[StoredReport]) -> None:
    """The account of the numbers, and beside it what was left open though it is no number."""
    ledger = read_ledger(reports)
    title = (
        f"Ledger: {ledger.numbers} numbers in the text = {ledger.figures} figures + {ledger.left} left out"
    )
    table = Table("Left out, by reason", "", "count", title=title, title_justify="left")
    for code in reasons_of(ledger):
        table.add_row(code, reason_name(code, Language.ENGLISH), str(ledger.left_out[code]))
    _console().print(table)
    for code, count in notes_of(reports).items():
        typer.echo(f"Left open, no number: {count} × {reason_name(code, Language.ENGLISH)} ({code})")


def _reports_table(first: str, state: str = "") -> Table:
    table = Table(first, state, "District", "Province", "Period", *_KINDS)
    for column in table.columns[5:]:
        column.justify = "right"
    return table


def _cells(report: StoredReport) -> tuple[str, ...]:
    counts = tuple(str(report.counts.get(kind, 0)) for kind in _KINDS)
    return (report.district, report.province, report.period, *counts)


def print_hits(hits: Sequence[Hit]) -> None:
    """Passages for people, best first."""
    console = _console()
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        where = f"{passage.name}:{passage.line}"
        console.print(f"[bold]{rank}. {_shown(where)}[/bold]  {_shown(' / '.join(passage.section))}")
        console.print(_shown(passage.text) + "\n", highlight=False)
    if not hits:
        typer.echo("No passage found.")


def search_row(query: str, hits: Iterable[Hit]) -> dict[str, object]:
    """The fixed JSON of a search."""
    return {"query": query, "hits": [_hit_row(hit) for hit in hits]}


def _hit_row(hit: Hit) -> dict[str, object]:
    passage = hit.passage
    return {
        "report": passage.name, "line": passage.line, "last_line": passage.last_line,
        "start": passage.start, "end": passage.end, "section": " / ".join(passage.section),
        "text": passage.text, "score": round(float(hit.score), 6),
    }  # fmt: skip


def print_answer(answer: Answer) -> None:
    """An answer for people: the sentence first, then how it was understood, then the evidence."""
    console = _console()
    console.print(f"[bold]{_shown(answer.answer)}[/bold]", highlight=False)
    for suggestion in answer.suggestions:
        console.print(f"  - {_shown(suggestion)}", highlight=False)
    for caveat in answer.caveats:
        console.print(f"[yellow]! {_shown(caveat)}", highlight=False)
    for line in _understood(answer):
        console.print(f"[dim]{_shown(line)}", highlight=False)
    for citation in answer.citations:
        where = _shown(f"{citation.report}:{citation.line}{_page(citation)}")
        console.print(f"  [cyan]{where}[/cyan]  “{_shown(citation.quote)}”", highlight=False)


def _page(citation: Citation) -> str:
    if not citation.page:
        return ""
    return f" (page {citation.page}, OCR)" if citation.ocr else f" (page {citation.page})"


def _understood(answer: Answer) -> Iterator[str]:
    """How the question was understood; slots that were taken over from an earlier question bear a "<"."""
    slots = (
        f"{slot}{' <' if slot in answer.kept else ''}: {label}"
        for slot, label in answer.interpretation.items()
    )
    yield f"({answer.status}) {'; '.join(slots)}"
    if answer.resolved:
        language = Language(answer.language)
        yield say_of_search(language, "follow.understood", question=answer.resolved)


def check_row(check: Check) -> dict[str, object]:
    """A doctor's check for machines."""
    return {
        "name": check.name,
        "good": check.good,
        "found": check.found,
        "hint": "" if check.good else check.hint,
    }


def print_checks(checks: Iterable[Check]) -> None:
    """A doctor's report for people."""
    for check in checks:
        line = f"{'ok  ' if check.good else 'BAD '} {check.name}: {check.found}"
        typer.echo(line if check.good else f"{line}. {check.hint}")


def print_sparql(result: SparqlResult, form: SparqlFormat | None) -> None:
    """Rows as a table, JSON or CSV; graphs as Turtle."""
    form = form or (SparqlFormat.TURTLE if result.kind == "graph" else SparqlFormat.TABLE)
    if form is SparqlFormat.TABLE:
        _print_table(result)
    else:
        write = {
            SparqlFormat.JSON: result.to_json,
            SparqlFormat.CSV: result.to_csv,
            SparqlFormat.TURTLE: result.to_turtle,
        }[form]
        sys.stdout.write(write().rstrip("\r\n") + "\n")
    if result.truncated:
        say_aside("There is more than this; raise --limit to see it.")


def print_json(value: object) -> None:
    """Prints a value as indented JSON, with the letters of Vietnamese as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_line(value: object) -> None:
    """Prints a value as one line of JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def _print_table(result: SparqlResult) -> None:
    header, *rows = csv.reader(io.StringIO(result.to_csv()))
    table = Table(*header)
    for row in rows:
        table.add_row(*map(_shown, row))
    _console().print(table)


def _shown(text: str) -> str:
    """Text of others for a terminal: shown as it is, never obeyed."""
    return escape(visible(text))


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 200)
