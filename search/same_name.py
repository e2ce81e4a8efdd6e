"""When two names mean one thing: reports name an indicator with its programme, with a tail, or bare."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from graph.lookups import NamedFigure
from ontology.lexicon import load_concepts
from ontology.phrases import load_words
from ontology.values import Concept
from search.figure_index import Kind
from search.topics import Term
from search.words import normal


def concept_of(figure: NamedFigure | Kind) -> str:
    """The indicator of a figure; of one that none is linked to, the only one counted in its unit.

    "Bình quân 14 tiêu chí/xã" is that indicator, whatever the clause before it left in the name.
    """
    if figure.concept:
        return figure.concept
    own = _counted_so().get(figure.unit)
    return own.id if own and any(_begins(figure.name, label) for label in own.labels) else ""


def full_name(figure: NamedFigure | Kind, programmes: Collection[Concept]) -> str:
    """The name as it would stand alone: with the programme that it is of, without what adds nothing.

    Of OCOP "số sản phẩm còn hiệu lực" is the number of OCOP products.
    """
    name = _without_tail(figure.name)
    own = next((one for one in programmes if one.id == figure.programme), None)
    if own is None or any(f" {normal(label)} " in f" {normal(name)} " for label in own.labels):
        return name
    return f"{name} {min(own.labels, key=len)}"


def counts_more(name: str, terms: Iterable[Term]) -> bool:
    """Whether a name counts what came on top ("thêm", "mới"), though nothing of that was asked for."""
    left = f" {normal(name)} "
    for form in sorted((form for term in terms for form in term.forms), key=len, reverse=True):
        left = left.replace(f" {form} ", " ")
    return any(f" {word} " in left for word in _words("added"))


def _begins(name: str, label: str) -> bool:
    return f"{normal(name)} ".startswith(f"{normal(label)} ")


@lru_cache(maxsize=16384)
def _without_tail(name: str) -> str:
    plain = normal(name)
    tail = next((word for word in _words("still") if plain.endswith(f" {word}")), "")
    return plain.removesuffix(f" {tail}") if tail else name


@lru_cache(maxsize=1)
def _counted_so() -> dict[str, Concept]:
    """The units made of two ("tiêu chí/xã") in which one indicator alone is counted."""
    found: dict[str, list[Concept]] = {}
    for concept in load_concepts("indicators"):
        if "/" in concept.extra.get("unit", ""):
            found.setdefault(concept.extra["unit"], []).append(concept)
    return {unit: those[0] for unit, those in found.items() if len(those) == 1}


@lru_cache(maxsize=4)
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(map(normal, load_words("name_words")[name]), key=len, reverse=True))
