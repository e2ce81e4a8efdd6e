"""The SPARQL 1.1 Protocol: the W3C's tests of queries, retold for our data, and what they leave open.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ names them; those of updates apply as
refusals. Their data is fetched from addresses on the web; here a graph is one of the store.
"""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from graph import iris
from ui.api.sparql import TRUNCATED

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
COUNT = "SELECT (COUNT(*) AS ?n) { ?o a qb:Observation }"
IN_GRAPH = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?o a qb:Observation } }"
ASK = "ASK { ?r a schema:Report }"
DESCRIBE = "DESCRIBE <https://w3id.org/huyenkg/id/area/109>"
CONSTRUCT = "CONSTRUCT { ?r dct:identifier ?i } WHERE { ?r a schema:Report ; dct:identifier ?i }"
INSERT = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
GRAPH_MEDIA = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml",
               "application/trig", "application/n-quads")  # fmt: skip
TABLE_MEDIA = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv",
               "text/tab-separated-values")  # fmt: skip


def get(client, accept="", **parameters):
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", params=parameters, headers=headers)


def sent(client, content, media, address="/sparql", **headers):
    told = {"Content-Type": media, **headers} if media else headers
    return client.post(address, content=content, headers=told)


def count(response):
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="module")
def graphs(sample_service):
    """The graphs of two reports, with how many observations each holds."""
    reports = sample_service.status().reports[:2]
    return [(iris.graph(report.id).value, report.counts["observations"]) for report in reports]


@pytest.fixture(scope="module")
def every(sample_service):
    return sum(report.counts["observations"] for report in sample_service.status().reports)


# --- query operations ----------------------------------------------------------------------------


def test_query_get(client, every):
    assert count(get(client, query=COUNT)) == every


def test_query_post_form(client, every):
    assert count(sent(client, urlencode({"query": COUNT}), FORM)) == every


def test_query_post_direct(client, every):
    assert count(sent(client, COUNT, QUERY)) == every
    assert count(sent(client, COUNT, f"{QUERY}; charset=UTF-8")) == every


def test_query_dataset_default_graph(client, graphs):
    (name, held), _ = graphs
    assert count(get(client, query=COUNT, **{"default-graph-uri": name})) == held
    assert count(get(client, query=IN_GRAPH, **{"default-graph-uri": name})) == 0


def test_query_dataset_default_graphs_get(client, graphs):
    names = [("default-graph-uri", name) for name, _ in graphs]
    response = client.get("/sparql", params=[("query", COUNT), *names])
    assert count(response) == sum(held for _, held in graphs)


def test_query_dataset_default_graphs_post(client, graphs):
    names = urlencode([("default-graph-uri", name) for name, _ in graphs])
    assert count(sent(client, COUNT, QUERY, f"/sparql?{names}")) == sum(held for _, held in graphs)
    form = urlencode([("query", COUNT), *(("default-graph-uri", name) for name, _ in graphs)])
    assert count(sent(client, form, FORM)) == sum(held for _, held in graphs)


def test_query_dataset_named_graphs_get(client, graphs):
    names = [("named-graph-uri", name) for name, _ in graphs]
    response = client.get("/sparql", params=[("query", IN_GRAPH), *names])
    assert count(response) == sum(held for _, held in graphs)
    assert count(client.get("/sparql", params=[("query", COUNT), *names])) == 0


def test_query_dataset_named_graphs_post(client, graphs):
    names = urlencode([("named-graph-uri", name) for name, _ in graphs])
    assert count(sent(client, IN_GRAPH, QUERY, f"/sparql?{names}")) == sum(held for _, held in graphs)


def test_query_dataset_full(client, graphs):
    (default, held), (named, held_too) = graphs
    chosen = {"default-graph-uri": default, "named-graph-uri": named}
    assert count(get(client, query=COUNT, **chosen)) == held
    assert count(get(client, query=IN_GRAPH, **chosen)) == held_too


def test_query_multiple_dataset(client, graphs):
    (chosen, held), (other, held_too) = graphs
    query = COUNT.replace("{", f"FROM <{other}> {{", 1)
    assert count(get(client, query=query)) == held_too
    assert count(get(client, query=query, **{"default-graph-uri": chosen})) == held


def test_a_graph_that_is_not_there_is_empty(client):
    assert count(get(client, query=COUNT, **{"default-graph-uri": "http://example.org/none"})) == 0


def test_the_word_from_in_a_literal_or_a_variable_names_no_graph(client, every):
    assert count(get(client, query=COUNT.replace("}", 'BIND("FROM <x>" AS ?from) }'))) == every


def test_query_content_type_select(client):
    response = get(client, query=COUNT)
    assert response.headers["content-type"] == "application/sparql-results+json"


