"""Borders of districts from a GeoJSON file of the user's own, for maps. Pure but for reading the file.

A polygon is a district's by its property ``code``, else ``ma``, else by the name in ``name`` or ``ten``. The
codes are those of the statistical office.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.text import fold, nfc
from ontology.errors import BadInput

_MOST = 80_000_000  # bytes: all districts at the scale of a screen take a few million
_SHAPES = ("Polygon", "MultiPolygon")
_CODES = ("code", "ma")
_NAMES = ("name", "ten")


@dataclass(frozen=True, slots=True)
class Borders:
    """The GeoJSON geometry of each district by its code."""

    shapes: Mapping[str, Mapping[str, Any]]


def read_borders(path: Path, names: Mapping[str, str]) -> Borders:
    """The polygons of the file that are known districts'; ``names`` are these by their codes.

    Raises ``BadInput`` for a file that cannot be read, is no GeoJSON, or has none of the districts.
    """
    hint = "Name a GeoJSON file with polygons whose property 'code' is the district's code."
    try:
        if path.stat().st_size > _MOST:
            raise BadInput(f"The file of borders {path.name} is larger than {_MOST // 1_000_000} MB.", hint)
        read = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadInput(f"The file of borders {path.name} cannot be read: {error}.", hint) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        raise BadInput(f"The file of borders {path.name} is no GeoJSON FeatureCollection.", hint)
    shapes = dict(_shapes(features, names))
    if not shapes:
        raise BadInput(f"The file of borders {path.name} has a polygon of none of the districts.", hint)
    return Borders(shapes)


def _shapes(features: list[Any], names: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    by_name = _codes_by_name(names)
    for feature in features:
        shape = feature.get("geometry") if isinstance(feature, dict) else None
        told = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(shape, dict) or shape.get("type") not in _SHAPES or not isinstance(told, dict):
            continue
        code = _code(told, names, by_name)
        if code:
            yield code, {"type": shape["type"], "coordinates": shape.get("coordinates")}


def _code(told: Mapping[str, Any], names: Mapping[str, str], by_name: Mapping[str, str]) -> str:
    for key in _CODES:
        code = str(told.get(key) or "").zfill(3)
        if code in names:
            return code
    found = (by_name.get(_even(str(told.get(key) or ""))) for key in _NAMES)
    return next((code for code in found if code), "")


def _codes_by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Codes by name; a name of several districts is nobody's."""
    codes: dict[str, list[str]] = {}
    for code, name in names.items():
        codes.setdefault(_even(name), []).append(code)
    return {name: own[0] for name, own in codes.items() if len(own) == 1}


def _even(name: str) -> str:
    return " ".join(fold(nfc(name)).split())
