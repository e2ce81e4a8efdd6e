"""Events that tables count, one a row."""

from __future__ import annotations

from ingest.extract import extract_facts
from ingest.fact import EventMention
from ingest.read import read_bytes

TABLE = """| Bệnh | Số ca mắc | Tử vong |
|---|---|---|
| Sốt xuất huyết | 1.093 | 01 |
| Covid-19 | 0 | 0 |
| Sởi | | |
"""


def said(text):
    report = read_bytes(text.encode(), "r.md")
    facts = extract_facts(report, district="Phong Thổ, Lai Châu", period="2024-H1").facts
    return [(m.event, m.assertion.value, m.period.notation) for m in facts if isinstance(m, EventMention)]


def test_a_row_with_cases_occurred_and_one_with_none_did_not():
    assert said(TABLE) == [("dengue", "occurred", "2024-H1"), ("covid19", "absent", "2024-H1")]


def test_a_year_in_the_header_is_the_time_of_its_column():
    table = TABLE.replace("Số ca mắc", "Số ca mắc năm 2022")
    assert said(table)[0] == ("dengue", "occurred", "2022")


def test_other_columns_count_no_cases():
    assert said(TABLE.replace("Số ca mắc", "Kinh phí phòng, chống")) == []


def test_a_row_that_counts_an_event_is_read_by_what_was_reached():
    table = "| Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện |\n|---|---|---|---|\n| Số vụ cháy rừng | vụ | 0 | 1 |\n"
    assert said(table) == [("forest_fire", "occurred", "2024-H1")]
