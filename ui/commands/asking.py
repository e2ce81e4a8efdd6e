"""Commands that ask: search for passages, answer a question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui import terminal
from ui.commands.options import BAD_INPUT, Data, Json, Model, open_service, required
from ui.question_file import read_questions


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
    service = open_service(data, model)
    if batch:
        for question in read_questions(batch):
            terminal.print_line(terminal.search_row(question, service.search(question, limit)))
        return
    hits = service.search(required(query, "query"), limit)
    if as_json:
        terminal.print_json(terminal.search_row(query, hits))
    else:
        terminal.print_hits(hits)


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
    service = open_service(data, model)
    if batch:
        for one in read_questions(batch):
            terminal.print_line(service.ask(one).to_json())
        return
    answer = service.ask(required(question, "question"))
    if as_json:
        terminal.print_json(answer.to_json())
    else:
        terminal.print_answer(answer)
    if not answer.understood:
        raise typer.Exit(BAD_INPUT)
