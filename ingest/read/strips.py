"""Main text and footnotes told apart, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.read.lines import Line
from ingest.read.markup import Cut, Piece


@dataclass(frozen=True, slots=True)
class Strip:
    """What a line gives to the main text or to a footnote.

    ``after_gap``: footnotes, a page number or a page break stand between it and the strip before.
    """

    line: Line
    start: int
    end: int
    after_gap: bool = False

    def text(self, text: str) -> str:
        """The words of the strip."""
        return text[self.start : self.end]

    def piece(self) -> Piece:
        """The strip as a piece of a block."""
        return Piece(self.start, self.end, self.after_gap)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label and the strips of its body, its own mark left out."""

    label: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A text taken apart: main strips, footnotes, and the marks that tie them (``Cut.note`` is an index)."""

    main: tuple[Strip, ...]
    notes: tuple[Note, ...]
    cuts: tuple[Cut, ...]


def part_lines(
    lines: Iterable[Line], furniture: frozenset[int], owner: dict[int, int], body_starts: dict[int, int]
) -> tuple[list[Strip], dict[int, list[Strip]]]:
    """Splits lines into main strips and strips by note.

    ``owner`` maps a line's number to its note, ``body_starts`` the line of a body to the offset after its
    mark; ``furniture`` are lines that belong to neither.
    """
    main: list[Strip] = []
    notes: dict[int, list[Strip]] = {}
    gap = False
    last = -1
    for line in lines:
        if line.blank:
            continue
        note = owner.get(line.number)
        if line.number in furniture:
            # A page number interrupts a sentence; a rule ends one.
            gap = gap or line.text[-1].isdigit()
            continue
        if note is None:
            main.append(Strip(line, line.start, line.end, gap and bool(main)))
            gap = False
            continue
        own = notes.setdefault(note, [])
        start = body_starts.get(line.number, line.start)
        own.append(Strip(line, start, line.end, bool(own) and last != note))
        last = note
        gap = True
    return main, notes
