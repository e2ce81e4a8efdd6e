"""A report's own identity: from its head, its end, or its body; or an honest refusal."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.identity import identify_report
from ontology.errors import BadInput, HuyenKGError, UnreadableReport
from ontology.gazetteer import DISTRICT, load_gazetteer
from tests.factories import document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "identities.toml").read_text("utf-8"))["case"]
LINES = st.sampled_from([line for case in CASES for line in case["text"].split("\n")])

HALF = "BÁO CÁO\nKết quả 6 tháng đầu năm 2024\n"
PLACE = "UBND HUYỆN MÙ CANG CHẢI\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_head_and_the_end_say_what_report_it_is(case):
    found = identify_report(document(case["text"]))
    assert {
        "district": found.district.label,
        "province": found.province.name,
        "issuer": found.issuer,
        "number": found.number,
        "date": found.date,
        "period": found.period.notation,
        "kind": found.kind,
    } == {
        key: case.get(key) for key in ("district", "province", "issuer", "number", "date", "period", "kind")
    }


def test_the_title_is_what_stands_under_the_words_report():
    found = identify_report(
        document(PLACE + "BÁO CÁO\nKết quả 6 tháng đầu năm,\nnhiệm vụ 6 tháng cuối năm 2024")
    )
    assert found.title == "Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024"


def test_without_a_title_the_closing_sentence_names_the_report():
    text = PLACE + "A. KINH TẾ\nTrên đây là báo cáo công tác tháng 5 năm 2023 của UBND huyện Mù Cang Chải./."
    found = identify_report(document(text))
    assert (found.title, found.period.notation) == ("báo cáo công tác tháng 5 năm 2023", "2023-05")


def test_the_evidence_is_where_the_district_was_read():
    text = "Mường Ảng, ngày 2 tháng 6 năm 2024\n" + HALF
    found = identify_report(document(text))
    assert found.evidence.quote == "Mường Ảng"
    assert text[found.evidence.span.start : found.evidence.span.end] == "Mường Ảng"
    assert (found.district_evidence, found.evidence.line) == ("dateline", 1)


def test_neighbours_do_not_outvote_the_header():
    talk = "Huyện Văn Chấn, huyện Trạm Tấu và huyện Than Uyên giáp huyện; huyện Văn Chấn hỗ trợ. " * 4
    assert identify_report(document(PLACE + HALF + talk)).district.name == "Mù Cang Chải"


def test_no_district_is_refused_with_the_way_out():
    with pytest.raises(UnreadableReport) as refusal:
        identify_report(document(HALF + "Toàn huyện trồng 12 ha."))
    assert "does not say which district" in refusal.value.message
    assert "--district" in refusal.value.hint


def test_two_districts_of_one_name_are_refused_by_name():
    with pytest.raises(
        UnreadableReport, match=r"huyện Tam Nông \(.*Phú Thọ.*huyện Tam Nông \(Đồng Tháp\)|Đồng Tháp.*Phú Thọ"
    ):
        identify_report(document("UBND HUYỆN TAM NÔNG\n" + HALF))


def test_the_province_decides_between_two_districts_of_one_name():
    found = identify_report(document("UBND HUYỆN TAM NÔNG\n" + HALF + "UBND tỉnh Phú Thọ giao vốn."))
    assert found.province.name == "Phú Thọ"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("HUYỆN SÌN HỒ\nỦY BAN NHÂN DÂN\nXÃ PU SAM CÁP\n", "ỦY BAN NHÂN DÂN XÃ PU SAM"),
        ("UBND PHƯỜNG QUYẾT TIẾN\n", "UBND PHƯỜNG QUYẾT TIẾN"),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nLai Châu, ngày 2 tháng 6 năm 2024\n",
            "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        ),
    ],
)
def test_a_report_of_another_level_is_refused_by_its_issuer(head, issuer):
    with pytest.raises(UnreadableReport, match=issuer):
        identify_report(document(head + HALF))


def test_addressees_and_the_province_above_do_not_make_it_anothers_report():
    head = "UBND TỈNH LAI CHÂU\nUBND HUYỆN SÌN HỒ\nKính gửi: UBND tỉnh Lai Châu; UBND xã Pu Sam Cáp\n"
    head += "Theo đề nghị của UBND xã Pu Sam Cáp\n"
    assert identify_report(document(head + HALF)).district.name == "Sìn Hồ"


def test_no_period_is_refused_with_the_way_out():
    with pytest.raises(UnreadableReport) as refusal:
        identify_report(document(PLACE + "BÁO CÁO\nTình hình kinh tế - xã hội"))
    assert "--period" in refusal.value.hint


def test_two_years_that_are_named_alike_are_refused_by_name():
    text = PLACE + "BÁO CÁO\nKết quả 6 tháng đầu năm\nNăm 2021 trồng 2 ha. Năm 2022 trồng 3 ha."
    with pytest.raises(UnreadableReport, match="2021-H1, 2022-H1"):
        identify_report(document(text))


@pytest.mark.parametrize(
    ("given_name", "code"),
    [
        ("Phong Thổ", "109"),
        ("phong tho", "109"),
        ("huyện Tân Châu, tỉnh Tây Ninh", "706"),
        ("thị xã Kỳ Anh", "449"),
    ],
)
def test_a_given_district_overrides_the_text(given_name, code):
    found = identify_report(document(PLACE + HALF), district=given_name)
    assert found.district.code == code


def test_a_given_name_of_two_districts_is_decided_by_the_text_if_it_can():
    assert identify_report(document("UBND THỊ XÃ KỲ ANH\n" + HALF), district="Kỳ Anh").district.code == "449"
    with pytest.raises(BadInput, match=r"huyện Kỳ Anh \(Hà Tĩnh\), thị xã Kỳ Anh \(Hà Tĩnh\)"):
        identify_report(document(HALF), district="Kỳ Anh")


def test_a_given_period_overrides_the_text():
    found = identify_report(document(PLACE + HALF), period="2022-M9")
    assert (found.period.notation, found.kind) == ("2022-M9", "nine-month")


def test_overrides_that_name_nothing_are_refused():
    with pytest.raises(BadInput, match="no district 'Atlantis'"):
        identify_report(document(HALF), district="Atlantis")
    with pytest.raises(BadInput, match="'nửa năm' is no period"):
        identify_report(document(PLACE + HALF), period="nửa năm")


DISTRICTS = [unit for unit in load_gazetteer().units if unit.level == DISTRICT and unit.state == "2025-06"]


@pytest.mark.parametrize("unit", DISTRICTS[::11], ids=lambda unit: unit.area.label)
def test_every_district_is_known_by_its_header_unless_another_bears_the_same_kind_and_name(unit):
    text = f"ỦY BAN NHÂN DÂN\n{unit.area.label.upper()}\n{HALF}"
    namesakes = load_gazetteer().units_named(unit.name, kind=unit.kind)
    if len({other.code for other in namesakes if other.level == DISTRICT}) > 1:
        with pytest.raises(UnreadableReport, match="several districts"):
            identify_report(document(text))
    else:
        assert identify_report(document(text)).district == unit.area


@pytest.mark.parametrize("unit", DISTRICTS[5::23], ids=lambda unit: unit.area.label)
def test_a_district_is_known_by_its_communes_alone(unit):
    communes = [
        c for c in load_gazetteer().children(unit.code) if c.state == "2025-06" and not c.name.isdigit()
    ]
    named = "\n".join(f"Tại {commune.area.label} trồng 20 ha ngô." for commune in communes[:7])
    if len(communes) >= 4:
        assert identify_report(document(f"KẾT QUẢ NĂM 2023\n{named}")).district.code == unit.code


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES | st.text(max_size=30), max_size=12).map("\n".join))
def test_any_text_gets_an_identity_or_one_clear_refusal(text):
    try:
        found = identify_report(document(text))
    except HuyenKGError as refusal:
        assert refusal.message
        assert refusal.hint
        return
    assert found.district.code
    assert found.province.code == found.district.parent
    assert text[found.evidence.span.start : found.evidence.span.end] == found.evidence.quote
