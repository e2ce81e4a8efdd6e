"""Tables that a text writes in HTML, as converters do to keep merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.read.tables import Row, Slot

_OPENS = re.compile(r"(?:<(?:div|center|p)(?:\s[^<>]*)?>\s*+){0,8}<table(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|caption|tr|td|th)(?P<values>\s[^<>]*)?>", re.IGNORECASE)
_SPAN = re.compile(r"(?P<which>row|col)span\s*=\s*[\"']?(?P<count>\d{1,4})", re.IGNORECASE)
_WIDEST = 200  # columns or rows that a cell may cover
_DEEPEST = 20  # unclosed or closed tables around a table


def table_ends(text: str) -> Mapping[int, tuple[int, int]]:
    """Where the tag begins and ends that closes a table, by the offset behind the one that opens it.

    A table that is never closed is none, and neither is one too deep inside others.
    """
    ends: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    for tag in _TAG.finditer(text):
        if tag["name"].lower() != "table":
            continue
        if not tag["close"]:
            opened.append(tag.end())
        elif opened:
            at = opened.pop()
            if len(opened) < _DEEPEST:
                ends[at] = tag.span()
    return ends


def html_table(text: str, start: int, ends: Mapping[int, tuple[int, int]]) -> tuple[list[Row], int]:
    """The rows of the HTML table that begins at ``start``, and where it ends; no rows if none does.

    ``ends`` are those of the text. Tables inside cells are words of their cells; a caption is a row of its
    own.
    """
    opening = _OPENS.match(text, start)
    if not opening or opening.end() not in ends:
        return [], start
    last, end = ends[opening.end()]
    grid, depth = _Grid(), 1
    for tag in _TAG.finditer(text, opening.end(), last):
        if tag["name"].lower() == "table":
            depth += -1 if tag["close"] else 1
        elif depth == 1:
            grid.take(tag)
    grid.end_row(last)
    return grid.rows, end


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
