"""The page on the model says what is true: its query runs, its terms exist."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.build import report_quads, to_nquads
from graph.store import memory_store
from graph.user_query import run_sparql
from ontology.terms import PREFIXES, VOCABULARIES
from scripts.draw_model import IMAGES, draw
from scripts.model_pictures import PICTURES
from scripts.model_tables import TABLES, with_tables
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
    page = re.sub(r"\[[^\]]*\]\([^)]*\)", "", PAGE)  # sources are links: terms of others that we do not use
    named = re.findall(r"\b([a-z]+(?:-[a-z]+)?):([A-Za-z][\w-]*)", page)
    used = {PREFIXES[prefix] + name for prefix, name in named if prefix in PREFIXES and prefix != "unit"}
    assert len(used) > 30
    assert used <= listed


def test_its_tables_are_those_of_the_ontology():
    """If this fails: python -m scripts.model_tables."""
    assert with_tables(PAGE) == PAGE
    for name in TABLES:
        assert f"<!-- {name} -->\n| " in PAGE


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_its_pictures_are_those_of_the_sample(picture, sample_service):
    """If this fails: python -m scripts.draw_model, and look at the pictures."""
    drawn = draw(sample_service.snapshot().store, picture)
    assert (IMAGES / f"{picture.name}.svg").read_text("utf-8") == drawn
    assert f"(images/{picture.name}.svg)" in PAGE


def test_pictures_are_well_formed_and_their_words_stay_inside(sample_service):
    for picture in PICTURES:
        root = ElementTree.fromstring(draw(sample_service.snapshot().store, picture))
        width = float(root.get("width"))
        texts = [node for node in root.iter() if node.tag.endswith("}text")]
        assert len(texts) > 10
        assert all(0 < float(text.get("x")) < width for text in texts)
