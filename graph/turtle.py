"""Turtle and TriG with our prefixes and the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import IO, cast

import pyoxigraph as ox

from ontology.terms import ID_BASE, PREFIXES

# IRIs of our nodes stay whole: their slashes would have to be escaped in a prefixed name.
_PREFIXES = {prefix: base for prefix, base in PREFIXES.items() if base != ID_BASE}


def to_turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] = _PREFIXES) -> bytes:
    """The triples in their order."""
    out = io.BytesIO()
    write_turtle(triples, out, prefixes)
    return out.getvalue()


def write_turtle(
    triples: Iterable[ox.Triple], out: IO[bytes], prefixes: Mapping[str, str] = _PREFIXES
) -> None:
    """The triples in their order, one by one; those of one node should stand together."""
    head = _sorted_head(out, len(prefixes))
    ox.serialize(triples, head, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes))


def to_trig(quads: Iterable[ox.Quad]) -> bytes:
    """The quads in their order; quads of one graph should stand together."""
    out = io.BytesIO()
    write_trig(quads, out)
    return out.getvalue()


def write_trig(quads: Iterable[ox.Quad], out: IO[bytes]) -> None:
    """The quads in their order, one by one; those of one graph should stand together."""
    ox.serialize(quads, _sorted_head(out, len(_PREFIXES)), format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)


def _sorted_head(out: IO[bytes], prefixes: int) -> IO[bytes]:
    return cast(IO[bytes], _SortedHead(out, prefixes))


class _SortedHead(io.RawIOBase):
    """Passes on what is written, prefix lines in order: Oxigraph has them in that of a hash map."""

    def __init__(self, out: IO[bytes], prefixes: int) -> None:
        self._out = out
        self._head = b""
        self._missing = prefixes

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Waits for all prefixes, then passes on."""
        if not self._missing:
            self._out.write(data)
            return len(data)
        self._head += data
        lines = self._head.splitlines(keepends=True)
        if len(lines) > self._missing or (len(lines) == self._missing and lines[-1].endswith(b"\n")):
            self._out.write(b"".join([*sorted(lines[: self._missing]), *lines[self._missing :]]))
            self._missing = 0
        return len(data)
