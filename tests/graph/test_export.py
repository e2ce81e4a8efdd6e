"""Exports: a part that stands alone, in every format, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest
import rdflib

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.export import FORMATS, Selection, export, select_quads
from graph.store import memory_store
from graph.validate import validate_report
from ingest.fact import Assertion
from ontology.errors import BadInput, InvalidQuery
from ontology.terms import HKG, OA, PROV, QB, RDF
from ontology.values import Area
from tests.factories import citation, document, event, evidence, extraction, identity, measurement, period

ONE, TWO, THREE = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2", "ccccccccccccccc3"
CHAU_THANH = Area("821", "huyện", "Châu Thành", "82")
CHAU_THANH_TWO = Area("831", "huyện", "Châu Thành", "83")
LAST_YEAR = period("2023", "2023-01-01", "2024-01-01")
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
SELECTIONS = {
    "everything": Selection(),
    "district": Selection(district="Phong Thổ"),
    "programme": Selection(programme="NTM"),
    "report": Selection(report=ONE),
    "indicator": Selection(indicator="lúa đông xuân"),
    "event": Selection(event="african_swine_fever"),
    "period": Selection(period="2024"),
}


@pytest.fixture(scope="module")
def store():
    made = memory_store()
    other = citation("5/QĐ-UBND", "decision", read_from=evidence("Thực hiện"))
    put(made, ONE, extraction([*extraction().facts, other]))
    tien_giang, ben_tre = Area("82", "tỉnh", "Tiền Giang"), Area("83", "tỉnh", "Bến Tre")
    for report_id, district, province in ((TWO, CHAU_THANH, tien_giang), (THREE, CHAU_THANH_TWO, ben_tre)):
        facts = [measurement(7, area=district, at=LAST_YEAR), event("rabies", Assertion.RISK, LAST_YEAR, [])]
        put(made, report_id, extraction(facts, [], identity(district, province, at=LAST_YEAR)))
    return made


def put(store, report_id, extracted):
    quads = report_quads(document(identifier=report_id), extracted, f"{report_id}.txt")
    store.replace_report(report_id, to_nquads([*quads, *run_quads(report_id, NOON, NOON, "0.1.0")]))


def quads_of(store, selection) -> list[ox.Quad]:
    return list(ox.parse(export(store, selection, "nquads"), format=ox.RdfFormat.N_QUADS))


def instances(quads, kind) -> set[str]:
    return {quad.subject.value for quad in quads if quad.predicate == RDF["type"] and quad.object == kind}


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_every_part_keeps_the_shapes_and_has_its_quotes_and_provenance(store, selection):
    quads = quads_of(store, selection)
    assert validate_report("export", quads) == ()
    subjects = {quad.subject for quad in quads}
    quotes = [quad.object for quad in quads if quad.predicate == PROV["wasQuotedFrom"]]
    assert quotes
    assert subjects.issuperset(quotes)
    assert instances(quads, OA["TextQuoteSelector"])
    assert instances(quads, PROV["Activity"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "selection",
    [
        pytest.param(selection, id=name, marks=() if name == "district" else pytest.mark.slow)
        for name, selection in SELECTIONS.items()
    ],
)
def test_the_same_part_gives_the_same_bytes(store, selection, form):
    assert export(store, selection, form) == export(store, selection, form)


def test_turtle_trig_and_json_ld_hold_the_same_as_n_quads(store):
    quads = quads_of(store, Selection(district="109"))
    triples = {str(quad.triple) for quad in quads}
    turtle = export(store, Selection(district="109"), "turtle")
    head = [line for line in turtle.splitlines() if line.startswith(b"@prefix")]
    assert head == sorted(head)
    assert b"<https://w3id.org/huyenkg/id/area/109> a " in turtle
    assert {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == triples
    trig = export(store, Selection(district="109"), "trig")
    assert set(ox.parse(trig, format=ox.RdfFormat.TRIG)) == set(quads)
    linked = export(store, Selection(district="109"), "jsonld")
    assert json.loads(linked)["@context"]["qb"] == QB.base
    assert set(ox.parse(linked, format=ox.RdfFormat.JSON_LD)) == set(quads)


def test_rdflib_reads_the_turtle(store):
    graph = rdflib.Graph().parse(data=export(store, Selection(district="109"), "turtle"), format="turtle")
    assert len(graph) == len({quad.triple for quad in quads_of(store, Selection(district="109"))})
    label = graph.value(rdflib.URIRef(iris.area("109").value), rdflib.RDFS.label, any=True)
    assert label is not None


def test_a_reports_n_quads_go_back_into_a_store_without_loss(store):
    again = memory_store()
    again.replace_report(ONE, export(store, Selection(report=ONE), "nquads"))
    assert again.report_nquads(ONE) == store.report_nquads(ONE)


def test_a_programme_brings_its_sentences_documents_and_citations_and_no_others(store):
    quads = quads_of(store, SELECTIONS["programme"])
    assert len(instances(quads, HKG["ProgrammeLink"])) == len(instances(quads, HKG["ProgrammeMention"])) == 1
    assert len(instances(quads, HKG["LegalCitation"])) == 1
    assert not instances(quads, QB["Observation"])
    assert not instances(quads, HKG["EventMention"])


def test_an_indicator_brings_its_figures_by_words_of_its_name(store):
    quads = quads_of(store, Selection(indicator="LUA dong xuan", district="109"))
    assert len(instances(quads, QB["Observation"])) == 4
    assert len(instances(quads, QB["ObservationGroup"])) == 1
    assert not instances(quads, HKG["PlaceMention"])


def test_a_part_leads_to_its_total_only_where_that_is_taken_too():
    made = memory_store()
    total = measurement(60, "Mật ong", indicator="tổng số hộ", group=2)
    put(made, ONE, extraction([measurement(45, "45 con lợn", indicator="số hộ nghèo", part_of=2), total], []))
    parts = {
        words: [q.object for q in quads_of(made, Selection(indicator=words)) if q.predicate == HKG["partOf"]]
        for words in ("hộ nghèo", "hộ")
    }
    assert parts == {"hộ nghèo": [], "hộ": [iris.group(ONE, 2)]}
    assert validate_report(ONE, select_quads(made, Selection(indicator="hộ nghèo"))) == ()


def test_a_group_lists_only_the_figures_that_are_taken(store):
    quads = quads_of(store, Selection(indicator="lúa", period="2023-06"))
    members = {quad.object.value for quad in quads if quad.predicate == QB["observation"]}
    assert members == instances(quads, QB["Observation"])
    assert len(members) == 2


@pytest.mark.parametrize(
    ("notation", "reports"), [("2024-06", {ONE}), ("2023-Q4", {TWO, THREE}), ("2023-2024", {ONE, TWO, THREE})]
)
def test_a_period_takes_what_touches_it(store, notation, reports):
    found = instances(select_quads(store, Selection(period=notation)), QB["DataSet"])
    assert {iri.rpartition("/")[2] for iri in found} == reports


def test_an_event_is_named_by_id_or_label_in_both_languages(store):
    by_id = export(store, Selection(event="rabies"), "nquads")
    assert export(store, Selection(event="bệnh dại"), "nquads") == by_id
    assert export(store, Selection(event="Rabies"), "nquads") == by_id


@pytest.mark.parametrize("words", ["109", "Phong Thổ", "huyện Phong Thổ", "phong tho", "Phong Thổ district"])
def test_a_district_is_named_in_many_ways(store, words):
    assert instances(quads_of(store, Selection(district=words)), HKG["EventMention"])


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(district="Châu Thành"), r"More than one district.*\(831\).*\(821\)"),
        (Selection(district="Nowhere"), "No district is called 'Nowhere'"),
        (Selection(programme="XYZ"), "No programme is called 'XYZ'.*There are: [^.]*NTM.*NTP-EM.3"),
        (Selection(programme="Dự án 3"), r"More than one programme.*NTP-EM\.3, .*NTP-PR\.3"),
        (Selection(programme="project 3"), r"More than one programme.*NTP-EM\.3, .*NTP-PR\.3"),
        (Selection(event="nothing"), "No kind of event"),
        (Selection(period="soon"), "'soon' is no period"),
        (Selection(report="x"), "No report is called 'x'"),
        (Selection(indicator="no such words"), "Nothing in the graph matches"),
        (Selection(district="109", event="rabies"), "Nothing in the graph matches"),
    ],
    ids=str,
)
def test_what_names_nothing_is_told(store, selection, message):
    with pytest.raises(BadInput, match=message):
        export(store, selection, "turtle")


def test_an_unknown_format_is_told(store):
    with pytest.raises(BadInput, match="no format 'xlsx'"):
        export(store, Selection(), "xlsx")


def test_csv_is_a_tidy_table_of_observations(store):
    rows = list(csv.DictReader(io.StringIO(export(store, Selection(district="109"), "csv").decode())))
    assert [(row["measure"], row["value"]) for row in rows] == [
        ("value", "812.5"),
        ("pct_of_plan", "101.56"),
        ("plan", "800"),
        ("change", "12.5"),
    ]
    first = rows[0]
    assert (first["district"], first["area"], first["unit"]) == ("huyện Phong Thổ", "huyện Phong Thổ", "ha")
    assert (first["begins"], first["ends"], first["line"], first["quote"]) == (
        "2024-01-01",
        "2024-06-30",
        "3",
        "812,5 ha",
    )


class TestConstruct:
    QUERY = "CONSTRUCT { ?a rdfs:label ?l } WHERE { ?a a hkg:District ; rdfs:label ?l }"

    @pytest.mark.parametrize("form", ["turtle", "nquads", "jsonld", "trig"])
    def test_its_triples_come_in_every_format(self, store, form):
        kinds = {"turtle": "TURTLE", "nquads": "N_QUADS", "jsonld": "JSON_LD", "trig": "TRIG"}
        data = export(store, Selection(construct=self.QUERY), form)
        assert len(list(ox.parse(data, format=getattr(ox.RdfFormat, kinds[form])))) == 6
        assert export(store, Selection(construct=self.QUERY), "csv").startswith(b"subject,predicate,object")

    @pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "DROP ALL", "CONSTRUCT"])
    def test_only_a_construct_will_do(self, store, query):
        with pytest.raises(InvalidQuery):
            export(store, Selection(construct=query), "turtle")

    def test_an_empty_graph_is_told(self, store):
        with pytest.raises(BadInput, match="gives no triple"):
            export(store, Selection(construct="CONSTRUCT { ?s a 1 } WHERE { ?s a 1 }"), "turtle")
