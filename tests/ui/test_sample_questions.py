"""The questions of ``tests/cases/samples.toml``, asked over all samples as the demo asks them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "samples.toml").read_text("utf-8"))["sample"]
QUESTIONS = [(case, question) for case in CASES for question in case["question"]]

asked = pytest.mark.parametrize(
    ("case", "question"), QUESTIONS, ids=[f"{case['file']}: {question['q']}" for case, question in QUESTIONS]
)


def figures(value) -> set[Decimal]:
    if isinstance(value, dict):
        return set().union(*map(figures, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(figures, value))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return {Decimal(str(value))}
    try:
        return {Decimal(str(value))}
    except ArithmeticError:
        return set()


@asked
def test_a_question_over_the_samples_gets_its_status_rows_and_source(sample_service, case, question):
    answer = sample_service.ask(question["q"]).to_json()
    assert answer["status"] == question["status"], answer["answer"]
    assert answer["language"] == question["lang"]
    if "districts" in question:
        assert sorted({row["district"] for row in answer["rows"]}) == question["districts"]
    assert {Decimal(value) for value in question.get("values", [])} <= figures(answer["rows"])
    if "quote" in question:
        text = sample_service.report_text(case["file"])
        start = text.index(question["quote"])
        cited = [c for c in answer["citations"] if c["report"] == case["file"]]
        assert any(c["start"] < start + len(question["quote"]) and start < c["end"] for c in cited), cited


@asked
def test_every_citation_is_found_where_it_says(sample_service, case, question):
    for citation in sample_service.ask(question["q"]).to_json()["citations"]:
        text = sample_service.report_text(citation["report"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert text.count("\n", 0, citation["start"]) + 1 == citation["line"]


def test_what_became_of_a_district_is_answered_from_the_gazetteer(sample_service):
    answer = sample_service.ask("Phong Thổ bây giờ thuộc xã nào").to_json()
    assert answer["status"] == "answered"
    assert answer["citations"] == []
    assert {row["today"] for row in answer["rows"] if row.get("district") == "Phong Thổ"} == {
        "phường Đoàn Kết", "xã Sin Suối Hồ", "xã Phong Thổ", "xã Sì Lở Lầu", "xã Dào San", "xã Khổng Lào",
    }  # fmt: skip
    assert "không phải báo cáo" in answer["answer"]


def test_a_name_of_several_districts_is_asked_back(sample_service):
    answer = sample_service.ask("Huyện Châu Thành nay thuộc những xã nào").to_json()
    assert answer["status"] == "ambiguous"
    assert "huyện Châu Thành, tỉnh Kiên Giang" in answer["suggestions"]
