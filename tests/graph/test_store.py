"""The store: whole reports in, whole reports out, whatever happens."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.store import copy_store, memory_store, open_store
from ingest.fact import Assertion
from ontology.errors import InvalidGraph, InvalidQuery, StoreError
from tests.factories import clause, document, event, extraction

ONE, TWO = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2"
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def nquads(report_id=ONE, facts=None) -> bytes:
    made = document(identifier=report_id)
    quads = [*report_quads(made, extraction(facts), "a.txt"), *run_quads(report_id, NOON, NOON, "0.1.0")]
    return to_nquads(quads)


def content(store) -> set[str]:
    return set(map(str, store.inner))


def count(store, pattern: str) -> int:
    (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)


def test_a_report_comes_out_as_it_was_put_in():
    store = memory_store()
    store.replace_report(ONE, nquads())
    assert store.report_nquads(ONE) == nquads()
    assert store.report_ids() == (ONE,)
    assert (store.holds(ONE), store.holds(TWO)) == (True, False)


def test_putting_the_same_report_in_again_writes_nothing(tmp_path):
    store = open_store(tmp_path / "store")
    store.replace_report(ONE, nquads())
    before = content(store)
    store.read_only = True  # any write would now raise
    store.replace_report(ONE, nquads())
    assert content(store) == before


def test_a_changed_report_replaces_its_former_state_wholly():
    changed, fresh = memory_store(), memory_store()
    changed.replace_report(ONE, nquads())
    changed.replace_report(ONE, nquads(facts=clause()[:1]))
    fresh.replace_report(ONE, nquads(facts=clause()[:1]))
    assert content(changed) == content(fresh)


def test_many_reports_put_in_at_once_are_as_if_put_in_one_by_one(tmp_path, monkeypatch):
    monkeypatch.setattr("graph.store._AT_ONCE", 10)  # so that there are several loads
    single = memory_store()
    for name in (ONE, TWO):
        single.replace_report(name, nquads(name))
    with open_store(tmp_path / "store") as store:
        assert list(store.add_reports([(ONE, nquads(ONE)), (TWO, nquads(TWO))])) == [ONE, TWO]
        store.tidy()
    with open_store(tmp_path / "store", read_only=True) as store:
        assert content(store) == content(single)
        with pytest.raises(StoreError, match="reading only"):
            list(store.add_reports([(ONE, nquads(ONE))]))


def test_broken_syntax_among_many_reports_is_refused():
    broken = f"<http://p> nonsense {iris.graph(ONE)} .\n".encode()
    with pytest.raises(InvalidGraph, match="not N-Quads"):
        list(memory_store().add_reports([(ONE, broken)]))


def test_removing_a_report_leaves_the_store_as_if_it_had_never_been_there():
    both, alone = memory_store(), memory_store()
    alone.replace_report(TWO, nquads(TWO, clause()))
    both.replace_report(ONE, nquads(ONE))
    both.replace_report(TWO, nquads(TWO, clause()))
    both.remove_report(ONE)
    assert content(both) == content(alone)
    both.remove_report(TWO)
    assert content(both) == set()


def test_removing_an_unknown_report_says_so():
    with pytest.raises(StoreError, match="holds no report"):
        memory_store().remove_report(ONE)


def test_what_two_reports_share_is_counted_once():
    store = memory_store()
    store.replace_report(ONE, nquads(ONE))
    store.replace_report(TWO, nquads(TWO))
    assert count(store, "?area a hkg:District ; rdfs:label ?label . FILTER(lang(?label) = 'vi')") == 1
    assert count(store, "?o a qb:Observation ; sd-dim:refArea/schema:name ?name") == 8


@pytest.mark.parametrize(
    "quad",
    [
        Quad(iris.report(ONE), NamedNode("http://p"), Literal("x"), iris.graph(TWO)),
        Quad(iris.report(ONE), NamedNode("http://p"), Literal("x")),
    ],
    ids=["in another report's graph", "in no graph"],
)
def test_a_quad_outside_the_reports_graphs_is_refused_and_nothing_is_written(quad):
    store = memory_store()
    with pytest.raises(InvalidGraph):
        store.replace_report(ONE, nquads() + f"{quad} .\n".encode())
    assert content(store) == set()


def test_blank_nodes_and_broken_syntax_are_refused():
    store = memory_store()
    graph = iris.graph(ONE)
    for broken in (f"_:b <http://p> <http://o> {graph} .\n", "nonsense"):
        with pytest.raises(InvalidGraph):
            store.replace_report(ONE, broken.encode())


@pytest.mark.parametrize(
    "words", ['"quoted" \\ back', "line\nbreak\r\ttab", "} ; DROP ALL ; {", "\x00\x1f\x7f", "𠀀"]
)
def test_any_words_survive_the_store(words):
    store = memory_store()
    for text in ("first", words, words + "!"):
        quads = [
            Quad(iris.report(ONE), NamedNode("http://p"), Literal(text), iris.graph(ONE)),
            Quad(iris.area("1"), NamedNode("http://p"), Literal(text, language="vi"), iris.graph(ONE)),
        ]
        store.replace_report(ONE, to_nquads(quads))
    assert {quad.object.value for quad in store.report_quads(ONE)} == {words + "!"}


def test_rdflib_sees_the_union_with_our_prefixes():
    store = memory_store()
    store.replace_report(ONE, nquads())
    rows = list(store.dataset.query("SELECT ?n { ?r a schema:Report ; dct:spatial/schema:name ?n }"))
    assert [str(row.n) for row in rows] == ["Phong Thổ"]


def test_a_malformed_query_or_one_without_rows_is_refused():
    for text in ("SELECT * {", "ASK { ?s ?p ?o }", "INSERT DATA { <a:b> <a:c> <a:d> }"):
        with pytest.raises(InvalidQuery):
            list(memory_store().query(text))


def test_bindings_substitute_variables():
    store = memory_store()
    store.replace_report(ONE, nquads())
    rows = store.query("SELECT ?area ?name { ?area schema:name ?name }", {"area": iris.area("12")})
    assert [row["name"].value for row in rows] == ["Lai Châu"]


class TestOnDisk:
    @pytest.fixture
    def stored(self, tmp_path):
        with open_store(tmp_path / "one") as store:
            store.replace_report(ONE, nquads())
        return tmp_path / "one"

    def test_it_is_there_after_closing(self, stored):
        with open_store(stored, read_only=True) as store:
            assert store.report_nquads(ONE) == nquads()

    def test_a_copy_can_be_written_while_the_original_answers_as_before(self, stored, tmp_path):
        reader = open_store(stored, read_only=True)
        copy_store(stored, tmp_path / "two")
        with open_store(tmp_path / "two") as writer:
            writer.replace_report(TWO, nquads(TWO))
            writer.remove_report(ONE)
            writer.inner.optimize()
        assert reader.report_ids() == (ONE,)
        for path, expected in ((stored, ONE), (tmp_path / "two", TWO)):
            with open_store(path, read_only=True) as store:
                assert store.report_ids() == (expected,)
                assert store.report_nquads(expected) == nquads(expected)

    def test_a_copy_of_a_store_that_was_not_flushed_loses_nothing(self, stored, tmp_path):
        store = open_store(stored)
        store.replace_report(TWO, nquads(TWO))
        del store
        copy_store(stored, tmp_path / "two")
        with open_store(tmp_path / "two", read_only=True) as copy:
            assert copy.report_ids() == (ONE, TWO)

    def test_a_read_only_store_refuses_to_be_written(self, stored):
        with open_store(stored, read_only=True) as store:
            with pytest.raises(StoreError, match="reading only"):
                store.replace_report(TWO, nquads(TWO))
            with pytest.raises(StoreError, match="reading only"):
                store.remove_report(ONE)

    def test_several_processes_read_at_once(self, stored):
        script = f"""
