"""Exports: a part that stands alone, in every format, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.export import FORMATS, Selection, export, select_quads, write_export
from graph.formats import Shape
from graph.jsonld import context_document
from graph.lines import by_node
from graph.loaded import load_export
from graph.queries import find_observations
from graph.store import memory_store
from graph.validate import validate_report
from ingest.fact import Assertion
from ontology.errors import BadInput, InvalidQuery
from ontology.terms import DCAT, DCT, HKG, OA, PROV, QB, RDF, RDFS, SCHEMA, VOID, XSD
from ontology.values import Area
from tests.factories import citation, document, event, evidence, extraction, identity, measurement, period

ONE, TWO, THREE = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2", "ccccccccccccccc3"
CHAU_THANH = Area("821", "huyện", "Châu Thành", "82")
CHAU_THANH_TWO = Area("831", "huyện", "Châu Thành", "83")
LAST_YEAR = period("2023", "2023-01-01", "2024-01-01")
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
OURS = "https://w3id.org/huyenkg/"
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SELECTIONS = {
    "everything": Selection(),
    "district": Selection(district="Phong Thổ"),
    "programme": Selection(programme="NTM"),
    "report": Selection(report=ONE),
    "indicator": Selection(indicator="lúa đông xuân"),
    "event": Selection(event="african_swine_fever"),
    "period": Selection(period="2024"),
    "document": Selection(document="5/QĐ-UBND"),
}
FIGURES = "CONSTRUCT { ?o hkg:actual ?v } WHERE { ?o hkg:actual ?v }"
STANDING = {**SELECTIONS, "construct": Selection(construct=FIGURES)}


@pytest.fixture(scope="module")
def store():
    return filled()


def filled(when=NOON, *, reverse=False):
    made = memory_store()
    other = citation("5/QĐ-UBND", "decision", read_from=evidence("Thực hiện"))
    reports = {ONE: extraction([*extraction().facts, other])}
    tien_giang, ben_tre = Area("82", "tỉnh", "Tiền Giang"), Area("83", "tỉnh", "Bến Tre")
    for report_id, district, province in ((TWO, CHAU_THANH, tien_giang), (THREE, CHAU_THANH_TWO, ben_tre)):
        facts = [measurement(7, area=district, at=LAST_YEAR), event("rabies", Assertion.RISK, LAST_YEAR, [])]
        reports[report_id] = extraction(facts, [], identity(district, province, at=LAST_YEAR))
    for report_id in sorted(reports, reverse=reverse):
        put(made, report_id, reports[report_id], when)
    return made


def put(store, report_id, extracted, when=NOON):
    quads = report_quads(document(identifier=report_id), extracted, f"{report_id}.txt")
    store.replace_report(report_id, to_nquads([*quads, *run_quads(report_id, when, when, "0.1.0")]))


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


def told(quads) -> set[ox.Quad]:
    """The quads of the reports' graphs: all but what the export says of itself."""
    return {quad for quad in quads if quad.graph_name != ox.DefaultGraph()}


def as_rdflib(term: ox.NamedNode | ox.Literal | ox.DefaultGraph) -> str:
    return "" if isinstance(term, ox.DefaultGraph) else str(term)


