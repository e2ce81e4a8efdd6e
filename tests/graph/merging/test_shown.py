"""What a store's lists show once: programmes with all that is told of their nodes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.build import report_quads, to_nquads
from graph.catalogue import list_programmes
from graph.merging.merge import Decision
from graph.merging.programmes_shown import programmes_once
from graph.merging.reading import merges_of_store
from graph.merging.shown import shown
from graph.store import GraphStore, memory_store
from tests.factories import citation, document, extraction, programme_link, programme_mention

NAMED = "other:Xây dựng nông thôn MỚI"


@pytest.fixture
def store() -> GraphStore:
    """A report of a listed programme, and one of a district that writes its name as if it were another."""
    made = memory_store()
    for identifier, programme in (("a" * 16, "NTM"), ("b" * 16, NAMED)):
        facts = [programme_mention(programme), programme_link(programme), citation()]
        paper = document(identifier=identifier)
        made.replace_report(paper.id, to_nquads(report_quads(paper, extraction(facts), "x.txt")))
    return made


def listed(store: GraphStore) -> dict[str, tuple[int, int, int]]:
    rows = programmes_once(store, list_programmes(store).rows)
    return {row.programme or row.label: (row.mentions, row.documents, row.districts) for row in rows}


def test_a_programme_that_only_bears_a_listed_name_is_counted_with_the_listed_one(store):
    assert len(list_programmes(store).rows) == 2
    assert [one.merge.rule for one in merges_of_store(store).judged] == ["listed-name"]
    assert listed(store) == {"NTM": (4, 1, 1)}


def test_a_refusal_counts_them_apart(store):
    (judged,) = merges_of_store(store).judged
    store.decisions = (Decision("programme", judged.merge.nodes, judged.merge.rule, "refuse"),)
    assert sorted(listed(store).values()) == [(2, 1, 1), (2, 1, 1)]


def test_every_node_leads_to_all_that_it_is_shown_with(store):
    whole = shown(store)
    (judged,) = merges_of_store(store).judged
    assert {whole.node(node) for node in judged.merge.nodes} == {judged.merge.into}
    assert all(whole.all_of(node) == judged.merge.nodes for node in judged.merge.nodes)
    assert whole.merged(judged.merge.nodes[0]) == (judged,)
    assert whole.all_of("elsewhere") == ("elsewhere",)


def test_what_a_decision_says_of_other_nodes_changes_nothing(store):
    (judged,) = merges_of_store(store).judged
    gone = Decision("programme", ("x", "y"), judged.merge.rule, "refuse")
    store.decisions = (gone,)
    assert merges_of_store(store).judged == (replace(judged, decision=None),)
    assert merges_of_store(store).idle == (gone,)
