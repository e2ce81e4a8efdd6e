"""What ``huyenkg validate`` prints for people and for machines, and writes as a graph."""

from __future__ import annotations

import pytest

from graph.arithmetic.checks import check_rows
from graph.finding import Finding, Severity
from ingest.fact import Measure
from ontology.errors import BadInput
from tests.factories import observation_row
from ui.findings import print_validation, report_graph, validation_row
from ui.validation import Validation, found

SENTENCE = "Gieo cấy 772,7/738\nha, đạt 81,93% kế hoạch."
NAMES = {"now": "now.txt"}
ID = "https://w3id.org/huyenkg/id/"


def broken(line: int | None, severity: Severity = Severity.VIOLATION, shape: str = "report-title") -> Finding:
    return Finding(
        "now", shape, f"{ID}report/now", severity, "Missing.", "Thiếu.", line,
        None if line is None else "Một\ncâu.", "Report: title", "Báo cáo: tên", "MinCount", "http://purl.org/dc/terms/title",
    )  # fmt: skip


@pytest.fixture
def validation() -> Validation:
    """Breaks of two shapes, none of a constraint, and one percentage that is not that of its plan."""
    figures = [
        observation_row("772.7", "772,7", sentence=SENTENCE),
        observation_row("738", "738\nha", Measure.PLAN, SENTENCE, at="2024"),
        observation_row("81.93", "81,93%", Measure.PCT_OF_PLAN, SENTENCE, unit="%", plan_period="2024"),
    ]
    breaks = [broken(3), broken(9, Severity.WARNING, "report-label"), broken(None)]
    return Validation(found(breaks), found(()), found(check_rows(figures)))


def test_findings_stand_by_severity_and_name_with_report_line_and_sentence(validation, capsys):
    print_validation(validation, NAMES)
    assert capsys.readouterr().out.splitlines() == [
        "Shapes (SHACL)",
        "Violation  Report: title (report-title): Missing.",
        "    now.txt:3  “Một câu.”",
        "    now.txt  report/now",
        "Warning  Report: title (report-label): Missing.",
        "    now.txt:9  “Một câu.”",
        "3 finding(s): 2 Violation, 1 Warning.",
        "",
        "Integrity constraints of the data cube",
        "The cube is well-formed: no findings.",
        "",
        "Arithmetic of the reports (findings, no violations)",
        "Warning  now.txt:1  percent-of-plan: The report prints 81.93% of plan; "
        "772.7 hectares against a plan of 738 hectares make 104.70%.",
        "    now.txt:1  “Gieo cấy 772,7/738 ha, đạt 81,93% kế hoạch.”",
        "1 finding(s): 1 Warning.",
    ]


def test_where_nothing_is_found_each_check_says_so_and_what_was_not_checked_is_not_named(capsys):
    print_validation(Validation(found(()), None, found(())), NAMES)
    assert capsys.readouterr().out.splitlines() == [
        "Shapes (SHACL)",
        "The graph keeps its shapes: no findings.",
        "",
        "Arithmetic of the reports (findings, no violations)",
        "The printed figures agree as far as they can be compared.",
    ]


def test_what_is_beyond_the_limit_is_counted(capsys):
    print_validation(Validation(found([broken(n) for n in range(1, 6)], limit=2)), NAMES)
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("    ")] == [
        "    now.txt:1  “Một câu.”",
        "    now.txt:2  “Một câu.”",
    ]
    assert lines[-1] == "5 finding(s): 5 Violation. 3 of them are not shown."


def test_only_a_violation_of_the_graph_is_one(validation):
    assert validation.violated
    assert not Validation(arithmetic=validation.arithmetic).violated
    assert not Validation(found([broken(1, Severity.WARNING)]), found(())).violated
    assert Validation(constraints=found([broken(1)])).violated


def test_as_rows_a_break_has_its_node_and_a_disagreement_its_figures(validation):
    row = validation_row(validation, NAMES)
    assert row["shapes"][0] == {
        "severity": "Violation", "shape": "report-title", "name": "Report: title", "name_vi": "Báo cáo: tên",
        "message": "Missing.", "message_vi": "Thiếu.", "focus": f"{ID}report/now", "path": "http://purl.org/dc/terms/title",
        "value": None, "component": "MinCount", "report": "now", "file": "now.txt", "line": 3,
        "sentence": "Một\ncâu.",
    }  # fmt: skip
    assert row["constraints"] == []
    assert row["totals"] == {
        "shapes": {"Violation": 2, "Warning": 1, "Info": 0},
        "constraints": {"Violation": 0, "Warning": 0, "Info": 0},
        "arithmetic": {"Violation": 0, "Warning": 1, "Info": 0},
    }
    (one,) = row["arithmetic"]
    assert (one["check"], one["printed"], one["unit"], one["tolerance"]) == (
        "percent-of-plan", 81.93, "%", 0.005,
    )  # fmt: skip
    assert [(figure["line"], figure["as_written"]) for figure in one["observations"]] == [
        (1, "81,93%"),
        (1, "772,7"),
        (1, "738\nha"),
    ]
    assert one["observations"][0]["sentence"] == SENTENCE


def test_the_graph_of_a_report_is_there_once_it_is_whole(tmp_path):
    file = tmp_path / "report.ttl"
    with report_graph(file) as tell:
        tell((broken(3),))
        assert not file.exists()
    assert b"sh:focusNode" in file.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_a_check_that_ends_early_leaves_the_graph_that_was_there(tmp_path):
    file = tmp_path / "report.ttl"
    file.write_text("as before")
    with pytest.raises(KeyboardInterrupt), report_graph(file) as tell:
        tell((broken(3),))
        raise KeyboardInterrupt
    assert file.read_text() == "as before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_bad_input(tmp_path):
    with pytest.raises(BadInput, match=r"cannot be written"), report_graph(tmp_path / "no" / "report.ttl"):
        pass
