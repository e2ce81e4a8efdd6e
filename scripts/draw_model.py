"""Draws pieces of a sample report's graph for docs/model.md, as SVG: real nodes, with what they say.

A picture is a row of columns; a card is a node with its classes and literals, and every statement that leads
from a card to one of the next column is an arrow. The same graph always gives the same bytes.

    python scripts/draw_model.py [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pyoxigraph as ox

from graph.build import report_quads, to_nquads
from graph.store import GraphStore, memory_store
from ingest.extract import extract_facts
from ingest.read import read_report
from ontology.terms import ID_BASE, PREFIXES, RDF, SKOS
from scripts.model_pictures import PICTURES, Picture, Place

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "ingest" / "samples" / "phong-tho-2024-h1.txt"
IMAGES = ROOT / "docs" / "images"

WIDTH, GAP, ROW, HEAD, PAD, SPACE = 290, 190, 18, 42, 10, 26
SHOWN = 40  # characters of a line of a card
_HIDDEN = {"prov:Entity", "dcat:Dataset", "schema:Project", "schema:Product", "org:ChangeEvent"}
_LEAST = ("skos:altLabel", "hkg:sentenceStart", "hkg:sentenceEnd", "skos:editorialNote", "hkg:numbersInText")
_CODED = ("qb:measureType", "sd-att:obsStatus", "hkg:assertion", "hkg:freq", "qb:structure")
_STYLE = """
text { font-family: "Noto Sans", "DejaVu Sans", Arial, sans-serif; font-size: 12px; fill: #1f2933; }
.kind { font-weight: bold; } .iri, .edge { font-size: 11px; } .iri { fill: #52606d; } .edge { fill: #7c2d12; }
.card { fill: #ffffff; stroke: #829ab1; } .head { fill: #e3edf7; } .line { stroke: #b45309; fill: none; }
.name { fill: #52606d; } .halo { stroke: #ffffff; stroke-width: 4px; paint-order: stroke; }
"""


@dataclass
class Card:
    """A node as it is drawn."""

    node: ox.NamedNode
    place: Place
    kinds: str
    rows: list[tuple[str, str]]
    ways: list[tuple[str, ox.NamedNode]]
    y: int = 0

    @property
    def x(self) -> int:
        """The left edge."""
        return 20 + self.place.column * (WIDTH + GAP)

    @property
    def height(self) -> int:
        """Room for what the card says, and for its arrows beside each other."""
        rows = HEAD + ROW * len(self.rows) + (PAD if self.rows else 0)
        return max(rows, ROW * (len(self.ways) + 1))


def sample_store() -> GraphStore:
    """The sample's graph."""
    document = read_report(SAMPLE)
    store = memory_store()
    quads = report_quads(document, extract_facts(document), SAMPLE.name)
    store.replace_report(document.id, to_nquads(quads))
    return store


def draw(store: GraphStore, picture: Picture) -> str:
    """The picture as SVG."""
    nodes = {place.name: node for place, node in _found(store, picture)}
    cards = {place.name: _card(store, picture, place, nodes) for place in picture.places}
    columns: dict[int, list[Card]] = {}
    for place in picture.places:
        columns.setdefault(place.column, []).append(cards[place.name])
    heights = {column: sum(card.height + SPACE for card in own) for column, own in columns.items()}
    tallest = max(heights.values())
    for column, own in columns.items():
        spare = (tallest - heights[column]) / (len(own) + 1)
        y = 20 + spare
        for card in own:
            card.y = round(y)
            y += card.height + SPACE + spare
    width = 40 + (max(columns) + 1) * WIDTH + max(columns) * GAP
    height = tallest + 40
    body = [*_arrows(list(cards.values())), *(line for card in cards.values() for line in _drawn(card))]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#b45309"/></marker></defs>',
            *body,
            "</svg>\n",
        )
    )


def _found(store: GraphStore, picture: Picture) -> Iterator[tuple[Place, ox.NamedNode]]:
    """The places with their nodes; a place may stand before the one that it is found from."""
    nodes: dict[str, ox.NamedNode] = {}
    waiting = list(picture.places)
    while waiting:
        place = next(place for place in waiting if not place.start or place.start in nodes)
        waiting.remove(place)
        if place.start:
            nodes[place.name] = _follow(store, nodes[place.start], place)
        else:
            nodes[place.name] = _start(store, picture)
        yield place, nodes[place.name]


def _start(store: GraphStore, picture: Picture) -> ox.NamedNode:
    rows = store.query(
        f"SELECT ?node {{ ?node a {picture.kind} ; prov:wasQuotedFrom/oa:hasSelector/oa:exact ?words "
        f'FILTER(STRSTARTS(?words, "{picture.words}")) }} ORDER BY ?node LIMIT 1'
    )
    node = next(iter(rows))["node"]
    assert isinstance(node, ox.NamedNode)
    return node


def _follow(store: GraphStore, start: ox.NamedNode, place: Place) -> ox.NamedNode:
    backwards = place.property.startswith("^")
    predicate = _named(place.property.removeprefix("^"))
    quads = store.matching(None, predicate, start) if backwards else store.matching(start, predicate, None)
    nodes = sorted({quad.subject if backwards else quad.object for quad in quads}, key=str)
    return next(node for node in nodes if not place.words or _tells(store, node, place.words))


def _tells(store: GraphStore, node: ox.NamedNode, words: str) -> bool:
    own = (quad.object for quad in store.matching(node, None, None) if isinstance(quad.object, ox.Literal))
    return words in node.value or any(words in value.value for value in own)


def _card(store: GraphStore, picture: Picture, place: Place, nodes: dict[str, ox.NamedNode]) -> Card:
    node = nodes[place.name]
    quads = sorted(store.matching(node, None, None), key=str)
    kinds = {_short(quad.object) for quad in quads if quad.predicate == RDF["type"]}
    codes = [(_short(quad.predicate), _short(quad.object)) for quad in quads if _is_code(quad)]
    told = [(_short(quad.predicate), _literal(quad.object)) for quad in quads if _is_shown(quad)]
    beside = [nodes[other.name] for other in picture.places if other.column == place.column + 1]
    ways = [
        (_short(quad.predicate), other)
        for other in beside
        for quad in sorted(store.matching(node, None, other), key=str)
    ]
    return Card(
        node, place, " · ".join(sorted(kinds - _HIDDEN) or sorted(kinds)),
        [*sorted(set(codes)), *sorted(set(told))], [] if place.quiet else list(dict.fromkeys(ways)),
    )  # fmt: skip


def _is_code(quad: ox.Quad) -> bool:
    """Whether the value is a term of a vocabulary that tells more than a class."""
    return (
        isinstance(quad.object, ox.NamedNode)
        and not quad.object.value.startswith(ID_BASE)
        and _short(quad.predicate) in _CODED
    )


def _is_shown(quad: ox.Quad) -> bool:
    if not isinstance(quad.object, ox.Literal) or _short(quad.predicate) in _LEAST:
        return False
    return quad.object.language != "en" or quad.predicate == SKOS["prefLabel"]


def _drawn(card: Card) -> Iterator[str]:
    x, y = card.x, card.y
    yield f'<rect class="card" x="{x}" y="{y}" width="{WIDTH}" height="{card.height}" rx="6"/>'
    corner = f"v-{HEAD - 10} q0,-5 5,-5 h{WIDTH - 12} q5,0 5,5 v{HEAD - 10} z"
    yield f'<path class="head" d="M{x + 1},{y + HEAD - 4} {corner}"/>'
    yield f'<text class="kind" x="{x + PAD}" y="{y + 17}">{escape(card.kinds)}</text>'
    tail = _cut(card.node.value.removeprefix(ID_BASE), SHOWN + 2)
    yield f'<text class="iri" x="{x + PAD}" y="{y + 33}">{escape(tail)}</text>'
    for number, (name, value) in enumerate(card.rows, 1):
        line = _cut(f"{name} {value}", SHOWN)[len(name) + 1 :]
        where = f'x="{x + PAD}" y="{y + HEAD + ROW * number - 4}"'
        yield f'<text {where}><tspan class="name">{name}</tspan> {escape(line)}</text>'


def _arrows(cards: list[Card]) -> Iterator[str]:
    arrived: dict[ox.NamedNode, int] = {}
    by_node = {card.node: card for card in cards}
    for card in cards:
        ways = sorted(((name, by_node[node]) for name, node in card.ways), key=lambda way: way[1].y)
        for position, (name, other) in enumerate(ways, 1):
            arrived[other.node] = arrived.get(other.node, 0) + 1
            y = card.y + card.height * position / (len(ways) + 1)
            yield from _across(card.x + WIDTH, y, other.x, other.y + 14 * arrived[other.node], name)


def _across(x: float, y: float, to_x: float, to_y: float, name: str) -> Iterator[str]:
    turn = x + 0.78 * GAP
    path = f"M{x},{y:.0f} H{turn:.0f} L{to_x - 12},{to_y:.0f} H{to_x}"
    yield f'<path class="line" marker-end="url(#tip)" d="{path}"/>'
    yield f'<text class="edge halo" x="{x + 6}" y="{y - 4:.0f}">{name}</text>'


def _named(short: str) -> ox.NamedNode:
    prefix, _, name = short.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


def _short(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    fitting = (prefix for prefix, base in PREFIXES.items() if node.value.startswith(base))
    prefix = max(fitting, key=lambda one: len(PREFIXES[one]))
    return f"{prefix}:{node.value.removeprefix(PREFIXES[prefix])}"


def _literal(value: ox.Literal) -> str:
    text = " ".join(value.value.split())
    return f"“{text}”@{value.language}" if value.language else text


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def main(folder: Path) -> None:
    """Writes every picture."""
    store = sample_store()
    for picture in PICTURES:
        (folder / f"{picture.name}.svg").write_text(draw(store, picture), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
