"""Commands that tell what ties things together: documents, communes, paths, what is around a thing."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from graph.analysis.tie import Kind
from ontology.errors import BadInput
from ui import tie_printing
from ui.commands.options import Data, Json, narrowing, open_service
from ui.terminal import print_json
from ui.tie_records import around_record, communes_record, documents_record, path_record
from ui.ties import TieFilter

ties = typer.Typer(
    no_args_is_help=True,
    help="Tell what ties programmes, documents, places and events together, each tie with its sentences.",
)
District = Annotated[
    str, typer.Option(callback=narrowing, help="Only reports of this district: its name or code.")
]
Programme = Annotated[
    str, typer.Option(callback=narrowing, help="Only documents tied to this programme: its id or name.")
]
Event = Annotated[str, typer.Option(callback=narrowing, help="Only this kind of event: its id or name.")]
Period = Annotated[
    str, typer.Option(callback=narrowing, help="Only what touches this period (2024-H1, 2023 …).")
]
Limit = Annotated[int, typer.Option("--limit", "-k", min=1, max=1000, help="Most rows to show.")]


@ties.command()
def documents(
    district: District = "",
    programme: Programme = "",
    period: Period = "",
    limit: Limit = 10,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The documents that tie the most programmes together, and the programmes that share documents."""
    wanted = TieFilter(district, programme, period=period)
    record = documents_record(open_service(data).snapshot().store, wanted, limit)
    print_json(record) if as_json else tie_printing.print_documents(record)


@ties.command()
def communes(
    district: District = "",
    event: Event = "",
    period: Period = "",
    limit: Limit = 10,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The communes that reports name in the most events: what happened apart from what is only told of."""
    wanted = TieFilter(district, event=event, period=period)
    record = communes_record(open_service(data).snapshot().store, wanted, limit)
    print_json(record) if as_json else tie_printing.print_communes(record)


@ties.command()
def path(
    first: Annotated[str, typer.Argument(help="A thing by name, as in a question, or by IRI.")],
    second: Annotated[str, typer.Argument(help="Another one.")],
    limit: Limit = 3,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """The shortest paths between two things, with the sentence that makes each tie along them."""
    record = path_record(open_service(data).snapshot().store, first, second, limit)
    print_json(record) if as_json else tie_printing.print_paths(record)


@ties.command()
def around(
    name: Annotated[str, typer.Argument(help="A thing by name, as in a question, or by IRI.")],
    steps: Annotated[int, typer.Option(min=1, max=2, help="How far to look.")] = 1,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only things of this kind (" + ", ".join(get_args(Kind)) + "); may be repeated."),
    ] = None,
    limit: Limit = 20,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """What is tied to a thing, the most often told first, with a sentence for each tie."""
    store = open_service(data).snapshot().store
    record = around_record(store, name, steps=steps, limit=limit, kinds=_kinds(kind or []))
    print_json(record) if as_json else tie_printing.print_around(record)


def _kinds(names: list[str]) -> tuple[Kind, ...]:
    known: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if unknown := [name for name in names if name not in known]:
        raise BadInput(f"There is no kind of thing {unknown[0]!r}.", f"Kinds are {', '.join(known)}.")
    return tuple(known[name] for name in names)
