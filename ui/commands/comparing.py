"""Commands that hold reports against each other."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graph.bridge.triples import derived_as_turtle
from graph.cells.triples import cells_as_turtle
from graph.selection import Selection
from ui import terminal
from ui.bridge import bridged_rows, print_bridged, unit_of_today
from ui.cells import cell_rows, print_cells
from ui.commands.options import Data, Json, narrowing, open_service, required


def cells(
    district: Annotated[
        str | None, typer.Option(callback=narrowing, help="A district's name or code.")
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            callback=narrowing, help="A report's file name or id: held against those of its district."
        ),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(callback=narrowing, help="An indicator's id or words of its name.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(callback=narrowing, help="A period (2024-H1, 2023 …).")
    ] = None,
    conflicting: Annotated[bool, typer.Option("--conflicting", help="Only figures that conflict.")] = False,
    as_turtle: Annotated[bool, typer.Option("--turtle", help="The cells as RDF (Turtle).")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show quantities that are told more than once: do the figures agree, which is preferred, and why.

    Nothing is changed by it, and no figure is dropped.
    """
    selection = Selection(district=district, report=report, indicator=indicator, period=period)
    found = open_service(data).cells(selection)
    chosen = [cell for cell in found if not (conflicting and cell.agrees)]
    if as_turtle:
        sys.stdout.buffer.write(cells_as_turtle(chosen))
    elif as_json:
        terminal.print_json(cell_rows(chosen))
    else:
        print_cells(chosen)


def bridge(
    unit: Annotated[
        str, typer.Argument(help="A unit of today: its name (xã Khổng Lào) or code.", show_default=False)
    ],
    province: Annotated[
        str | None,
        typer.Option(callback=narrowing, help="The province of today, where several units bear the name."),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(callback=narrowing, help="An indicator's id or words of its name.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(callback=narrowing, help="A period (2024-H1, 2023 …).")
    ] = None,
    as_turtle: Annotated[bool, typer.Option("--turtle", help="The derived figures as RDF (Turtle).")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show what reports tell of the old units that became a unit of today.

    A sum is shown, marked as derived, only where the old units went whole into it and all of them tell it.
    """
    chosen = unit_of_today(required(unit, "name"), province)
    found = open_service(data).bridge(chosen, Selection(indicator=indicator, period=period))
    if as_turtle:
        sys.stdout.buffer.write(derived_as_turtle(found))
    elif as_json:
        terminal.print_json(bridged_rows(found))
    else:
        print_bridged(chosen, found)
