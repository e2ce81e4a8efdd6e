"""What can be drawn of a query's result, and where a query is wrong."""

from __future__ import annotations

from search.language import Language
from ui.charts.result_chart import result_chart
from ui.sparql_result import MOST_BARS, columns_of, fault_of, points_of

ROWS = [
    {"district": "Văn Quan", "figures": "12", "share": "", "note": "7 xã"},
    {"district": "Tủa Chùa", "figures": "-3.5", "share": "1e2", "note": ""},
]


def test_columns_of_numbers_are_known_by_their_cells_and_words_come_first_as_labels():
    columns = columns_of(ROWS)
    assert columns.numbers == ("figures", "share")
    assert columns.labels == ("district", "note", "figures", "share")
    assert columns.drawable
    assert not columns_of([{"a": "x"}]).drawable
    assert not columns_of([{"a": "1"}]).drawable
    assert not columns_of([]).drawable


def test_points_leave_out_empty_cells_and_tell_equal_labels_apart():
    assert points_of(ROWS, "district", "share") == [{"district": "Tủa Chùa", "share": 100.0}]
    twice = [ROWS[0], ROWS[0]]
    assert [point["district"] for point in points_of(twice, "district", "figures")] == [
        "Văn Quan",
        "Văn Quan (2)",
    ]
    assert len(points_of(ROWS * 100, "district", "figures")) == MOST_BARS


def test_bars_and_lines_keep_the_order_of_the_rows_and_begin_at_zero():
    points = points_of(ROWS, "district", "figures")
    for shape, words, value in (("bar", "y", "x"), ("line", "x", "y")):
        encoding = result_chart(points, "district", "figures", shape, Language.ENGLISH).to_dict()["encoding"]
        assert encoding[words]["sort"] is None
        assert encoding[value]["scale"]["zero"] is True


def test_an_error_names_the_line_that_it_is_in():
    fault = fault_of("The SPARQL query cannot be run: error at 2:5: expected x.", "SELECT\n?a a {")
    assert (fault.line, fault.column, fault.text) == (2, 5, "?a a {")
    assert fault_of("error at 9:1", "SELECT") is None
    assert fault_of("took too long", "SELECT") is None
