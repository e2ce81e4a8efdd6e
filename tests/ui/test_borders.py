"""Borders from a file of the user's own: by code, by name, and what is said of a file that is no use."""

from __future__ import annotations

import json

import pytest

from ontology.errors import BadInput
from ui.borders import read_borders

NAMES = {"098": "Tủa Chùa", "109": "Phong Thổ", "801": "Châu Thành", "802": "Châu Thành"}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def written(folder, *properties):
    path = folder / "borders.geojson"
    features = [{"type": "Feature", "properties": told, "geometry": SQUARE} for told in properties]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"code": "098"}, "098"),
        ({"ma": 98}, "098"),
        ({"name": "phong tho"}, "109"),
        ({"ten": "Phong Thổ"}, "109"),
    ],
)
def test_a_polygon_is_a_districts_by_code_or_name(tmp_path, told, code):
    assert dict(read_borders(written(tmp_path, told), NAMES).shapes) == {code: SQUARE}


def test_a_name_that_several_districts_share_is_nobodys(tmp_path):
    with pytest.raises(BadInput, match="none of the districts"):
        read_borders(written(tmp_path, {"name": "Châu Thành"}), NAMES)


@pytest.mark.parametrize("text", ["no json", "[]", '{"features": 3}', '{"features": [1, {"geometry": {}}]}'])
def test_a_file_that_is_no_geojson_says_what_to_do(tmp_path, text):
    path = tmp_path / "bad.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput) as told:
        read_borders(path, NAMES)
    assert "property 'code'" in told.value.hint


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        read_borders(tmp_path / "none.geojson", NAMES)
