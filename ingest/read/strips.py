"""Main text and footnotes told apart, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.read.lines import Line
from ingest.read.markup import Cut, Piece

_WIDE_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Strip:
    """What a line gives to the main text or to a footnote.

    ``after_gap``: footnotes, a page number or a page break stand between it and the strip before;
    ``beside``: it stands in one of two columns, as in a letterhead.
    """

    line: Line
    start: int
    end: int
    after_gap: bool = False
    beside: bool = False

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


def beside(line: Line) -> list[tuple[int, int]]:
    """The source ranges of what stands side by side on a line, as letterheads and signatures do."""
    gaps = sorted((match.span() for match in _WIDE_GAP.finditer(line.text)), key=lambda gap: gap[0] - gap[1])
    # Blanks to be filled in by hand are gaps too, but narrower; many wide gaps are a table's.
    if not gaps or len(gaps) > 3 or (len(gaps) > 1 and _width(gaps[0]) < 1.5 * _width(gaps[1])):
        return [(line.start, line.end)]
    left, right = gaps[0]
    return [(line.start, line.start + left), (line.start + right, line.end)]


def _width(gap: tuple[int, int]) -> int:
    return gap[1] - gap[0]


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
            columns = beside(line)
            for start, end in columns:
                main.append(Strip(line, start, end, gap and bool(main), beside=len(columns) > 1))
                gap = False
            last = -1
            continue
        own = notes.setdefault(note, [])
        start = body_starts.get(line.number, line.start)
        own.append(Strip(line, start, line.end, bool(own) and last != note))
        last = note
        gap = True
    return main, notes
