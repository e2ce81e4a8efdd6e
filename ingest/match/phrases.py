"""A dictionary of phrases, looked up word by word, longest first. Cost is linear in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ingest.match.mention import Mention

Payload = TypeVar("Payload")

# "m2", "km³" are one word, "7620m²" a number and a word; "2ha" two; "%o" a per mille sign typed in two.
WORD = re.compile(r"\d+(?:[.,]\d+)*|[kcd]?m[23²³](?![\d\w])|%o(?!\w)|[^\W\d_]+[²³]?|[^\w\s]|_")


@dataclass(slots=True)
class _Node(Generic[Payload]):
    branches: dict[str, _Node[Payload]] = field(default_factory=dict)
    payload: Payload | None = None


class Phrases(Generic[Payload]):
    """Phrases with a payload each; ``key`` makes spellings equal (lower case, folding)."""

    def __init__(self, entries: Iterable[tuple[str, Payload]], key: Callable[[str], str]) -> None:
        self._key = key
        self._root: _Node[Payload] = _Node()
        for phrase, payload in entries:
            self._add(phrase, payload)

    def _add(self, phrase: str, payload: Payload) -> None:
        node = self._root
        for word in WORD.findall(self._key(phrase)):
            node = node.branches.setdefault(word, _Node())
        if node is not self._root and node.payload is None:
            node.payload = payload

    @property
    def openers(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._root.branches)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Payload] | None:
        """The longest phrase that begins at ``words[start]``: how many words, and its payload.

        The words must have gone through ``key``.
        """
        node, best = self._root, None
        for position in range(start, len(words)):
            following = node.branches.get(words[position])
            if following is None:
                break
            node = following
            if node.payload is not None:
                best = (position + 1 - start, node.payload)
        return best

    def find(self, text: str) -> Iterator[Mention[Payload]]:
        """Every phrase in the text, left to right, longest first, without overlaps."""
        places = [match.span() for match in WORD.finditer(self._key(text))]
        words = WORD.findall(self._key(text))
        position = 0
        while position < len(words):
            hit = self.at(words, position)
            if hit is None:
                position += 1
                continue
            start, end = places[position][0], places[position + hit[0] - 1][1]
            yield Mention(start, end, text[start:end], hit[1])
            position += hit[0]
