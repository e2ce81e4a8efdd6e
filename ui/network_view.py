"""A projection of the graph as the points and lines of a picture, and as a table of ties. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.network import Projection
from graph.rows import Source
from search.language import Language
from ui.messages import tell, tell_if_known
from ui.names import node_name
from ui.network_layout import place_captions, place_nodes
from ui.render import TableRow, one_line

KINDS = (
    "programme", "document", "district", "province", "commune", "village",
    "organization", "event", "product", "report", "concept", "other",
)  # fmt: skip
"""Every kind of node, in the order of the legend."""
_LONGEST = 28  # characters of a caption in the picture; the table below it has the whole


@dataclass(frozen=True, slots=True)
class Dot:
    """One node in the picture: ``x`` and ``y`` within -1 and 1."""

    node: str
    name: str
    kind: str
    x: float
    y: float
    opened: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of a node that found room in the picture."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the picture, from ``x``, ``y`` to ``x2``, ``y2``."""

    x: float
    y: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge as a table row, with the sentence that it was read from."""

    row: TableRow
    source: Source


def picture(
    projection: Projection, start: str, opened: Sequence[str], language: Language, height: int
) -> Picture:
    """The nodes with their places and captions, and the lines between them, ``height`` pixels tall."""
    graph = projection.graph
    hubs = [node for node in dict.fromkeys((start, *opened)) if node in graph]
    places = place_nodes(nx.Graph(graph), start, hubs)
    names = {node: _name(data, language) for node, data in graph.nodes(data=True)}
    short = {node: _cut(name) for node, name in names.items()}
    spots = place_captions(short, places, hubs, height)
    dots = tuple(
        Dot(node, names[node], data["kind"], *places[node], node in hubs)
        for node, data in graph.nodes(data=True)
    )
    pairs = sorted({tuple(sorted(edge)) for edge in graph.edges()})
    lines = tuple(Line(*places[first], *places[second]) for first, second in pairs)
    return Picture(dots, lines, tuple(Caption(short[node], *spot) for node, spot in spots.items()))


def list_ties(projection: Projection, start: str, language: Language) -> list[Tie]:
    """The edges that a sentence makes, those of the start first, then the most frequent."""
    ties = sorted(_ties(projection, start, language), key=lambda tie: (not tie[0], -tie[1], tie[2]))
    return [tie for _, _, _, tie in ties]


def find_name(projection: Projection, node: str, language: Language) -> str:
    """What a node of the projection is called."""
    return _name(projection.graph.nodes[node], language)


def kinds_of(projection: Projection) -> list[str]:
    """The kinds that are there, in the order of the legend."""
    there = {data["kind"] for _, data in projection.graph.nodes(data=True)}
    return [kind for kind in KINDS if kind in there]


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _ties(
    projection: Projection, start: str, language: Language
) -> Iterator[tuple[bool, int, tuple[str, str, str], Tie]]:
    names = {node: _name(data, language) for node, data in projection.graph.nodes(data=True)}
    for first, second, data in projection.graph.edges(data=True):
        source = data["source"]
        if source is None:
            continue
        near, far = (second, first) if second == start else (first, second)
        row: TableRow = {
            "to": names[far],
            "tie": tell_if_known(language, f"tie.{data['kind']}") or tell(language, "tie.other"),
            "claims": data["claims"],
            "from": names[near],
            "sentence": one_line(source.sentence),
        }
        yield near == start, data["claims"], (near, far, data["kind"]), Tie(row, source)


def _name(data: dict[str, str], language: Language) -> str:
    return node_name(data["kind"], data["label"], data["label_en"], language)
