"""A chart as a picture file, drawn on this machine without a browser."""

from __future__ import annotations

from typing import Any, Literal

import vl_convert  # Vega-Lite's own renderer as a library; opens no connection

PictureFormat = Literal["png", "svg"]
_SCALE = 2.0  # pixels of a PNG for one of the chart: sharp in print and on dense screens
_WIDTH = 720  # pixels of a chart that on a page takes the width there is


def picture(chart: Any, kind: PictureFormat) -> bytes:
    """The bytes of a PNG or SVG file; text stays text in an SVG."""
    spec = chart.to_dict()
    if spec.get("width") == "container" or "width" not in spec:
        spec["width"] = _WIDTH
    if kind == "svg":
        drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        return drawn.encode("utf-8")
    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[]))
