from __future__ import annotations

from decimal import Decimal

import pytest

from ontology.errors import BadLexicon
from ontology.periods import parse_period
from search.language import Language
from search.phrase import check_templates, format_number, format_quantity, join, period_label, say


def test_both_languages_have_the_same_templates_with_the_same_parts() -> None:
    check_templates()


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("4376.59", "4.376,59", "4,376.59"),
        ("1234567", "1.234.567", "1,234,567"),
        ("-48.0", "-48", "-48"),
        ("1E+3", "1.000", "1,000"),
        ("0.50", "0,5", "0.5"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value: str, vi: str, en: str) -> None:
    assert format_number(Decimal(value), Language.VIETNAMESE) == vi
    assert format_number(Decimal(value), Language.ENGLISH) == en


@pytest.mark.parametrize(
    ("unit", "vi", "en"),
    [("%", "12,5%", "12.5%"), ("tỷ đồng", "12,5 tỷ đồng", "12.5 billion VND"), ("", "12,5", "12.5")],
)
def test_units_follow_the_number(unit: str, vi: str, en: str) -> None:
    assert format_quantity(Decimal("12.5"), unit, Language.VIETNAMESE) == vi
    assert format_quantity(Decimal("12.5"), unit, Language.ENGLISH) == en


@pytest.mark.parametrize(
    ("notation", "vi", "en"),
    [
        ("2023", "năm 2023", "2023"),
        ("2024-H1", "6 tháng đầu năm 2024", "the first half of 2024"),
        ("2024-Q3", "quý 3 năm 2024", "quarter 3 of 2024"),
        ("2024-M9", "9 tháng đầu năm 2024", "the first 9 months of 2024"),
        ("2024-06", "tháng 6 năm 2024", "June 2024"),
        ("as-of:2020-05-30", "đến ngày 30/5/2020", "up to 30 May 2020"),
        ("2021-2025", "giai đoạn 2021-2025", "2021–2025"),
        ("2023-2024 đông xuân", "vụ đông xuân 2023-2024", "the winter-spring season 2023-2024"),
        ("2023-2024 năm học", "năm học 2023-2024", "the school year 2023-2024"),
    ],
)
def test_periods_are_named_in_words(notation: str, vi: str, en: str) -> None:
    period = parse_period(notation)

    assert period_label(period, Language.VIETNAMESE) == vi
    assert period_label(period, Language.ENGLISH) == en


@pytest.mark.parametrize(("count", "word"), [("1", "1 OCOP product:"), ("21", "21 OCOP products:")])
def test_a_noun_agrees_with_its_number(count: str, word: str) -> None:
    text = say(Language.ENGLISH, "products.some", period="2024", district="x", count=count, items="y")

    assert word in text


def test_a_list_ends_with_the_word_for_and() -> None:
    assert join(["a", "b", "c"], Language.ENGLISH) == "a, b and c"
    assert join(["a"], Language.VIETNAMESE) == "a"


def test_a_template_without_its_part_is_refused() -> None:
    with pytest.raises(BadLexicon, match="facts"):
        say(Language.ENGLISH, "fact.lead", district="x", period="y")
