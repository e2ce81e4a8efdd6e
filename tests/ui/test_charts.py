"""What all charts share: the look, the map of tiles, and their files."""

from __future__ import annotations

import re
from collections import Counter

import altair as alt
import pandas as pd
import pytest

from ontology.gazetteer import PROVINCE, load_gazetteer
from search.language import Language
from ui.charts.dot_map import MapDot, dot_map, load_tiles, unplaced
from ui.charts.picture import picture
from ui.charts.style import DASHES, GROUND, INK, SERIES, colours, styled

VI, EN = Language.VIETNAMESE, Language.ENGLISH


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def dots() -> list[MapDot]:
    return [
        MapDot("105", "Mường Tè", "12", "66,8%", 66.8),
        MapDot("109", "Phong Thổ", "12", "44,3%", 44.3),
        MapDot("184", "Văn Quan", "20", "62,5%", 62.5),
    ]


def test_colours_of_series_and_text_can_be_seen():
    assert all(contrast(colour, "#FFFFFF") >= 3 for colour in SERIES)
    assert contrast(INK, GROUND) >= 4.5
    assert len(SERIES) == len(DASHES) == len({str(dash) for dash in DASHES})


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="9 series"):
        colours([str(number) for number in range(9)])


@pytest.mark.parametrize(("language", "told"), [(VI, "12.345,5"), (EN, "12,345.5")])
def test_numbers_of_a_picture_are_written_as_the_language_writes_them(language, told):
    frame = pd.DataFrame({"v": [12345.5], "n": ["a"]})
    chart = alt.Chart(frame).mark_text().encode(text=alt.Text("v:Q", format=",~f"), y="n:N")
    assert told in picture(styled(chart, language), "svg").decode()


def test_a_picture_is_a_png_or_an_svg_with_its_words():
    chart = dot_map(dots(), VI, "%")
    assert picture(chart, "png").startswith(b"\x89PNG")
    drawn = picture(chart, "svg").decode()
    assert drawn.startswith("<svg")
    assert "Lạng Sơn" in drawn


def test_every_province_has_a_tile_of_its_own():
    provinces = {
        unit.official_code for unit in load_gazetteer().units if unit.level == PROVINCE and not unit.is_new
    }
    assert {tile.code for tile in load_tiles()} == provinces
    assert max(Counter((tile.row, tile.column) for tile in load_tiles()).values()) == 1


def test_a_dot_of_no_province_is_told_and_not_drawn():
    stray = MapDot("x", "Đâu đó", "99", "1")
    assert unplaced([*dots(), stray]) == (stray,)
    assert "Đâu đó" not in dot_map([*dots(), stray], VI).to_json(ensure_ascii=False)


def test_the_map_shows_the_rows_around_its_dots():
    drawn = picture(dot_map(dots(), VI), "svg").decode()
    assert "Cao Bằng" in drawn
    assert "Cà Mau" not in drawn


def test_kinds_of_dots_differ_in_colour_and_in_shape():
    kinds = [MapDot(str(n), f"H{n}", "12", "x", kind=f"loại {n}") for n in range(3)]
    drawn = picture(dot_map(kinds, VI), "svg").decode()
    marks = re.findall(r'<path [^>]*?d="([^"]+)"[^>]*?fill="(#[0-9A-Fa-f]{6})"', drawn)
    assert {"#0B6E4F", "#23366F", "#B4541A"} <= {colour for _, colour in marks}
