"""Quantities that are told more than once, as ``huyenkg cells`` and the quality page show them."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from graph.cells.find import Cell
from graph.rows import ObservationRow
from search.language import Language
from search.told_twice import cell_row
from search.wording import name_of, notation_label, quantity
from ui.messages import tell
from ui.names import area_name, source_name
from ui.plain_text import visible
from ui.render import one_line


def cell_rows(cells: Sequence[Cell]) -> list[dict[str, object]]:
    """The cells for machines."""
    return [dict(cell_row(cell)) for cell in cells]


def print_cells(cells: Sequence[Cell]) -> None:
    """The cells for people: what each is of, its figures with their sentences, which is preferred and why."""
    for cell in cells:
        row = cell.first
        typer.echo(f"{'agree' if cell.agrees else 'CONFLICT'}  {row.area}, {row.period}: {_named(row)}")
        for figure in cell.figures:
            mark = "*" if cell.preferred and figure.claim == cell.preferred.claim else " "
            source = figure.source
            told = f"{quantity(figure, Language.ENGLISH)} [{figure.status}]"
            typer.echo(
                f"  {mark} {told}  {source.file}:{source.line}  “{one_line(visible(source.sentence))}”"
            )
        if cell.preferred:
            typer.echo(f"    * {cell.why('en')}")
    conflicts = sum(not cell.agrees for cell in cells)
    typer.echo(f"{len(cells)} told more than once, of which {conflicts} conflict.")


def cell_title(cell: Cell, language: Language) -> str:
    """What a cell is of: indicator, role, place and time."""
    row = cell.first
    role = tell(language, f"measure.{row.measure.value}")
    place = area_name(row.area_code, row.area, language)
    return f"{name_of(row, language)} ({role}), {place}, {notation_label(row.period, language)}"


def preference(cell: Cell, language: Language) -> str:
    """Which figure of the cell is preferred, and by what rule."""
    row = cell.preferred
    if row is None:
        return tell(language, "cells.none_preferred")
    where = source_name(row.source, language)
    told = quantity(row, language)
    return tell(language, "cells.preferred", figure=told, where=where, reason=cell.why(language.value))


def _named(row: ObservationRow) -> str:
    return f"{row.indicator_text} ({row.measure.value})"
