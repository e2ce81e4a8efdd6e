"""JSON-LD that people can read: Oxigraph's expanded form with our prefixes put in.

The context is that of ``ontology/context.jsonld``; it stands in every document, so that none needs the
network to be read. https://www.w3.org/TR/json-ld11/#compact-iris
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import IO

import pyoxigraph as ox

from ontology.terms import PREFIXES

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def to_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The quads, in their order, as one JSON-LD document with a context."""
    out = io.BytesIO()
    write_jsonld(quads, out)
    return out.getvalue()


def write_jsonld(quads: Iterable[ox.Quad], out: IO[bytes]) -> None:
    """The same, graph by graph; quads of one graph should stand together."""
    out.write(b'{\n "@context": ' + _dumped(context()) + b',\n "@graph": [')
    comma = b""
    for _, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        expanded = ox.serialize(of_graph, format=ox.RdfFormat.JSON_LD)
        assert expanded is not None
        for node in json.loads(expanded):
            out.write(comma + b"\n" + _dumped(_compacted(node)))
            comma = b","
    out.write(b"\n ]\n}\n")


def context_document() -> bytes:
    """What ``ontology/context.jsonld`` holds: every prefix of the graph."""
    return _dumped({"@context": dict(sorted(PREFIXES.items()))}) + b"\n"


@cache
def context() -> Json:
    """The committed context."""
    text = files("ontology").joinpath("context.jsonld").read_text("utf-8")
    found: Json = json.loads(text)["@context"]
    return found


def compact_iri(iri: str) -> str:
    """``http://…/skos/core#Concept`` -> ``skos:Concept``; an IRI without prefix stays."""
    for prefix, base in _BY_LENGTH:
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _dumped(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _compacted(value: Json) -> Json:
    if isinstance(value, list):
        return [_compacted(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): _member(key, item) for key, item in value.items()}
    return value


def _member(key: str, value: Json) -> Json:
    return _iris(value) if key in ("@id", "@type") else _compacted(value)


def _key(key: str) -> str:
    return key if key.startswith("@") else compact_iri(key)


def _iris(value: Json) -> Json:
    if isinstance(value, list):
        return [_iris(item) for item in value]
    return compact_iri(value) if isinstance(value, str) else value
