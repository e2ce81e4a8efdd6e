"""Ruled tables: from the rulings of a page to cells with their spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.read.printed.sheet import Stroke

_SNAP = 3.0
_COVERED = 0.6
_MOST_LINES = 1500
_LEAST_SIDE = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a cell: row, column and spans, counted from 0 and 1, and its edges in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether the point lies inside."""
        return self.left <= point[0] < self.right and self.top <= point[1] < self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells row by row, and its outer edges."""

    boxes: tuple[Box, ...]
    columns: tuple[float, ...]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.columns[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.columns[-1]

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether the point lies inside."""
        return self.left <= point[0] < self.right and self.top <= point[1] < self.bottom


@dataclass(frozen=True, slots=True)
class _Line:
    """A whole ruling: where it lies (``at``) and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> bool:
        return min(self.end, end) - max(self.start, start) >= _COVERED * (end - start)


def find_grids(strokes: Iterable[Stroke]) -> list[Grid]:
    """The tables of a page, from top to bottom: rulings that cross and part more than one cell."""
    strokes = list(strokes)
    level = _lines(((s.top + s.bottom) / 2, s.left, s.right) for s in strokes if s.level)
    upright = _lines(((s.left + s.right) / 2, s.top, s.bottom) for s in strokes if not s.level)
    if len(level) + len(upright) > _MOST_LINES:
        return []
    grids = (_grid(own_level, own_upright) for own_level, own_upright in _connected(level, upright))
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.top, grid.left))


def _lines(pieces: Iterable[tuple[float, float, float]]) -> list[_Line]:
    """Pieces of rulings that lie on one line and touch, as one."""
    rows: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(pieces):
        if not rows or at - rows[-1][0] > _SNAP:
            rows.append((at, []))
        rows[-1][1].append((start, end))
    lines: list[_Line] = []
    for at, parts in rows:
        parts.sort()
        start, end = parts[0]
        for low, high in parts[1:]:
            if low <= end + _SNAP:
                end = max(end, high)
            else:
                lines.append(_Line(at, start, end))
                start, end = low, high
        lines.append(_Line(at, start, end))
    return lines


def _connected(level: Sequence[_Line], upright: Sequence[_Line]) -> Iterable[tuple[list[_Line], list[_Line]]]:
    """Level and upright lines that hang together by crossing."""
    group = list(range(len(level) + len(upright)))

    def root(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            if _cross(across, down):
                group[root(i)] = root(j)
    found: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, across in enumerate(level):
        found.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(upright, len(level)):
        found.setdefault(root(j), ([], []))[1].append(down)
    return found.values()


def _cross(across: _Line, down: _Line) -> bool:
    return (
        across.start - _SNAP <= down.at <= across.end + _SNAP
        and down.start - _SNAP <= across.at <= down.end + _SNAP
    )


def _grid(level: Sequence[_Line], upright: Sequence[_Line]) -> Grid | None:
    if len(level) < 2 or not upright:
        return None
    rows = _edges([line.at for line in level])
    outer = [min(line.start for line in level), max(line.end for line in level)]
    columns = _edges([*(line.at for line in upright), *outer])
    if len(rows) < 2 or len(columns) < 3 or len(rows) + len(columns) > _MOST_LINES:
        return None
    boxes = tuple(_boxes(rows, columns, level, upright))
    return Grid(boxes, tuple(columns), rows[0], rows[-1]) if len(boxes) > 1 else None


def _edges(places: Iterable[float]) -> list[float]:
    """Places without those that lie too near to another."""
    found: list[float] = []
    for at in sorted(places):
        if not found or at - found[-1] > _LEAST_SIDE:
            found.append(at)
    return found


def _boxes(
    rows: Sequence[float], columns: Sequence[float], level: Sequence[_Line], upright: Sequence[_Line]
) -> Iterable[Box]:
    """The cells: fields of the grid that no ruling parts belong together."""
    wide, high = len(columns) - 1, len(rows) - 1
    below = [
        [_wall(level, rows[r + 1], columns[c], columns[c + 1]) for c in range(wide)] for r in range(high)
    ]
    beside = [
        [_wall(upright, columns[c + 1], rows[r], rows[r + 1]) for c in range(wide)] for r in range(high)
    ]
    taken = [[False] * wide for _ in range(high)]
    for row in range(high):
        for column in range(wide):
            if taken[row][column]:
                continue
            last = column
            while last + 1 < wide and not beside[row][last] and not taken[row][last + 1]:
                last += 1
            end = row
            while end + 1 < high and not any(below[end][c] for c in range(column, last + 1)):
                end += 1
            for r in range(row, end + 1):
                for c in range(column, last + 1):
                    taken[r][c] = True
            yield Box(
                row, column, end - row + 1, last - column + 1,
                columns[column], rows[row], columns[last + 1], rows[end + 1],
            )  # fmt: skip


def _wall(lines: Sequence[_Line], at: float, start: float, end: float) -> bool:
    return any(abs(line.at - at) <= _LEAST_SIDE and line.covers(start, end) for line in lines)
