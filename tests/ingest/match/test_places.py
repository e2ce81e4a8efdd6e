"""Places in running text and in questions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.match.places import PlaceContext, match_candidates, match_places
from ontology.gazetteer import COMMUNE, load_gazetteer
from ontology.values import Area

DATA = tomllib.loads((Path(__file__).parents[2] / "cases" / "places.toml").read_text("utf-8"))
CASES = DATA["case"]
CONTEXTS = [PlaceContext(), PlaceContext("109", "12"), PlaceContext("760", "79")]
WORDS = DATA["fuzz"]


def _shown(area: Area) -> str:
    return f"{area.code} {area.label}" if area.code else f"{area.label} < {area.parent}"


def _context(case):
    district = case.get("district")
    unit = load_gazetteer().unit(district) if district else None
    return PlaceContext(district, unit.parent if unit else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_place_is_read_with_its_surface(case):
    found = [[m.surface, _shown(m.value)] for m in match_places(case["text"], _context(case))]
    assert found == case["expected"]


COMMUNES = [unit for unit in load_gazetteer().units if unit.level == COMMUNE and unit.state == "2025-06"]


@pytest.mark.parametrize("unit", COMMUNES[::101], ids=lambda unit: unit.area.label)
def test_a_commune_is_known_in_its_district_and_elsewhere_beside_its_district(unit):
    gazetteer = load_gazetteer()
    district = gazetteer.unit(unit.parent)
    (own,) = match_places(f"tại {unit.area.label} trồng ngô", PlaceContext(district.code, district.parent))
    far = f"{unit.area.label}, {district.area.label}, {gazetteer.province_of(unit).area.label}"
    first, *_ = match_places(far, PlaceContext("109", "12"))
    assert own.value == first.value == unit.area


def test_an_ambiguous_name_yields_all_its_units():
    several, one = match_candidates("Châu Thành hay huyện Kỳ Anh", PlaceContext())
    assert (several.surface, len(several.value)) == ("Châu Thành", 10)
    assert [area.code for area in one.value] == ["447"]
    (mention,) = match_candidates("Kỳ Anh", PlaceContext())
    assert [_shown(area) for area in mention.value] == ["447 huyện Kỳ Anh", "449 thị xã Kỳ Anh"]


def test_the_context_decides_between_units_of_one_name():
    (mention,) = match_candidates("huyện Châu Thành", PlaceContext(province="89"))
    assert [area.parent for area in mention.value] == ["89"]


def test_a_report_is_read_strictly_and_a_question_is_not():
    assert list(match_places("phong tho", PlaceContext("109", "12"))) == []
    relaxed = PlaceContext("109", "12", relaxed=True)
    assert [m.value.code for m in match_places("phong tho, nam xe", relaxed)] == ["109", "03586"]


@pytest.mark.parametrize("context", CONTEXTS, ids=repr)
@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40))
def test_no_text_breaks_the_matcher_and_spans_are_exact(context, text):
    end = 0
    for mention in match_candidates(text, context):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        assert len({area.code or area.name for area in mention.value}) == len(mention.value) > 0
        end = mention.end
