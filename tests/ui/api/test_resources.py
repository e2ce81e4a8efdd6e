"""IRIs lead to what they name, in the form that the client prefers."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import pytest
import rdflib

from ontology.terms import HKG, ID_BASE

FORMATS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt",
           "application/rdf+xml": "xml"}  # fmt: skip
ODD = """UBND HUYỆN PHONG THỔ
BÁO CÁO
Tình hình năm 2023
I. KINH TẾ <script>alert(1)</script>
Đàn trâu <b onclick="x">120</b> con.
"""


class Page(HTMLParser):
    """The tags and links of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name in ("href", "src")]


def figure(client):
    return client.get("/observations", params={"indicator": "output-grain", "limit": 1}).json()["items"][0]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own, in its JSON-LD parser
@pytest.mark.parametrize("media", FORMATS)
def test_a_figure_comes_with_its_value_its_words_and_its_labels(client, media):
    item = figure(client)
    response = client.get(item["iri"].replace(ID_BASE, "/id/"), headers={"Accept": media})
    assert response.headers["content-type"].startswith(media)
    assert "Accept" in response.headers["vary"]
    told = rdflib.Graph().parse(data=response.content, format=FORMATS[media])
    exact = {str(text) for text in told.objects(None, rdflib.Namespace("http://www.w3.org/ns/oa#").exact)}
    assert {item["quote"], item["sentence"]} <= exact
    assert "huyện Mường Tè" in {str(label) for label in told.objects(None, rdflib.RDFS.label)}
    assert float(told.value(rdflib.URIRef(item["iri"]), rdflib.URIRef(HKG["actual"].value))) == item["value"]


@pytest.mark.parametrize(
    "path",
    ["/id/area/109", "/id/programme/NTM", "/id/indicator/output-grain", "/id/event-type/african_swine_fever",
     "/id/scheme/indicators", "/id/indicator/area-coffee", "/def/actual", "/def/dsd", "/def/"],
)  # fmt: skip
def test_nodes_and_terms_are_described_also_those_that_no_report_uses(client, path):
    base = HKG.base if path.startswith("/def/") else ID_BASE
    response = client.get(path)
    told = rdflib.Graph().parse(data=response.content, format="turtle")
    assert rdflib.URIRef(base + path[5 if base == HKG.base else 4 :]) in set(told.subjects())


def test_every_iri_that_a_description_names_can_be_followed(client):
    (report,) = client.get("/reports", params={"report": "phong-tho-2023.txt"}).json()["items"]
    told = rdflib.Graph().parse(data=client.get(f"/id/report/{report['id']}").content, format="turtle")
    ours = {str(node) for triple in told for node in triple if str(node).startswith((ID_BASE, HKG.base))}
    assert len(ours) > 5
    for iri in ours:
        path = iri.partition("#")[0].replace(ID_BASE, "/id/").replace(HKG.base, "/def/")
        assert client.get(path).status_code == 200, iri


@pytest.mark.parametrize("path", ["/id/none", "/id/", "/id/a b", "/id/<x>", "/def/none"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_format_that_cannot_be_given_is_not_acceptable(client):
    assert client.get("/id/area/109", headers={"Accept": "image/png"}).status_code == 406


def test_a_browser_gets_a_page_whose_links_stay_on_this_server(client):
    item = figure(client)
    response = client.get(f"/id/obs/{item['id']}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert f"<blockquote>{escape(item['sentence'])}</blockquote>" in response.text
    page = Page(response.text)
    assert {"script", "img", "link"} & page.tags == set()
    own = [link for link in page.links if link.startswith("/")]
    assert "/id/area/107" in own
    assert not any(link.startswith(ID_BASE) for link in page.links)
    for link in own:
        assert client.get(link.partition("#")[0]).status_code == 200


def test_what_leads_to_a_node_stands_on_its_page(client):
    page = client.get("/id/programme/NTM", headers={"Accept": "text/html"}).text
    assert "Named by" in page
    assert "/id/link/" in page or "/id/obs/" in page


def test_words_of_a_report_are_shown_and_never_obeyed(clients, tmp_path):
    from tests.services import service_of_text

    client = clients(service_of_text(tmp_path, ODD))
    (item,) = client.get("/observations").json()["items"]
    page = client.get(f"/id/obs/{item['id']}", headers={"Accept": "text/html"}).text
    assert Page(page).tags & {"script", "b"} == set()
    assert "&lt;" in page


def test_the_page_of_operations_names_each_with_its_parameters(client):
    page, schema = client.get("/docs").text, client.get("/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in page
            assert all(f"<code>{one['name']}</code>" in page for one in operation.get("parameters", ()))
    assert "pct_of_plan | " in page, "choices are shown"
    assert {"script", "img", "link"} & Page(page).tags == set()
