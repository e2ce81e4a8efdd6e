"""Builds the reading text of a block out of pieces of the canonical text."""

from __future__ import annotations

import re

from ingest.document import Flow, Run

# Words with single plain spaces between them: such a piece is one run.
_CHUNK = re.compile(r"\S+(?: \S+)*")


class FlowBuilder:
    """Collects pieces of one text in reading order; white space between them becomes one space."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._space = False
        self._gap = False

    def __len__(self) -> int:
        """The length of the flow so far, without a space that may still follow."""
        return self._length

    def take(self, start: int, end: int) -> None:
        """Adds the source words in ``[start, end)``, white space evened out."""
        at = start
        for chunk in _CHUNK.finditer(self._text, start, end):
            if chunk.start() > at:
                self.space()
            self._add(chunk.start(), chunk.end())
            at = chunk.end()
        if at < end:
            self.space()

    def write(self, characters: str) -> None:
        """Adds characters without a source, e.g. what an HTML entity stands for."""
        for word in characters:
            if word.isspace():
                self.space()
            else:
                self._put_space()
                self._parts.append(word)
                self._length += 1

    def space(self) -> None:
        """A space before the next word, unless nothing stands before it."""
        self._space = self._length > 0

    def no_space(self) -> None:
        """Forgets a space that was asked for: what follows is glued to what stands before."""
        self._space = False

    def gap(self) -> None:
        """Words of other blocks stand between what was added and what comes next."""
        self._gap = self._length > 0

    @property
    def spaced(self) -> bool:
        """Whether a space is to come before the next word."""
        return self._space

    def build(self) -> Flow:
        """The finished flow."""
        return Flow("".join(self._parts), tuple(self._runs))

    def _add(self, start: int, end: int) -> None:
        if self._continues(start):
            last = self._runs[-1]
            from_ = last.start + last.length
            self._parts.append(self._text[from_:end])
            self._runs[-1] = Run(last.flow_start, last.start, end - last.start, last.after_gap)
            self._length += end - from_
            self._space = False
            return
        self._put_space()
        self._runs.append(Run(self._length, start, end - start, self._gap))
        self._gap = False
        self._parts.append(self._text[start:end])
        self._length += end - start

    def _continues(self, start: int) -> bool:
        if not self._runs or self._gap:
            return False
        last = self._runs[-1]
        if last.flow_start + last.length != self._length:
            return False
        between = self._text[last.start + last.length : start]
        return between == (" " if self._space else "")

    def _put_space(self) -> None:
        if self._space:
            self._parts.append(" ")
            self._length += 1
            self._space = False
