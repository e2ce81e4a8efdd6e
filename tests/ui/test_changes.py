"""What stands beside a printed change."""

from __future__ import annotations

from datetime import date

import pytest

from graph.arithmetic.year_before import StoredPeriod
from graph.clause_index import ClauseEntry
from ingest.fact import Measure
from search.language import Language
from tests.factories import observation_row
from ui.changes import verdict_words, with_verdicts
from ui.clauses import to_lines

RICE = {"concept": "area-rice", "at": "2024"}
ENTRY = ClauseEntry(
    group="clause-1", claims=("1",), measures=frozenset({Measure.VALUE}), concept="area-rice",
    key="dien tich lua", area="109", begins=date(2024, 1, 1), ends=date(2024, 12, 31), report="now", start=0,
    words="",
)  # fmt: skip
OLD = StoredPeriod("before", "109", "2023")


def line(*before, stored=(OLD,)):
    here = {**RICE, "report_period": "2024"}
    rows = [
        observation_row("561", "561 ha", **here),
        observation_row("14.6", "14,6 ha", Measure.CHANGE, compared_with="2023", offset=50, **here),
    ]
    (found,) = with_verdicts(to_lines([ENTRY], rows, "2024", Language.VIETNAMESE), before, stored)
    return found


def earlier(value, written):
    given = {"at": "2023", "report": "before", "report_period": "2023", "group": "b", "line": 38}
    return observation_row(value, written, **RICE | given)


@pytest.mark.parametrize(
    ("before", "stored", "told"),
    [
        ([earlier("546.4", "546,4 ha")], (OLD,), "✓ Khớp với số kỳ trước: 546,4 ha"),
        ([earlier("500", "500 ha")], (OLD,), "≠ Không khớp với số kỳ trước: 500 ha"),
        ([], (), "Chưa có báo cáo nào của năm 2023 để đối chiếu."),
        ([], (OLD,), "Báo cáo của năm 2023 không nêu số để đối chiếu."),
    ],
)
def test_it_is_told_whether_the_earlier_report_bears_it_out(before, stored, told):
    (judged,) = line(*before, stored=stored).judged
    assert verdict_words(judged, Language.VIETNAMESE).startswith(told)


def test_the_earlier_report_is_named_with_its_line():
    (judged,) = line(earlier("500", "500 ha")).judged
    assert "before.txt" in verdict_words(judged, Language.ENGLISH)
    assert "38" in verdict_words(judged, Language.ENGLISH)
