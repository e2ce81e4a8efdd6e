"""What holds: rules, what people decided, and no chain that joins what must stay apart."""

from __future__ import annotations

import random

from graph.merging.merge import Decision, Merge, State
from graph.merging.settle import settle

SURE, PROPOSED = "number-and-day", "number-alone"


def merge(*nodes, rule=SURE):
    return Merge("document", tuple(sorted(nodes)), nodes[-1], rule)


def decide(verdict, *nodes):
    return Decision("document", tuple(sorted(nodes)), SURE, verdict)


def states(settled):
    return {one.merge.nodes: one.state for one in settled.judged}


def test_a_sure_merge_holds_and_a_proposed_one_waits():
    settled = settle([merge("a", "W"), merge("b", "V", rule=PROPOSED)])
    assert states(settled) == {("W", "a"): State.HOLDS, ("V", "b"): State.WAITS}
    assert settled.into == {"a": "W"}
    assert settled.shown("b") == "b"


def test_people_confirm_and_refuse():
    decisions = [decide("refuse", "a", "W"), decide("confirm", "b", "V")]
    settled = settle([merge("a", "W"), merge("b", "V", rule=PROPOSED)], decisions)
    assert states(settled) == {("W", "a"): State.REFUSED, ("V", "b"): State.CONFIRMED}
    assert settled.into == {"b": "V"}


def test_a_node_of_its_own_identity_stands_for_all_that_a_chain_joins():
    settled = settle([merge("a", "b"), merge("b", "c"), merge("c", "W")], firm={"W"})
    assert settled.into == {"a": "W", "b": "W", "c": "W"}


def test_two_documents_with_an_identity_are_never_joined_by_a_chain():
    settled = settle(
        [merge("a", "W"), merge("a", "b"), merge("b", "V"), merge("x", "U")], firm={"W", "V", "U"}
    )
    assert states(settled) == {
        ("V", "b"): State.CHAINED,
        ("W", "a"): State.CHAINED,
        ("a", "b"): State.CHAINED,
        ("U", "x"): State.HOLDS,
    }
    assert settled.into == {"x": "U"}


def test_refusing_one_link_mends_the_chain():
    told = [merge("a", "W"), merge("a", "b"), merge("b", "V")]
    settled = settle(told, [decide("refuse", "a", "b")], {"W", "V"})
    assert settled.into == {"a": "W", "b": "V"}


def test_what_was_said_not_to_be_one_is_not_joined_round_about():
    settled = settle([merge("a", "b"), merge("a", "W"), merge("b", "W")], [decide("refuse", "a", "b")], {"W"})
    assert states(settled)["W", "a"] is State.CHAINED
    assert settled.into == {}


def test_a_refusal_of_two_goes_for_a_merge_that_a_third_has_joined():
    settled = settle([merge("a", "b", "c")], [decide("refuse", "a", "b")])
    assert states(settled) == {("a", "b", "c"): State.REFUSED}
    assert settled.idle == ()


def test_a_confirmation_of_two_stays_where_a_third_is_proposed_beside_them():
    settled = settle([merge("a", "b", "c", rule=PROPOSED)], [decide("confirm", "a", "b")])
    assert states(settled) == {("a", "b", "c"): State.WAITS}
    assert settled.into == {"b": "a"}


def test_refusing_a_proposal_of_three_leaves_two_of_them_that_a_rule_joins():
    told = [merge("a", "b"), merge("a", "b", "c", rule=PROPOSED)]
    settled = settle(told, [decide("refuse", "a", "b", "c")])
    assert settled.into == {"a": "b"}


def test_a_decision_about_what_is_no_longer_there_is_told_as_idle():
    gone = decide("confirm", "x", "y")
    settled = settle([merge("a", "W")], [gone])
    assert settled.idle == (gone,)
    assert settled.into == {"a": "W"}


def test_the_order_makes_no_difference():
    told = [
        merge("a", "b"),
        merge("b", "c"),
        merge("d", "W"),
        merge("c", "W"),
        merge("e", "f", rule=PROPOSED),
    ]
    expected = settle(told, [decide("confirm", "e", "f")], {"W"})
    for seed in range(5):
        assert settle(random.Random(seed).sample(told, 5), [decide("confirm", "e", "f")], {"W"}) == expected


def test_an_id_is_of_the_nodes_alone():
    assert merge("a", "W").id == merge("a", "W", rule=PROPOSED).id == decide("refuse", "W", "a").id
    assert merge("a", "W").id != merge("a", "V").id
