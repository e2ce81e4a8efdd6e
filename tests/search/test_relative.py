"""Times that a question counts from the newest report."""

from __future__ import annotations

import pytest

from ontology.periods import parse_period
from search.question import parse_question
from search.relative import counted_from, read_relative
from tests.search.questions import CATALOGUE


@pytest.mark.parametrize(
    ("text", "newest", "meant"),
    [
        ("Đàn trâu năm trước là bao nhiêu?", "2024-H1", "2023"),
        ("dan trau nam ngoai", "2024", "2023"),
        ("Cùng kỳ năm trước huyện có bao nhiêu trâu?", "2024-H1", "2023-H1"),
        ("Sản lượng năm nay", "2024-M9", "2024-M9"),
        ("Thu ngân sách 3 năm gần đây", "2024-H1", "2022-2024"),
        ("Poverty over the last two years", "2023", "2022-2023"),
        ("Từ năm 2021 đến nay", "2024-H1", "2021-2024"),
        ("Tea area since 2020", "2023", "2020-2023"),
    ],
)
def test_a_time_is_counted_from_the_newest_report(text: str, newest: str, meant: str) -> None:
    time = read_relative(text)

    assert time is not None
    assert counted_from(parse_period(newest), time).notation == meant


@pytest.mark.parametrize(
    "text", ["So với năm trước tăng hay giảm?", "Is it higher than last year?", "Năm 2023"]
)
def test_what_is_only_compared_with_is_not_asked_for(text: str) -> None:
    assert read_relative(text) is None


def test_the_newest_report_is_that_of_the_district_asked_about() -> None:
    question = parse_question("Đàn trâu của Tủa Chùa năm trước", CATALOGUE)

    assert [period.notation for period in question.slots.periods] == ["2019"]
    assert [(one.surface, one.meant) for one in question.read_as] == [("năm trước", "năm 2019")]


def test_a_year_that_is_named_is_the_one_meant() -> None:
    question = parse_question("Đàn trâu của Phong Thổ năm 2023 so với năm trước", CATALOGUE)

    assert [period.notation for period in question.slots.periods] == ["2023"]
    assert question.read_as == ()
