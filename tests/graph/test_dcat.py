"""The catalogue of everything: a catalogue, the data set, its files as they are, and each report."""

from __future__ import annotations

from hashlib import sha256

import pyoxigraph as ox
import pytest

from graph import iris, made_iris
from graph.dcat import Publication, contents_of, describe
from graph.export import Selection, export
from graph.part import Part
from ontology.errors import BadInput
from ontology.terms import DCAT, DCT, PROV, RDF, RDFS, SPDX, VOID
from tests.graph.test_export import OXIGRAPH, dangling, filled

WHOLE = made_iris.catalogue("graph")


@pytest.fixture(scope="module")
def store():
    return filled()


@pytest.fixture
def described(store, tmp_path):
    """The description of two files, as pyoxigraph reads it."""

    def read(form: str = "turtle", **given: str) -> list[ox.Quad]:
        files = [tmp_path / "all.ttl", tmp_path / "figures.sdmx.csv"]
        for file, kind in zip(files, ("turtle", "sdmx-csv"), strict=True):
            file.write_bytes(export(store, Selection(), kind))
        return list(ox.parse(describe(store, Publication(files, **given), form), format=OXIGRAPH[form]))

    return read


def said(quads, node, predicate) -> set[object]:
    return {q.object for q in quads if (q.subject, q.predicate) == (node, predicate)}


def test_it_names_the_data_set_and_every_report(store, described):
    quads = described()
    assert said(quads, made_iris.catalogue(), DCAT["dataset"]) == {
        WHOLE,
        *(iris.report(report) for report in store.report_ids()),
    }
    assert DCAT["Catalog"] in said(quads, made_iris.catalogue(), RDF["type"])
    assert said(quads, WHOLE, DCT["spatial"]) == {iris.area(code) for code in ("109", "821", "831")}
    assert said(quads, WHOLE, PROV["wasDerivedFrom"]) == {iris.report(r) for r in store.report_ids()}
    (period,) = said(quads, WHOLE, DCT["temporal"])
    assert {v.value for v in said(quads, period, DCAT["startDate"])} == {"2023-01-01"}
    assert {v.value for v in said(quads, period, DCAT["endDate"])} == {"2024-06-30"}
    assert said(quads, iris.report(store.report_ids()[0]), DCT["publisher"])
    assert dangling(quads) == set()


def test_it_counts_what_an_export_of_everything_holds(store):
    with Part() as part:
        for report in store.report_ids():
            part.add(store.report_quads(report))
        taken, counted = part.tally.contents, contents_of(store)
    assert (counted.nodes, dict(counted.facts), counted.days) == (taken.nodes, dict(taken.facts), taken.days)
    assert set(counted.districts) == set(taken.districts)
    assert set(counted.reports) == set(taken.reports)


def test_files_have_their_size_checksum_and_address(described, tmp_path):
    quads = described(base="https://example.org/data/")
    nodes = {q.object.value: q.subject for q in quads if q.predicate == DCAT["downloadURL"]}
    assert set(nodes) == {f"https://example.org/data/{name}" for name in ("all.ttl", "figures.sdmx.csv")}
    node, data = nodes["https://example.org/data/all.ttl"], (tmp_path / "all.ttl").read_bytes()
    assert {v.value for v in said(quads, node, DCAT["byteSize"])} == {str(len(data))}
    (checksum,) = said(quads, node, SPDX["checksum"])
    assert {v.value for v in said(quads, checksum, SPDX["checksumValue"])} == {sha256(data).hexdigest()}
    kinds = {
        v.value.partition("media-types/")[2]
        for v in (q.object for q in quads if q.predicate == DCAT["mediaType"])
    }
    assert kinds == {"text/turtle", "application/vnd.sdmx.data+csv"}
    assert said(quads, WHOLE, DCAT["distribution"]) == set(nodes.values())


def test_licence_publisher_and_endpoint_stand_where_they_are_given(described):
    licence, endpoint = "https://creativecommons.org/licenses/by/4.0/", "https://example.org/sparql"
    quads = described(licence=licence, endpoint=endpoint, publisher="Sở Nông nghiệp")
    distribution = next(iter(said(quads, WHOLE, DCAT["distribution"])))
    for node in (made_iris.catalogue(), WHOLE, distribution):
        assert said(quads, node, DCT["license"]) == {ox.NamedNode(licence)}
        (publisher,) = said(quads, node, DCT["publisher"])
        assert {v.value for v in said(quads, publisher, RDFS["label"])} == {"Sở Nông nghiệp"}
    assert said(quads, WHOLE, VOID["sparqlEndpoint"]) == {ox.NamedNode(endpoint)}
    without = described()
    assert not said(without, WHOLE, DCT["license"]) | said(without, WHOLE, DCT["publisher"])
    assert len(said(without, WHOLE, DCT["rights"])) == 1


@pytest.mark.parametrize("form", ["jsonld", "nquads", "trig", "ntriples"])
def test_every_rdf_format_says_the_same(described, form):
    assert {q.triple for q in described(form)} == {q.triple for q in described("turtle")}


def test_what_cannot_be_described_is_told(store, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"")
    for files, form, message in (
        ([tmp_path / "a.docx"], "turtle", "no suffix of an export"),
        ([tmp_path / "none.ttl"], "turtle", "cannot be read"),
        ([], "csv", "written as RDF"),
    ):
        with pytest.raises(BadInput, match=message):
            describe(store, Publication(files), form)
    with pytest.raises(BadInput, match="no address"):
        describe(store, Publication(licence="CC BY"), "turtle")
