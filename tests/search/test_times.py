from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Span
from search.times import read_times

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "question_periods.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_periods_of_a_question_are_read(case: dict[str, Any]) -> None:
    read = read_times(case["q"])

    assert [period.notation for period in read.periods] == case["periods"]
    assert [period.notation for period in read.bases] == case.get("bases", [])


def test_a_year_inside_a_document_number_is_no_period() -> None:
    text = "Nghị quyết 15/2021/NQ-HĐND hỗ trợ gì năm 2023?"

    read = read_times(text, (Span(11, 26),))

    assert [period.notation for period in read.periods] == ["2023"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the spring rice of 2021 against the plan", ["rice"]),
        ("lúa mùa 2021 được mùa không", ["lúa"]),
        ("ngô xuân năm 2021", ["ngô"]),
        ("2021 summer-autumn maize", ["maize"]),
        ("vụ đông 2021", []),
    ],
)
def test_the_crop_of_a_season_is_no_part_of_the_time(text: str, left: list[str]) -> None:
    read = read_times(text)

    taken = {at for span in read.spans for at in range(span.start, span.end)}
    crops = ("rice", "lúa", "ngô", "maize")
    assert [crop for crop in crops if crop in text and text.index(crop) not in taken] == left
    assert len(read.periods) == 1


def test_a_name_like_a_season_is_no_period() -> None:
    text = "Dien tich lua o Vu Thu nam 2019"

    assert [period.notation for period in read_times(text, (Span(16, 22),)).periods] == ["2019"]


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_times(text)

    assert all(0 <= span.start < span.end <= len(text) for span in read.spans)
