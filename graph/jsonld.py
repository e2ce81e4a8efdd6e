"""JSON-LD that people can read: Oxigraph's expanded form with our prefixes put in.

https://www.w3.org/TR/json-ld11/#compact-iris
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox

from ontology.terms import PREFIXES

Json = dict[str, "Json"] | list["Json"] | str | bool | int | None

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def to_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The quads, in their order, as one JSON-LD document with a context."""
    expanded = ox.serialize(quads, format=ox.RdfFormat.JSON_LD)
    assert expanded is not None
    document = {"@context": PREFIXES, "@graph": _compacted(json.loads(expanded))}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def compact_iri(iri: str) -> str:
    """``http://…/skos/core#Concept`` -> ``skos:Concept``; an IRI without prefix stays."""
    for prefix, base in _BY_LENGTH:
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


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
