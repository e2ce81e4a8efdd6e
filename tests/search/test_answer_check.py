"""The check that stands before every answer: what no citation bears out never reaches the user."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answer import checked, read_catalogue
from search.draft import Asked
from search.figures import readings, unsupported
from search.question import parse_question
from search.reports_asked import reports_asked
from search.route.figures import answer_by_figures

QUESTION = "Đàn gia cầm của huyện Phong Thổ giữa năm 2024 có bao nhiêu con và đạt mấy phần trăm kế hoạch?"
REFUSED = "Một số số liệu không đối chiếu được với trích dẫn nên đã bỏ khỏi câu trả lời."


@pytest.fixture(scope="module")
def asked(sample_service):
    snapshot = sample_service.snapshot()
    catalogue = read_catalogue(snapshot.store)
    question = parse_question(QUESTION, catalogue, snapshot.index.restore)
    reports = reports_asked(question.slots, catalogue)
    return Asked(question, catalogue, reports, snapshot.store, snapshot.index)


@pytest.fixture(scope="module")
def draft(asked):
    return answer_by_figures(asked)


def test_a_draft_that_its_citations_bear_out_passes_unchanged(asked, draft):
    assert "170.052 con" in draft.text
    assert checked(draft, asked) is draft


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("170.052 con", "170.025 con"),  # altered
        ("170.052 con", "170.052 con (năm trước 168.400 con)"),  # added
        ("84,19% kế hoạch", "84,19 tỷ đồng"),  # another unit
    ],
)
def test_a_changed_figure_is_refused_and_the_report_quoted_instead(asked, draft, before, after):
    assert before in draft.text
    answer = checked(replace(draft, text=draft.text.replace(before, after, 1)), asked)
    assert answer.caveats[-1] == REFUSED
    assert after not in answer.text
    assert answer.text.startswith("Báo cáo 6 tháng đầu năm 2024 của huyện Phong Thổ viết:")


def test_a_figure_of_an_observation_that_is_not_cited_is_refused(asked, draft):
    answer = checked(replace(draft, citations=draft.citations[-1:]), asked)
    assert answer.caveats[-1] == REFUSED
    assert "170.052" not in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.decimals(min_value=0, max_value=10**7, places=2), place=st.integers(0, 400))
def test_no_number_put_anywhere_into_an_answer_passes_unless_it_is_quoted(asked, draft, number, place):
    written = f"{number:f}".replace(".", ",")
    quotes = [citation.quote for citation in draft.citations]
    words = draft.text.split(" ")
    text = " ".join((*words[: place % len(words)], f"({written})", *words[place % len(words) :]))
    answer = checked(replace(draft, text=text), asked)
    if unsupported(written, quotes):
        assert f"({written})" not in answer.text
        assert answer.caveats[-1] == REFUSED
    else:
        assert any(Decimal(raw) in readings(written) for raw in [f"{number:f}"])
