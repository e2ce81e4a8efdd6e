"""What the SPARQL endpoint says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph import iris
from graph.result_formats import GRAPH_FORMS, TABLE_FORMS
from graph.store import GraphStore
from ontology.terms import RDF, Vocabulary

SD = Vocabulary(
    "sd",
    "http://www.w3.org/ns/sparql-service-description#",
    "Service endpoint supportedLanguage SPARQL11Query resultFormat feature UnionDefaultGraph "
    "defaultDataset Dataset defaultGraph Graph namedGraph NamedGraph name",
)


def service_description(store: GraphStore, endpoint: str) -> list[ox.Triple]:
    """The service at this address, its formats, and the graphs of its dataset by name."""
    return [ox.Triple(*statement) for statement in _statements(store, endpoint)]


def _statements(
    store: GraphStore, endpoint: str
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    service, dataset, union = (ox.NamedNode(f"{endpoint}{part}") for part in ("#service", "#data", "#union"))
    yield service, RDF["type"], SD["Service"]
    yield service, SD["endpoint"], ox.NamedNode(endpoint)
    yield service, SD["supportedLanguage"], SD["SPARQL11Query"]
    yield service, SD["feature"], SD["UnionDefaultGraph"]
    for form in (*TABLE_FORMS, *GRAPH_FORMS):
        yield service, SD["resultFormat"], ox.NamedNode(form.iri)
    yield service, SD["defaultDataset"], dataset
    yield dataset, RDF["type"], SD["Dataset"]
    yield dataset, SD["defaultGraph"], union
    yield union, RDF["type"], SD["Graph"]
    for report in store.report_ids():
        for name in (iris.graph(report), iris.metadata_graph(report)):
            graph = ox.NamedNode(f"{endpoint}#{iris.tail(name)}")
            yield dataset, SD["namedGraph"], graph
            yield graph, RDF["type"], SD["NamedGraph"]
            yield graph, SD["name"], name
