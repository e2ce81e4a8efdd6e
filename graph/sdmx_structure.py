"""The structure of the rows of SDMX-CSV, as SDMX-ML 3.0: dimensions, measure, attributes, code lists.

The code lists hold the codes that the part uses, with their Vietnamese and English names.
https://github.com/sdmx-twg/sdmx-ml
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, register_namespace

from pyoxigraph import Literal, NamedNode

from graph.defined import definitions
from graph.figures import Quads, part_store
from graph.nodes import properties
from graph.sdmx import (
    AGENCY,
    ATTRIBUTES,
    CODED,
    DIMENSIONS,
    MEASURE,
    STRUCTURE,
    VERSION,
    code_of,
    sdmx_rows,
)
from graph.store import GraphStore
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.terms import RDFS, SKOS

_BASE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_MES, _STR, _COM = (f"{{{_BASE}{name}}}" for name in ("message", "structure", "common"))
_XML = "{http://www.w3.org/XML/1998/namespace}"
_URN = "urn:sdmx:org.sdmx.infomodel."
_PREPARED = "2026-11-26T00:00:00Z"  # when this version of the structure was made: the same bytes every time
_STATUS = "OBS_STATUS"
_REQUIRED = ("UNIT_MEASURE", _STATUS)
_CONCEPTS = "sdmx_components"

Names = Mapping[str, str]
Codes = dict[str, dict[str, Names]]


def write_sdmx_structure(reports: Iterable[Quads], out: IO[bytes]) -> None:
    """The structure with the codes of the reports' observations."""
    for prefix, name in (("mes", "message"), ("str", "structure"), ("com", "common")):
        register_namespace(prefix, _BASE + name)
    root = Element(f"{_MES}Structure")
    _header(root)
    structures = SubElement(root, f"{_MES}Structures")
    _code_lists(structures, _codes(reports))
    _concept_scheme(structures)
    _data_structure(structures)
    indent(root)
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    out.write(b"\n")


def _codes(reports: Iterable[Quads]) -> Codes:
    """The names of each code that is used, by its component."""
    codes: Codes = {name: {} for name in CODED}
    codes[_STATUS] = {one.id: {"vi": one.vi, "en": one.en} for one in load_concepts("sdmx_statuses")}
    for quads in reports:
        store = part_store(quads)
        for row in sdmx_rows(store):
            for component, node in row.nodes.items():
                if code_of(node) not in codes[component]:
                    codes[component][code_of(node)] = _names(store, node)
    return codes


def _names(store: GraphStore, node: NamedNode) -> Names:
    """What a node is called, by language: in the reports, or in the vocabulary."""
    said = [
        *properties(store, node).items(),
        *((one.predicate, (one.object,)) for one in definitions([node]) if one.subject == node),
    ]
    labels = [
        label
        for predicate, values in said
        if predicate in (RDFS["label"], SKOS["prefLabel"])
        for label in values
        if isinstance(label, Literal) and label.language
    ]
    return {label.language or "": label.value for label in labels} or {"en": code_of(node)}


def _header(root: Element) -> None:
    header = SubElement(root, f"{_MES}Header")
    for name, text in (("ID", STRUCTURE), ("Test", "false"), ("Prepared", _PREPARED)):
        SubElement(header, f"{_MES}{name}").text = text
    SubElement(header, f"{_MES}Sender", id=AGENCY)


def _code_lists(structures: Element, codes: Codes) -> None:
    lists = SubElement(structures, f"{_STR}Codelists")
    for component, names in sorted(codes.items()):
        one = _maintained(lists, "Codelist", f"CL_{component}", _words(component))
        for code, labels in sorted(names.items()):
            _name(SubElement(one, f"{_STR}Code", id=code), labels)


def _concept_scheme(structures: Element) -> None:
    schemes = SubElement(structures, f"{_STR}ConceptSchemes")
    scheme = _maintained(schemes, "ConceptScheme", "CS_REPORTS", {"en": "Components of the structure"})
    for name in (*DIMENSIONS, MEASURE, *ATTRIBUTES):
        _name(SubElement(scheme, f"{_STR}Concept", id=name), _words(name))


def _data_structure(structures: Element) -> None:
    parent = SubElement(structures, f"{_STR}DataStructures")
    structure = _maintained(parent, "DataStructure", STRUCTURE, {"en": "Figures of reports of districts"})
    components = SubElement(structure, f"{_STR}DataStructureComponents")
    dimensions = SubElement(components, f"{_STR}DimensionList", id="DimensionDescriptor")
    for position, name in enumerate(DIMENSIONS[:-1], 1):
        _component(dimensions, "Dimension", name, position=str(position))
    _component(dimensions, "TimeDimension", DIMENSIONS[-1], "ObservationalTimePeriod")
    attributes = SubElement(components, f"{_STR}AttributeList", id="AttributeDescriptor")
    for name in ATTRIBUTES:
        usage = "mandatory" if name in _REQUIRED else "optional"
        attribute = _component(attributes, "Attribute", name, usage=usage)
        relation = SubElement(attribute, f"{_STR}AttributeRelationship")
        SubElement(relation, f"{_STR}Observation")
    measures = SubElement(components, f"{_STR}MeasureList", id="MeasureDescriptor")
    _component(measures, "Measure", MEASURE, "Decimal")


def _component(parent: Element, kind: str, name: str, text: str = "String", **others: str) -> Element:
    attributes = {"id": name} | others
    component = SubElement(parent, f"{_STR}{kind}", attributes)
    concept = f"{_URN}conceptscheme.Concept={AGENCY}:CS_REPORTS({VERSION}).{name}"
    SubElement(component, f"{_STR}ConceptIdentity").text = concept
    representation = SubElement(component, f"{_STR}LocalRepresentation")
    if name in (*CODED, _STATUS):
        code_list = f"{_URN}codelist.Codelist={AGENCY}:CL_{name}({VERSION})"
        SubElement(representation, f"{_STR}Enumeration").text = code_list
    else:
        SubElement(representation, f"{_STR}TextFormat", textType=text)
    return component


def _maintained(parent: Element, kind: str, name: str, labels: Names) -> Element:
    element = SubElement(parent, f"{_STR}{kind}", id=name, agencyID=AGENCY, version=VERSION)
    _name(element, labels)
    return element


def _name(element: Element, labels: Names) -> None:
    for language, label in sorted(labels.items()):
        SubElement(element, f"{_COM}Name", {f"{_XML}lang": language}).text = label


def _words(component: str) -> Names:
    concept = concepts_by_id(_CONCEPTS)[component]
    return {"vi": concept.vi, "en": concept.en}
