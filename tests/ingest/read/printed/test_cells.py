"""The cells of tables, cut out of a page's picture."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.read.printed.cells import part_cells
from ingest.read.printed.grid import find_grids
from ingest.read.printed.rulings import part_rulings

SCALE = 4.0
PAPER, INK = 235, 20


@pytest.fixture
def table():
    """A page with a word above a table of two rows and two columns, of which three cells are filled."""
    page = np.full((800, 1000), PAPER, np.uint8)
    page[60:100, 200:300] = INK
    for top in (200, 320, 440):
        page[top : top + 3, 100:904] = INK
    for left in (100, 500, 900):
        page[200:443, left : left + 3] = INK
    page[240:270, 150:230] = INK
    page[250:270, 700:720] = INK
    page[360:390, 150:180] = INK
    return part_rulings(page, SCALE)


def test_each_cell_with_ink_is_a_picture_that_knows_its_place(table):
    cleared, strokes = table
    _, cells = part_cells(cleared, find_grids(strokes), SCALE)
    assert len(cells) == 3
    dark = [np.argwhere(cell.picture < 140) for cell in cells]
    corners = [
        (cell.left + ink[:, 1].min(), cell.top + ink[:, 0].min())
        for cell, ink in zip(cells, dark, strict=True)
    ]
    assert corners == [(150, 240), (700, 250), (150, 360)]


def test_cells_have_a_white_margin_and_paper_as_white(table):
    cleared, strokes = table
    _, (cell, *_) = part_cells(cleared, find_grids(strokes), SCALE)
    assert cell.picture[:16].min() == 255
    assert set(np.unique(cell.picture)) == {0, 255}


def test_the_page_keeps_what_stands_outside_of_its_tables(table):
    cleared, strokes = table
    rest, _ = part_cells(cleared, find_grids(strokes), SCALE)
    assert np.argwhere(rest < 140)[[0, -1]].tolist() == [[60, 200], [99, 299]]
    assert (cleared[240:270, 150:230] == INK).all(), "the picture itself stays"


def test_a_page_without_tables_stays_as_it_is():
    page = np.full((100, 100), PAPER, np.uint8)
    rest, cells = part_cells(page, [], SCALE)
    assert (rest == page).all()
    assert cells == []


def test_paper_is_made_even_and_ink_stays():
    grain = np.random.default_rng(2).integers(-9, 10, (100, 100))
    page = (PAPER + grain).astype(np.uint8)
    page[40:60, 40:60] = INK
    page[39, 40:60] = 180
    rest, _ = part_cells(page, [], SCALE)
    assert np.unique(rest).tolist() == [INK, 180, int(np.median(page))]
    dark = np.full((100, 100), 60, np.uint8)
    assert (part_cells(dark, [], SCALE)[0] == dark).all()


def test_letters_that_touch_the_ruling_below_are_kept(table):
    cleared, strokes = table
    touching = cleared.copy()
    touching[300:318, 300:310] = INK
    _, (cell, *_) = part_cells(touching, find_grids(strokes), SCALE)
    assert np.argwhere(cell.picture < 140)[:, 0].max() + cell.top >= 315
