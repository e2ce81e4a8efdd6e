"""Spoiled files of every format are read or refused, and nothing else, within bounds of time and memory."""

from __future__ import annotations

import os
import time

import pytest

from tests.fuzz.laws import known_codes
from tests.fuzz.run import FORMATS, fuzz, made, read_one
from tests.fuzz.seeds import seeds

SECONDS = float(os.environ.get("HUYENKG_FUZZ_SECONDS") or 80)
A_FEW = 4


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch):
    monkeypatch.setenv("HUYENKG_SOFFICE", "/nowhere/program")
    monkeypatch.setattr("ingest.read.picture.tesseract", lambda: None)
    monkeypatch.setattr("ingest.read.pdf.tesseract", lambda: None)


@pytest.mark.parametrize("form", FORMATS)
def test_a_few_spoiled_files_are_read_or_refused(form):
    outcomes = {read_one(form, made(form, 7, number), 1) for number in range(A_FEW)}
    assert outcomes <= {"read", *known_codes()}


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("picture", "foreign")])
def test_the_files_that_are_spoiled_can_be_read_themselves(form):
    assert {read_one(form, data, 1) for data in seeds()[form]} == {"read"}


@pytest.mark.parametrize("form", FORMATS)
def test_an_input_is_the_same_at_every_call(form):
    assert made(form, 3, 5) == made(form, 3, 5)


def test_what_is_neither_read_nor_refused_is_a_failure(monkeypatch):
    monkeypatch.setattr("tests.fuzz.run.read_bytes", lambda data, name: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        read_one("txt", b"x", 1)


@pytest.mark.slow
@pytest.mark.timeout(SECONDS * 3 + 300)
def test_spoiled_files_of_every_format_are_read_or_refused():
    seed = int(time.time())
    told = list(fuzz(SECONDS, seed))
    failures = [failure for one in told for failure in one.failures]
    assert not failures, f"seed {seed}: " + "\n".join(failures)
    assert all(one.outcomes for one in told)
