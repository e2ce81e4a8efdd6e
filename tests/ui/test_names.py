"""Names for people instead of codes, in both languages."""

from __future__ import annotations

import pytest

from search.language import Language
from ui.names import area_name, code_names, concept_name, document_name, event_name, report_name

VI, EN = Language.VIETNAMESE, Language.ENGLISH


def test_an_area_is_named_by_the_gazetteer_and_an_unknown_one_by_its_own_words():
    assert area_name("184", "?", VI) == "huyện Văn Quan"
    assert area_name("184", "?", EN) == "Văn Quan district"
    assert area_name("682", "huyện Đạ Tẻh", VI) == "huyện Đạ Tẻh"
    assert area_name(None, "thôn Phi Giàng 2", EN) == "thôn Phi Giàng 2"
    assert area_name("no such code", "thôn Phi Giàng 2", EN) == "thôn Phi Giàng 2"


def test_an_entry_of_a_code_list_is_named_by_its_label():
    assert concept_name("events", "african_swine_fever", "", EN) == "African swine fever"
    assert code_names("events", VI)["african_swine_fever"] == "dịch tả lợn châu Phi"
    assert concept_name("events", None, "chết rét", EN) == "chết rét"


@pytest.mark.parametrize(
    ("label", "vi", "en"),
    [
        ("nghị quyết 04-NQ/HU", "nghị quyết 04-NQ/HU", "resolution 04-NQ/HU"),
        ("luật Luật Lâm nghiệp", "Luật Lâm nghiệp", "Luật Lâm nghiệp"),
        ("giấy tờ khác", "giấy tờ khác", "giấy tờ khác"),
    ],
)
def test_a_document_is_named_by_its_kind_and_number(label, vi, en):
    assert (document_name(label, VI), document_name(label, EN)) == (vi, en)


def test_a_report_is_named_by_whom_it_speaks_for_and_when():
    assert report_name("huyện Văn Quan", "2024-H1", VI) == "Báo cáo 6 tháng đầu năm 2024, huyện Văn Quan"
    assert report_name("Văn Quan district", "2023", EN) == "Report of Văn Quan district for 2023"


def test_an_event_is_named_by_what_happened_where_and_when():
    label = "cháy, nổ, huyện Văn Quan, 2024-H1"
    assert event_name(label, VI) == "cháy, nổ, huyện Văn Quan, 6 tháng đầu năm 2024"
    assert event_name(label, EN) == "fire or explosion, Văn Quan district, the first half of 2024"
    assert event_name("một sự kiện", EN) == "một sự kiện"
