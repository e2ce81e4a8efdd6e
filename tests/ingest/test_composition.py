"""An indicator's name taken apart: measured property, population, season."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.composition import Composition, compose, composition_of, composition_of_concept
from ingest.fact import Measure
from ontology.lexicon import concepts_by_id, load_concepts
from tests.factories import measurement

CASES = [
    ("diện tích gieo trồng lúa đông xuân", "area", ("area", "lúa", "dong-xuan")),
    ("diện tích lúa vụ mùa đã cấy", "area", ("area", "lúa", "mua")),
    ("diện tích lúa xuân", "area", ("area", "lúa", "xuan")),
    ("sản lượng ngô thu đông", "mass", ("output", "ngô", "thu-dong")),
    ("diện tích gieo trồng vụ hè thu", "area", ("area", "", "he-thu")),
    ("diện tích lúa thu hoạch", "area", ("area", "lúa thu hoạch", None)),
    ("Tổng đàn trâu, bò", "animal", ("herd", "trâu, bò", None)),
    ("số học sinh bỏ học năm học 2023-2024", "person", ("number", "học sinh bỏ học", "school-year")),
    ("tỷ lệ hộ nghèo", "ratio", ("rate", "hộ nghèo", None)),
    ("giá trị sản xuất công nghiệp", "money", ("value", "công nghiệp", None)),
    ("thu nhập bình quân đầu người", "money", ("income", "", None)),
    # Without a property in the name the unit tells it, and without a unit nothing does.
    ("trồng rừng mới", "area", ("area", "trồng rừng mới", None)),
    ("kết nạp mới đảng viên", "person", ("number", "kết nạp mới đảng viên", None)),
    ("tuyển quân", "", (None, "tuyển quân", None)),
    # Words that only look like a season.
    ("thu thuế ngoài quốc doanh", "money", ("revenue", "thuế ngoài quốc doanh", None)),
    ("số vụ đông người khiếu nại", "event", ("number", "đông người khiếu nại", None)),
]


@pytest.mark.parametrize(("name", "kind", "parts"), CASES)
def test_a_name_is_taken_apart(name, kind, parts):
    assert compose(name, kind) == Composition(*parts)


def test_a_name_that_holds_a_word_of_spring_has_no_season():
    assert compose("số cây trồng tại lễ phát động Tết trồng cây Xuân Giáp Thìn", "produce").season is None


def test_every_indicator_of_the_list_has_a_measured_property():
    known = concepts_by_id("properties")
    lost = [
        row.id for row in load_concepts("indicators") if composition_of_concept(row.id).property not in known
    ]
    assert lost == []


def test_seasons_of_the_list_are_told_by_their_ids():
    named = {"winter-spring": "dong-xuan", "summer-autumn": "he-thu", "autumn-winter": "thu-dong"}
    for row in load_concepts("indicators"):
        for words, season in named.items():
            if row.extra["sector"] == "agriculture" and row.id.endswith(words):
                assert (row.id, composition_of_concept(row.id).season) == (row.id, season)


def test_a_linked_figure_is_described_as_its_concept():
    fact = measurement(indicator="tuyển quân", concept="recruits")
    assert composition_of(fact) == composition_of_concept("recruits")


def test_a_percentage_of_plan_is_no_unit_of_its_indicator():
    def property_as(measure):
        return composition_of(
            measurement(measure=measure, indicator="hoàn thành huấn luyện", unit="%", unit_code="percent")
        ).property

    assert property_as(Measure.PCT_OF_PLAN) is None
    assert property_as(Measure.VALUE) == "rate"


def test_a_bare_count_is_a_number():
    assert composition_of(measurement(indicator="hội viên kết nạp", unit="")).property == "number"


@given(st.text(max_size=60), st.sampled_from(["", "area", "ratio", "person"]))
def test_no_name_breaks_it_and_a_population_is_cut_from_the_name(name, kind):
    parts = compose(name, kind)
    assert parts.season or parts.population in " ".join(name.split())
