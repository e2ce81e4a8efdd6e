"""Every number of a report is a figure or stands in the ledger with a reason, counted without the program."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.fact import Measurement
from ontology.lexicon import load_concepts
from tests.eval.extraction import OWN_REPORTS, read
from ui.cli import app

SHARED = Path(os.environ.get("HUYENKG_SHARED") or Path(__file__).parents[3] / "shared") / "reports"
REPORTS = [
    *(path for folder in OWN_REPORTS for path in sorted(folder.iterdir())),
    *(pytest.param(path, marks=pytest.mark.slow) for path in sorted(SHARED.glob("*.*"))),
]
every_report = pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
# The 2 of "m2" and "m<sup>2</sup>" belongs to the unit.
EXPONENT = re.compile(r"(?<![^\W\d])[kcd]?m(?:<sup>)?$")
REASONS = {row.id: row.extra["number"] for row in load_concepts("ledger")}


def numerals(document):
    """All numerals of the text; those of units left out."""
    found = NUMERAL.finditer(document.text)
    return [n for n in found if not (n[0] in "23" and EXPONENT.search(document.text[: n.start()][-8:]))]


def is_read(document):
    """Which offsets of the text the reader passes on as words of a paragraph, note or cell."""
    flows = [block.flow for block in document.blocks]
    flows += [cell.flow for block in document.blocks if block.table for cell in block.table.cells]
    runs = [run for flow in flows for run in flow.runs]
    return {offset for run in runs for offset in range(run.start, run.start + run.length)}


@every_report
def test_figures_and_ledger_add_up_to_the_numbers_of_the_text(path):
    document, extraction = read(path)
    inside = is_read(document)
    # "191." at the head of a footnote is its mark 19 and the numbering "1.": the last digit tells.
    counted = [numeral for numeral in numerals(document) if numeral.end() - 1 in inside]
    figures = [fact for fact in extraction.facts if isinstance(fact, Measurement)]
    in_words = [figure for figure in figures if not any(map(str.isdigit, figure.as_written))]
    entries = sum(issue.counts_number for issue in extraction.issues)
    assert len(figures) - len(in_words) + entries == len(counted)
    assert {figure.value for figure in in_words} <= {0}
    assert extraction.numbers_in_text == len(counted) + len(in_words)


@every_report
def test_each_number_stands_in_the_quote_of_its_figure_or_entry(path):
    document, extraction = read(path)
    inside = is_read(document)
    claims = [fact for fact in extraction.facts if isinstance(fact, Measurement)]
    claims += [issue for issue in extraction.issues if issue.counts_number]
    quoted = {at for claim in claims for at in range(claim.evidence.span.start, claim.evidence.span.end)}
    open_to = inside - quoted
    open_ones = [numeral for numeral in numerals(document) if numeral.start() in open_to]
    # The 61 of "1601, 61 gam" is accounted for beside the number that it ends.
    apart = sum(issue.code == "split_number" for issue in extraction.issues)
    assert len(open_ones) <= apart, [document.text[n.start() - 20 : n.end() + 10] for n in open_ones]


@every_report
def test_the_reader_takes_out_only_footnote_marks_and_page_numbers(path):
    document, _ = read(path)
    inside = is_read(document)
    marks = {note.mark.strip("()[]") for block in document.blocks for note in block.notes}
    lines = document.text.split("\n")
    strange = [
        lines[document.line_of(numeral.start()) - 1]
        for numeral in numerals(document)
        if (out := "".join(document.text[at] for at in range(*numeral.span()) if at not in inside))
        and out not in marks
        and lines[document.line_of(numeral.start()) - 1].strip() != out
    ]
    assert strange == []


@every_report
def test_every_reason_is_of_the_closed_list(path):
    _, extraction = read(path)
    assert {issue.code for issue in extraction.issues} <= set(REASONS)
    assert [i for i in extraction.issues if i.counts_number != (REASONS[i.code] == "yes")] == []


def test_status_and_the_list_of_issues_give_the_same_totals(sample_service):
    data = str(sample_service.settings.data)
    runner = CliRunner()
    status = json.loads(runner.invoke(app, ["status", "--json", "--data", data]).stdout)["reports"]
    listed = runner.invoke(app, ["facts", "--kind", "issues", "--data", data]).stdout.splitlines()
    totals = Counter((row["report"], row["code"]) for row in map(json.loads, listed))
    assert totals == Counter(
        {(report["report"], code): count for report in status for code, count in report["ledger"].items()}
    )
    assert {report["report"]: report["facts"]["issues"] for report in status} == Counter(
        report for report, _ in totals.elements()
    )
