"""Turtle and TriG with our prefixes and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ontology.terms import ID_BASE, PREFIXES

# IRIs of our nodes stay whole: their slashes would have to be escaped in a prefixed name.
_PREFIXES = {prefix: base for prefix, base in PREFIXES.items() if base != ID_BASE}


def to_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = _PREFIXES) -> bytes:
    """The triples in their order."""
    return _with_sorted_head(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)))


def to_trig(quads: Iterable[ox.Quad]) -> bytes:
    """The quads in their order; quads of one graph should stand together."""
    return _with_sorted_head(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=_PREFIXES))


def _with_sorted_head(written: bytes | None) -> bytes:
    """Prefix lines in alphabetical order: Oxigraph writes them in that of a hash map."""
    assert written is not None
    lines = written.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join([*sorted(lines[:count]), *lines[count:]])
