"""The cells of ruled tables as pictures of their own: OCR reads them better alone than in the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.read.printed.grid import Box, Grid
from ingest.read.printed.rulings import DARK, Picture

_INSET = 0.7  # points: what the ruling left of itself lies at the edge
_MARGIN = 4.0
_OUTER = 1.4
_EDGE = 1.0  # points of its own paper that stay around the ink
_GRAIN = 12  # grey values by which paper differs from itself
_LEAST_INK = 12  # pixels


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page's picture, and where its upper left corner lies in the page, in pixels."""

    picture: Picture
    left: int = 0
    top: int = 0


def part_cells(picture: Picture, grids: Sequence[Grid], scale: float) -> tuple[Picture, list[Part]]:
    """The picture without its tables, and each cell of theirs that holds ink; ``scale`` is pixels a point.

    The paper of the picture is made even: on pages that are nearly empty its grain is taken for letters.
    """
    paper = np.uint8(np.median(picture))
    rest = _even(picture, paper)
    if not grids:
        return rest, []
    white = _whitened(picture, paper)
    cells = [part for grid in grids for box in grid.boxes for part in _cell(white, box, scale)]
    edge = _OUTER * scale
    for grid in grids:
        rows = slice(max(0, int(grid.top * scale - edge)), int(grid.bottom * scale + edge))
        rest[rows, max(0, int(grid.left * scale - edge)) : int(grid.right * scale + edge)] = paper
    return rest, cells


def _even(picture: Picture, paper: np.uint8) -> Picture:
    least = int(paper) - 2 * _GRAIN
    return np.where(picture > least, paper, picture) if least > DARK else picture.copy()


def _whitened(picture: Picture, paper: np.uint8) -> Picture:
    """The picture with paper as white as the margins that are put around cells, and black ink."""
    dark = picture[picture < DARK]
    ink = float(np.percentile(dark, 20)) if dark.size else 0.0
    full = max(float(paper) - _GRAIN, DARK)
    white: Picture = np.clip((picture - ink) * (255 / (full - ink)), 0, 255).astype(np.uint8)
    return white


def _cell(picture: Picture, box: Box, scale: float) -> Iterator[Part]:
    """The ink of a cell with a margin of paper around it."""
    left, top = max(0, int((box.left + _INSET) * scale)), max(0, int((box.top + _INSET) * scale))
    inner = picture[top : int((box.bottom - _INSET) * scale), left : int((box.right - _INSET) * scale)]
    dark = inner < DARK
    if dark.sum() < _LEAST_INK:
        return
    edge, margin = int(_EDGE * scale), int(_MARGIN * scale)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    above, before = max(0, int(rows[0]) - edge), max(0, int(columns[0]) - edge)
    ink = inner[above : rows[-1] + edge + 1, before : columns[-1] + edge + 1]
    padded = np.pad(ink, margin, constant_values=255)
    yield Part(padded, left + before - margin, top + above - margin)
