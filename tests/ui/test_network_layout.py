"""Places of nodes and captions: inside the picture, apart from each other, and always the same."""

from __future__ import annotations

import networkx as nx
import pytest

from ui.network_layout import SIDE, TALL, place_captions, place_nodes


@pytest.fixture
def two_hubs():
    """Two hubs that know each other, with 20 neighbours each."""
    graph = nx.Graph([("a", "b")])
    graph.add_edges_from((hub, f"{hub}{number}") for hub in "ab" for number in range(20))
    return graph


def test_a_lone_start_stands_in_the_middle_of_its_neighbours():
    places = place_nodes(nx.star_graph(["start", *"abcdef"]), "start", ["start"])
    assert places["start"] == (0.0, 0.0)
    assert len(set(places.values())) == 7


def test_every_node_is_inside_the_picture_and_none_hides_another(two_hubs):
    places = place_nodes(two_hubs, "a", ["a", "b"])
    assert all(-1 <= value <= 1 for place in places.values() for value in place)
    spots = list(places.values())
    nearest = min(abs(x - x2) + abs(y - y2) for i, (x, y) in enumerate(spots) for x2, y2 in spots[i + 1 :])
    assert nearest > 0.06


def test_the_same_network_has_the_same_places(two_hubs):
    assert place_nodes(two_hubs, "a", ["a", "b"]) == place_nodes(two_hubs, "a", ["a", "b"])


def test_captions_that_are_drawn_do_not_overlap_and_the_hubs_have_theirs(two_hubs):
    places = place_nodes(two_hubs, "a", ["a", "b"])
    names = dict.fromkeys(two_hubs, "nghị quyết 25/2022/NQ-HĐND")
    drawn = place_captions(names, places, ["a", "b"], 430)
    assert {"a", "b"} <= set(drawn)
    assert 2 < len(drawn) < len(names)
    spots = list(drawn.values())
    wide, tall = 26 * 6.4 * 2 * SIDE / 480, 15 * 2 * TALL / 430
    for i, (x, y) in enumerate(spots):
        assert all(abs(x - x2) >= wide - 1e-9 or abs(y - y2) >= tall - 1e-9 for x2, y2 in spots[i + 1 :])


def test_a_taller_picture_has_room_for_more_captions(two_hubs):
    places = place_nodes(two_hubs, "a", ["a", "b"])
    names = dict.fromkeys(two_hubs, "xây dựng nông thôn mới")
    assert len(place_captions(names, places, ["a"], 800)) > len(place_captions(names, places, ["a"], 300))
