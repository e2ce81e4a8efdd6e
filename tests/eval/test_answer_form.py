"""What scripts may rely on in every answer's JSON, whatever it says: asked of a third of the questions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.eval.answers import QUESTIONS, load_questions

pytestmark = pytest.mark.slow
FIELDS = (
    "question", "language", "status", "answer", "interpretation", "sparql", "rows", "citations", "caveats",
    "suggestions", "resolved", "kept", "plain_answer", "cells", "changes", "bridged",
    "merges",
)  # fmt: skip
STATUSES = {"answered", "no", "ended", "not_found", "ambiguous"}
ASKED = load_questions(QUESTIONS)[::3]
LOOKED_UP = (
    "What was the maize output of Phong Tho in 2023 and did it reach the plan?",
    "Which districts have a poverty rate above 40 percent?",
    "So sánh tỷ lệ hộ nghèo của Phong Thổ, Mường Tè, Tủa Chùa và Nghĩa Lộ",
    "von chuong trinh 135 cua tua chua den 30/5/2020 giai ngan duoc bao nhieu",
    "Which districts had rabies in 2023?",
    "san pham OCOP 4 sao cua thi xa Nghia Lo nam 2023",
)
MANY = ("lowest three poverty rates", "What is the poverty rate?")
JOINED = (
    "Tháng 8/2023 lũ quét ở Nghĩa Lộ xảy ra tại những xã nào, thiệt hại bao nhiêu?",
    "Which resolution of the province guides the new rural programme in Nghia Lo?",
    "Which commune of Van Quan reached the advanced new rural standard?",
)


@pytest.mark.parametrize("asked", ASKED, ids=[one["q"] for one in ASKED])
def test_an_answer_has_its_fields_and_agrees_with_its_sources(sample_service, asked):
    answer = sample_service.ask(asked["q"]).to_json()
    assert tuple(answer) == FIELDS
    assert (answer["question"], answer["language"]) == (asked["q"], asked["lang"])
    assert answer["status"] in STATUSES
    assert answer["answer"].strip()
    assert bool(answer["suggestions"]) or answer["status"] != "ambiguous"
    assert bool(answer["sparql"]) or not answer["rows"]
    assert all(row["district"] for row in answer["rows"])
    assert not_cited(answer) == []
    for one in answer["citations"]:
        agrees_with_its_report(one, sample_service.report_text(one["report_id"]))


def agrees_with_its_report(one, text):
    assert one["quote"].strip()
    assert text[one["start"] : one["end"]] == one["quote"]
    assert one["sentence_start"] <= one["start"] < one["end"] <= one["sentence_end"]
    assert one["line"] == text.count("\n", 0, one["start"]) + 1
    assert one["last_line"] == text.count("\n", 0, one["end"]) + 1


def not_cited(answer):
    """The rows of reports that no citation is of."""
    cited = {one["report"] for one in answer["citations"]}
    return [row for row in answer["rows"] if row["report"] not in cited]


@pytest.mark.parametrize("question", MANY)
def test_every_row_of_a_lookup_over_many_reports_is_of_a_report_that_is_cited(sample_service, question):
    assert not_cited(sample_service.ask(question).to_json()) == []


@pytest.mark.parametrize("question", LOOKED_UP)
def test_the_query_of_an_answer_runs_as_given_and_gives_its_rows(sample_service, question):
    answer = sample_service.ask(question).to_json()
    assert answer["rows"]
    assert not_given(sample_service, answer) == []


@pytest.mark.parametrize("question", JOINED)
def test_the_query_of_an_answer_gives_also_the_figures_of_events_and_links(sample_service, question):
    answer = sample_service.ask(question).to_json()
    assert not_given(sample_service, answer) == []


def not_given(service, answer):
    """The rows that are not among those of the answer's own query."""
    result = service.sparql(answer["sparql"], 10_000, 20)
    given = [
        {name: cell.value for name, cell in zip(result.variables, cells, strict=True) if cell is not None}
        for cells in result.rows
    ]
    return [row for row in answer["rows"] if not any(same(row, one) for one in given)]


def same(row, given):
    """Whether a row and a binding speak of the same place of a report, and state the same value."""
    if (row["report"], str(row["line"])) != (given.get("file"), given.get("line")):
        return False
    return "value" not in row or Decimal(given.get("value", "NaN")) == Decimal(str(row["value"]))
