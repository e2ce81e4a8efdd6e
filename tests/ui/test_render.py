"""Answers and rows of the graph as tables: words of the language, numbers that stay numbers, safe CSV."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from graph.catalogue import list_programmes, list_reports
from graph.queries import find_documents, find_events, find_observations, find_ocop
from search.language import Language
from ui.render import (
    answer_cell,
    answer_table,
    document_table,
    event_table,
    format_cell,
    format_date,
    headings,
    number_columns,
    observation_table,
    plain_row,
    product_table,
    programme_table,
    report_table,
    to_csv,
)

VI, EN = Language.VIETNAMESE, Language.ENGLISH
VAN_QUAN = "184"


@pytest.fixture(scope="module")
def van_quan(sample_service):
    store, here = sample_service.snapshot().store, {"districts": [VAN_QUAN]}
    return SimpleNamespace(
        observations=find_observations(store, **here),
        events=find_events(store, **here),
        programmes=list_programmes(store, **here),
        documents=find_documents(store, **here),
        ocop=find_ocop(store, **here),
        reports=list_reports(store, **here),
    )


def find(rows, **wanted):
    return [row for row in rows if wanted.items() <= row.items()]


def test_a_figure_is_shown_with_its_role_period_and_place(van_quan):
    rows = observation_table(van_quan.observations.rows, VI)
    (row,) = find(rows, indicator="đàn bò", measure="thực hiện", value=Decimal(2305))
    assert (row["unit"], row["period"], row["area"]) == ("con", "6 tháng đầu năm 2024", "huyện Văn Quan")
    assert row["report"] == "van-quan-2024-h1.docx"


def test_the_same_figure_in_english(van_quan):
    (row,) = find(observation_table(van_quan.observations.rows, EN), value=Decimal(2305))
    assert (row["measure"], row["unit"], row["area"]) == ("actual", "head", "Văn Quan district")
    assert row["period"] == "the first half of 2024"


def test_an_estimate_says_so_beside_its_role(sample_service):
    rows = find_observations(sample_service.snapshot().store, districts=["098"]).rows
    roles = {row["measure"] for row in observation_table(rows, VI)}
    assert "thực hiện (ước)" in roles


def test_a_printed_bound_is_told_in_words(van_quan):
    rows = observation_table(van_quan.observations.rows, VI)
    assert find(rows, indicator="đàn lợn", value=Decimal(19019))[0]["measure"] == "thực hiện (khoảng)"
    rows = observation_table(van_quan.observations.rows, EN)
    assert find(rows, value=Decimal(19019))[0]["measure"] == "actual (about)"


def test_events_programmes_documents_products_and_reports_become_rows_without_codes(van_quan):
    tables = [
        event_table(van_quan.events.rows, VI),
        programme_table(van_quan.programmes.rows, VI),
        document_table(van_quan.documents.rows, VI),
        product_table(van_quan.ocop.rows, VI),
        report_table(van_quan.reports.rows, VI),
    ]
    cells = [str(cell) for table in tables for row in table for cell in row.values()]
    assert all(tables)
    assert [cell for cell in cells if "https://" in cell or cell in ("NTM", "OCOP", "2024-H1")] == []


@pytest.mark.parametrize("language", Language)
def test_every_column_of_every_table_has_a_name(van_quan, language):
    for table in (
        observation_table(van_quan.observations.rows, language),
        event_table(van_quan.events.rows, language),
        programme_table(van_quan.programmes.rows, language),
        document_table(van_quan.documents.rows, language),
        product_table(van_quan.ocop.rows, language),
        report_table(van_quan.reports.rows, language),
    ):
        assert [name for name, heading in headings(table, language).items() if name == heading] == []


def test_the_name_of_a_law_is_not_said_twice(sample_service):
    rows = find_documents(sample_service.snapshot().store).rows
    for row in document_table(rows, VI):
        assert not row["subject"] or row["subject"] not in row["document"]


def test_what_was_asked_for_stands_first_in_an_answer_and_where_it_stands_last():
    rows = [
        {"district": "Mường Tè", "period": "2023", "report": "a.md", "line": 3, "value": 66.8, "unit": "%"}
    ]
    assert list(answer_table(rows, VI)[0]) == ["district", "value", "unit", "period", "report", "line"]


def test_columns_that_say_nothing_are_left_out_of_an_answer():
    rows = [
        {"district": "Mường Tè", "area": "huyện Mường Tè", "value": 1, "compared_with": None, "places": []}
    ]
    assert list(answer_table(rows, VI)[0]) == ["district", "value"]
    (row,) = answer_table([rows[0] | {"area": "xã Bum Nưa"}], VI)
    assert row["area"] == "xã Bum Nưa"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("period", "2024-H1", "6 tháng đầu năm 2024"),
        ("date", "2023-12-20", "20/12/2023"),
        ("status", "occurred", "đã xảy ra"),
        ("status", "E", "ước"),
        ("measure", "pct_of_plan", "% kế hoạch"),
        ("places", ["xã Bản Lang", "xã Nậm Xe"], "xã Bản Lang, xã Nậm Xe"),
        ("value", 44.3, 44.3),
        ("indicator", "tỷ lệ che phủ rừng", "tỷ lệ che phủ rừng"),
    ],
)
def test_codes_of_an_answer_become_words(name, value, told):
    assert answer_cell(name, value, VI) == told


def test_a_number_is_written_as_people_of_the_language_write_it():
    assert format_cell(Decimal("4376.59"), VI) == "4.376,59"
    assert format_cell(Decimal("4376.59"), EN) == "4,376.59"
    assert format_date("2023-12-20", EN) == "2023-12-20"


def test_a_column_of_numbers_with_gaps_stays_one_and_a_mixed_one_becomes_words():
    rows = [{"value": 1, "stars": 3}, {"value": None, "stars": "không rõ"}]
    assert number_columns(rows) == ["value"]
    assert plain_row(rows[0], ["value"], VI) == {"value": 1, "stars": "3"}
    assert plain_row({"owner": None, "value": None}, ["value"], VI) == {"owner": "", "value": None}


def test_csv_opens_in_a_spreadsheet_with_vietnamese_letters_and_runs_no_formula():
    table = to_csv([{"product": "=HYPERLINK(1)", "value": Decimal("1234.5")}], VI)
    assert table.startswith(b"\xef\xbb\xbf")
    assert table.decode("utf-8-sig").splitlines() == ["Sản phẩm,Giá trị", "'=HYPERLINK(1),1234.5"]
