"""What a comparison found: tables that are kept as JSON and shown as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first column names the row, ratios come next. ``note`` says what limits it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def record(self) -> dict[str, Any]:
        return asdict(self)


def table_of(record: dict[str, Any]) -> Table:
    """The table that ``Table.record`` was made of, also after a way through JSON."""
    rows = tuple(tuple(row) for row in record["rows"])
    return Table(record["title"], tuple(record["head"]), rows, record["note"])


def markdown(table: Table) -> str:
    lines = [f"**{table.title}**", "", _line(table.head), _line(["---"] * len(table.head))]
    lines += [_line([shown(cell) for cell in row]) for row in table.rows]
    return "\n".join([*lines, *(["", table.note] if table.note else [])])


def shown(cell: Cell) -> str:
    """A cell as a reader wants it: three figures that count, thousands apart, nothing as a dash."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) or abs(cell) >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}" if abs(cell) >= 1 else f"{cell:.3g}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
