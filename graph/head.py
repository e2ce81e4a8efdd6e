"""What a part of the graph says of itself: what it holds, of what and when, and whose words they are.

A ``dcat:Dataset`` (https://www.w3.org/TR/vocab-dcat-3/) with counts in VoID (https://www.w3.org/TR/void/).
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph import iris
from graph.part import KINDS, Contents
from graph.statement import day, en, vi, whole
from ontology.lexicon import concepts_by_id
from ontology.terms import DCAT, DCT, HKG, PROV, RDF, RDFS, VOID

_WORDS = "export_words"
VOCABULARY = ox.NamedNode(HKG.base)


def head_triples(node: ox.NamedNode, contents: Contents) -> Iterator[ox.Triple]:
    """The description of the part that ``node`` names."""
    for kind in (DCAT["Dataset"], VOID["Dataset"], PROV["Entity"]):
        yield ox.Triple(node, RDF["type"], kind)
    yield from worded(node, DCT["title"], "part_title")
    yield from held(node, contents)
    yield from rights(node)


def held(node: ox.NamedNode, contents: Contents) -> Iterator[ox.Triple]:
    """How much there is, of which districts and times, and from which reports."""
    facts = {kind: contents.facts.get(kind, 0) for kind in KINDS}
    counts = {
        "reports": len(contents.reports),
        "districts": len(contents.districts),
        "nodes": contents.nodes,
    } | facts
    yield from worded(node, DCT["description"], "part_description", counts)
    yield ox.Triple(node, DCT["conformsTo"], VOCABULARY)
    yield ox.Triple(node, VOID["entities"], whole(contents.nodes))
    for kind, count in facts.items():
        if count:
            yield from _counted(node, kind, count)
    for district in contents.districts:
        yield ox.Triple(node, DCT["spatial"], district)
    for report in contents.reports:
        yield ox.Triple(node, PROV["wasDerivedFrom"], report)
    yield from _time(node, contents)


def rights(node: ox.NamedNode) -> Iterator[ox.Triple]:
    """Whose the words are, and the code lists."""
    statement = iris.fragment(node, "rights")
    yield ox.Triple(node, DCT["rights"], statement)
    yield ox.Triple(statement, RDF["type"], DCT["RightsStatement"])
    yield from worded(statement, RDFS["label"], "rights")


def worded(
    node: ox.NamedNode, predicate: ox.NamedNode, words: str, given: dict[str, int] | None = None
) -> Iterator[ox.Triple]:
    """A property in both languages; numbers are filled in."""
    concept = concepts_by_id(_WORDS)[words]
    yield ox.Triple(node, predicate, vi(concept.vi.format(**given or {})))
    yield ox.Triple(node, predicate, en(concept.en.format(**given or {})))


def _counted(node: ox.NamedNode, kind: str, count: int) -> Iterator[ox.Triple]:
    partition = iris.fragment(node, kind)
    yield ox.Triple(node, VOID["classPartition"], partition)
    yield ox.Triple(partition, VOID["class"], KINDS[kind])
    yield ox.Triple(partition, VOID["entities"], whole(count))
    yield from worded(partition, RDFS["label"], kind)


def _time(node: ox.NamedNode, contents: Contents) -> Iterator[ox.Triple]:
    if (days := contents.days) is None:
        return
    period = iris.fragment(node, "time")
    yield ox.Triple(node, DCT["temporal"], period)
    yield ox.Triple(period, RDF["type"], DCT["PeriodOfTime"])
    yield ox.Triple(period, DCAT["startDate"], day(days[0]))
    yield ox.Triple(period, DCAT["endDate"], day(days[1]))
