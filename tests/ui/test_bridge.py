"""Units of today by their names, and the rows that show their old units' figures."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from graph.bridge.find import bridge_rows
from ontology.errors import BadInput
from ontology.gazetteer import load_gazetteer
from search.language import Language
from tests.factories import observation_row
from ui.bridge import bridged_parts, bridged_table, unit_of_today

TODAY = load_gazetteer().unit("03583-2025")


@pytest.mark.parametrize(
    "words",
    [
        "03583-2025",
        "03583",
        "xã Khổng Lào",
        "Khổng Lào",
        "khong lao",
        "Bản Lang",
        unicodedata.normalize("NFD", " xã Khổng Lào "),
    ],
)
def test_a_unit_is_found_by_code_name_kind_or_an_old_unit_that_went_whole_into_it(words):
    assert unit_of_today(words) == TODAY


def test_a_name_of_several_units_wants_the_province():
    with pytest.raises(BadInput, match="More than one unit"):
        unit_of_today("Tân Thành")
    for province in ("Cà Mau", "tỉnh Cà Mau", unicodedata.normalize("NFD", "Cà Mau")):
        assert unit_of_today("xã Tân Thành", province).parent == unit_of_today("Cà Mau").code


def test_a_province_that_does_not_hold_the_unit_is_not_passed_over():
    with pytest.raises(BadInput, match="No province is called 'Atlantis'"):
        unit_of_today("xã Khổng Lào", "Atlantis")
    for words in ("xã Khổng Lào", TODAY.code):
        with pytest.raises(BadInput, match="No unit is called"):
            unit_of_today(words, "Cà Mau")
        assert unit_of_today(words, "Lai Châu") == TODAY


def test_an_old_unit_is_found_by_its_province_of_today():
    quy_mong = unit_of_today("Quy Mông")
    for province in ("Yên Bái", "Lào Cai"):  # before and after 2025
        assert unit_of_today("04519", province) == quy_mong


def test_a_derived_figure_and_each_part_have_a_row_and_their_sentences():
    olds = load_gazetteer().predecessors(TODAY)
    rows = [
        replace(observation_row("5", "5 con", unit="con", name="đàn trâu", concept="herd-buffalo", offset=n),
                area_code=old.code, area=old.area.label)
        for n, old in enumerate(olds)
    ]  # fmt: skip
    bridged = bridge_rows(TODAY, rows)
    table, sources = bridged_table(bridged, Language.VIETNAMESE), bridged_parts(bridged)
    assert [(row["value"], row["standing"]) for row in table] == [
        (15, "số suy ra (tổng)"), (5, "báo cáo nêu"), (5, "báo cáo nêu"), (5, "báo cáo nêu"),
    ]  # fmt: skip
    assert [len(one) for one in sources] == [3, 1, 1, 1]
    partial = bridge_rows(TODAY, rows[:1])
    assert [row["standing"] for row in bridged_table(partial, Language.ENGLISH)] == [
        "not added: old units are missing"
    ]
    assert len(bridged_parts(partial)) == 1
