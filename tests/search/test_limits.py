from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Span
from search.cues import match_cues
from search.language import detect_language, lacks_diacritics
from search.limits import asks_both_ends, read_count, read_order, read_stars, read_threshold
from search.slots import Comparator, Order, Threshold


def threshold(text: str) -> Threshold | None:
    language = detect_language(text)
    cues = match_cues(text, language, lacks_diacritics(text) and language == "vi")
    found = read_threshold(text, cues, language)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện nào có tỷ lệ hộ nghèo trên 30%?", Threshold(Comparator.OVER, Decimal(30), "%")),
        ("huyen nao co ty le ho ngheo tren 30,5%", Threshold(Comparator.OVER, Decimal("30.5"), "%")),
        ("Huyện nào có dưới 1.200 ha chè?", Threshold(Comparator.UNDER, Decimal(1200), "ha")),
        ("Những huyện có từ 5 xã trở lên đạt chuẩn", Threshold(Comparator.AT_LEAST, Decimal(5), "xã")),
        (
            "Which districts have a poverty rate above 30.5 percent?",
            Threshold(Comparator.OVER, Decimal("30.5"), "%"),
        ),
        (
            "which districts planted more than 1,200 ha of tea",
            Threshold(Comparator.OVER, Decimal(1200), "ha"),
        ),
        ("which districts have at least 5 communes", Threshold(Comparator.AT_LEAST, Decimal(5), "communes")),
        ("Huyện nào có từ 5 đến 10 xã?", Threshold(Comparator.BETWEEN, Decimal(5), "xã", Decimal(10))),
        (
            "districts with a poverty rate between 10 and 30.5 percent",
            Threshold(Comparator.BETWEEN, Decimal(10), "%", Decimal("30.5")),
        ),
        ("huyện nào có trên 400 nghìn con gia cầm", Threshold(Comparator.OVER, Decimal(400), "nghìn con")),
        ("less than 40 billion in revenue", Threshold(Comparator.UNDER, Decimal(40), "tỷ")),
        ("từ năm 2021 đến 2023 có bao nhiêu xã", None),
        ("từ 5 đến 10 tháng 6 có mưa", None),
        ("Trên địa bàn huyện có bao nhiêu xã?", None),
        ("huyện nào có 5 xã trở lên", Threshold(Comparator.AT_LEAST, Decimal(5), "xã")),
        ("huyện nào có hơn 40ha quế", Threshold(Comparator.OVER, Decimal(40), "ha")),
        ("What carried-over 30a money was left?", None),
        ("cúm A/H7N3 ngay trên bờ ao", None),
        ("theo Nghị quyết trên 15-NQ/TU thì sao", None),
        ("how much was left over 9b funds", None),
        ("Under Scheme 12-ĐA/TU, how many roads were built?", None),
    ],
)
def test_a_limit_is_a_comparing_word_with_a_number_beside_it(text: str, expected: Threshold | None) -> None:
    assert threshold(text) == expected


@pytest.mark.parametrize(
    ("text", "order", "count"),
    [
        ("Ba huyện có tỷ lệ hộ nghèo cao nhất", Order.HIGHEST, 3),
        ("the lowest three districts by forest cover", Order.LOWEST, 3),
        ("top 5 districts by tea area", Order.HIGHEST, 5),
        ("huyen nao trong nhieu che nhat", Order.HIGHEST, None),
        ("Huyện nào có diện tích chè lớn nhất?", Order.HIGHEST, None),
        ("Tỷ lệ hộ nghèo là bao nhiêu?", None, None),
    ],
)
def test_the_end_of_a_ranking_and_how_many_are_read(
    text: str, order: Order | None, count: int | None
) -> None:
    language = detect_language(text)
    cues = match_cues(text, language, lacks_diacritics(text) and language == "vi")

    found = read_count(text, cues)
    assert (read_order(cues), found[0] if found else None) == (order, count)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("sản phẩm OCOP 4 sao", 4),
        ("san pham dat nam sao", 5),
        ("three-star products", 3),
        ("OCOP products", None),
    ],
)
def test_stars_are_read(text: str, stars: int | None) -> None:
    assert read_stars(text) == stars


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        (Comparator.OVER, False, False, True),
        (Comparator.AT_LEAST, False, True, True),
        (Comparator.UNDER, True, False, False),
        (Comparator.AT_MOST, True, True, False),
    ],
)
def test_a_comparator_decides_by_value(comparator: Comparator, below: bool, equal: bool, above: bool) -> None:
    assert [comparator.holds(Decimal(v), Decimal(60)) for v in (59, 60, 61)] == [below, equal, above]


@settings(deadline=None)  # the first call builds the code lists
@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text: str) -> None:
    threshold(text)
    read_stars(text)


def test_both_ends_of_a_range_belong_to_it() -> None:
    limit = Threshold(Comparator.BETWEEN, Decimal(5), "con", Decimal(10))

    assert [limit.holds(Decimal(v)) for v in (4, 5, 10, 11)] == [False, True, True, False]
    assert limit.holds(Decimal(7000), Decimal(1000))


def test_no_limit_is_read_from_the_words_of_a_time() -> None:
    text = "cases up to 16 March 2022"
    cues = match_cues(text, detect_language(text), plain=False)

    assert read_threshold(text, cues, detect_language(text), [Span(6, 25)]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỷ lệ hộ nghèo > 20% và < 35%", (Comparator.OVER, Decimal(20), Decimal(35), True)),
        (
            "Which districts have a poverty rate of over 20% but under 35%?",
            (Comparator.OVER, Decimal(20), Decimal(35), True),
        ),
        ("huyện nào có >= 7 xã", (Comparator.AT_LEAST, Decimal(7), None, False)),
    ],
)
def test_signs_and_two_limits_of_one_figure_are_read(text, expected):
    found = threshold(text)
    assert found is not None
    assert (found.comparator, found.value, found.upto, found.below) == expected


def test_the_upper_of_two_limits_may_lie_outside():
    limit = threshold("districts with a poverty rate over 20% and under 35%")
    assert limit is not None
    assert [limit.holds(Decimal(value)) for value in (20, 21, 35)] == [False, True, False]


def test_a_year_behind_a_ranking_is_no_count():
    text = "Huyện nào có độ che phủ rừng cao nhất năm 2023?"
    cues = match_cues(text, detect_language(text), plain=False)
    assert read_count(text, cues, (Span(text.index("năm 2023"), len(text) - 1),)) is None


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Huyện nào có tỷ lệ hộ nghèo cao nhất, huyện nào thấp nhất?", True),
        ("which district has the largest herd and which the smallest", True),
        ("Huyện nào ít nghèo nhất?", False),
        ("Huyện nào có tỷ lệ hộ nghèo cao nhất?", False),
    ],
)
def test_both_ends_of_a_ranking_are_asked_for_in_words_of_their_own(text: str, both: bool) -> None:
    language = detect_language(text)

    assert asks_both_ends(match_cues(text, language, False)) is both
