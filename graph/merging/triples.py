"""Merges as RDF, made on demand: nothing of it is stored, and the reports' graphs stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from graph import made_iris
from graph.merging.merge import Judged, State, merge_node, rule_words
from graph.statement import Statement, Statements, en, plain, vi
from graph.turtle import to_turtle
from ontology.terms import HKG, PROV, RDF, SKOS

STATES = {
    State.HOLDS: HKG["MergeHolds"],
    State.WAITS: HKG["MergeWaits"],
    State.CONFIRMED: HKG["MergeConfirmed"],
    State.REFUSED: HKG["MergeRefused"],
    State.CHAINED: HKG["MergeChained"],
}


def merges_as_turtle(judged: Iterable[Judged]) -> bytes:
    """A graph of these merges with their rules; the same merges give the same bytes."""
    in_order = sorted(judged, key=lambda one: one.merge.id)
    rules = sorted({one.merge.rule for one in in_order})
    statements: Iterator[Statement] = (
        statement
        for part in (*map(merge_statements, in_order), *map(rule_statements, rules))
        for statement in part
    )
    return to_turtle([Triple(*statement) for statement in statements])


def merge_statements(judged: Judged) -> Statements:
    """The merge with its nodes, its rule, what has become of it, and the claims that it was made from."""
    merge = judged.merge
    node = merge_node(merge)
    yield node, RDF["type"], HKG["Merge"]
    for one in merge.nodes:
        yield node, HKG["mergedNode"], NamedNode(one)
    yield node, HKG["mergedInto"], NamedNode(merge.into)
    yield node, HKG["mergeRule"], made_iris.merge_rule(merge.rule)
    yield node, HKG["mergeState"], STATES[judged.state]
    for claim in sorted(merge.claims):
        yield node, PROV["wasDerivedFrom"], NamedNode(claim)
    yield node, SKOS["editorialNote"], vi(merge.why("vi"))
    yield node, SKOS["editorialNote"], en(merge.why("en"))


def rule_statements(rule: str) -> Statements:
    """A rule as a concept."""
    node = made_iris.merge_rule(rule)
    yield node, RDF["type"], SKOS["Concept"]
    yield node, SKOS["notation"], plain(rule)
    yield node, SKOS["prefLabel"], vi(rule_words(rule, "vi"))
    yield node, SKOS["prefLabel"], en(rule_words(rule, "en"))
