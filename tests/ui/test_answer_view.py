"""An answer as it is laid out: paragraphs, lists and numbered quotes, each source once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.answer import Answer
from search.cite import Citation
from ui.answer_view import (
    Part,
    PartKind,
    answer_parts,
    chips,
    correction,
    distinct_citations,
    row_citations,
)

CITATION = Citation(
    report="van-quan.docx",
    report_id="aa",
    line=16,
    last_line=17,
    start=100,
    end=140,
    quote="đã có 17/17 xã, thị trấn\nxảy ra dịch",
    sentence_start=90,
    sentence_end=150,
)
ANSWER = Answer("?", "vi", "not_found", "Chưa có báo cáo nào năm 2022.")


def kinds(text: str, *citations: Citation) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text) for part in answer_parts(text, citations)]


def test_sentences_become_paragraphs():
    assert kinds("Dịch xảy ra tại 1 huyện: Văn Quan. Các huyện khác không nêu.") == [
        ("text", "Dịch xảy ra tại 1 huyện: Văn Quan."),
        ("text", "Các huyện khác không nêu."),
    ]


def test_facts_after_a_colon_become_a_list():
    assert kinds("Theo báo cáo: lúa 561 ha; ngô 132 ha (đạt 91%; giảm 11 ha).") == [
        ("text", "Theo báo cáo:"),
        ("item", "lúa 561 ha"),
        ("item", "ngô 132 ha (đạt 91%; giảm 11 ha)."),
    ]


def test_a_quote_is_set_apart_with_the_number_of_its_source():
    text = "Báo cáo viết: “đã có 17/17 xã, thị trấn xảy ra dịch”"
    assert answer_parts(text, [CITATION]) == (
        Part(PartKind.TEXT, "Báo cáo viết:"),
        Part(PartKind.QUOTE, "“đã có 17/17 xã, thị trấn xảy ra dịch”", 1),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "**Dịch** được dập<sup>(4)</sup>, có 3 ổ (*tính đến 30/6*).",
            "Dịch được dập (4), có 3 ổ (tính đến 30/6).",
        ),
        ("Dịch xảy ra ⁽⁴⁾, có 3 ổ [^2].", "Dịch xảy ra, có 3 ổ."),
        ("Có 3 ổ dịch. Trồng 5 ha chè. Đã tiêu hủy 12 con.", "Có 3 ổ dịch. … Đã tiêu hủy 12 con."),
    ],
)
def test_a_quote_without_marks_or_with_gaps_keeps_its_number(written, shown):
    (_, quote) = answer_parts(f"Báo cáo viết: “{shown}”", [replace(CITATION, quote=written)])
    assert quote.source == 1


def test_a_quote_that_no_citation_holds_has_no_number():
    (_, quote) = answer_parts("Báo cáo viết: “lời khác”", [CITATION])
    assert quote.source is None


def test_the_same_words_are_quoted_once():
    text = "Báo cáo A viết: “đã có 17/17 xã” Báo cáo B viết: “đã có 17/17 xã”"
    assert [kind for kind, _ in kinds(text)] == ["text", "quote"]


def test_a_name_in_quotation_marks_is_part_of_its_sentence():
    assert kinds("“Châu Thành” có thể là: Bến Tre; Trà Vinh. Hãy chọn một.") == [
        ("text", "“Châu Thành” có thể là:"),
        ("item", "Bến Tre"),
        ("item", "Trà Vinh."),
        ("text", "Hãy chọn một."),
    ]


def test_half_a_pair_of_quotation_marks_in_a_name_does_not_swallow_the_quotes():
    assert kinds("Thu quỹ “Nghĩa tình: 85%. Báo cáo viết: “Thu quỹ; chi quỹ 85%.”") == [
        ("text", "Thu quỹ “Nghĩa tình: 85%."),
        ("text", "Báo cáo viết:"),
        ("quote", "“Thu quỹ; chi quỹ 85%.”"),
    ]


def test_choices_that_stand_below_as_buttons_are_not_listed_too():
    text = "“Châu Thành” có thể là: Bến Tre; Trà Vinh. Hãy chọn một."
    parts = answer_parts(text, [], ["Bến Tre", "Trà Vinh"])
    assert [part.text for part in parts] == ["“Châu Thành” có thể là:", "Hãy chọn một."]


def test_a_citation_that_stands_inside_another_or_repeats_its_words_is_left_out():
    inner = replace(CITATION, start=110, end=120, quote="17/17 xã")
    elsewhere = replace(CITATION, start=900, end=940)
    other_report = replace(CITATION, report_id="bb", report="khac.txt")
    assert distinct_citations([CITATION, inner, elsewhere, other_report]) == (CITATION, other_report)


def test_a_row_has_the_citation_that_holds_its_line():
    rows = [
        {"report": "van-quan.docx", "line": 17},
        {"report": "van-quan.docx", "line": 18},
        {"report": "khac.txt", "line": 17},
        {},
    ]
    assert row_citations(rows, [CITATION]) == (CITATION, None, None, None)


def test_a_topic_that_other_chips_already_say_is_not_shown():
    slots = {"intent": "sự kiện", "event": "dịch tả lợn châu Phi", "topic": "Dịch tả lợn"}
    assert "topic" not in chips(replace(ANSWER, interpretation=slots))
    assert "topic" in chips(replace(ANSWER, interpretation=slots | {"topic": "vì sao lây lan"}))


def test_a_suggestion_says_which_slot_it_corrects(sample_service):
    asked = sample_service.ask("Năm 2022 những huyện nào có dịch tả lợn châu Phi?")
    slot, value = correction(asked.suggestions[0], asked)
    assert slot == "period"
    again = sample_service.ask(asked.question, {slot: value})
    assert again.interpretation["period"] == value


def test_a_choice_of_an_ambiguous_name_is_a_district():
    assert correction("huyện Châu Thành, tỉnh Bến Tre", ANSWER) == (
        "district",
        "huyện Châu Thành, tỉnh Bến Tre",
    )