def test_query_content_type_ask(client):
    response = get(client, query=ASK)
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["boolean"] is True


@pytest.mark.parametrize("query", [DESCRIBE, CONSTRUCT])
def test_query_content_type_describe_and_construct(client, query):
    response = get(client, query=query)
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(rdflib.Graph().parse(data=response.content, format="turtle")) > 0


# --- bad requests --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client, method):
    assert client.request(method, "/sparql", params={"query": ASK}).status_code == 405


LATIN = "SELECT * { ?a ?b 'é' }".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "content", "media", "address", "status", "code"),
    [
        ("bad_multiple_queries", urlencode([("query", ASK), ("query", ASK)]), FORM, "", 400, "bad_query"),
        ("two queries in two places", ASK, QUERY, f"?query={quote(ASK)}", 400, "bad_query"),
        ("bad_query_wrong_media_type", ASK, "text/plain", "", 415, "unsupported_media_type"),
        ("bad_query_missing_form_type", urlencode({"query": ASK}), "", "", 415, "unsupported_media_type"),
        ("bad_query_missing_direct_type", ASK, "", "", 415, "unsupported_media_type"),
        ("bad_query_non_utf8", LATIN, QUERY, "", 400, "bad_query"),
        ("a form that is not in UTF-8", b"query=" + LATIN, FORM, "", 400, "bad_query"),
        ("escapes that are not in UTF-8", "query=%E9", FORM, "", 400, "bad_query"),
        ("another charset", ASK, f"{QUERY}; charset=utf-16", "", 415, "unsupported_media_type"),
        ("bad_query_syntax", "query=ASK%20%7B", FORM, "", 400, "bad_query"),
        ("no query", "", FORM, "", 400, "bad_query"),
        ("an empty query", "", QUERY, "", 400, "bad_query"),
        ("many parameters", "a=b&" * 600, FORM, "", 400, "bad_request"),
        ("a graph that is no IRI", ASK, QUERY, "?default-graph-uri=a%20b", 400, "bad_graph"),
        ("bad_update_post_form", urlencode({"update": INSERT}), FORM, "", 403, "update"),
        ("bad_update_post_direct", INSERT, UPDATE, "", 403, "update"),
        ("bad_multiple_updates", urlencode([("update", INSERT)] * 2), FORM, "", 403, "update"),
        ("an update beside a query", urlencode({"query": ASK, "update": INSERT}), FORM, "", 403, "update"),
        ("an update as a query", INSERT, QUERY, "", 403, "update"),
        ("another service", "ASK { SERVICE <http://example.org/> { ?a ?b ?c } }", QUERY, "", 403, "service"),
    ],
)  # fmt: skip
def test_bad_posts_are_refused(client, name, content, media, address, status, code):
    response = sent(client, content, media, f"/sparql{address}")
    assert (response.status_code, response.json()["error"]["code"]) == (status, code), name
    assert response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"?query={quote(ASK)}&query={quote(ASK)}", 400, "bad_query"),
        ("?query=%FF", 400, "bad_query"),
        (f"?update={quote(INSERT)}", 403, "update"),
        (f"?query={quote(INSERT)}", 403, "update"),
        ("?default-graph-uri=http%3A%2F%2Fexample.org%2F", 400, "bad_query"),
    ],
)
def test_bad_gets_are_refused(client, address, status, code):
    response = client.get(f"/sparql{address}")
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


# --- formats -------------------------------------------------------------------------------------


@pytest.mark.parametrize("media", TABLE_MEDIA)
def test_rows_come_in_every_format_with_the_same_terms(client, media):
    query = "SELECT ?label ?no { ?a rdfs:label ?label . OPTIONAL { ?a hkg:none ?no } } LIMIT 20"
    wanted = get(client, query=query).json()["results"]["bindings"]
    response = get(client, media, query=query)
    assert response.headers["content-type"].startswith(media)
    assert response.headers["vary"].startswith("Accept")
    if media == "text/csv":  # which keeps no kinds of terms
        assert len(response.text.splitlines()) == 21
        return
    rows = list(parse_query_results(response.content, format=QueryResultsFormat.from_media_type(media)))
    assert [row["label"].value for row in rows] == [row["label"]["value"] for row in wanted]
    assert {row["label"].language for row in rows} <= {"vi", "en"}
    assert {row["no"] for row in rows} == {None}


def test_odd_literals_survive_in_every_format_of_rows(client):
    text = 'a\\tb\\n"c"\\\\ & <d> é'
    query = f'SELECT ("{text.replace(chr(34), chr(92) + chr(34))}"@vi AS ?t) (1.50 AS ?d) {{}}'
    for media in (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/tab-separated-values",
    ):
        response = get(client, media, query=query)
        (row,) = parse_query_results(response.content, format=QueryResultsFormat.from_media_type(media))
        assert row["t"].value == 'a\tb\n"c"\\ & <d> é'
        assert row["t"].language == "vi"


