"""A projection of the graph as a picture's elements and as a table of ties. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.network import Projection
from graph.rows import Source
from search.language import Language
from ui.messages import tell
from ui.render import TableRow, one_line

COLOURS = {
    "programme": "#0B6E4F",
    "document": "#23366F",
    "district": "#B4541A",
    "province": "#7A3B12",
    "commune": "#C98A2B",
    "village": "#C9A96B",
    "report": "#6B7A73",
    "event": "#A3243B",
    "product": "#6C3FA0",
    "organization": "#3F6C8F",
    "concept": "#4B5B54",
    "other": "#8A968F",
}
Element = dict[str, dict[str, str]]
_LONGEST = 40  # characters of a caption in the picture; the table beside it has the whole


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge as a table row, with the sentence that it was read from."""

    row: TableRow
    source: Source


def elements(projection: Projection, start: str, language: Language) -> dict[str, list[Element]]:
    """The picture for cytoscape: nodes with short captions (the start marked), edges."""
    nodes: list[Element] = [
        {"data": {"id": node, "label": data["kind"], "name": _caption(_name(data, language), node == start)}}
        for node, data in projection.graph.nodes(data=True)
    ]
    edges: list[Element] = [
        {"data": {"id": f"{first} {second} {kind}", "label": "link", "source": first, "target": second}}
        for first, second, kind in sorted(projection.graph.edges(keys=True))
    ]
    return {"nodes": nodes, "edges": edges}


def list_ties(projection: Projection, start: str, language: Language) -> list[Tie]:
    """The edges that a sentence makes, those of the start first, the most frequent first."""
    ties = sorted(_ties(projection, language), key=lambda tie: (start not in tie[0], -tie[1], tie[0]))
    return [tie for _, _, tie in ties]


def node_name(projection: Projection, node: str, language: Language) -> str:
    """What a node of the projection is called."""
    return _name(projection.graph.nodes[node], language)


def _ties(projection: Projection, language: Language) -> Iterator[tuple[tuple[str, str], int, Tie]]:
    names = {node: _name(data, language) for node, data in projection.graph.nodes(data=True)}
    for first, second, data in projection.graph.edges(data=True):
        source = data["source"]
        if source is None:
            continue
        row = {
            "from": names[first],
            "tie": _tie_name(data["kind"], language),
            "to": names[second],
            "claims": str(data["claims"]),
            "sentence": one_line(source.sentence),
        }
        titled = {tell(language, f"column.{key}"): value for key, value in row.items()}
        yield (first, second), data["claims"], Tie(titled, source)


def _name(data: dict[str, str], language: Language) -> str:
    return data["label_en"] if language == Language.ENGLISH else data["label"]


def _tie_name(kind: str, language: Language) -> str:
    try:
        return tell(language, f"tie.{kind}")
    except KeyError:
        return kind


def _caption(name: str, marked: bool) -> str:
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return f"● {short}" if marked else short
