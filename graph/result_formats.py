"""Results of queries in the formats of the W3C: rows as XML and TSV beside JSON and CSV, graphs in six.

A format that allows it says when there was more than the limit: JSON by ``"truncated": true``, the others
by a comment at the end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.jsonld import to_jsonld
from graph.turtle import to_trig, to_turtle
from graph.user_query import Cell, SparqlResult
from ontology.errors import BadInput
from ontology.terms import XSD

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
_MORE = "There was more than the limit allowed."
_STRING = XSD["string"].value


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its name, its media type, the IRI by which a service description names it."""

    name: str
    media_type: str
    iri: str


_FORMATS = "http://www.w3.org/ns/formats/"
TABLE_FORMS = (
    Form("json", "application/sparql-results+json", f"{_FORMATS}SPARQL_Results_JSON"),
    Form("xml", "application/sparql-results+xml", f"{_FORMATS}SPARQL_Results_XML"),
    Form("csv", "text/csv", f"{_FORMATS}SPARQL_Results_CSV"),
    Form("tsv", "text/tab-separated-values", f"{_FORMATS}SPARQL_Results_TSV"),
)
GRAPH_FORMS = (
    Form("turtle", "text/turtle", f"{_FORMATS}Turtle"),
    Form("jsonld", "application/ld+json", f"{_FORMATS}JSON-LD"),
    Form("ntriples", "application/n-triples", f"{_FORMATS}N-Triples"),
    Form("rdfxml", "application/rdf+xml", f"{_FORMATS}RDF_XML"),
    Form("trig", "application/trig", f"{_FORMATS}TriG"),
    Form("nquads", "application/n-quads", f"{_FORMATS}N-Quads"),
)


def write_result(result: SparqlResult, form: str) -> bytes:
    """A result in one of ``TABLE_FORMS`` or, if it is a graph, of ``GRAPH_FORMS``, by name.

    Raises ``BadInput`` where RDF/XML cannot write a graph.
    """
    if result.kind == "graph":
        written = write_triples(result.graph(), form)
        return written + _comment(form) if result.truncated else written
    return _TABLES[form](result).encode("utf-8", "replace")


def write_triples(triples: Sequence[ox.Triple], form: str) -> bytes:
    """Triples in one of ``GRAPH_FORMS``, by name, in their order. Raises ``BadInput`` as above."""
    if form == "turtle":
        return to_turtle(triples)
    if form == "trig":
        return to_trig(ox.Quad(*triple) for triple in triples)
    if form == "jsonld":
        return to_jsonld(ox.Quad(*triple) for triple in triples)
    if form == "rdfxml" and not all(map(_has_xml, triples)):
        raise BadInput(
            "This graph has a property or a character that RDF/XML cannot write.",
            "Ask for text/turtle.",
            code="not_acceptable",
        )
    written = ox.serialize(triples, format=_SERIALIZED[form])
    assert written is not None
    return written


def _has_xml(triple: ox.Triple) -> bool:
    """Whether RDF/XML can write it: the property ends on a name of XML, all characters are of XML."""
    name = _XML_NAME.search(triple.predicate.value)
    return name is not None and not _NO_XML.search(getattr(triple.object, "value", ""))


_SERIALIZED = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def _comment(form: str) -> bytes:
    if form == "rdfxml":
        return f"\n<!-- {_MORE} -->\n".encode()
    return b"" if form == "jsonld" else f"# {_MORE}\n".encode()


def _json(result: SparqlResult) -> str:
    if not result.truncated:
        return result.to_json()
    return json.dumps(json.loads(result.to_json()) | {"truncated": True}, ensure_ascii=False)


def _xml(result: SparqlResult) -> str:
    """https://www.w3.org/TR/rdf-sparql-XMLres/."""
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *_xml_lines(result))) + "\n"


def _xml_lines(result: SparqlResult) -> Iterator[str]:
    yield '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    yield f"<head>{''.join(f'<variable name={_attribute(name)}/>' for name in result.variables)}</head>"
    if result.kind == "ask":
        yield f"<boolean>{str(result.answer).lower()}</boolean>"
    else:
        yield "<results>"
        for row in result.rows:
            pairs = zip(result.variables, row, strict=True)
            bound = (
                f"<binding name={_attribute(name)}>{_element(cell)}</binding>" for name, cell in pairs if cell
            )
            yield f"<result>{''.join(bound)}</result>"
        yield "</results>"
    if result.truncated:
        yield f"<!-- {_MORE} -->"
    yield "</sparql>"


def _element(cell: Cell) -> str:
    text = escape(_NO_XML.sub("\ufffd", cell.value), {"\r": "&#13;"})
    if cell.type != "literal":
        return f"<{cell.type}>{text}</{cell.type}>"
    if cell.language:
        return f"<literal xml:lang={_attribute(cell.language)}>{text}</literal>"
    if cell.datatype and cell.datatype != _STRING:
        return f"<literal datatype={_attribute(cell.datatype)}>{text}</literal>"
    return f"<literal>{text}</literal>"


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _tsv(result: SparqlResult) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/: terms as Turtle writes them."""
    if result.kind == "ask":
        return f"?answer\n{str(result.answer).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ("\t".join(_term(cell) if cell else "" for cell in row) for row in result.rows)
    return "\n".join(lines) + "\n"


def _term(cell: Cell) -> str:
    if cell.type == "uri":
        return f"<{cell.value}>"
    if cell.type == "bnode":
        return cell.value if cell.value.startswith(("_:", "<<")) else f"_:{cell.value}"
    datatype = ox.NamedNode(cell.datatype) if cell.datatype and not cell.language else None
    return str(ox.Literal(cell.value, language=cell.language, datatype=datatype)).replace("\t", "\\t")


_TABLES: Mapping[str, Callable[[SparqlResult], str]] = {
    "json": _json,
    "xml": _xml,
    "csv": SparqlResult.to_csv,
    "tsv": _tsv,
}
