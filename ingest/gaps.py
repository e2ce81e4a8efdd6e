"""The stretch between two figures: what separates, what links, and the items that it lies between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures import Figure, Place
from ingest.label_kinds import CHAIN
from ingest.tokens import Stream

SEPARATORS = frozenset(";.:()!?")
_CUTS = frozenset({"with", "causing"})


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, or the two of a pair or range, with the tokens they cover."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> int:
        """The first token."""
        return self.figures[0].first

    @property
    def last(self) -> int:
        """The token after the last."""
        return self.figures[-1].last


def group_items(figures: Sequence[Figure]) -> Iterator[Item]:
    """Pairs and ranges as one item each."""
    index = 0
    while index < len(figures):
        paired = figures[index].place in (Place.OVER, Place.LOW) and index + 1 < len(figures)
        yield Item(tuple(figures[index : index + 1 + paired]))
        index += 1 + paired


def chain_start(stream: Stream, floor: int, end: int, skip: frozenset[int]) -> int:
    """The first of the linking words that reach up to the figure."""
    index = end
    while index > floor and (index - 1 in skip or stream.kind_at(index - 1) in CHAIN):
        index -= 1
    return index


def cuts(stream: Stream, index: int) -> bool:
    """Whether a word opens the words of another figure: "với", "làm"."""
    label = stream.labels[index]
    return label is not None and label.id in _CUTS
