"""A part of the graph into a stream, in each RDF format, with its description and the terms that it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import IO

import pyoxigraph as ox

from graph.defined import definitions
from graph.formats import Format, Shape
from graph.head import head_triples
from graph.jsonld import write_jsonld
from graph.lines import by_node, sorted_lines
from graph.part import Part
from graph.turtle import write_trig, write_turtle

_AT_ONCE = 20_000  # lines


def write_part(part: Part, form: Format, out: IO[bytes]) -> None:
    """Writes what the part holds; what it says of itself and of its terms stands in the default graph."""
    introduction = _introduction(part)
    if form.shape is Shape.TRIPLES:
        own = (f"{triple} .\n".encode() for triple in introduction)
        lines = sorted_lines(chain(own, part.triples()), by_node)
        _TRIPLES[form.name](lines, out)
    else:
        _QUADS[form.name](introduction, part, out)


def write_statements(triples: Iterable[ox.Triple], form: Format, out: IO[bytes]) -> None:
    """Writes triples that describe themselves."""
    lines = sorted_lines((f"{triple} .\n".encode() for triple in triples), by_node)
    if form.shape is Shape.TRIPLES:
        _TRIPLES[form.name](lines, out)
    else:
        _QUADS[form.name](_parsed(lines), None, out)


def _introduction(part: Part) -> list[ox.Triple]:
    head = list(head_triples(part.name, part.tally.contents))
    terms = {*part.tally.terms, *(triple.object for triple in head)}
    lines = (f"{triple} .\n".encode() for triple in chain(head, definitions(terms)))
    return list(_parsed(sorted_lines(lines, by_node)))


def _parsed(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    rest = iter(lines)
    while chunk := b"".join(islice(rest, _AT_ONCE)):
        yield from (quad.triple for quad in ox.parse(chunk, format=ox.RdfFormat.N_TRIPLES))


def _turtle(lines: Iterable[bytes], out: IO[bytes]) -> None:
    write_turtle(_parsed(lines), out)


def _ntriples(lines: Iterable[bytes], out: IO[bytes]) -> None:
    out.writelines(lines)


def _trig(introduction: Iterable[ox.Triple], part: Part | None, out: IO[bytes]) -> None:
    write_trig(_quads(introduction, part), out)


def _jsonld(introduction: Iterable[ox.Triple], part: Part | None, out: IO[bytes]) -> None:
    write_jsonld(_quads(introduction, part), out)


def _nquads(introduction: Iterable[ox.Triple], part: Part | None, out: IO[bytes]) -> None:
    own = (f"{triple} .\n".encode() for triple in introduction)
    out.writelines(sorted_lines(chain(own, part.lines() if part else ())))


def _quads(introduction: Iterable[ox.Triple], part: Part | None) -> Iterator[ox.Quad]:
    yield from (ox.Quad(*triple) for triple in introduction)
    if part:
        yield from part.quads()


_TRIPLES: dict[str, Callable[[Iterable[bytes], IO[bytes]], None]] = {"turtle": _turtle, "ntriples": _ntriples}
_QUADS: dict[str, Callable[[Iterable[ox.Triple], Part | None, IO[bytes]], None]] = {
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
}
