"""Code lists as SKOS: the whole lists, and what an indicator node says."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from graph import iris
from graph.build import report_quads, to_nquads
from graph.codes import CODE_LISTS
from graph.export import export_codes
from ontology.errors import BadInput
from ontology.lexicon import load_concepts
from ontology.terms import HKG
from tests.factories import document, extraction, measurement


@pytest.fixture(scope="module")
def lists():
    return Graph().parse(data=export_codes("all", "turtle"), format="turtle")


def node(made):
    return URIRef(made.value)


def term(name):
    return URIRef(HKG[name].value)


@pytest.mark.parametrize("name", CODE_LISTS)
def test_a_whole_list_is_a_scheme_with_all_its_concepts_labelled_in_both_languages(lists, name):
    scheme = node(iris.code_list(name))
    assert (scheme, RDF.type, SKOS.ConceptScheme) in lists
    members = set(lists.subjects(SKOS.inScheme, scheme))
    assert len(members) == len(load_concepts(name))
    for member in members:
        assert sorted(label.language for label in lists.objects(member, SKOS.prefLabel)) == ["en", "vi"]


def test_every_indicator_has_its_sector_unit_and_measured_property(lists):
    for indicator in lists.subjects(SKOS.inScheme, node(iris.code_list("indicators"))):
        for name in ("sector", "canonicalUnit", "measuredProperty"):
            assert len(list(lists.objects(indicator, term(name)))) == 1, (indicator, name)


def test_an_indicator_says_its_whole_its_other_names_and_what_it_is_a_rate_of(lists):
    rice = node(iris.indicator("area-rice-winter-spring"))
    assert lists.value(rice, SKOS.broader) == node(iris.indicator("area-rice"))
    assert Literal("diện tích gieo trồng lúa đông xuân", lang="vi") in lists.objects(rice, SKOS.altLabel)
    assert lists.value(rice, term("population")) == Literal("lúa", lang="vi")
    assert lists.value(rice, term("season")) == node(iris.season("dong-xuan"))
    rate = node(iris.indicator("capital-ntm-rate"))
    assert lists.value(rate, SKOS.related) == node(iris.indicator("capital-ntm-disbursed"))


def test_names_that_only_linking_reads_are_shown_as_other_names(lists):
    herd = node(iris.indicator("herd-cattle-all"))
    assert Literal("đàn gia súc chính", lang="vi") in lists.objects(herd, SKOS.altLabel)


def test_an_indicator_of_no_list_keeps_its_name_and_is_described_all_the_same():
    name = "diện tích cà chua vụ đông"
    quads = list(report_quads(document(), extraction([measurement(indicator=name, unit_code="ha")]), "a.txt"))
    said = {
        (quad.predicate.value, quad.object.value)
        for quad in quads
        if quad.subject == iris.own_indicator(name)
    }
    assert (SKOS.prefLabel.toPython(), name) in said
    assert (HKG["measuredProperty"].value, iris.measured_property("area").value) in said
    assert (HKG["population"].value, "cà chua") in said
    assert (HKG["season"].value, iris.season("dong").value) in said


def test_a_report_with_a_part_also_holds_its_whole():
    fact = measurement(concept="area-rice-winter-spring")
    text = to_nquads(report_quads(document(), extraction([fact]), "a.txt")).decode()
    assert f"{iris.indicator('area-rice')} <{SKOS.prefLabel}> " in text
    assert f"{iris.indicator('area-annual')} <{SKOS.prefLabel}> " in text


def test_what_is_no_code_list_or_no_rdf_is_refused():
    with pytest.raises(BadInput, match="no code list"):
        export_codes("nothing", "turtle")
    with pytest.raises(BadInput, match="RDF"):
        export_codes("sectors", "csv")
