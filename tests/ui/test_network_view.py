"""A network as a picture and as a table: the start in the middle, every tie with its sentence."""

from __future__ import annotations

import pytest

from graph import iris
from graph.network import MOST_NODES
from search.language import Language
from ui.network_chart import PICKED, network_chart
from ui.network_view import find_name, kinds_of, list_ties, picture

VI, EN = Language.VIETNAMESE, Language.ENGLISH
NTM = iris.programme("NTM").value
KINDS = ("programme", "document", "district")


@pytest.fixture(scope="module")
def projection(sample_service):
    return sample_service.neighbourhood(NTM, 1, (), KINDS)


def test_the_start_stands_in_the_middle_and_all_else_within_the_frame(projection):
    drawn = picture(projection, NTM, (), VI, 430)
    (start,) = (dot for dot in drawn.dots if dot.opened)
    assert (start.node, start.x, start.y) == (NTM, 0.0, 0.0)
    assert all(-1 <= value <= 1 for dot in drawn.dots for value in (dot.x, dot.y))
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == len(drawn.dots) > 5


def test_the_same_network_is_drawn_the_same_way(projection):
    assert picture(projection, NTM, (), VI, 430) == picture(projection, NTM, (), VI, 430)


def test_a_start_without_neighbours_is_drawn_too(sample_service):
    alone = sample_service.neighbourhood(NTM, 0)
    assert [(dot.x, dot.y) for dot in picture(alone, NTM, (), VI, 430).dots] == [(0.0, 0.0)]
    assert network_chart(picture(alone, NTM, (), VI, 430), VI, 300).to_dict()


def test_nodes_have_names_in_the_language_and_no_iris(projection):
    names = {dot.name for dot in picture(projection, NTM, (), EN, 430).dots}
    assert {"new rural areas", "Văn Quan district"} <= names
    assert not any("https://" in name for name in names)
    assert find_name(projection, NTM, VI) == "xây dựng nông thôn mới"
    assert kinds_of(projection) == list(KINDS)


def test_every_tie_of_the_table_has_the_sentence_that_makes_it(sample_service, projection):
    ties = list_ties(projection, NTM, VI)
    assert ties
    for tie in ties:
        text = sample_service.report_text(tie.source.report)
        assert text[tie.source.start : tie.source.end] == tie.source.quote
        assert tie.row["sentence"]


def test_the_ties_of_the_start_come_first_and_the_most_frequent_before(projection):
    ties = list_ties(projection, NTM, VI)
    own = [tie.row["from"] == "xây dựng nông thôn mới" for tie in ties]
    assert own == sorted(own, reverse=True)
    counts = [tie.row["claims"] for tie in ties[: sum(own)]]
    assert counts == sorted(counts, reverse=True)


def test_opening_a_node_adds_to_the_picture_and_never_more_than_a_person_can_read(sample_service, projection):
    opened = tuple(node for node in projection.graph if node != NTM)
    grown = sample_service.neighbourhood(NTM, 1, opened, ("commune", *KINDS))
    assert len(projection.graph) < len(grown.graph) <= MOST_NODES


def test_a_click_hands_back_the_node_and_the_legend_lists_only_what_is_drawn(projection):
    spec = network_chart(picture(projection, NTM, (), EN, 430), EN, 400).to_dict()
    (choice,) = spec["params"]
    assert (choice["name"], choice["select"]["fields"]) == (PICKED, ["node"])
    scales = [layer["encoding"]["color"]["scale"] for layer in spec["layer"] if "color" in layer["encoding"]]
    assert [scale["domain"] for scale in scales] == [["programme", "document", "district"]]
