"""What ``huyenkg validate`` prints for people and for machines."""

from __future__ import annotations

import pytest

from graph.arithmetic.checks import check_rows
from graph.finding import Finding, Severity
from ingest.fact import Measure
from tests.factories import observation_row
from ui.findings import print_validation, validation_row
from ui.service import Validation

SENTENCE = "Gieo cấy 772,7/738\nha, đạt 81,93% kế hoạch."


@pytest.fixture
def validation() -> Validation:
    """One break of a shape and one percentage that is not that of its plan."""
    broken = Finding("now", "report-title", "iri", Severity.VIOLATION, "Missing.", "Thiếu.", 3, "Một\ncâu.")
    figures = [
        observation_row("772.7", "772,7", sentence=SENTENCE),
        observation_row("738", "738\nha", Measure.PLAN, SENTENCE, at="2024"),
        observation_row("81.93", "81,93%", Measure.PCT_OF_PLAN, SENTENCE, unit="%", plan_period="2024"),
    ]
    return Validation((broken,), check_rows(figures))


def test_both_kinds_stand_under_their_headings_with_line_quote_and_count(validation, capsys):
    print_validation(validation)
    assert capsys.readouterr().out.splitlines() == [
        "Shapes (SHACL)",
        "Violation  now:3  report-title: Missing.",
        "    “Một câu.”",
        "1 finding(s): 1 Violation.",
        "",
        "Arithmetic of the reports (findings, no violations)",
        "Warning  now.txt:1  percent-of-plan: The report prints 81.93% of plan; "
        "772.7 hectares against a plan of 738 hectares make 104.70%.",
        "    now.txt:1  “Gieo cấy 772,7/738 ha, đạt 81,93% kế hoạch.”",
        "1 finding(s): 1 Warning.",
    ]


def test_where_nothing_is_found_both_say_so(capsys):
    print_validation(Validation((), ()))
    assert capsys.readouterr().out.splitlines() == [
        "Shapes (SHACL)",
        "The graph keeps its shapes: no findings.",
        "",
        "Arithmetic of the reports (findings, no violations)",
        "The printed figures agree as far as they can be compared.",
    ]


def test_as_rows_a_break_has_its_node_and_a_disagreement_its_figures(validation):
    row = validation_row(validation)
    assert row["shapes"] == [
        {
            "severity": "Violation", "shape": "report-title", "message": "Missing.", "message_vi": "Thiếu.",
            "focus": "iri", "report": "now", "line": 3, "sentence": "Một\ncâu.",
        }
    ]  # fmt: skip
    (found,) = row["arithmetic"]
    assert (found["check"], found["printed"], found["unit"], found["tolerance"]) == (
        "percent-of-plan", 81.93, "%", 0.005,
    )  # fmt: skip
    assert [(one["line"], one["as_written"]) for one in found["observations"]] == [
        (1, "81,93%"),
        (1, "772,7"),
        (1, "738\nha"),
    ]
    assert found["observations"][0]["sentence"] == SENTENCE