def test_a_control_character_never_breaks_the_xml(client):
    response = get(client, "application/sparql-results+xml", query='SELECT ("a\\u0001b" AS ?t) {}')
    assert "a\ufffdb" in "".join(ElementTree.fromstring(response.content).itertext())


@pytest.mark.parametrize("media", GRAPH_MEDIA)
def test_graphs_come_in_every_format_with_the_same_triples(client, media):
    wanted = parse(get(client, query=CONSTRUCT).content, format=RdfFormat.TURTLE)
    response = get(client, media, query=CONSTRUCT)
    assert response.headers["content-type"].startswith(media)
    got = parse(response.content, format=RdfFormat.from_media_type(media))
    assert {str(quad.triple) for quad in got} == {str(quad.triple) for quad in wanted}


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        ("application/json", COUNT, "application/json"),
        ("application/xml", COUNT, "application/xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", COUNT, "application/xml"),
        ("text/turtle, application/sparql-results+xml;q=0.5", COUNT, "application/sparql-results+xml"),
        ("text/turtle;q=0.1, text/csv", CONSTRUCT, "text/turtle; charset=utf-8"),
        ("text/plain", CONSTRUCT, "text/plain; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_the_client_prefers(client, accept, query, media):
    assert get(client, accept, query=query).headers["content-type"] == media


@pytest.mark.parametrize(
    ("accept", "query"), [("image/png", COUNT), ("text/turtle", COUNT), ("text/csv", CONSTRUCT)]
)
def test_a_format_that_cannot_be_given_is_not_acceptable(client, accept, query):
    response = get(client, accept, query=query)
    assert (response.status_code, response.json()["error"]["code"]) == (406, "not_acceptable")


def test_a_property_that_xml_cannot_name_is_not_acceptable_as_rdf_xml(client):
    for pattern in ("<urn:a> <urn:b/1> 'c'", "<urn:a> <urn:b> '\\u0001'"):
        query = f"CONSTRUCT {{ {pattern} }} WHERE {{}}"
        assert get(client, "application/rdf+xml", query=query).status_code == 406
        assert get(client, "text/turtle", query=query).status_code == 200


# --- limits, and the service itself --------------------------------------------------------------


@pytest.fixture(scope="module")
def narrow(clients):
    return clients(rows=3, seconds=1.0)


@pytest.mark.parametrize(
    ("query", "media", "sign"),
    [
        ("SELECT * { ?a ?b ?c }", "application/sparql-results+json", '"truncated": true'),
        ("SELECT * { ?a ?b ?c }", "application/sparql-results+xml", "<!-- There was more"),
        ("SELECT * { ?a ?b ?c }", "text/csv", ""),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "text/turtle", "# There was more"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "application/n-triples", "# There was more"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "application/ld+json", ""),
    ],
)
def test_what_was_cut_off_says_so(client, narrow, query, media, sign):
    cut = get(narrow, media, query=query)
    assert cut.headers[TRUNCATED] == "3"
    assert sign in cut.text
    whole = get(narrow, media, query=f"{query} LIMIT 3")
    assert TRUNCATED not in whole.headers
    assert not sign or sign not in whole.text


def test_a_query_that_takes_too_long_is_stopped(narrow):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    response = get(narrow, query=endless)
    assert (response.status_code, response.json()["error"]["code"]) == (503, "too_slow")


def test_without_a_query_the_service_describes_itself(client, graphs):
    response = client.get("/sparql")
    told = rdflib.Graph().parse(data=response.content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = told.subjects(rdflib.RDF.type, sd.Service)
    assert told.value(service, sd.endpoint) == rdflib.URIRef("http://localhost:8080/sparql")
    assert told.value(service, sd.supportedLanguage) == sd.SPARQL11Query
    assert sd.UnionDefaultGraph in set(told.objects(service, sd.feature))
    assert len(set(told.objects(service, sd.resultFormat))) == 10
    named = {str(name) for name in told.objects(None, sd.name)}
    assert {name for name, _ in graphs} <= named
    assert client.get("/sparql", headers={"Accept": "application/rdf+xml"}).status_code == 200


def test_a_page_of_another_origin_may_ask_as_yasgui_does(guarded):
    from tests.ui.api.conftest import KEY

    headers = {
        "Accept": "application/sparql-results+json,*/*;q=0.9",
        "Origin": "https://yasgui.example",
        "X-API-Key": KEY,
    }
    response = sent(guarded, urlencode({"query": COUNT}), f"{FORM}; charset=UTF-8", **headers)
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert TRUNCATED in response.headers["access-control-expose-headers"]
    assert json.loads(response.content)["head"]["vars"] == ["n"]
