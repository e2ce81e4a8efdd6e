"""Our own vocabulary: what is used is defined, what is defined is used, and each term gives its reason."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH, SKOS

from graph.cube import MEASURES
from ontology.terms import HKG, PREFIXES, SDMX_CODE, UNIT, VOCABULARIES, XSD, Vocabulary
from ontology.terms import RDF as RDF_
from ontology.terms import RDFS as RDFS_

QB = Namespace("http://purl.org/linked-data/cube#")
ROOT = Path(__file__).parents[2]


def read(name: str) -> Graph:
    return Graph().parse(data=files("ontology").joinpath(name).read_text("utf-8"), format="turtle")


VOCABULARY, REUSED = read("huyenkg.ttl"), read("reused.ttl")
SHAPES = sorted(f"shapes/{file.name}" for file in files("ontology").joinpath("shapes").iterdir())
SOURCES = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, DCTERMS.source)
DEFINED = {str(term) for term in VOCABULARY.subjects(RDFS.isDefinedBy, None)}
LISTED = {term.value for term in HKG.terms}


def test_the_listed_terms_are_the_defined_ones():
    assert LISTED == DEFINED


@pytest.mark.parametrize("name", ["cube.ttl", "reused.ttl", *SHAPES])
def test_files_use_only_defined_terms(name):
    used = {str(node) for triple in read(name) for node in triple if str(node).startswith(HKG.base)}
    used -= {HKG.base}  # the vocabulary itself, which a part of the graph names
    assert {term for term in used if not term.startswith(f"{HKG.base}dsd/")} <= DEFINED


def test_queries_use_only_terms_that_a_vocabulary_lists():
    listed = {term.value for vocabulary in VOCABULARIES for term in vocabulary.terms}
    for file in sorted((ROOT / "graph" / "sparql").rglob("*.rq")):
        text = re.sub(r'"[^"]*"|#(?!\?)[^\n]*', "", file.read_text("utf-8"))
        used = {PREFIXES[p] + name for p, name in re.findall(r"\b([a-z]+(?:-[a-z]+)?):(\w[\w-]*)", text)}
        assert used <= listed, file.name


@pytest.mark.parametrize("term", sorted(DEFINED))
def test_each_term_has_labels_and_a_meaning_in_both_languages_a_reason_and_a_source(term):
    node = URIRef(term)
    for told in (RDFS.label, RDFS.comment):
        assert sorted(text.language for text in VOCABULARY.objects(node, told)) == ["en", "vi"]
    assert len(list(VOCABULARY.objects(node, SKOS.editorialNote))) == 1
    assert list(VOCABULARY.objects(node, RDF.type))
    sources = [source for told in SOURCES for source in VOCABULARY.objects(node, told)]
    assert sources
    ours = [source for source in sources if str(source).startswith(HKG.base)]
    assert ours in ([], [URIRef(HKG.base)])


@pytest.mark.parametrize("term", sorted(str(term) for term in set(REUSED.subjects(RDFS.label, None))))
def test_each_term_of_others_has_labels_and_its_vocabulary_and_says_what_it_is_for(term):
    node = URIRef(term)
    assert sorted(label.language for label in REUSED.objects(node, RDFS.label)) == ["en", "vi"]
    (home,) = REUSED.objects(node, RDFS.isDefinedBy)
    assert term.startswith(str(home))
    if not term.startswith(SDMX_CODE.base):
        assert sorted(text.language for text in REUSED.objects(node, RDFS.comment)) == ["en", "vi"]


def test_what_shapes_and_the_structure_use_of_others_is_declared():
    declared = {str(term) for term in REUSED.subjects(RDFS.isDefinedBy, None)}
    apart = (RDF_, RDFS_, XSD, HKG, UNIT)
    of_data = [vocabulary.base for vocabulary in VOCABULARIES if vocabulary not in apart]
    for name in SHAPES:
        used = {str(o) for s, p, o in read(name) if isinstance(o, URIRef) and str(p).startswith(str(SH))}
        assert {term for term in used if term.startswith(tuple(of_data))} <= declared, name


def test_every_term_is_used_by_the_package():
    sources = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "graph").rglob("*.py")))
    used = set(re.findall(r'HKG\["(\w+)"\]', sources)) | set(re.findall(r'"(\w+)"', sources))
    assert {term.removeprefix(HKG.base) for term in DEFINED} - used == set()


def test_the_structure_has_all_measures_and_the_dimensions_of_an_observation():
    cube = read("cube.ttl")
    components = list(cube.objects(URIRef(HKG["dsd"].value), QB.component))
    assert all((part, RDF.type, QB.ComponentSpecification) in cube for part in components)
    measures = {str(cube.value(part, QB.measure)) for part in components if cube.value(part, QB.measure)}
    assert measures == {node.value for node in MEASURES.values()}
    dimensions = {
        str(cube.value(part, QB.dimension)) for part in components if cube.value(part, QB.dimension)
    }
    assert {name.rpartition("#")[2].rpartition("/")[2] for name in dimensions} == {
        "refArea",
        "refPeriod",
        "indicator",
        "measureType",
        "wasQuotedFrom",
    }


def test_a_vocabulary_is_closed():
    with pytest.raises(KeyError):
        XSD["dcimal"]
    assert Vocabulary("x", "http://x/", "a b")["b"].value == "http://x/b"


def test_prefixes_and_namespaces_are_one_to_one():
    assert len(set(PREFIXES.values())) == len(PREFIXES)
