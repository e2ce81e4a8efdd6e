"""Tables that a text writes in HTML, as converters do to keep merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.read.tables import Row, Slot

_OPENS = re.compile(r"(?:<(?:div|center|p)(?:\s[^<>]*)?>\s*)*<table(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|caption|tr|td|th)(?P<values>\s[^<>]*)?>", re.IGNORECASE)
_SPAN = re.compile(r"(?P<which>row|col)span\s*=\s*[\"']?(?P<count>\d{1,4})", re.IGNORECASE)
_WIDEST = 200  # columns or rows that a cell may cover


def html_table(text: str, start: int) -> tuple[list[Row], int]:
    """The rows of the HTML table that begins at ``start``, and where it ends; no rows if none does.

    A table that is never closed is none. Tables inside cells are words of their cells; a caption is a
    row of its own.
    """
    opening = _OPENS.match(text, start)
    grid, depth = _Grid(), 1
    for tag in _TAG.finditer(text, opening.end()) if opening else ():
        if tag["name"].lower() != "table":
            if depth == 1:
                grid.take(tag)
            continue
        depth += -1 if tag["close"] else 1
        if depth == 0:
            grid.end_row(tag.start())
            return grid.rows, tag.end()
    return [], start


@dataclass(slots=True)
class _Grid:
    """Rows in the making; ``taken`` counts for each column the rows that a cell above still covers."""

    rows: list[Row] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def take(self, tag: re.Match[str]) -> None:
        """A tag of a row or cell. Closing tags may be left out, as HTML allows."""
        name = tag["name"].lower()
        if name in ("tr", "caption"):
            self.end_row(tag.start())
        else:
            self._end_cell(tag.start())
        if name != "tr" and not tag["close"]:
            found = _SPAN.finditer(tag["values"] or "")
            spans = {one["which"].lower(): min(max(1, int(one["count"])), _WIDEST) for one in found}
            self.cell = (tag.end(), spans.get("row", 1), spans.get("col", 1))

    def end_row(self, at: int) -> None:
        """The row that is open, if any, is whole."""
        self._end_cell(at)
        if self.slots:
            self._skip_covered()
            self.rows.append(tuple(self.slots))
        self.slots, self.column = [], 0

    def _end_cell(self, at: int) -> None:
        if self.cell is None:
            return
        start, row_span, column_span = self.cell
        self._skip_covered()
        self.slots.append(Slot(start, at, self.column, row_span, column_span))
        for covered in range(self.column, self.column + column_span):
            self.taken[covered] = row_span - 1
        self.column += column_span
        self.cell = None

    def _skip_covered(self) -> None:
        while self.taken.get(self.column, 0) > 0:
            self.taken[self.column] -= 1
            self.column += 1
