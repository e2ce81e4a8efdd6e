"""The table of figures: whole, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from graph.export import Selection, export
from graph.figures import safe
from graph.store import memory_store
from tests.factories import extraction, measurement
from tests.graph.test_export import ONE, put


@pytest.mark.parametrize("words", ["=1+1", "+5%", "-5%", "@x", "\tx", "\rx"])
def test_a_formula_is_made_text(words):
    assert safe(words) == f"'{words}"


@pytest.mark.parametrize("words", ["812,5 ha", "", "a=b"])
def test_other_words_stay(words):
    assert safe(words) == words


def test_every_figure_has_its_sentence_and_report_and_a_negative_number_stays_one():
    store = memory_store()
    put(store, ONE, extraction([measurement(-5)], []))
    (row,) = csv.DictReader(io.StringIO(export(store, Selection(), "csv").decode()))
    assert row["value"] == "-5"
    assert (row["report"], row["file"]) == (ONE, f"{ONE}.txt")
    assert row["quote"] in row["sentence"]
    assert row["section"] == "I. KINH TẾ / 1. Nông nghiệp"
