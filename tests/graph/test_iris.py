"""IRIs: stable, readable, and never one for two things."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph import iris
from ingest.document import Span

TEXT = st.text(max_size=40)
SIMILAR = st.sampled_from(
    ["lúa", "Lúa", "lua", "lúa ", "lu\u0301a", "", "a/b", "a%2Fb", "../x", "a#b", "a~b", "-", "ntm", "NTM"]
)
WORDS = TEXT | SIMILAR


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (iris.report("d9f2c532ac5db9d1"), "report/d9f2c532ac5db9d1"),
        (iris.metadata_graph("d9f2"), "graph/d9f2/run"),
        (iris.quote("d9f2", Span(5120, 5132)), "quote/d9f2/5120-5132"),
        (iris.fragment(iris.quote("d9f2", Span(1, 2)), "pos"), "quote/d9f2/1-2#pos"),
        (iris.claim("obs", "d9f2", Span(1, 2), "plan"), "obs/d9f2/1-2/plan"),
        (iris.area("109"), "area/109"),
        (iris.area("03571-2025"), "area/03571-2025"),
        (iris.period("2024-H1"), "period/2024-H1"),
        (iris.period("as-of:2024-06-30"), "period/as-of:2024-06-30"),
        (iris.period("2023-2024 đông xuân"), "period/2023-2024-dong-xuan~61bbf68ec72c"),
        (iris.programme("30A"), "programme/30A"),
        (iris.organization("committee", "109"), "org/committee/109"),
        (
            iris.legal_document(iris.organization("hdnd", "109"), 2023, "resolution", "143"),
            "doc/hdnd/109/2023/resolution/143",
        ),
    ],
)
def test_patterns(node, expected):
    assert node.value == iris.ID_BASE + expected


@given(WORDS, WORDS)
def test_two_texts_never_share_a_segment(one, two):
    assert (iris.segment(one) == iris.segment(two)) == (one == two)


@given(WORDS)
def test_any_text_stays_within_its_segment_and_makes_a_valid_iri(text):
    made = iris.segment(text)
    assert made.isascii()
    assert not set(made) & set('/#?%<>"{}|\\^` ')
    assert made not in ("", ".", "..")
    assert NamedNode(iris.ID_BASE + made)
    assert rdflib.URIRef(iris.ID_BASE + made).n3()


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_minting_is_injective_over_all_parts(one, two):
    assert (iris.mint("x", *one) == iris.mint("x", *two)) == (one == two)


@given(
    st.tuples(WORDS, st.integers(1900, 2100), WORDS, WORDS),
    st.tuples(WORDS, st.integers(1900, 2100), WORDS, WORDS),
)
def test_a_legal_document_is_its_issuer_year_kind_and_number(one, two):
    nodes = [iris.legal_document(iris.organization(body), *rest) for body, *rest in (one, two)]
    assert (nodes[0] == nodes[1]) == (one == two)


@given(WORDS, WORDS)
def test_minting_twice_gives_the_same(one, two):
    assert iris.place("109", one, two) == iris.place("109", one, two)


@pytest.mark.parametrize("kind", sorted(iris.CLAIM_KINDS))
def test_a_reports_own_nodes_are_known_by_their_iri(kind):
    node = iris.claim(kind, "aaaa", Span(0, 1), iris.area("109"), "words with / in them").value
    assert iris.is_own(node, "aaaa")
    assert not iris.is_own(node, "aaa")
    assert not iris.is_own(node, "bbbb")


@pytest.mark.parametrize(
    "node",
    [
        iris.area("aaaa"),
        iris.programme("aaaa"),
        iris.period("aaaa"),
        iris.own_indicator("aaaa"),
        iris.place("aaaa", "bản", "aaaa"),
        iris.product("aaaa", "aaaa"),
        NamedNode("https://w3id.org/huyenkg/def/aaaa"),
        NamedNode("http://qudt.org/vocab/unit/aaaa"),
    ],
    ids=lambda node: node.value,
)
def test_shared_nodes_are_nobodys_own(node):
    assert not iris.is_own(node.value, "aaaa")


def test_a_document_of_unknown_identity_is_the_reports_own():
    assert iris.is_own(iris.local_document("aaaa", "-", "-", "resolution", "07").value, "aaaa")
    assert iris.local_document("aaaa", "-", "07") != iris.local_document("bbbb", "-", "07")
