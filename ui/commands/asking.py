"""Commands that ask: search for passages, answer a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import BadInput
from search.answer import Answer
from search.follow.turns import Turn
from ui import terminal
from ui.commands.options import BAD_INPUT, Data, Json, Model, either, open_service, required
from ui.conversation import continued, read_conversation, write_conversation
from ui.endpoint import required_endpoint
from ui.question_file import read_questions
from ui.service import Service

Batch = Annotated[
    Path | None, typer.Option(help='JSON lines {"question": …}; prints one JSON line each, in order.')
]
Follow = Annotated[
    bool,
    typer.Option(
        "--follow",
        "-f",
        help="Take what the question leaves open from the one before: the last that was asked of this data "
        "directory, or with --batch the line before.",
    ),
]
After = Annotated[
    list[str] | None,
    typer.Option(
        help="A question that this one follows, in place of the last one asked; may be repeated.",
        show_default=False,
    ),
]
Rephrase = Annotated[
    bool,
    typer.Option(
        "--rephrase",
        help="Let the configured endpoint ($HUYENKG_LLM_URL, $HUYENKG_LLM_MODEL) say the answer in other "
        "words; refused if a figure, a name or the meaning changes.",
    ),
]


def search(
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)] = "",
    data: Data = None,
    limit: Annotated[int, typer.Option("-k", "--limit", min=1, max=1000, help="Passages to show.")] = 10,
    batch: Batch = None,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Find the passages nearest to a query, in Vietnamese (with or without diacritics) or English."""
    either(query, batch)
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
    follow: Follow = False,
    after: After = None,
    rephrase: Rephrase = False,
    batch: Batch = None,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Answer a question from the stored reports, with the sentences that carry the answer.

    Exit code 2 if the question could not be understood at all.
    """
    either(question, batch)
    service = open_service(data, model)
    if rephrase:
        required_endpoint(service.settings.endpoint)
    earlier = tuple(Turn(one) for one in after or ())
    if batch:
        for answer in _answers(service, read_questions(batch), earlier, follow=follow):
            terminal.print_line((service.rephrase(answer) if rephrase else answer).to_json())
        return
    if follow and not earlier:
        earlier = _last_asked(service)
    answer = service.ask(required(question, "question"), earlier=earlier)
    answer = service.rephrase(answer) if rephrase else answer
    if as_json:
        terminal.print_json(answer.to_json())
    else:
        terminal.print_answer(answer)
    write_conversation(service.settings.data, continued(earlier, answer))
    if not answer.understood:
        raise typer.Exit(BAD_INPUT)


def _answers(
    service: Service, questions: Iterable[str], earlier: tuple[Turn, ...], *, follow: bool
) -> Iterator[Answer]:
    """The answers in order; with ``follow`` each question may follow those before it."""
    turns = earlier
    for question in questions:
        answer = service.ask(question, earlier=turns)
        turns = continued(turns, answer) if follow else earlier
        yield answer


def _last_asked(service: Service) -> tuple[Turn, ...]:
    turns = read_conversation(service.settings.data)
    if not turns:
        raise BadInput(
            f"No question was asked of {service.settings.data} yet that this one could follow.",
            "Ask without --follow first, or name the question before with --after QUESTION.",
        )
    return turns
