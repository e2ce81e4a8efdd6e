"""The list of reports, two of them side by side, and what is said of a file that was uploaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.catalogue import list_reports
from ingest.read import numerals, wordfinal
from ingest.read.kinds import Kind, suffix_warning
from ingest.read.legacy import font_warning
from search.language import Language
from ui.ingesting import Outcome, State
from ui.report_comparison import about, event_rows, figure_rows, pair_events, pair_figures
from ui.report_list import (
    Wanted,
    chosen_reports,
    districts_of,
    kinds_of,
    others_of,
    periods_of,
    report_rows,
    twins_of,
)
from ui.upload_account import (
    NAMED_BY_USER,
    counts_words,
    district_choices,
    failure_words,
    identity_words,
    part_choices,
    period_notation,
    warning_words,
)

VI, EN = Language.VIETNAMESE, Language.ENGLISH
PHONG_THO = "109"


@pytest.fixture(scope="module")
def reports(sample_service):
    return sample_service.status().reports


@pytest.fixture(scope="module")
def rows(sample_service):
    return {row.report: row for row in list_reports(sample_service.snapshot().store).rows}


def names(found) -> list[str]:
    return [report.name for report in found]


# --- the list ----------------------------------------------------------------------------------------


def test_the_newest_period_comes_first(reports, rows):
    assert names(chosen_reports(reports, rows, Wanted(district=PHONG_THO))) == [
        "phong-tho-2024-h1.txt",
        "phong-tho-2023.txt",
    ]


def test_reports_are_found_by_words_of_file_title_number_and_place(reports, rows):
    assert names(chosen_reports(reports, rows, Wanted("375/BC"))) == ["phong-tho-2024-h1.txt"]
    assert names(chosen_reports(reports, rows, Wanted("dien bien 6 thang dau nam"))) == [
        "tua-chua-2020-h1.txt"
    ]
    assert chosen_reports(reports, rows, Wanted("không có")) == []


def test_filters_all_hold_at_once(reports, rows):
    wanted = Wanted(period="2024-H1", kind="half-year", district="184")
    assert names(chosen_reports(reports, rows, wanted)) == ["van-quan-2024-h1.docx"]
    assert chosen_reports(reports, rows, Wanted(kind="month", district="184")) == []


def test_what_can_be_chosen_is_what_there_is(reports):
    assert districts_of(reports, EN)["098"] == "Tủa Chùa district (Điện Biên province)"
    assert next(iter(periods_of(reports, VI))) == "2024-H1"
    assert kinds_of(reports, EN) == {
        "annual": "Annual", "half-year": "Half-year", "month": "Month", "nine-month": "Nine months",
    }  # fmt: skip


def test_a_row_says_whose_and_when_and_how_much_was_read(reports, rows):
    chosen = chosen_reports(reports, rows, Wanted("phong-tho-2024"))
    (row,) = report_rows(chosen, rows, EN)
    assert row["district"] == "Phong Thổ district"
    assert row["period"] == "the first half of 2024"
    assert row["figures"] == chosen[0].counts["observations"]
    assert report_rows(chosen, {}, EN)[0]["title"] == ""


def test_other_reports_of_a_district_are_no_twins_unless_of_one_period(reports):
    (report,) = (one for one in reports if one.name == "phong-tho-2023.txt")
    assert names(others_of(reports, report)) == ["phong-tho-2024-h1.txt"]
    assert twins_of(reports, report) == []


# --- side by side ------------------------------------------------------------------------------------


def records(service, name: str):
    (report,) = (one for one in service.status().reports if one.name == name)
    return service.report_facts(report.id)


def test_the_same_figure_of_two_reports_stands_in_one_row_with_its_periods(sample_service):
    both = (records(sample_service, "phong-tho-2023.txt"), records(sample_service, "phong-tho-2024-h1.txt"))
    pairs = pair_figures(*both)
    assert sum(len(pair.first) for pair in pairs) == sum(kind == "observations" for kind, _ in both[0])
    maize = [pair for pair in about(pairs, "area of maize", EN) if pair.either["measure"] == "value"]
    (row, *_) = figure_rows(maize, ("a", "b"), EN)
    assert (row["a"], row["b"]) == ("3,773.2 ha (2023)", "3,208 ha (the first half of 2024)")
    assert {pair.side for pair in pairs} == {"both", "first", "second"}


def test_events_are_told_by_what_each_report_asserts(sample_service):
    both = (records(sample_service, "phong-tho-2023.txt"), records(sample_service, "phong-tho-2024-h1.txt"))
    rows = {row["event"]: row for row in event_rows(pair_events(*both), ("a", "b"), EN)}
    assert rows["African swine fever"] == {
        "event": "African swine fever", "a": "happened; over", "b": "prevention only",
    }  # fmt: skip
    assert rows["rabies"]["b"] == ""


# --- an upload ---------------------------------------------------------------------------------------


def test_an_account_says_what_a_file_is_and_what_was_read(reports):
    (report,) = (one for one in reports if one.name == "van-quan-2024-h1.docx")
    assert identity_words(report, VI) == "huyện Văn Quan, tỉnh Lạng Sơn · 6 tháng đầu năm 2024"
    assert identity_words(report, EN) == "Văn Quan district, Lạng Sơn province · the first half of 2024"
    assert counts_words(report, EN).startswith("Figures: 107 · Events: 5 · Documents: 6")
    assert warning_words(["2 footnote mark(s) without a footnote.", "Other."], EN) == [
        "2 footnote marks without a footnote.",
        "Other.",
    ]


def test_what_readers_of_files_warn_of_has_words():
    warnings = [
        *suffix_warning("x.txt", Kind.DOCX), *font_warning("VNI"), *wordfinal.TOLD.values(), numerals.ENGLISH,
        numerals.BOTH, numerals.OPEN.format(example="1.234"), "Hidden sheets were left out: Nháp, Cũ.",
        "Hidden rows or columns were left out.",
        "2 row(s), the first of them row 7, hold more cells than the others: a comma may have cut a number.",
        "2 formula(s) hold no result and were left out; open the file in Excel and save it.",
    ]  # fmt: skip
    told = warning_words(warnings, VI)
    assert [words for words, warning in zip(told, warnings, strict=True) if words == warning] == []
    assert told[0].startswith("Tên tệp có đuôi .txt nhưng nội dung là của tệp .docx")
    assert "Bỏ qua trang tính ẩn: Nháp, Cũ." in told
    assert told[-1].startswith("Có 2 công thức")
    assert told[-2].startswith("Có 2 dòng nhiều ô hơn các dòng khác (dòng đầu tiên: 7)")


def failed(code: str, *named: str) -> Outcome:
    return Outcome(Path("a.txt"), State.FAILED, message="It failed.", hint="Mend it.", code=code, named=named)


def test_a_failure_is_told_with_what_to_do():
    told = failure_words(failed("several_periods", "2023", "2024-H1"), EN)
    assert told == (
        "It could be about several periods: 2023, the first half of 2024. "
        "Choose the right one below and read it again."
    )
    assert failure_words(failed("no_such_code"), VI) == "It failed. Mend it."
    assert {"no_district", "no_period"} <= set(NAMED_BY_USER)


def test_every_code_of_a_failure_has_words():
    from tests.architecture.tree import ROOT
    from ui.messages import tell_if_known

    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "ingest").rglob("*.py"))
    for code in ("format", "too_large", "empty", "no_text", "encoding", "protected", "archive", "broken",
                 "unpacks", "hostile", "needs_office", "office_failed", "office_slow", "many_cells",
                 *NAMED_BY_USER):  # fmt: skip
        assert f'"{code}"' in sources
        assert tell_if_known(VI, f"unreadable.{code}")


def test_what_a_user_names_is_understood_by_the_reader():
    from ingest.identity import _districts_called

    choices = district_choices(EN)
    assert choices["huyện Văn Quan, tỉnh Lạng Sơn"] == "Văn Quan district, Lạng Sơn province"
    assert len(choices) > 690
    assert all(_districts_called(told) for told in choices)
    parts = part_choices(EN)
    assert [period_notation(2024, part) for part in list(parts)[:3]] == ["2024", "2024-H1", "2024-H2"]
    assert period_notation(2024, "06") == "2024-06"
    assert parts["06"] == "Month 6"
