"""The integrity constraints of the data cube: the samples keep them, and each catches its own break."""

from __future__ import annotations

from importlib.resources import files
from time import process_time

import pyoxigraph as ox
import pytest

from graph.build import report_quads
from graph.constraints import breaking_nodes, check_constraints, load_constraints, normalised
from graph.query_file import load_query
from ontology.terms import PREFIXES
from tests.factories import document, extraction

CHECKED = [constraint.id for constraint in load_constraints() if not constraint.not_applied]
WITH_QUERIES = [*CHECKED, "ic-17"]
HEAD = (
    "\n".join(f"@prefix {prefix}: <{base}> ." for prefix, base in PREFIXES.items())
    + """
@prefix : <http://example.org/> .
"""
)

# A cube like ours in small, to which each twin adds, or from which it takes, what breaks one constraint.
SOUND = """
:set a qb:DataSet ; qb:structure hkg:dsd .
:one a qb:Observation ; qb:dataSet :set ; sd-dim:refArea :here ; sd-dim:refPeriod :now ; hkg:indicator :rice ;
  qb:measureType hkg:actual ; hkg:actual 5.0 ; prov:wasQuotedFrom :words ; sd-att:unitMeasure unit:HA ;
  sd-att:obsStatus sd-code:obsStatus-A ; hkg:valueAsWritten "5,0"@vi ; hkg:indicatorText "lúa"@vi ;
  hkg:indicatorKey "lua" .
"""
TWO = SOUND + SOUND[SOUND.index(":one a") :].replace(":one", ":two")
SLICED = """
hkg:dsd qb:sliceKey :key .
:key a qb:SliceKey ; qb:componentProperty sd-dim:refArea .
:set qb:slice :slice .
:slice a qb:Slice ; qb:sliceStructure :key ; sd-dim:refArea :here ; qb:observation :one .
"""
OTHER = """
:other a qb:DataStructureDefinition ; qb:component :part .
:part qb:measure :height .
:height a qb:MeasureProperty .
"""
# Constraint -> the cube that breaks it, and the node that it is found at.
TWINS = {
    "ic-1": (SOUND + ":one qb:dataSet :second . :second a qb:DataSet ; qb:structure hkg:dsd .", ":one"),
    "ic-2": (":set a qb:DataSet .", ":set"),
    "ic-3": (OTHER.partition("\n:part")[0], ":other"),
    "ic-4": (":size a qb:DimensionProperty .", ":size"),
    "ic-5": (":size a qb:DimensionProperty ; rdfs:range skos:Concept .", ":size"),
    "ic-6": (OTHER + ":part qb:componentRequired false .", ":height"),
    "ic-7": (":key a qb:SliceKey .", ":key"),
    "ic-8": (SOUND + SLICED + ":key qb:componentProperty :size . :slice :size 3 .", ":key"),
    "ic-9": (SOUND + SLICED.replace("qb:sliceStructure :key ; ", ""), ":slice"),
    "ic-10": (SOUND + SLICED.replace("sd-dim:refArea :here ; ", ""), ":slice"),
    "ic-11": (SOUND.replace("sd-dim:refPeriod :now ; ", ""), ":one"),
    "ic-12": (TWO, ":one"),
    "ic-13": (SOUND.replace("sd-att:unitMeasure unit:HA ;", ""), ":one"),
    "ic-14": (OTHER + ":set qb:structure :other . :one qb:dataSet :set .", ":one"),
    "ic-15": (SOUND.replace("hkg:actual 5.0", "hkg:programme :any"), ":one"),
    "ic-16": (SOUND.replace("hkg:actual 5.0", "hkg:actual 5.0 ; hkg:plan 6.0"), ":one"),
    "ic-17": (SOUND, ":one"),
    "ic-18": (
        SOUND + SLICED.replace(":set qb:slice", ":second qb:structure hkg:dsd ; qb:slice"), ":one",
    ),
    "ic-19": (
        SOUND + "hkg:indicator qb:codeList :list . :list a skos:ConceptScheme .", ":one",
    ),
}  # fmt: skip


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE))


def broken(turtle: str) -> dict[str, list[str]]:
    cube = normalised(quads(turtle))
    found = {name: [*breaking_nodes(cube, name)] for name in WITH_QUERIES if name != "ic-17"}
    return {name: nodes for name, nodes in found.items() if nodes}