def by_rdflib(data: bytes, form: str) -> set[tuple[str, ...]]:
    """The quads as rdflib reads them, in words that pyoxigraph's can be compared with."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDFLIB[form])
    default = dataset.default_graph.identifier
    return {
        (s.n3(), p.n3(), _even(o), "" if g in (None, default) else g.n3()) for s, p, o, g in dataset.quads()
    }


def _even(term) -> str:
    if isinstance(term, rdflib.Literal):
        return str((str(term), term.language, str(term.datatype or rdflib.XSD.string)))
    return term.n3()


def by_oxigraph(data: bytes, form: str) -> set[tuple[str, ...]]:
    found = set()
    for quad in ox.parse(data, format=OXIGRAPH[form]):
        value = quad.object
        text = str(value)
        if isinstance(value, ox.Literal):
            kind = rdflib.XSD.string if value.language else value.datatype.value
            text = str((value.value, value.language, str(kind)))
        found.add((str(quad.subject), str(quad.predicate), text, as_rdflib(quad.graph_name)))
    return found


@pytest.mark.parametrize(
    "form",
    [pytest.param(form, marks=() if form in ("turtle", "trig") else pytest.mark.slow) for form in RDFLIB],
)  # one with graphs and one without
def test_rdflib_and_oxigraph_read_the_same_graph(store, form, monkeypatch):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # else it writes 12:00:00Z in another way
    data = export(store, Selection(), form)
    found = by_rdflib(data, form)
    assert found == by_oxigraph(data, form)
    quads = set(quads_of(store, Selection()))
    if FORMATS[form].shape is Shape.QUADS:
        assert len(found) == len(quads)
    else:
        moments = (PROV["startedAtTime"], PROV["endedAtTime"])
        timely = {q.triple for q in quads if q.predicate in moments or q.object == PROV["Activity"]}
        assert len(found) == len({quad.triple for quad in quads}) - len(timely)


def test_formats_with_graphs_hold_the_same(store):
    quads = set(quads_of(store, Selection(district="109")))
    for form in ("trig", "jsonld"):
        assert set(ox.parse(export(store, Selection(district="109"), form), format=OXIGRAPH[form])) == quads


def test_turtle_is_sorted_with_prefixes(store):
    turtle = export(store, Selection(district="109"), "turtle")
    head = [line for line in turtle.splitlines() if line.startswith(b"@prefix")]
    assert head == sorted(head)
    assert b"<https://w3id.org/huyenkg/id/area/109> a " in turtle
    subjects = [line.split()[0] for line in turtle.splitlines()[len(head) :] if line[:1] == b"<"]
    assert subjects == sorted(subjects)


@pytest.mark.parametrize("form", ["nquads", "ntriples"])
def test_line_formats_are_sorted(store, form):
    lines = export(store, Selection(), form).splitlines()
    assert lines == sorted(set(lines), key=None if form == "nquads" else by_node)


def test_json_ld_bears_the_committed_context(store):
    linked = json.loads(export(store, Selection(district="109"), "jsonld"))
    committed = (files("ontology") / "context.jsonld").read_bytes()
    assert committed == context_document(), "run: python -m scripts.build_context"
    assert linked["@context"] == json.loads(committed)["@context"]
    assert linked["@context"]["qb"] == QB.base


SCRIPT = """
import sys
from hashlib import sha256
from tests.graph.test_export import filled
from graph.export import FORMATS, Selection, export
made = filled(reverse=sys.argv[1] == "reverse")
for form in FORMATS:
    print(form, sha256(export(made, Selection(), form)).hexdigest())
