"""The cost of extraction grows with the text and no faster, counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from benchmarks.extraction import repeated
from ingest.extract import extract_facts
from ingest.read import read_report

SHORT, LONG = 2, 16
SPARE = 1.1  # headers, and lists that are read once


def calls(document) -> int:
    profile = cProfile.Profile()
    profile.runcall(extract_facts, document)
    return pstats.Stats(profile).total_calls


@pytest.mark.slow
def test_eight_times_the_text_is_at_most_eight_times_the_work(samples):
    text = read_report(samples / "phong-tho-2024-h1.txt").text
    extract_facts(repeated(text, 1))  # what is read once: code lists, compiled patterns
    # Of other figures, for what was read of a sentence is kept.
    short, long = repeated(text, SHORT, first=1), repeated(text, LONG, first=1 + SHORT)
    assert calls(long) <= SPARE * LONG / SHORT * calls(short)


def test_repeated_text_holds_other_figures_in_every_copy():
    assert repeated("Gieo 1.204,5 ha ngô.", 3).text.splitlines() == [
        "Gieo 1.204,5 ha ngô.", "Gieo 2.205,5 ha ngô.", "Gieo 3.206,5 ha ngô.",
    ]  # fmt: skip


def test_copies_begin_with_the_number_that_is_asked_for():
    assert repeated("Gieo 1.204,5 ha ngô, 25 ha lạc năm 2023.", 1, first=2).text.splitlines() == [
        "Gieo 3.206,5 ha ngô, 27 ha lạc năm 2023.",
    ]
