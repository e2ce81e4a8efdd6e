"""Shortest paths: the same as those of a plain search over the whole graph, and never through a hub."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import iris
from graph.analysis.paths import shortest_paths
from graph.analysis.tie import SENTENCE, Tie, is_station
from tests.graph_ties import Known

NTM, OCOP = iris.programme("NTM").value, iris.programme("OCOP").value
DISTRICT, INDICATOR = iris.area("109").value, iris.indicator("rice").value
DOCUMENTS = [iris.local_document("r", str(number)).value for number in range(8)]
NODES = [NTM, OCOP, DISTRICT, INDICATOR, iris.event_type("flood").value, *DOCUMENTS]


def tie(first: str, second: str, sentences: int = 1, kind: str = "ProgrammeLink") -> Tie:
    return Tie(first, second, kind, sentences, f"{first} {second}")


def chain(*nodes: str) -> list[Tie]:
    return [tie(one, two) for one, two in pairwise(nodes)]


def names(path: Sequence[Tie]) -> list[str]:
    return [path[0].first, *(one.second for one in path)]


@st.composite
def graphs(draw) -> tuple[list[Tie], str, str]:
    pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] < pair[1])
    found = draw(st.lists(pairs, unique=True, max_size=30))
    ties = [tie(first, second, draw(st.integers(1, 4))) for first, second in found]
    start, goal = draw(st.permutations(NODES))[:2]
    return ties, start, goal


@settings(deadline=None)  # the first call reads the gazetteer
@given(graphs())
def test_a_path_is_a_path_of_the_least_length(drawn):
    ties, start, goal = drawn
    result = shortest_paths(start, goal, Known(ties), limit=100)
    assert result.complete
    whole = nx.Graph([(one.first, one.second) for one in ties])
    whole.add_nodes_from((start, goal))
    allowed = whole.subgraph({node for node in whole if is_station(node)} | {start, goal})
    expected = list(nx.all_shortest_paths(allowed, start, goal)) if nx.has_path(allowed, start, goal) else []
    if len(expected) and len(expected[0]) > 7:
        expected = []  # longer than is looked for
    assert sorted(map(names, result.found)) == sorted(expected)
    for path in result.found:
        assert (path[0].first, path[-1].second) == (start, goal)
        assert all(one.second == two.first for one, two in pairwise(path))
        assert all(one in ties or one.turned() in ties for one in path)
        assert all(map(is_station, names(path)[1:-1]))


@settings(deadline=None)  # the first call reads the gazetteer
@given(graphs())
def test_there_and_back_are_as_long_and_as_many(drawn):
    ties, start, goal = drawn
    there, back = (shortest_paths(*ends, Known(ties), limit=100) for ends in ((start, goal), (goal, start)))
    turned = [[one.turned() for one in reversed(path)] for path in back.found]
    assert sorted(map(names, there.found)) == sorted(map(names, turned))


@settings(deadline=None)  # the first call reads the gazetteer
@given(graphs(), st.integers(1, 3))
def test_a_limit_leaves_out_the_last_and_counts_them(drawn, limit):
    ties, start, goal = drawn
    every, some = (shortest_paths(start, goal, Known(ties), limit=most) for most in (100, limit))
    assert some.found == every.found[:limit]
    assert some.others == len(every.found) - len(some.found)


@pytest.mark.parametrize("hub", [DISTRICT, INDICATOR, iris.event_type("flood").value, iris.area("12").value])
def test_no_path_leads_through_a_hub(hub):
    result = shortest_paths(NTM, OCOP, Known(chain(NTM, hub, OCOP)))
    assert result.found == ()
    assert result.complete
    assert len(shortest_paths(NTM, hub, Known(chain(NTM, hub, OCOP))).found) == 1


def test_documents_come_before_programmes_facts_before_sentences_then_what_is_told_more():
    between = [OCOP, *DOCUMENTS[:3]]
    told = {OCOP: (9, "ProgrammeLink"), DOCUMENTS[0]: (8, SENTENCE), DOCUMENTS[1]: (1, "ProgrammeLink")}
    ties = [
        tie(end, node, *told.get(node, (2, "ProgrammeLink"))) for node in between for end in (NTM, DISTRICT)
    ]
    result = shortest_paths(NTM, DISTRICT, Known(ties))
    assert [names(path)[1] for path in result.found] == [DOCUMENTS[2], DOCUMENTS[1], DOCUMENTS[0], OCOP]


def test_a_path_of_six_ties_is_found_and_a_longer_one_is_not():
    line = [NTM, *DOCUMENTS[:5], OCOP]
    assert [names(path) for path in shortest_paths(NTM, OCOP, Known(chain(*line))).found] == [line]
    longer = shortest_paths(NTM, OCOP, Known(chain(NTM, *DOCUMENTS[:6], OCOP)))
    assert longer.found == ()
    assert longer.complete


def test_the_end_that_costs_less_is_looked_at():
    crowd = [tie(NTM, iris.local_document("crowd", str(number)).value) for number in range(50)]
    known = Known([*crowd, *chain(NTM, DOCUMENTS[0], DOCUMENTS[1], OCOP)])
    assert len(shortest_paths(OCOP, NTM, known).found[0]) == 3
    assert NTM not in known.asked


def test_a_search_that_costs_too_much_is_given_up():
    result = shortest_paths(NTM, OCOP, Known(chain(NTM, *DOCUMENTS[:3], OCOP)), most_read=2)
    assert (result.found, result.complete) == ((), False)


def test_no_path_leads_from_a_node_to_itself():
    assert shortest_paths(NTM, NTM, Known(chain(NTM, OCOP))).found == ()
