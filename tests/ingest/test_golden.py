"""What the whole conveyor makes of two samples, line by line, so that a change of extraction shows its cases.

``make golden`` rewrites the files; read the diff before you commit it. They are records of what the program
does, right or wrong; what it should do stands in ``tests/cases/samples.toml``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.record import Kind, records
from tests.eval.extraction import read

GOLDEN = Path(__file__).parent.parent / "golden"
LEFT_OUT = {
    "report",
    "last_line",
    "start",
    "end",
    "section",
    "message",
    "group",
    "as_written",
    "district_code",
    "property",  # these three are parts of the indicator's name: tests/ingest/test_composition.py
    "population",
    "season",
}


def rows(path: Path) -> Iterator[str]:
    """One line a fact: its kind, its line in the report, and every field that is not empty."""
    for kind, record in records(*read(path)):
        if kind is not Kind.PLACES:  # every mention of every commune: the place tests hold those
            fields = (f"{k}={v}" for k, v in record.items() if k not in LEFT_OUT and v not in (None, "", []))
            yield " | ".join([kind.value, *fields]).replace("\n", " ")


@pytest.mark.parametrize("name", ["tua-chua-2020-h1.txt", "nghia-lo-2023-m9.md"])
def test_golden_facts_of_a_sample_are_unchanged(samples, name):
    found = "\n".join(rows(samples / name)) + "\n"
    golden = GOLDEN / f"{name}.facts"
    if "HUYENKG_GOLDEN" in os.environ:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found.splitlines() == golden.read_text("utf-8").splitlines()
