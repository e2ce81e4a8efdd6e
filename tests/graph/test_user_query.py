"""SPARQL from users: what is allowed answers within its limits, what is not gets one clear sentence."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib

from graph import iris
from graph.build import report_quads, to_nquads
from graph.store import memory_store, open_store
from graph.user_query import LONGEST, Graphs, check_query, run_sparql
from ontology.errors import InvalidQuery
from tests.factories import document, extraction

REPORT = document().id
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def fill(store):
    store.replace_report(REPORT, to_nquads(report_quads(document(), extraction(), "a.txt")))
    return store


@pytest.fixture(scope="module")
def in_memory():
    return fill(memory_store())


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "store"
    fill(open_store(path)).close()
    return open_store(path, read_only=True)


@pytest.fixture(params=["in_memory", "on_disk"])
def store(request):
    return request.getfixturevalue(request.param)


def test_select_gives_rows_in_json_and_csv(store):
    result = run_sparql(store, "SELECT ?v ?label ?no { ?o hkg:actual ?v ; sd-dim:refArea/rdfs:label ?label }")
    assert (result.kind, result.variables, result.truncated) == ("select", ("v", "label", "no"), False)
    labels = {row[1].language: row[1].value for row in result.rows}
    assert labels == {"vi": "huyện Phong Thổ", "en": "Phong Thổ district"}
    bindings = json.loads(result.to_json())["results"]["bindings"]
    assert {"type": "literal", "value": "huyện Phong Thổ", "xml:lang": "vi"} in [
        row["label"] for row in bindings
    ]
    assert bindings[0]["v"] == {
        "type": "literal",
        "value": "812.5",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert "no" not in bindings[0]
    table = list(csv.reader(io.StringIO(result.to_csv())))
    assert table[0] == ["v", "label", "no"]
    assert ["812.5", "huyện Phong Thổ", ""] in table


def test_ask_gives_an_answer(store):
    result = run_sparql(store, "ASK { ?r a schema:Report }")
    assert result.answer is True
    assert json.loads(result.to_json()) == {"head": {}, "boolean": True}
    assert result.to_csv() == "answer\r\ntrue\r\n"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own, in its JSON-LD parser
@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?a rdfs:label ?l } WHERE { ?a a hkg:District ; rdfs:label ?l }",
        "DESCRIBE <https://w3id.org/huyenkg/id/area/109>",
    ],
)
def test_graphs_come_as_turtle_with_prefixes_and_as_json_ld(store, query):
    result = run_sparql(store, query)
    turtle = rdflib.Graph().parse(data=result.to_turtle(), format="turtle")
    assert "@prefix" in result.to_turtle()
    label = rdflib.Literal("huyện Phong Thổ", lang="vi")
    assert (rdflib.URIRef("https://w3id.org/huyenkg/id/area/109"), rdflib.RDFS.label, label) in turtle
    assert (
        len(rdflib.Graph().parse(data=result.to_json(), format="json-ld"))
        == len(turtle)
        == len(result.triples)
    )
    assert result.to_csv().startswith("subject,predicate,object\r\n")


def test_a_select_is_no_turtle(in_memory):
    with pytest.raises(InvalidQuery, match="Only CONSTRUCT"):
        run_sparql(in_memory, "ASK {}").to_turtle()


def test_the_limit_cuts_and_says_so(store):
    assert len(run_sparql(store, "SELECT * { ?s ?p ?o }", limit=3).rows) == 3
    assert run_sparql(store, "SELECT * { ?s ?p ?o }", limit=3).truncated
    assert run_sparql(store, "CONSTRUCT WHERE { ?s ?p ?o }", limit=3).truncated
    assert not run_sparql(store, "SELECT * { ?s a schema:Report }", limit=1).truncated


def test_a_query_without_end_is_stopped_on_time(on_disk):
    with pytest.raises(InvalidQuery, match=r"longer than 0\.5 seconds"):
        run_sparql(on_disk, ENDLESS, timeout=0.5)


def test_time_is_also_kept_in_memory(in_memory):
    with pytest.raises(InvalidQuery, match="longer than"):
        run_sparql(in_memory, "SELECT * { ?a ?b ?c . ?d ?e ?f }", limit=10**9, timeout=0.2)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR GRAPH <a:b>",
        "LOAD <http://localhost/x.ttl>",
        "PREFIX a: <b:> insert { ?s ?p 1 } where { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_as_updates(in_memory, query):
    before = len(in_memory.inner)
    with pytest.raises(InvalidQuery, match="UPDATE is not allowed"):
        run_sparql(in_memory, query)
    assert len(in_memory.inner) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o OPTIONAL { service silent ?s { ?a ?b ?c } } }",
        "ASK { FILTER EXISTS { SERVICE <http://localhost/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { ?s ?p ?o MINUS { SERVICE <http://localhost/> { ?s ?p ?o } } } } }",
        "SELECT * { BIND(EXISTS { SERVICE <http://localhost/> { ?s ?p ?o } } AS ?x) }",
        "SELECT * { ?s <http://x#y> 'a' . SERVICE<http://localhost/>{?s ?p ?o} }",
        "SELECT * { ?s ?p 'a#b', \"it's\", '' . SERVICE?x{?s ?p ?o} }",
        'SELECT * { ?s ?p """a"b""" . SERVICE ?x {} BIND("""c""" AS ?d) }',
        "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE?x{ ?s ?p ?o } }",
        "PREFIX : <http://localhost/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://localhost/> SELECT * { ?s ?p 1.SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE?x { ?s ?p ?o } }",
        "# <\nSELECT * { SERVICE <http://localhost/> {} } # >",
    ],
)
def test_calls_to_other_services_are_refused_however_deep(in_memory, query):
    with pytest.raises(InvalidQuery, match="SERVICE is not allowed"):
        run_sparql(in_memory, query)


