"""What a report describes once."""

from __future__ import annotations

from graph.build import report_quads
from graph.provenance import _selected
from graph.statement import Scope
from ingest.extract import extract_facts
from ingest.read import read_bytes

TEXT = "Đàn trâu 120 con, đàn bò 300 con, đàn lợn 4.500 con; đàn dê 75 con trên địa bàn huyện."
WHOSE = "Phong Thổ, Lai Châu", "2023"


def test_a_description_is_given_once_for_each_key():
    document = read_bytes(TEXT.encode(), "one.txt")
    scope = Scope(document, extract_facts(document, *WHOSE).identity, document.id)
    assert list(scope.once("a", iter("xy"))) == ["x", "y"]
    assert list(scope.once("a", iter("xy"))) == []
    assert list(scope.once("b", iter("xy"))) == ["x", "y"]


def test_words_that_several_figures_quote_are_selected_once(monkeypatch):
    document = read_bytes(TEXT.encode(), "one.txt")
    selected = []

    def noted(document, report_id, span):
        selected.append(span)
        yield from _selected(document, report_id, span)

    monkeypatch.setattr("graph.provenance._selected", noted)
    quads = list(report_quads(document, extract_facts(document, *WHOSE), "one.txt"))
    assert len(selected) == len(set(selected)) > 4
    assert len(quads) == len(set(quads))
