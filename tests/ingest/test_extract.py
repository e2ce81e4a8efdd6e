"""The conveyor over the bundled samples: laws that hold for every report."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.extract import extract_facts
from ingest.fact import Measurement
from ingest.read import read_report
from tests.eval.extraction import read

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "ingest" / "samples").iterdir() if path.is_file()
)
samples_only = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)


@samples_only
def test_every_claim_quotes_the_report_exactly(path: Path) -> None:
    document, extraction = read(path)
    for claim in (*extraction.facts, *extraction.issues):
        found = claim.evidence
        assert document.text[found.span.start : found.span.end] == found.quote
        assert found.sentence.start <= found.span.start <= found.span.end <= found.sentence.end
        assert document.line_of(found.span.start) == found.line <= found.last_line


@samples_only
def test_every_number_is_a_figure_or_stands_in_the_ledger(path: Path) -> None:
    _, extraction = read(path)
    figures = {fact.evidence.span for fact in extraction.facts if isinstance(fact, Measurement)}
    entries = sum(issue.counts_number for issue in extraction.issues)
    assert len(figures) > 0
    told = sum(isinstance(fact, Measurement) for fact in extraction.facts)
    assert told + entries == extraction.numbers_in_text


@samples_only
def test_reading_twice_gives_the_same(path: Path) -> None:
    document, extraction = read(path)
    assert extract_facts(document) == extraction


def test_a_district_and_period_that_are_given_win() -> None:
    document = read_report(SAMPLES[0])
    identity = extract_facts(document, district="Văn Quan, Lạng Sơn", period="2022-Q3").identity
    assert (identity.district.name, identity.province.name, identity.period.notation) == (
        "Văn Quan", "Lạng Sơn", "2022-Q3",
    )  # fmt: skip
