"""Rulings and skew of a page's picture: what OCR does not tell.

A picture is an array of grey values, one row after the other, 0 black to 255 white.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.read.printed.sheet import Stroke

Picture = NDArray[np.uint8]
_Mask = NDArray[np.bool_]

DARK = 140
_SHORTEST = 26.0  # points: no stroke of a letter is as long
_PIECE = 3.0
_FILLED = 0.92
_THICKEST = 4.0
_STEEPEST = 4.0  # degrees
_POINTS = 60_000


def skew_of(picture: Picture) -> float:
    """By how many degrees the lines of text climb to the right: where letters pile up most in level rows."""
    rows, columns = np.nonzero(picture[::2, ::2] < DARK)
    if len(rows) < 200:
        return 0.0
    step = max(1, len(rows) // _POINTS)
    rows, columns = rows[::step].astype(np.float64), columns[::step].astype(np.float64)

    def piled(degrees: float) -> float:
        at = np.rint(rows + columns * math.tan(math.radians(degrees))).astype(np.int64)
        counts = np.bincount(at - at.min())
        return float((counts.astype(np.float64) ** 2).sum())

    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.25), key=piled)
    return float(max(np.arange(best - 0.2, best + 0.21, 0.05), key=piled))


def part_rulings(picture: Picture, scale: float) -> tuple[Picture, list[Stroke]]:
    """The picture without its long straight lines, and these; ``scale`` is pixels a point."""
    dark = picture < DARK
    level, upright = _long(dark, scale), _long(dark.T, scale).T
    cleared = picture.copy()
    cleared[_grown(level | upright)] = 255
    least = _PIECE * scale
    strokes = [Stroke(a / scale, y / scale, b / scale, (y + 1) / scale) for y, a, b in _runs(level, least)]
    strokes += [
        Stroke(x / scale, a / scale, (x + 1) / scale, b / scale) for x, a, b in _runs(upright.T, least)
    ]
    return cleared, strokes


def _long(dark: _Mask, scale: float) -> _Mask:
    """The dark points that lie on a long and thin level line."""
    span = max(8, int(_SHORTEST * scale))
    if dark.shape[1] <= span:
        return np.zeros_like(dark)
    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    starts = sums[:, span:] - sums[:, :-span] >= _FILLED * span
    found = np.zeros((dark.shape[0], dark.shape[1] + 1), np.int32)
    found[:, : starts.shape[1]] += starts
    found[:, span : span + starts.shape[1]] -= starts
    mask = (np.cumsum(found, axis=1)[:, :-1] > 0) & dark
    return mask & ~_thick(mask, max(3, int(_THICKEST * scale)))


def _thick(mask: _Mask, most: int) -> _Mask:
    """The points of a mask that lie in a column of more points than a ruling is thick: filled areas."""
    sums = np.zeros((mask.shape[0] + 1, mask.shape[1]), np.int32)
    np.cumsum(mask, axis=0, out=sums[1:])
    full = sums[most + 1 :] - sums[: -most - 1] > most
    found = np.zeros((mask.shape[0] + 1, mask.shape[1]), np.int32)
    found[: full.shape[0]] += full
    found[most + 1 : most + 1 + full.shape[0]] -= full
    return np.cumsum(found, axis=0)[:-1] > 0


def _grown(mask: _Mask) -> _Mask:
    """The mask and the points around it."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _runs(mask: _Mask, least: float) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of every run of at least so many points: a ruling's edge is ragged."""
    rows = np.flatnonzero(mask.any(axis=1))
    for row in rows:
        edges = np.flatnonzero(np.diff(mask[row].astype(np.int8), prepend=0, append=0))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= least:
                yield int(row), int(start), int(end)