"""


def test_another_order_of_reading_gives_the_same_bytes(store):
    other = filled(reverse=True)
    for form in FORMATS:
        assert export(other, Selection(), form) == export(store, Selection(), form)


@pytest.mark.slow
def test_other_processes_and_another_order_of_reading_give_the_same_bytes():
    def bytes_of(seed: str, order: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", SCRIPT, order]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    first = bytes_of("1", "as listed")
    assert len(first.splitlines()) == len(FORMATS)
    assert bytes_of("2", "reverse") == first


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_when_a_report_was_read_changes_no_triples(form):
    made = [filled(), filled(NOON + timedelta(days=3))]
    assert export(made[0], Selection(), form) == export(made[1], Selection(), form)
    assert export(made[0], Selection(), "nquads") != export(made[1], Selection(), "nquads")


@pytest.mark.parametrize("selection", STANDING.values(), ids=STANDING)
def test_no_node_or_term_of_ours_dangles(store, selection):
    quads = quads_of(store, selection)
    assert dangling(quads) == set()


def dangling(quads) -> set[str]:
    subjects = {quad.subject for quad in quads}
    named = {
        term for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode)
    }
    return {term.value for term in named - subjects if term.value.startswith(OURS)}


def test_an_export_says_what_it_holds_and_whose_words_they_are(store):
    quads = quads_of(store, Selection(district="109"))
    (node,) = instances(quads, VOID["Dataset"])
    said = {(q.predicate, q.object) for q in quads if q.subject.value == node}
    in_graphs = {quad.subject for quad in told(quads)}
    assert (VOID["entities"], ox.Literal(str(len(in_graphs)), datatype=XSD["integer"])) in said
    assert (DCT["spatial"], iris.area("109")) in said
    assert (PROV["wasDerivedFrom"], iris.report(ONE)) in said
    counted = {
        q.subject.value.rpartition("#")[2]: q.object.value for q in quads if q.predicate == VOID["entities"]
    }
    assert counted["figures"] == str(len(instances(told(quads), QB["Observation"]))) == "4"
    english = [v.value for p, v in said if p == DCT["description"] and v.language == "en"]
    assert english[0].startswith("1 reports of 1 districts: ")
    assert " 4 figures" in english[0]
    rights = [
        q.object.value for q in quads if q.subject.value == f"{node}#rights" and q.predicate == RDFS["label"]
    ]
    assert len(rights) == 2
    days = {q.predicate: q.object.value for q in quads if q.subject.value == f"{node}#time"}
    assert (days[DCAT["startDate"]], days[DCAT["endDate"]]) == ("2024-01-01", "2024-06-30")


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_whole_reports_go_back_into_a_store_without_loss(store, form):
    again = load_export(io.BytesIO(export(store, Selection(), form)), FORMATS[form])
    assert again.report_ids() == store.report_ids()
    for report in store.report_ids():
        assert again.report_nquads(report) == store.report_nquads(report)
    assert find_observations(again) == find_observations(store)
    assert set(again.inner) == set(store.inner)


def test_what_is_no_export_is_told():
    for data in (b"<a> <b> .", b'<http://a/a> <http://a/a> "a" <http://a/graph> .'):
        with pytest.raises(BadInput):
            load_export(io.BytesIO(data), FORMATS["nquads"])


def test_progress_is_told_report_by_report(store):
    steps: list[tuple[int, int]] = []
    write_export(store, Selection(), "nquads", io.BytesIO(), lambda done, of: steps.append((done, of)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


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
        quads = list(ox.parse(data, format=getattr(ox.RdfFormat, kinds[form])))
        assert len([q for q in quads if q.predicate == RDFS["label"] and iris.kind(q.subject) == "area"]) == 6
        assert export(store, Selection(construct=self.QUERY), "csv").startswith(b"subject,predicate,object")

    def test_its_figures_bring_their_quotes_and_reports(self, store):
        quads = quads_of(store, Selection(construct=FIGURES))
        (value,) = [q.subject for q in quads if q.object == ox.Literal("812.5", datatype=XSD["decimal"])]
        (quote,) = [q.object for q in quads if (q.subject, q.predicate) == (value, PROV["wasQuotedFrom"])]
        words = [q.object.value for q in quads if q.subject == iris.fragment(quote, "txt")]
        assert "812,5 ha" in words
        assert iris.report(ONE).value in instances(quads, SCHEMA["Report"])
        assert instances(quads, VOID["Dataset"])

    def test_other_conditions_narrow_what_is_asked(self, store):
        figures = {
            district: len(
                list(
                    csv.reader(
                        export(store, Selection(construct=FIGURES, district=district), "csv")
                        .decode()
                        .splitlines()
                    )
                )
            )
            for district in (None, "109", "821")
        }
        assert figures == {None: 4, "109": 2, "821": 2}

    def test_nodes_without_a_name_are_named_the_same_each_time(self, store):
        query = Selection(
            construct="CONSTRUCT { [] rdfs:label ?l } WHERE { ?a a hkg:District ; rdfs:label ?l }"
        )
        assert export(store, query, "turtle") == export(store, query, "turtle")

    @pytest.mark.parametrize("form", ["sdmx-csv", "sdmx-structure"])
    def test_it_is_no_sdmx(self, store, form):
        with pytest.raises(BadInput, match="whole figures"):
            export(store, Selection(construct=FIGURES), form)

    @pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "DROP ALL", "CONSTRUCT"])
    def test_only_a_construct_will_do(self, store, query):
        with pytest.raises(InvalidQuery):
            export(store, Selection(construct=query), "turtle")

    def test_an_empty_graph_is_told(self, store):
        with pytest.raises(BadInput, match="gives no triple"):
            export(store, Selection(construct="CONSTRUCT { ?s a 1 } WHERE { ?s a 1 }"), "turtle")