from pathlib import Path
from graph.store import open_store
print(open_store(Path({str(stored)!r}), read_only=True).report_ids())
"""
        with open_store(stored, read_only=True) as store:
            other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
            assert other.stdout.strip() == str(store.report_ids())

    def test_a_second_writer_is_told_to_wait(self, stored):
        with open_store(stored), pytest.raises(StoreError, match="being written"):
            open_store(stored)

    def test_a_missing_store_is_named(self, tmp_path):
        with pytest.raises(StoreError, match="no graph store"):
            open_store(tmp_path / "none", read_only=True)
        with pytest.raises(StoreError, match="no graph store"):
            copy_store(tmp_path / "none", tmp_path / "copy")

    def test_a_damaged_store_is_named(self, stored):
        for manifest in stored.glob("MANIFEST*"):
            manifest.write_bytes(b"garbage")
        for read_only in (True, False):
            with pytest.raises(StoreError, match="damaged"):
                open_store(stored, read_only=read_only)

    def test_a_copy_never_overwrites(self, stored, tmp_path):
        (tmp_path / "two").mkdir()
        with pytest.raises(StoreError, match="cannot be copied"):
            copy_store(stored, tmp_path / "two")


def test_events_that_did_not_happen_leave_no_event():
    store = memory_store()
    store.replace_report(ONE, nquads(facts=[event(assertion=Assertion.ABSENT)]))
    assert count(store, "?e a schema:Event") == 0
    assert count(store, "?m a hkg:EventMention ; hkg:assertion hkg:SaidAbsent") == 1
