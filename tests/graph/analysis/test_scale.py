"""Ties over a thousand reports: paths are found by looking at little, and what costs too much is refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from time import monotonic

import pytest
from pyoxigraph import NamedNode, Quad

from graph import iris
from graph.analysis.around import around
from graph.analysis.paths import shortest_paths
from graph.analysis.stored_ties import StoredTies, sentences_of
from graph.store import GraphStore, memory_store
from ingest.document import Span
from ontology.terms import DCT, HKG, PROV, RDF, SCHEMA, SDMX_DIMENSION

pytestmark = pytest.mark.slow

REPORTS = 1_000
SENTENCES = 120  # of a report that name something
DISTRICTS = [f"{number:03}" for number in range(1, 201)]
PROGRAMMES = ("NTM", "OCOP", "30A", "135", "NTP", "NTP-EM", "NTP-PR")
LAWS = 5  # documents that every report may cite
SECONDS = 20


Claim = tuple[str, tuple[tuple[NamedNode, NamedNode], ...]]
"""Its kind, and what it names by which property."""


def sentence_quads(report_id: str, number: int, claims: list[Claim]) -> Iterator[Quad]:
    """One sentence with these claims."""
    graph = iris.graph(report_id)
    sentence = iris.quote(report_id, Span(number * 100, number * 100 + 90))
    for place, (kind, named) in enumerate(claims):
        span = Span(number * 100 + place * 10, number * 100 + place * 10 + 5)
        claim, quote = iris.claim(kind, report_id, span, named[0][1]), iris.quote(report_id, span)
        yield from (Quad(claim, property_, node, graph) for property_, node in named)
        yield Quad(claim, PROV["wasQuotedFrom"], quote, graph)
        yield Quad(quote, HKG["inSentence"], sentence, graph)


def mention(kind: str, property_: NamedNode, node: NamedNode) -> Claim:
    return kind, ((property_, node),)


def report_quads(report_id: str, district: str, chance: random.Random) -> Iterator[Quad]:
    """A report whose sentences name programmes, documents, communes and indicators at random."""
    graph, report = iris.graph(report_id), iris.report(report_id)
    yield Quad(report, RDF["type"], SCHEMA["Report"], graph)
    yield Quad(report, DCT["spatial"], iris.area(district), graph)
    own = [iris.local_document(report_id, str(number)) for number in range(10)]
    laws = [iris.mint("doc", "law", str(number)) for number in range(LAWS)]
    for number in range(SENTENCES):
        commune = iris.place(district, "xã", str(chance.randrange(15)))
        programme = iris.programme(chance.choice(PROGRAMMES))
        area = commune if chance.random() < 0.2 else iris.area(district)
        figure = [(HKG["indicator"], iris.indicator(f"i{chance.randrange(300)}"))]
        figure.append((SDMX_DIMENSION["refArea"], area))
        if chance.random() < 0.2:
            figure.append((HKG["programme"], programme))
        claims: list[Claim] = [("obs", tuple(figure))]
        if chance.random() < 0.3:
            claims.append(mention("programme-mention", HKG["programme"], programme))
        if chance.random() < 0.3:
            claims.append(mention("citation", HKG["document"], chance.choice(own + laws)))
        if chance.random() < 0.2:
            claims.append(mention("place-mention", HKG["place"], commune))
        yield from sentence_quads(report_id, number, claims)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    made, chance = memory_store(), random.Random(8)
    for number in range(REPORTS):
        quads = report_quads(f"{number:016x}", DISTRICTS[number % len(DISTRICTS)], chance)
        made.inner.bulk_extend(quads)
    # Two places that no other is tied to, joined by a chain of documents of three reports.
    chain = [iris.place("900", "xã", "A"), *(iris.mint("doc", "chain", str(n)) for n in range(3))]
    chain.append(iris.place("901", "xã", "B"))
    for number, (one, two) in enumerate(pairwise(chain)):
        claims = [mention("place-mention", HKG["place"], one), mention("citation", HKG["document"], two)]
        made.inner.bulk_extend(sentence_quads("f" * 16, number, claims))
    return made


def test_a_path_far_from_the_hubs_is_found_at_once(store):
    start, goal = iris.place("900", "xã", "A").value, iris.place("901", "xã", "B").value
    begun = monotonic()
    paths = shortest_paths(start, goal, StoredTies(store, (start, goal)))
    assert monotonic() - begun < SECONDS / 4
    assert [len(path) for path in paths.found] == [4]
    assert paths.others == 0


@pytest.mark.parametrize(
    ("start", "goal", "length"),
    [
        (iris.place("001", "xã", "3"), iris.place("150", "xã", "7"), 2),
        (iris.place("001", "xã", "3"), iris.programme("NTM"), 1),
        (iris.programme("NTM"), iris.programme("OCOP"), 2),
        (iris.area("001"), iris.area("150"), 2),
        (iris.indicator("i7"), iris.place("150", "xã", "7"), 2),
    ],
    ids=["communes", "commune-programme", "programmes", "districts", "indicator-commune"],
)
def test_a_path_among_the_hubs_is_found_in_seconds(store, start, goal, length):
    begun = monotonic()
    paths = shortest_paths(start.value, goal.value, StoredTies(store, (start.value, goal.value)), limit=3)
    assert monotonic() - begun < SECONDS
    assert {len(path) for path in paths.found} == {length}


def test_a_node_without_ties_has_no_path_and_costs_nothing(store):
    lonely, goal = iris.place("999", "xã", "Z").value, iris.programme("NTM").value
    begun = monotonic()
    paths = shortest_paths(lonely, goal, StoredTies(store, (lonely, goal)))
    assert monotonic() - begun < SECONDS / 4
    assert paths.found == ()
    assert paths.complete


def test_a_search_that_would_read_too_much_is_given_up(store):
    start, goal = iris.programme("NTM").value, iris.programme("OCOP").value
    paths = shortest_paths(start, goal, StoredTies(store, (start, goal)), most_read=100)
    assert paths.found == ()
    assert not paths.complete


def test_a_neighbourhood_stays_within_its_bounds(store):
    start = iris.place("001", "xã", "3").value
    begun = monotonic()
    found = around(start, StoredTies(store, (start,)), steps=2, limit=40)
    assert monotonic() - begun < SECONDS
    assert len(found.steps) <= 41
    assert found.left_out > 0


def test_the_sentences_of_a_tie_between_hubs_are_as_many_as_it_counts(store):
    start, goal = iris.programme("NTM").value, iris.mint("doc", "law", "3").value
    begun = monotonic()
    ((tie, *_), *_) = shortest_paths(start, goal, StoredTies(store, (start, goal))).found
    told = sentences_of(store, tie)
    assert len(told) == tie.sentences > 50
    assert monotonic() - begun < SECONDS
