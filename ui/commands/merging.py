"""Commands that list what is one over reports, and take people's decisions on it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graph.merging.merge import Judged, MergeKind, State, Verdict
from graph.merging.reading import merges_of_store
from graph.merging.select import MergeFilter
from graph.merging.triples import merges_as_turtle
from ui.commands.options import Data, Json, Wait, narrowing, open_service
from ui.merge_printing import print_merges
from ui.merge_records import idle_records, merge_records
from ui.terminal import print_json

merges = typer.Typer(
    no_args_is_help=True,
    help="Documents, programmes and events of several reports that are one: list, confirm, refuse, undo.",
)
Id = Annotated[str, typer.Argument(help="A merge's id (see 'huyenkg merges list').", show_default=False)]
By = Annotated[str, typer.Option(help="Who decides; kept with the decision.")]


@merges.command("list")
def list_(
    kind: Annotated[MergeKind | None, typer.Option(help="Only these things.")] = None,
    district: Annotated[
        str | None, typer.Option(callback=narrowing, help="Only what reports of this district tell.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(callback=narrowing, help="Only what this report tells: file name or id.")
    ] = None,
    state: Annotated[State | None, typer.Option(help="Only what has become this.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-k", min=1, help="Most merges to show.")] = 50,
    as_turtle: Annotated[bool, typer.Option("--turtle", help="All of them as RDF (Turtle).")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show what is held to be one over reports, by what rule, with the sentences, and what was decided."""
    service = open_service(data)
    found = service.merges(MergeFilter(kind, state, district, report))
    store = service.snapshot().store
    record = {
        "merges": merge_records(store, [] if as_turtle else found[:limit]),
        "total": len(found),
        "without_effect": idle_records(merges_of_store(store).idle),
    }
    if as_turtle:
        sys.stdout.buffer.write(merges_as_turtle(found))
    elif as_json:
        print_json(record)
    else:
        print_merges(record)


@merges.command()
def confirm(merge: Id, by: By = "", data: Data = None, wait: Wait = 0.0) -> None:
    """Say that the nodes of a merge are one."""
    _decide(merge, "confirm", by, data, wait)


@merges.command()
def refuse(merge: Id, by: By = "", data: Data = None, wait: Wait = 0.0) -> None:
    """Say that the nodes of a merge are not one: they are shown apart again."""
    _decide(merge, "refuse", by, data, wait)


@merges.command()
def undo(merge: Id, data: Data = None, wait: Wait = 0.0) -> None:
    """Take a decision back: the merge is what its rule makes of it again."""
    _decide(merge, None, "", data, wait)


def _decide(merge: str, verdict: Verdict | None, by: str, data: Data, wait: float) -> None:
    service = open_service(data, wait=wait)
    _say(service.decide(merge, verdict, by))


def _say(one: Judged) -> None:
    typer.echo(f"{one.merge.id}: {one.state.value}, {one.merge.why('en')}.")
    if one.state is State.CHAINED:
        typer.echo("It would join what must stay apart; refuse another merge of these nodes first.")
