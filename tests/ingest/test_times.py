"""Which period a figure gets, where a sentence holds several."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.fact import Measurement
from ingest.measurements import extract_measurements
from ontology.periods import parse_period
from tests.factories import document, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "figure_periods.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_figure_gets_its_own_period(case):
    about = identity(at=parse_period(case.get("report", "2024-H1")))
    claims = extract_measurements(document(case["text"]), about)
    found = [
        [c.value, c.unit, c.measure.value, c.period.notation] for c in claims if isinstance(c, Measurement)
    ]
    assert found == [[Decimal(row[0]), *row[1:]] for row in case["figures"]]