def test_the_words_of_forbidden_things_are_allowed_in_text():
    for harmless in (
        "'SERVICE <x> { DROP ALL }' } # SERVICE <http://x> {}",
        '"""it\'s "SERVICE" """@vi }',
        "?SERVICE ; <http://x/SERVICE> $service , skos:SERVICE , 'a\\'SERVICE' }",
    ):
        check_query("SELECT * { ?s rdfs:label " + harmless)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "SELECT * {",
        "hello",
        "SELECT * { ?s nope:x ?o }",
        "ASK {} ; DROP ALL",
    ],
    ids=lambda query: query[:12],
)
def test_what_is_malformed_is_called_so(in_memory, query):
    with pytest.raises(InvalidQuery, match="cannot be run"):
        run_sparql(in_memory, query)


@pytest.mark.parametrize("text", ["{" * 5000, "ASK { FILTER(" + "(" * 101, "[ ?p " * 200])
def test_a_query_nested_without_end_is_refused_before_it_reaches_the_parser(in_memory, text):
    with pytest.raises(InvalidQuery, match="nests more than"):
        run_sparql(in_memory, text)


def test_a_query_of_absurd_length_is_refused():
    with pytest.raises(InvalidQuery, match="longer than"):
        check_query("#" * (LONGEST + 1))


GRAPH = iris.graph(REPORT).value
FIGURES = "SELECT ?o { ?o a qb:Observation }"


@pytest.mark.parametrize(
    ("query", "graphs", "found"),
    [
        (FIGURES, None, True),
        (FIGURES, Graphs(default=(GRAPH,)), True),
        (FIGURES, Graphs(default=("urn:none",)), False),
        (FIGURES, Graphs(named=(GRAPH,)), False),
        ("SELECT ?o { GRAPH ?g { ?o a qb:Observation } }", Graphs(named=(GRAPH,)), True),
        ("SELECT ?o { GRAPH ?g { ?o a qb:Observation } }", Graphs(default=(GRAPH,)), False),
        (FIGURES.replace("{", "FROM <urn:none> {"), None, False),
        (FIGURES.replace("{", f"from <{GRAPH}> {{"), None, True),
        (FIGURES.replace("{", "FROM <urn:none> {"), Graphs(default=(GRAPH,)), True),
        (FIGURES.replace("}", "# FROM <urn:none>\n FILTER(?from != 'FROM') BIND(1 AS ?from) }"), None, True),
    ],
)
def test_a_query_looks_at_the_graphs_that_are_named_else_at_all(store, query, graphs, found):
    assert bool(run_sparql(store, query, graphs=graphs).rows) is found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ASK { SERVICE <urn:a> {} }", "service"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "update"),
        ("SELECT", ""),
    ],
)
def test_a_refusal_tells_its_kind(store, query, code):
    with pytest.raises(InvalidQuery) as told:
        run_sparql(store, query)
    assert told.value.code == code


def test_what_is_no_iri_names_no_graph(store):
    with pytest.raises(InvalidQuery, match="no IRI"):
        run_sparql(store, FIGURES, graphs=Graphs(default=("a b",)))
