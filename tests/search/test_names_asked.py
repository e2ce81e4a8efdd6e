from __future__ import annotations

import pytest

from search.intents import Intent
from search.question import parse_question
from tests.search.questions import CATALOGUE


@pytest.mark.parametrize(
    ("text", "programmes", "documents"),
    [
        ("Chương trình theo quyết định 1719 giải ngân mấy phần?", ["NTP-EM"], []),
        ("von DTTS nam 2023 giai ngan bao nhieu", ["NTP-EM"], []),
        ("How much of the Decision 1719 money was spent?", ["NTP-EM"], []),
        ("chương trình DTTS và miền núi có mấy dự án?", ["NTP-EM"], []),
        ("Quyết định 1719/QĐ-UBND nói gì?", [], ["1719/QĐ-UBND"]),
        ("Bao nhiêu học sinh DTTS được nhận gạo?", [], []),
    ],
)
def test_a_programme_is_known_by_the_number_of_its_decision(
    text: str, programmes: list[str], documents: list[str]
) -> None:
    slots = parse_question(text, CATALOGUE).slots

    assert [programme.id for programme in slots.programmes] == programmes
    assert [document.number for document in slots.documents] == documents


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Phong Tho 2023: OCOP products, makers and stars", Intent.PRODUCTS),
        ("List Phong Tho's new OCOP products with their owners", Intent.PRODUCTS),
        ("sp ocop phong tho 2023", Intent.PRODUCTS),
        ("OCOP Phong Thổ: sản phẩm, chủ thể", Intent.PRODUCTS),
        ("Sản phẩm OCOP Phong Thổ đạt mấy sao?", Intent.PRODUCTS),
        ("How many OCOP products has Phong Tho?", Intent.LOOKUP),
        ("Số sản phẩm OCOP của Phong Thổ năm 2023", Intent.LOOKUP),
        ("Vì sao Phong Thổ không có sản phẩm OCOP mới?", Intent.REASON),
    ],
)
def test_a_question_that_only_speaks_of_ocop_products_asks_for_their_list(text: str, intent: Intent) -> None:
    assert parse_question(text, CATALOGUE).intent is intent


def test_a_syllable_of_a_place_is_no_word_of_its_own() -> None:
    terms = parse_question("Hộ nghèo Yên Lạc năm 2023", CATALOGUE).terms

    assert [term.surface for term in terms] == ["Hộ nghèo"]
