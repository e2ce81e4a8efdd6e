"""Rulings and skew of pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest.read.printed.grid import find_grids
from ingest.read.printed.rulings import part_rulings, skew_of

SCALE = 4.0


def lines_of_text(height=900, width=1200):
    """Rows of small blots, as lines of text are."""
    rng = np.random.default_rng(1)
    page = np.full((height, width), 255, np.uint8)
    for top in range(60, height - 60, 48):
        for left in range(60, width - 60, 22):
            page[top : top + int(rng.integers(16, 24)), left : left + int(rng.integers(4, 16))] = 0
    return page


@pytest.mark.parametrize("degrees", [-2.0, -0.4, 0.0, 0.7, 3.0])
def test_the_skew_is_by_how_much_lines_climb(degrees):
    turned = np.asarray(Image.fromarray(lines_of_text()).rotate(degrees, fillcolor=255))
    assert skew_of(turned) == pytest.approx(degrees, abs=0.11)


@pytest.mark.parametrize("shade", [0, 255])
def test_a_page_of_one_shade_is_let_be(shade):
    page = np.full((300, 300), shade, np.uint8)
    assert -4.3 <= skew_of(page) <= 4.3
    assert skew_of(np.full((300, 300), 255, np.uint8)) == 0.0
    cleared, strokes = part_rulings(page, SCALE)
    assert (cleared == page).all()
    assert strokes == []


def test_long_lines_are_rulings_and_letters_are_not():
    page = lines_of_text()
    page[400:403, 100:1100] = 0
    page[300:600, 50:53] = 0
    cleared, strokes = part_rulings(page, SCALE)
    level = [stroke for stroke in strokes if stroke.level]
    upright = [stroke for stroke in strokes if not stroke.level]
    assert {round(stroke.top * SCALE) for stroke in level} == {400, 401, 402}
    assert min(stroke.left for stroke in level) == pytest.approx(25, abs=6)
    assert {round(stroke.left * SCALE) for stroke in upright} == {50, 51, 52}
    assert (cleared[401, 100:1100] == 255).all()
    assert (cleared[500:540] == np.where(np.arange(1200) < 55, 255, page[500:540])).all()


def test_the_ragged_edge_of_a_ruling_is_no_ruling_across_it():
    page = np.full((400, 1200), 255, np.uint8)
    page[200:203, 100:1100] = 0
    page[199, 300:304] = page[203, 700:709] = page[199:204, 500] = 0
    _, strokes = part_rulings(page, SCALE)
    assert all(stroke.level and stroke.right - stroke.left > 200 for stroke in strokes)


def test_a_filled_area_is_no_ruling():
    page = np.full((400, 600), 255, np.uint8)
    page[100:180, 100:500] = 0
    cleared, strokes = part_rulings(page, SCALE)
    assert strokes == []
    assert (cleared == page).all()


def test_rulings_of_a_table_make_a_grid():
    page = np.full((800, 1000), 255, np.uint8)
    for top in (200, 320, 440):
        page[top : top + 3, 100:904] = 0
    for left in (100, 500, 900):
        page[200:443, left : left + 3] = 0
    (grid,) = find_grids(part_rulings(page, SCALE)[1])
    assert len(grid.boxes) == 4
    assert grid.columns == pytest.approx((25, 125, 225), abs=1)


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (400, 3)])
def test_tiny_pictures_hold_nothing(shape):
    page = np.full(shape, 255, np.uint8)
    assert skew_of(page) == 0.0
    assert part_rulings(page, SCALE)[1] == []
