"""A DCAT description of the whole graph: what there is, whose it is, and the files that hold it.

https://www.w3.org/TR/vocab-dcat-3/
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from graph import iris, made_iris
from graph.catalogue import count_facts, list_reports
from graph.constructed import completed
from graph.defined import definitions
from graph.formats import format_named, format_of
from graph.head import held, rights, worded
from graph.part import CLASSES, Contents
from graph.query_file import fetch
from graph.statement import plain
from graph.store import GraphStore
from graph.writing import write_statements
from ontology.errors import BadInput
from ontology.terms import DCAT, DCT, ORG, PROV, RDF, RDFS, SPDX, VOID, XSD

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Publication:
    """How the graph is given to others; what is not known stays away.

    ``files`` are exports, told apart by their suffixes; ``base`` is the address of the folder that they are
    downloaded from, ``endpoint`` that of SPARQL queries. ``licence`` is an IRI, ``publisher`` a name.
    """

    files: Sequence[Path] = ()
    base: str = ""
    endpoint: str = ""
    licence: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class _NodeCount:
    nodes: int


def describe(store: GraphStore, publication: Publication, form: str) -> bytes:
    """The catalogue in one of the RDF formats.

    Raises ``BadInput`` for another format, a file that cannot be read or is no export, and an address that is
    none.
    """
    known = format_named(form)
    if not known.is_rdf:
        raise BadInput("The description is written as RDF.", f"Choose another format than {form}.")
    own = list(_catalogue(store, publication))
    triples = [quad.triple for quad in completed(store, own)]
    terms = {term for triple in triples for term in (triple.predicate, triple.object)}
    out = io.BytesIO()
    write_statements([*triples, *definitions(terms)], known, out)
    return out.getvalue()


def contents_of(store: GraphStore) -> Contents:
    """What the whole graph holds, by counting there."""
    reports = list_reports(store).rows
    facts: Counter[str] = Counter()
    for row in count_facts(store).rows:
        facts[CLASSES[ox.NamedNode(row.kind)]] += row.facts
    (count,) = fetch(store, "node_count", _NodeCount).rows
    days = (min(r.begins for r in reports), max(r.ends for r in reports)) if reports else None
    districts = dict.fromkeys(iris.area(report.district) for report in reports)
    return Contents(count.nodes, facts, tuple(iris.report(r.report) for r in reports), tuple(districts), days)


def _catalogue(store: GraphStore, publication: Publication) -> Iterator[ox.Triple]:
    catalogue = made_iris.catalogue()
    dataset = made_iris.catalogue("graph")
    contents = contents_of(store)
    yield ox.Triple(catalogue, RDF["type"], DCAT["Catalog"])
    yield from worded(catalogue, DCT["title"], "catalog_title")
    for one in (dataset, *contents.reports):
        yield ox.Triple(catalogue, DCAT["dataset"], one)
    for kind in (DCAT["Dataset"], VOID["Dataset"], PROV["Entity"]):
        yield ox.Triple(dataset, RDF["type"], kind)
    yield from worded(dataset, DCT["title"], "whole_title")
    yield from held(dataset, contents)
    yield from rights(dataset)
    if publication.endpoint:
        yield ox.Triple(dataset, VOID["sparqlEndpoint"], _address(publication.endpoint))
    for node in (catalogue, dataset):
        yield from _given(node, publication)
    for file in publication.files:
        yield from _distribution(dataset, file, publication)


def _given(node: ox.NamedNode, publication: Publication) -> Iterator[ox.Triple]:
    if publication.licence:
        yield ox.Triple(node, DCT["license"], _address(publication.licence))
    if publication.publisher:
        body = iris.fragment(made_iris.catalogue(), "publisher")
        yield ox.Triple(node, DCT["publisher"], body)
        yield ox.Triple(body, RDF["type"], ORG["Organization"])
        yield ox.Triple(body, RDFS["label"], plain(publication.publisher))


def _distribution(dataset: ox.NamedNode, file: Path, publication: Publication) -> Iterator[ox.Triple]:
    form = format_of(file)
    node = iris.fragment(made_iris.catalogue(), quote(file.name, safe=""))
    size, digest = _size_and_digest(file)
    yield ox.Triple(dataset, DCAT["distribution"], node)
    yield ox.Triple(node, RDF["type"], DCAT["Distribution"])
    yield ox.Triple(node, DCT["title"], plain(file.name))
    yield ox.Triple(node, DCT["format"], plain(form.label))
    media_type = form.media_type.partition(";")[0]
    yield ox.Triple(node, DCAT["mediaType"], ox.NamedNode(_MEDIA_TYPES + media_type))
    yield ox.Triple(node, DCAT["byteSize"], ox.Literal(str(size), datatype=XSD["nonNegativeInteger"]))
    yield ox.Triple(node, SPDX["checksum"], (checksum := ox.NamedNode(f"{node.value}.sha256")))
    yield ox.Triple(checksum, RDF["type"], SPDX["Checksum"])
    yield ox.Triple(checksum, SPDX["algorithm"], SPDX["checksumAlgorithm_sha256"])
    yield ox.Triple(checksum, SPDX["checksumValue"], ox.Literal(digest, datatype=XSD["hexBinary"]))
    yield from _given(node, publication)
    if publication.base:
        address = _address(f"{publication.base.rstrip('/')}/{quote(file.name)}")
        for predicate in (DCAT["accessURL"], DCAT["downloadURL"]):
            yield ox.Triple(node, predicate, address)


def _size_and_digest(file: Path) -> tuple[int, str]:
    try:
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        return file.stat().st_size, digest
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from error


def _address(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is no address.", "Write it like https://example.org/data.") from error
