"""A map without coordinates: each province a tile about where it lies, each district a dot in its tile.

Borders of Vietnam's districts are not free to hand on, and a district that lies in a tile is found as fast.
The layout is our own (``province_tiles.csv``: the 63 provinces of 2008 to 2025, which all districts lie in).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from math import ceil, sqrt

import altair as alt
import pandas as pd

from ontology.gazetteer import load_gazetteer
from search.language import Language
from ui.charts.style import GRID, GROUND, INK, QUIET, SERIES, SHADES, SHAPES, styled
from ui.messages import tell

PICKED = "dot"
"""The selection that a click on a dot makes; its points hold ``district``."""

_WIDE, _TALL = 52, 44  # pixels of a tile
_LEGEND = 70  # pixels above the tiles
_COLUMNS = 3  # of the legend of kinds: as many as a phone has room for
_SMALLEST = 3  # dots in a row of a tile at least: a lone district is a dot, not a full tile


@dataclass(frozen=True, slots=True)
class MapDot:
    """One district. ``value`` shades it, or ``kind`` (words) gives it a colour and shape; ``told`` is its
    tooltip. ``province`` is the two-digit code, ``district`` whatever a click should give back.
    """

    district: str
    name: str
    province: str
    told: str
    value: float | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A province and its place, counted from the top left."""

    code: str
    name: str
    row: int
    column: int


@cache
def load_tiles() -> tuple[Tile, ...]:
    """All provinces, by code."""
    text = files("ui.charts").joinpath("province_tiles.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Tile(r["code"], r["name"], int(r["row"]), int(r["column"])) for r in rows)


def province_code(district: str) -> str:
    """The province that a district lies in, by their codes; empty for an unknown one."""
    unit = load_gazetteer().unit(district)
    return unit.parent.partition("-")[0] if unit else ""


def dot_map(dots: Sequence[MapDot], language: Language, unit: str = "") -> alt.LayerChart:
    """The map, from one row of tiles above the northernmost dot to one below the southernmost.

    Dots of a province that no tile has are left out: ask ``unplaced`` for them.
    """
    shown = _around(dots)
    top, rows = shown[0].row, 1 + shown[-1].row
    columns = 1 + max(tile.column for tile in load_tiles())
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[rows, top], nice=False))
    filled = {dot.province for dot in dots}
    tiles = pd.DataFrame([_tile(tile, tile.code in filled) for tile in shown])
    ground = (
        alt.Chart(tiles)
        .mark_rect(stroke=GRID, cornerRadius=4)
        .encode(
            x=x, x2="x2:Q", y=y, y2="y2:Q",
            tooltip=alt.Tooltip("name:N", title=tell(language, "map.province")),
            color=alt.condition("datum.filled", alt.value(GROUND), alt.value("#FFFFFF")),
        )
    )  # fmt: skip
    names = (
        alt.Chart(tiles)
        .mark_text(fontSize=9, color=QUIET, baseline="top", dy=2)
        .encode(
            x=alt.X("middle:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False)),
            y=y,
            text="short:N",
        )
    )
    placed = pd.DataFrame(list(_placed(dots)), columns=["x", "y", *MapDot.__slots__])
    drawn = alt.layer(ground, names, _dots(placed, x, y, language, unit))
    return styled(drawn.properties(width=columns * _WIDE, height=_LEGEND + (rows - top) * _TALL), language)


def unplaced(dots: Sequence[MapDot]) -> tuple[MapDot, ...]:
    """The dots that no tile has room for, since their province is none of the 63."""
    known = {tile.code for tile in load_tiles()}
    return tuple(dot for dot in dots if dot.province not in known)


def _around(dots: Sequence[MapDot]) -> tuple[Tile, ...]:
    """The tiles of the rows that hold dots, with one row more on each side; all tiles where there is none."""
    tiles = tuple(sorted(load_tiles(), key=lambda tile: tile.row))
    held = {tile.row for tile in tiles if tile.code in {dot.province for dot in dots}}
    if not held:
        return tiles
    return tuple(tile for tile in tiles if min(held) - 1 <= tile.row <= max(held) + 1)


def _dots(placed: pd.DataFrame, x: alt.X, y: alt.Y, language: Language, unit: str) -> alt.Chart:
    tooltip = [
        alt.Tooltip("name:N", title=tell(language, "map.district")),
        alt.Tooltip("told:N", title=tell(language, "map.told")),
    ]
    marks = (
        alt.Chart(placed)
        .mark_point(filled=True, opacity=1, stroke=INK, strokeWidth=0.7, cursor="pointer", size=70)
        .encode(x=x, y=y, tooltip=tooltip, description="name:N")
        .add_params(alt.selection_point(name=PICKED, fields=["district"], on="click", empty=False))
    )
    kinds = list(dict.fromkeys(placed["kind"]))
    if kinds and any(kinds):
        kinds = kinds[: len(SERIES)]
        key = alt.Legend(columns=_COLUMNS)
        return marks.encode(
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=kinds, range=list(SERIES[: len(kinds)])), legend=key
            ),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=kinds, range=list(SHAPES[: len(kinds)])), legend=key
            ),
        )
    legend = alt.Legend(title=unit or None, format=",~f", gradientLength=160)
    return marks.encode(color=alt.Color("value:Q", scale=alt.Scale(range=list(SHADES)), legend=legend))


def _tile(tile: Tile, filled: bool) -> dict[str, object]:
    return {
        "name": tile.name, "short": _short(tile.name), "filled": filled, "middle": tile.column + 0.5,
        "x": tile.column, "x2": tile.column + 1, "y": tile.row, "y2": tile.row + 1,
    }  # fmt: skip


def _placed(dots: Sequence[MapDot]) -> Iterator[dict[str, object]]:
    """The dots of each province in rows under its name, by name, so that a map drawn again is the same."""
    tiles = {tile.code: tile for tile in load_tiles()}
    inside: dict[str, list[MapDot]] = defaultdict(list)
    for dot in sorted(dots, key=lambda dot: (dot.name, dot.district)):
        if dot.province in tiles:
            inside[dot.province].append(dot)
    for code, own in inside.items():
        side = max(_SMALLEST, ceil(sqrt(len(own))))
        for number, dot in enumerate(own):
            row, column = divmod(number, side)
            yield {
                "x": tiles[code].column + (column + 0.5) / side,
                "y": tiles[code].row + 0.34 + 0.66 * (row + 0.5) / side,
                **asdict(dot),
            }


def _short(name: str) -> str:
    """A province's name in the width of a tile."""
    words = name.replace(" - ", " ").split()
    return name if len(name) <= 9 else f"{' '.join(word[0] + '.' for word in words[:-1])} {words[-1]}"
