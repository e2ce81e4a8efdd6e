"""What the vocabulary says of the terms that a part of the graph uses, so that it can be read alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.terms import SKOS

_FILES = ("huyenkg.ttl", "reused.ttl", "cube.ttl")


def definitions(terms: Iterable[object]) -> tuple[ox.Triple, ...]:
    """Labels and meaning of those of the terms that are ours or that we use of others, and of what they name.

    A data structure brings all its components.
    """
    said = _said()
    pending = [term for term in terms if term in said]
    wanted = dict.fromkeys(pending)
    while pending:
        for triple in said[pending.pop()]:
            if triple.object in said and triple.object not in wanted:
                wanted[triple.object] = None
                pending.append(triple.object)
    return tuple(dict.fromkeys(triple for term in wanted for triple in said[term]))


@cache
def _said() -> Mapping[object, tuple[ox.Triple, ...]]:
    """All that the vocabulary's files say of each term, but why we need it."""
    said: dict[object, list[ox.Triple]] = defaultdict(list)
    for triple in _triples():
        if triple.predicate != SKOS["editorialNote"]:
            said[triple.subject].append(triple)
    return {term: tuple(triples) for term, triples in said.items()}


def _triples() -> Iterator[ox.Triple]:
    for name in _FILES:
        text = files("ontology").joinpath(name).read_bytes()
        yield from (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
