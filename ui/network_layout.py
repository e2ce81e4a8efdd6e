"""Where the nodes of a network are drawn, and which captions find room. Pure, and always the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

Point = tuple[float, float]
SIDE = 1.5
TALL = 1.15
"""The picture reaches from -SIDE to SIDE and -TALL to TALL; nodes stay within -1 and 1: captions fit."""
_SEED = 7
_ROUNDS = 80
_APART = (0.26, 0.2)  # the least distance of two nodes, across and up
_WIDTH = 480  # pixels of the picture on a small laptop; with more, there is only more room
_LETTER = 6.4  # pixels of a letter of a caption
_LINE = 15  # pixels of a line of it
_GAP = 17  # pixels from the middle of a node to that of its caption
_DOT = 8  # pixels from the middle of a node to its rim


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something occupies, by its middle and half its sides."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        across, up = abs(self.x - other.x), abs(self.y - other.y)
        return across < self.width + other.width and up < self.height + other.height


def place_nodes(graph: nx.Graph[str], start: str, hubs: Sequence[str]) -> dict[str, Point]:
    """Springs between neighbours; a lone hub stands in the middle of a ring of its neighbours."""
    others = sorted(node for node in graph if node != start)
    if len(hubs) <= 1:
        return {start: (0.0, 0.0), **_ring(others)}
    laid = nx.spring_layout(graph, seed=_SEED, iterations=200, k=2 / np.sqrt(len(graph)))
    nodes = list(graph)
    at = _fill(np.array([laid[node] for node in nodes]))
    for _ in range(_ROUNDS):
        at = np.clip(at + _push(at), -1, 1)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def place_captions(
    names: Mapping[str, str], places: Mapping[str, Point], hubs: Sequence[str], height: int
) -> dict[str, Point]:
    """The middles of the captions that overlap neither nodes nor other captions, below or above their node.

    The ``hubs`` are always named. What else finds no room has no caption.
    """
    across, up = 2 * SIDE / _WIDTH, 2 * TALL / height
    taken = [Box(x, y, _DOT * across, _DOT * up) for x, y in places.values()]
    found: dict[str, Point] = {}
    for node in dict.fromkeys((*hubs, *names)):
        x, y = places[node]
        wide = len(names[node]) * _LETTER / 2 * across
        inside = min(max(x, wide - SIDE), SIDE - wide)
        boxes = [Box(inside, y + side * _GAP * up, wide, _LINE / 2 * up) for side in (-1, 1)]
        free = [box for box in boxes if not any(map(box.meets, taken))]
        for box in (free or (boxes if node in hubs else []))[:1]:
            taken.append(box)
            found[node] = (box.x, box.y)
    return found


def _ring(nodes: Sequence[str]) -> dict[str, Point]:
    """Evenly on an ellipse; on two where there are many."""
    crowded = len(nodes) > 12
    angles = np.linspace(0, 2 * np.pi, len(nodes), endpoint=False) + np.pi / 2
    far = [0.62 if crowded and number % 2 else 1.0 for number in range(len(nodes))]
    return {
        node: (float(np.cos(angle) * radius), float(np.sin(angle) * radius))
        for node, angle, radius in zip(nodes, angles, far, strict=True)
    }


def _fill(at: np.ndarray) -> np.ndarray:
    """Stretched over the whole picture, in both directions."""
    low, high = at.min(axis=0), at.max(axis=0)
    filled: np.ndarray = 2 * (at - low) / np.where(high > low, high - low, 1) - 1
    return filled


def _push(at: np.ndarray) -> np.ndarray:
    """A step apart for each pair of nodes that are too near each other."""
    away = (at[:, None, :] - at[None, :, :]) / np.array(_APART)
    distance = np.hypot(away[..., 0], away[..., 1])
    np.fill_diagonal(distance, np.inf)
    force = np.clip(1 - distance, 0, None)[..., None] * away / np.maximum(distance, 1e-6)[..., None]
    step: np.ndarray = 0.3 * (force * np.array(_APART)).sum(axis=1)
    return step
