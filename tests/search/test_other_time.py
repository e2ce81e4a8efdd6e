"""A month is answered by what is told of it, never by the sum of the half-year."""

from __future__ import annotations

import pytest

from graph.queries import ObservationRow
from ontology.periods import parse_period
from search.route.figures import of_other_times
from tests.factories import observation_row
from tests.services import service_of_text, service_of_texts
from ui.service import Service

TEXT = """UBND HUYỆN SÌN HỒ
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
Thu ngân sách trên địa bàn đạt 41,6 tỷ đồng, đạt 52% dự toán.
Trong tháng 02/2024 có 37 con trâu, bò chết do rét đậm, rét hại tại hai xã."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_text(tmp_path_factory.mktemp("month"), TEXT)


def test_a_month_gets_no_sum_of_the_half_year(service):
    answer = service.ask("Thu ngân sách của Sìn Hồ tháng 3 năm 2024 là bao nhiêu?")
    assert answer.status == "not_found"
    assert "41,6" not in answer.answer
    assert answer.suggestions


def test_the_half_year_does(service):
    answer = service.ask("Thu ngân sách của Sìn Hồ 6 tháng đầu năm 2024 là bao nhiêu?")
    assert (answer.status, "41,6" in answer.answer) == ("answered", True)


@pytest.mark.parametrize(
    "question",
    [
        "Tháng 2 năm 2024 Sìn Hồ có bao nhiêu con trâu, bò chết rét?",
        "How many buffaloes and cattle died of cold in Sin Ho in February 2024?",
    ],
)
def test_what_a_sentence_tells_of_the_month_answers(service, question):
    answer = service.ask(question)
    assert (answer.status, "37" in answer.answer) == ("answered", True)


HEAD = "UBND HUYỆN SÌN HỒ\nBÁO CÁO\nTình hình kinh tế - xã hội {period}\n"


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Service:
    """The reports of the half-year and of the year, each silent on what the other tells."""
    half = "Tổng đàn dê đạt 3.416 con. Tổng đàn trâu đạt 9.010 con."
    year = "Doanh thu du lịch đạt 178,7 tỷ đồng. Tổng đàn trâu đạt 9.120 con."
    return service_of_texts(
        tmp_path_factory.mktemp("both"),
        half=HEAD.format(period="6 tháng đầu năm 2024") + half,
        year=HEAD.format(period="năm 2024") + year,
    )


def test_the_half_year_gets_no_sum_of_the_year_though_its_own_report_is_there(both):
    answer = both.ask("Doanh thu du lịch của Sìn Hồ 6 tháng đầu năm 2024 là bao nhiêu?")
    assert (answer.status, "178,7" in answer.answer) == ("not_found", False)
    assert "năm 2024" in answer.answer


def test_a_figure_of_the_half_year_is_told_to_be_of_it_alone_where_the_year_is_asked_for(both):
    answer = both.ask("Tổng đàn dê của Sìn Hồ năm 2024 là bao nhiêu?")
    assert (answer.status, "3.416" in answer.answer) == ("answered", True)
    assert answer.caveats[0].startswith("Số liệu chỉ của 6 tháng đầu năm 2024")


def test_a_figure_of_the_time_itself_needs_no_remark(both):
    answer = both.ask("Tổng đàn trâu của Sìn Hồ năm 2024 là bao nhiêu?")
    assert (answer.status, [row["value"] for row in answer.rows][:1]) == ("answered", [9120])
    assert not any(caveat.startswith("Số liệu chỉ của") for caveat in answer.caveats)


def behind(rows: dict[str, ObservationRow], *asked: str) -> list[str]:
    found = list(of_other_times(list(rows.values()), [parse_period(period) for period in asked]))
    return [name for name, row in rows.items() if row in found]


def test_figures_of_other_times_stand_behind_where_the_time_asked_for_is_told():
    rows = {
        "half": observation_row(9010, "9.010", name="đàn trâu", concept="trau", at="2024-H1", report="half"),
        "year": observation_row(9120, "9.120", name="đàn trâu", concept="trau", at="2024", report="year"),
        "goats": observation_row(800, "800", name="đàn dê", concept="de", at="2024", report="year"),
        "unlisted": observation_row(7, "7", name="số trại", concept=None, at="2024", report="year"),
    }
    assert behind(rows, "2024-H1") == ["year"]
    assert behind(rows, "2024") == ["half"]
    assert behind(rows, "2024", "2024-H1") == behind(rows, "2023") == behind(rows) == []
