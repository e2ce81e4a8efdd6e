"""The view models of the quality page."""

from __future__ import annotations

import pytest

from graph.arithmetic.checks import check_rows
from graph.finding import Finding, Severity
from graph.overviews import list_issues
from graph.queries import find_issues
from ingest.fact import Measure
from search.language import Language
from tests.factories import observation_row
from ui.quality import (
    Ledger,
    check_name,
    concerns,
    issue_table,
    ledger_table,
    ledger_words,
    marked_sentence,
    read_ledger,
    reason_table,
    reasons_of,
    sentences_of,
    shape_table,
    told,
)
from ui.workspace import StoredReport

VI, EN = Language.VIETNAMESE, Language.ENGLISH


def report(numbers: int, figures: int, identifier: str = "a", **ledger: int) -> StoredReport:
    return StoredReport(
        identifier, 1, "a.txt", "", "", "huyện Phong Thổ", "109", "tỉnh Lai Châu", "2024-H1", "half-year",
        numbers, counts={"observations": figures}, ledger=ledger,
    )  # fmt: skip


def test_a_ledger_counts_numbers_and_leaves_out_what_is_none():
    ledger = read_ledger([report(9, 4, date=3, period=2, open_reference=5), report(3, 2, date=1)])
    assert ledger == Ledger(12, 6, {"date": 4, "period": 2})
    assert (ledger.left, ledger.adds_up) == (6, True)
    assert reasons_of(ledger) == ["date", "period"]
    assert reason_table(ledger, EN) == [
        {"reason": "a date", "count": 4},
        {"reason": "a period, season or term", "count": 2},
    ]


def test_the_sum_is_shown_and_says_so_where_it_does_not_add_up():
    rows = ledger_table([report(9, 4, date=5)], {"a": "Phong Thổ"})
    assert rows == [{"report": "Phong Thổ", "numbers_in_text": 9, "figures": 4, "left_out": 5, "sum": 9}]
    assert ledger_words(Ledger(1106, 801, {"date": 305}), VI) == (
        '<div class="hk-sum"><b>1.106</b> con số trong văn bản = '
        "<b>801</b> số liệu + <b>305</b> con số không thành số liệu</div>"
    )
    assert "≠" in ledger_words(Ledger(9, 4, {"date": 4}), EN)


def test_the_ledger_of_every_sample_adds_up(sample_service):
    for stored in sample_service.status().reports:
        assert read_ledger([stored]).adds_up, stored.name


def test_entries_stand_with_their_words_and_sentence(sample_service):
    store = sample_service.snapshot().store
    rows = find_issues(store, codes=["open_reference"]).rows
    listed = list_issues(store, ["open_reference"]).rows
    assert [one.claim for one in listed] == [one.claim for one in rows]
    assert list_issues(store, ["open_reference"], [rows[0].source.report]).rows == listed
    (row,) = issue_table([(one.code, one.source) for one in rows], EN)
    assert row["reason"] == "a short reference that no single document answers"
    assert row["as_written"] == "Đề án 162"
    assert "Đề án 162" in str(row["sentence"])
    assert (row["report"], row["line"]) == (rows[0].source.file, rows[0].source.line)


@pytest.mark.parametrize(
    ("language", "severity", "words"), [(VI, "Vi phạm", "Thiếu."), (EN, "Violation", "Missing.")]
)
def test_a_break_of_a_shape_is_told_in_both_languages(language, severity, words):
    found = Finding("a", "report-title", "iri", Severity.VIOLATION, "Missing.", "Thiếu.", 3, "Một câu.")
    (row,) = shape_table([found], {"a": "Phong Thổ"}, language)
    assert row == {
        "severity": severity, "finding": words, "sentence": "Một câu.", "report": "Phong Thổ", "line": 3
    }  # fmt: skip


class TestDisagreement:
    @pytest.fixture
    def finding(self):
        sentence, plan = "Đạt 125 ha, bằng 70% kế hoạch.", "Kế hoạch 250 ha."
        tea = {"concept": "area-tea"}
        (found,) = check_rows(
            [
                observation_row(125, "125 ha", sentence=sentence, **tea),
                observation_row(
                    70, "70%", Measure.PCT_OF_PLAN, sentence, unit="%", plan_period="2024", **tea
                ),
                observation_row(
                    250, "250 ha", Measure.PLAN, plan, at="2024", report="before", group="p", **tea
                ),
            ]
        )
        return found

    def test_it_concerns_the_reports_of_all_its_figures(self, finding):
        assert concerns(finding, ["now"])
        assert concerns(finding, ["before"])
        assert not concerns(finding, ["another"])

    def test_it_is_told_in_the_language(self, finding):
        assert told(finding, VI).startswith("Báo cáo ghi đạt 70% kế hoạch; 125 ha")
        assert told(finding, EN).startswith("The report prints 70% of plan; 125 hectares")
        assert check_name(finding.check, EN) == "percentage of plan"

    def test_its_sentences_stand_side_by_side_with_all_figures_marked(self, finding):
        printed, other = sentences_of(finding)
        assert marked_sentence([row.source for row in printed]) == (
            '<div class="hk-quote">Đạt <mark>125 ha</mark>, bằng <mark>70%</mark> kế hoạch.</div>'
        )
        assert "<mark>250 ha</mark>" in marked_sentence([row.source for row in other])

    def test_the_words_of_a_report_are_shown_and_not_obeyed(self):
        row = observation_row(5, "5 ha", sentence="<b>5 ha</b> & <i>")
        assert marked_sentence([row.source]) == (
            '<div class="hk-quote">&lt;b&gt;<mark>5 ha</mark>&lt;/b&gt; &amp; &lt;i&gt;</div>'
        )
