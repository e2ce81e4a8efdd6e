"""What is counted before an export is what the export holds."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from graph import iris
from graph.export import Selection, export
from graph.holdings import count_selected, list_event_types
from graph.query_file import fill
from graph.store import memory_store
from ontology.errors import BadInput
from ontology.terms import DCT, HKG, QB, RDF, SCHEMA

KINDS = (
    QB["Observation"], HKG["EventMention"], HKG["LegalCitation"], HKG["ProgrammeMention"],
    HKG["ProgrammeLink"], HKG["OcopRecognition"], HKG["PlaceMention"], HKG["LedgerIssue"],
)  # fmt: skip
NTM, FOREST = iris.programme("NTM").value, iris.indicator("forest-cover").value


def counted(store, selection: Selection) -> Counter[str]:
    total = Counter[str]()
    for row in count_selected(store, selection):
        total[row.kind] += row.facts
    return total


def exported(store, selection: Selection) -> Counter[str]:
    try:
        data = export(store, selection, "nquads")
    except BadInput:
        return Counter()
    quads = ox.parse(data, format=ox.RdfFormat.N_QUADS)
    of_kinds = (quad for quad in quads if quad.predicate == RDF["type"] and quad.object in KINDS)
    return Counter(kind for _, kind in {(quad.subject.value, quad.object.value) for quad in of_kinds})


@pytest.mark.slow
@pytest.mark.parametrize(
    "selection",
    [
        Selection(district=("184", "109"), either=True),
        Selection(period=("2024-H1", "2020-05"), either=True),
        Selection(district="184", programme=NTM, either=True),
        Selection(programme=NTM, event="african_swine_fever", indicator=FOREST, either=True),
        Selection(district=("098",), event=("african_swine_fever", "rabies"), period="2023", either=True),
        Selection(district="184", period="2019", either=True),
    ],
)
def test_what_is_counted_is_what_is_exported(sample_service, selection):
    store = sample_service.snapshot().store
    assert counted(store, selection) == exported(store, selection)


def test_a_citation_is_found_once_however_many_reports_tie_its_document_to_a_programme():
    store, programme = memory_store(), iris.programme("NTM")
    for number in range(3):
        report, graph, link = iris.report(str(number)), iris.graph(str(number)), node(f"link{number}")
        told = [
            (link, RDF["type"], HKG["ProgrammeLink"]),
            (link, HKG["programme"], programme),
            (link, HKG["document"], node("document")),
            (node(f"citation{number}"), RDF["type"], HKG["LegalCitation"]),
            (node(f"citation{number}"), HKG["document"], node("document")),
            (report, RDF["type"], SCHEMA["Report"]),
            (report, DCT["identifier"], ox.Literal(str(number))),
            (report, DCT["temporal"], node("2024")),
        ]
        store.inner.extend(ox.Quad(*triple, graph) for triple in told)
    text = fill("selected", {"programmes": [programme]}).replace("DISTINCT ?claim", "?claim")
    found = {row["report"].value: int(row["facts"].value) for row in store.query(text) if cites(row)}
    assert found == {"0": 1, "1": 1, "2": 1}


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://example.org/{name}")


def cites(row) -> bool:
    return row["kind"] == HKG["LegalCitation"]


def test_several_programmes_indicators_and_events_widen_districts_and_periods_narrow(sample_service):
    store = sample_service.snapshot().store
    programme = Selection(programme=NTM, either=True)
    both = Selection(programme=NTM, indicator=FOREST, either=True)
    here = Selection(district="184", programme=NTM, indicator=FOREST, either=True)
    assert counted(store, here) < counted(store, both) > counted(store, programme)


def test_a_document_brings_the_places_that_cite_it(sample_service):
    store = sample_service.snapshot().store
    rows = list(store.query("SELECT ?d { ?c a hkg:ProgrammeLink ; hkg:document ?d } LIMIT 1"))
    selection = Selection(document=rows[0]["d"].value, either=True)
    found = counted(store, selection)
    assert found == exported(store, selection)
    assert found[HKG["ProgrammeLink"].value] >= 1


def test_words_that_must_all_hold_are_not_counted(sample_service):
    store = sample_service.snapshot().store
    with pytest.raises(BadInput):
        count_selected(store, Selection(programme="NTM"))
    with pytest.raises(BadInput):
        count_selected(store, Selection(indicator="che phủ rừng", either=True))


def test_the_kinds_of_events_are_listed_with_their_mentions(sample_service):
    rows = list_event_types(sample_service.snapshot().store).rows
    assert [row.mentions for row in rows] == sorted((row.mentions for row in rows), reverse=True)
    assert {row.type for row in rows} >= {"african_swine_fever"}