def test_a_sound_cube_breaks_nothing():
    assert broken(SOUND) == {}
    assert broken(SOUND + SLICED) == {}


@pytest.mark.parametrize("constraint", WITH_QUERIES)
def test_each_constraint_finds_its_broken_twin_and_no_other_finds_it(constraint):
    turtle, node = TWINS[constraint]
    found = [*breaking_nodes(normalised(quads(turtle)), constraint)]
    assert found == [node.replace(":", "http://example.org/")]
    assert set(broken(turtle)) == {constraint} - {"ic-17"}


def test_a_value_of_a_collection_of_codes_is_in_it_at_any_depth():
    listed = "hkg:indicator qb:codeList :list . :list a skos:Collection ; skos:member :crops . "
    assert broken(SOUND + listed + ":crops skos:member :rice .") == {}
    assert set(broken(SOUND + listed)) == {"ic-19"}


def test_abbreviated_cubes_are_normalised_first():
    """The measure, the area and the type stand where they need to be told once only."""
    short = SOUND.replace("sd-dim:refArea :here ; ", "").replace("a qb:Observation ; ", "")
    assert set(broken(short)) == {"ic-11"}
    assert broken(short + SLICED) == {}
    attached = "<https://w3id.org/huyenkg/def/dsd/refArea> qb:componentAttachment qb:DataSet ."
    assert broken(short + attached + ":set sd-dim:refArea :here .") == {}


def test_a_cell_that_is_told_twice_in_other_words_is_no_duplicate():
    apart = TWO.rpartition("prov:wasQuotedFrom :words")
    assert broken(f"{apart[0]}prov:wasQuotedFrom :other-words{apart[2]}") == {}


def test_every_clause_is_listed_with_its_query_or_the_reason_why_it_does_not_apply():
    constraints = load_constraints()
    assert [constraint.id for constraint in constraints] == [f"ic-{number}" for number in range(1, 22)]
    assert {one.id for one in constraints if one.not_applied} == {"ic-17", "ic-20", "ic-21"}
    folder = files("graph").joinpath("sparql", "constraints")
    names = {path.name for path in folder.iterdir()} - {"normalise.ru"}
    assert names == {f"{name}.rq" for name in WITH_QUERIES}
    for constraint in constraints:
        if constraint.id in WITH_QUERIES:
            assert f"{constraint.clause}\n" in load_query(f"constraints/{constraint.id}")


@pytest.mark.parametrize("name", ["ic-12", "ic-17"])
def test_duplicates_are_told_by_all_dimensions_of_the_structure(name):
    text = files("ontology").joinpath("cube.ttl").read_bytes()
    predicate = ox.NamedNode(f"{PREFIXES['qb']}dimension")
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if quad.predicate == predicate:
            prefix = next(p for p, base in PREFIXES.items() if quad.object.value.startswith(base))
            local = quad.object.value.removeprefix(PREFIXES[prefix])
            assert f"{prefix}:{local} ?" in load_query(f"constraints/{name}")


def test_a_finding_says_where_to_look():
    sound = list(report_quads(document(), extraction(), "a.txt"))
    assert check_constraints(document().id, sound) == ()
    value = next(quad for quad in sound if quad.predicate.value.endswith("#unitMeasure"))
    (finding,) = check_constraints(document().id, [quad for quad in sound if quad != value])
    assert (finding.shape, finding.name, finding.severity) == ("ic-13", "required attributes", "Violation")
    assert (finding.focus, finding.line) == (value.subject.value, 3)
    assert finding.sentence is not None
    assert finding.sentence.startswith("Diện tích lúa đông xuân")


def test_the_samples_keep_the_constraints(sample_service):
    store = sample_service.snapshot().store
    for report_id in store.report_ids():
        assert check_constraints(report_id, store.report_quads(report_id)) == ()


def test_eight_times_the_observations_take_about_eight_times_as_long():
    """The clauses as the specification writes them compare each two observations: 64 times as long."""
    few, many = seconds(250), seconds(2000)
    assert many < 24 * few + 0.5


def seconds(count: int) -> float:
    set_, _, one = SOUND.strip().partition("\n")
    copies = (one.replace(":one", f":o{n}").replace(":words", f":w{n}") for n in range(count))
    cube = quads("\n".join((set_, *copies)))
    began = process_time()
    assert check_constraints("r", cube) == ()
    return process_time() - began
