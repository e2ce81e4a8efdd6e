"""What stands side by side without rulings: letterheads and signatures, columns of text, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.marker import read_marker
from ingest.read.lines import starts_low
from ingest.read.printed.rows import Row, segments
from ingest.read.printed.sheet import Word

_GUTTER = 0.75  # of a letter's size
_LEAST_GUTTER = 3.0  # points
_FIGURE = re.compile(r"[<>≥≤~(+–-]*\d[\d.,]*\s*%?\)?$")
_FIGURES = 0.5
_LEAST_ROWS = 3
_PITCHES = 2.2
_LONG = 45

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns to be read one after the other, each with its rows."""

    columns: tuple[tuple[Row, ...], ...]

    @property
    def held(self) -> Iterator[Row]:
        """The rows of all columns."""
        for column in self.columns:
            yield from column


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table without rulings: the rows, and in each for every column what stands in it (or nothing)."""

    rows: tuple[tuple[tuple[Row, ...], ...], ...]
    edges: tuple[float, ...]

    @property
    def held(self) -> Iterator[Row]:
        """The rows of all cells."""
        for row in self.rows:
            for cell in row:
                yield from cell


def part_beside(rows: Sequence[Row]) -> list[Row | Columns | Aligned]:
    """The rows of a page in order, with those that stand side by side taken together."""
    found: list[Row | Columns | Aligned] = []
    at = 0
    while at < len(rows):
        region, gaps = _region(rows, at)
        if len(region) == 0:
            found.append(rows[at])
            at += 1
            continue
        found += _read(region, gaps)
        at += len(region)
    return found


def _region(rows: Sequence[Row], at: int) -> tuple[list[Row], list[Gap]]:
    """The rows from ``at`` on that leave the same gutters free, and these."""
    if not _gutters(rows[at]):
        return [], []
    region, gaps = [rows[at]], _free(rows[at])
    for row in rows[at + 1 :]:
        left = _shared(gaps, _free(row))
        if row.base - region[-1].base > _PITCHES * row.size or not _inner(left, region):
            break
        if len(_inner(left, region)) < min(len(_inner(gaps, region)), 2) and len(region) > 1:
            break
        gaps = left
        region.append(row)
    while len(region) > 1 and _lone(region[-1]) and not _continues(region, gaps):
        region.pop()
    return region, _inner(gaps, region)


def _gutters(row: Row) -> list[Gap]:
    """The wide gaps between what stands on a row; a number in front of its item is none of these."""
    parts = segments(row)
    if len(parts) == 2 and read_marker(parts[0].text + " x") and len(parts[0].text) < 6:
        return []
    return [(a.right, b.left) for a, b in pairwise(parts)]


def _free(row: Row) -> list[Gap]:
    """Everything that a row leaves free: both sides of it, and gaps broader than a space."""
    least = _GUTTER * row.size
    between = [(a.right, b.left) for a, b in pairwise(row.words) if b.left - a.right > least]
    return [(float("-inf"), row.left), *between, (row.right, float("inf"))]


def _shared(gaps: Sequence[Gap], others: Sequence[Gap]) -> list[Gap]:
    both = [(max(a, c), min(b, d)) for a, b in gaps for c, d in others]
    return [(low, high) for low, high in both if high - low > _LEAST_GUTTER]


def _inner(gaps: Sequence[Gap], region: Sequence[Row]) -> list[Gap]:
    """The gaps that have words on both sides."""
    left, right = min(row.left for row in region), max(row.right for row in region)
    return [(low, high) for low, high in gaps if low > left and high < right]


def _lone(row: Row) -> bool:
    return len(segments(row)) == 1


def _continues(region: Sequence[Row], gaps: Sequence[Gap]) -> bool:
    """Whether the last row, alone in its column, belongs to what stands above it there."""
    parts = _cells(region[-1], _inner(gaps, region))
    above = _cells(region[-2], _inner(gaps, region))
    filled = [at for at, cell in enumerate(parts) if cell]
    if filled != [0]:
        return True
    return bool(above[0]) and (starts_low(region[-1].text) or _lists(above[0][0], region[-1]))


def _lists(above: Row, row: Row) -> bool:
    """Whether both are items of one bulleted list, as recipients are."""
    before, own = read_marker(above.text), read_marker(row.text)
    return bool(before and own and own.bullet and before.style == own.style)


def _cells(row: Row, gaps: Sequence[Gap]) -> list[list[Row]]:
    """What the row holds of each column."""
    words: list[list[Word]] = [[] for _ in range(len(gaps) + 1)]
    for word in row.words:
        middle = word.middle[0]
        words[sum(middle > (low + high) / 2 for low, high in gaps)].append(word)
    return [[Row(row.page, tuple(own))] if own else [] for own in words]


def _read(region: Sequence[Row], gaps: Sequence[Gap]) -> list[Row | Columns | Aligned]:
    table = _rows(region, gaps)
    if _is_table(gaps, table):
        edges = tuple((low + high) / 2 for low, high in gaps)
        return [Aligned(tuple(tuple(tuple(cell) for cell in row) for row in table), edges)]
    columns: list[list[Row]] = [[] for _ in range(len(gaps) + 1)]
    for row in region:
        for column, cell in zip(columns, _cells(row, gaps), strict=True):
            column += cell
    return [Columns(tuple(tuple(column) for column in columns if column))]


def _is_table(gaps: Sequence[Gap], table: Sequence[Sequence[Sequence[Row]]]) -> bool:
    if len(table) < _LEAST_ROWS - (len(gaps) > 1):
        return False
    later = [cell for row in table[1:] for cell in row[1:] if cell]
    figures = sum(bool(_FIGURE.match(cell[0].text)) for cell in later)
    long = sum(len(" ".join(row.text for row in cell)) > _LONG for cell in later)
    if len(gaps) == 1:
        return figures >= _FIGURES * len(later) and bool(later)
    return long < len(later) / 2 and len(later) > 1


def _rows(region: Sequence[Row], gaps: Sequence[Gap]) -> list[list[list[Row]]]:
    """The region's rows as a table's; a row with nothing in front goes on with the one above."""
    table: list[list[list[Row]]] = []
    for row in region:
        cells = _cells(row, gaps)
        if table and _goes_on(table[-1], cells):
            for above, own in zip(table[-1], cells, strict=True):
                above += own
        else:
            table.append(cells)
    return table


def _goes_on(above: Sequence[Sequence[Row]], cells: Sequence[Sequence[Row]]) -> bool:
    filled = [at for at, cell in enumerate(cells) if cell]
    if not all(above[at] for at in filled):
        return False
    if filled == [0]:
        return starts_low(cells[0][0].text)
    return filled[0] > 0 and not any(_FIGURE.match(cells[at][0].text) for at in filled)
