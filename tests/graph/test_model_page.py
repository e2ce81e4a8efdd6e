"""The page on the model says what is true: its query runs, its terms exist."""

from __future__ import annotations

import re
from pathlib import Path

from graph.build import report_quads, to_nquads
from graph.store import memory_store
from graph.user_query import run_sparql
from ontology.terms import PREFIXES, VOCABULARIES
from tests.factories import document, extraction

PAGE = (Path(__file__).parents[2] / "docs" / "model.md").read_text("utf-8")


def test_its_queries_run_and_find_the_clause():
    store = memory_store()
    store.replace_report(document().id, to_nquads(report_quads(document(), extraction(), "a.txt")))
    seasons, clauses = re.findall(r"```sparql\n(.*?)```", PAGE, flags=re.DOTALL)
    (row,) = run_sparql(store, seasons).rows
    assert [cell.value for cell in row] == ["đông xuân", "4"]
    (row,) = run_sparql(store, clauses).rows
    assert [cell.value for cell in row] == [
        "huyện Phong Thổ",
        "diện tích gieo cấy lúa đông xuân",
        "812.5",
        "812,5 ha",
    ]


def test_its_terms_exist():
    listed = {term.value for vocabulary in VOCABULARIES for term in vocabulary.terms}
    named = re.findall(r"\b([a-z]+(?:-[a-z]+)?):([A-Za-z][\w-]*)", PAGE)
    used = {PREFIXES[prefix] + name for prefix, name in named if prefix in PREFIXES and prefix != "unit"}
    assert len(used) > 30
    assert used <= listed
