"""Drafts of blocks to blocks: flows, kinds, sections, and footnotes tied to their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Anchor, Block, BlockKind, Flow, NoteRef, Span
from ingest.marker import read_marker
from ingest.outline import Outline
from ingest.read.markup import Cut, Inline, Piece, hash_level, read_inline
from ingest.read.tables import Row, build_table


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making: the source pieces of a paragraph, or the rows of a table.

    Some row of a table holds a cell; ``decimal_comma`` is that of its ``Table``.
    ``rank`` and ``bold`` say how the file format marks headings, where the text itself does not.
    """

    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...] = ()
    rank: int = 0
    bold: bool = False
    decimal_comma: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0].start if self.pieces else next(row[0].start for row in self.rows if row)


NoteBody = Sequence[Sequence[Piece]]
"""The paragraphs of a footnote."""

_EMPTY = Flow("", ())


def assemble(
    text: str, drafts: Sequence[Draft], notes: Sequence[NoteBody], cuts: Sequence[Cut]
) -> tuple[Block, ...]:
    """All blocks in the order in which they begin in the text, indexed, with anchors and references."""
    outline = Outline()
    made: list[tuple[Block, tuple[tuple[int, Cut], ...]]] = []
    for draft in drafts:
        made += _make(text, draft, cuts, outline)
    first: dict[int, Block] = {}
    bodies: list[tuple[Block, int]] = []
    for number, body in enumerate(notes):
        for paragraph in body:
            block = _footnote(text, paragraph)
            if block:
                first.setdefault(number, block)
                bodies.append((block, number))
    return _tie(made, bodies, first)


def note_warnings(blocks: Sequence[Block]) -> tuple[str, ...]:
    """What a person should know of marks and footnotes that did not find each other."""
    marks = sum(ref.block is None for block in blocks for ref in block.notes)
    notes = sum(block.kind is BlockKind.FOOTNOTE and block.anchor is None for block in blocks)
    found = ((marks, "footnote mark(s) without a footnote"), (notes, "footnote(s) without a mark"))
    return tuple(f"{count} {what}." for count, what in found if count)


def _make(
    text: str, draft: Draft, cuts: Sequence[Cut], outline: Outline
) -> list[tuple[Block, tuple[tuple[int, Cut], ...]]]:
    if draft.rows:
        table, marks = build_table(text, draft.rows, cuts)
        table = replace(table, decimal_comma=draft.decimal_comma)
        runs = [run for cell in table.cells for run in cell.flow.runs]
        if not runs:
            return []
        span = Span(min(run.start for run in runs), max(run.start + run.length for run in runs))
        block = Block(0, BlockKind.TABLE, span, _EMPTY, section=outline.path, table=table)
        return [(block, tuple((0, mark) for mark in marks))]
    inline = read_inline(text, draft.pieces, cuts)
    if not inline.flow.runs:
        return []
    source = text[draft.pieces[0].start : draft.pieces[-1].end]
    bold = draft.bold or _bold(source)
    placed = outline.place(inline.flow.text, draft.rank or hash_level(source), bold=bold)
    block = Block(
        0, placed.kind, _span(inline.flow), inline.flow, placed.section, placed.marker, placed.level
    )
    return [(block, inline.marks)]


def _bold(source: str) -> bool:
    return source.startswith("**") and source.endswith("*")


def _span(flow: Flow) -> Span:
    return Span(flow.runs[0].start, flow.runs[-1].start + flow.runs[-1].length)


def _footnote(text: str, pieces: Sequence[Piece]) -> Block | None:
    inline: Inline = read_inline(text, pieces)
    if not inline.flow.runs:
        return None
    marker = read_marker(inline.flow.text)
    return Block(0, BlockKind.FOOTNOTE, _span(inline.flow), inline.flow, marker=marker.text if marker else "")


def _tie(
    made: list[tuple[Block, tuple[tuple[int, Cut], ...]]],
    bodies: list[tuple[Block, int]],
    first: dict[int, Block],
) -> tuple[Block, ...]:
    ordered = sorted(
        [block for block, _ in made] + [block for block, _ in bodies], key=lambda block: block.span
    )
    index = {id(block): number for number, block in enumerate(ordered)}
    blocks = [replace(block, index=number) for number, block in enumerate(ordered)]
    anchors: dict[int, Anchor] = {}
    for block, marks in made:
        at = index[id(block)]
        notes = []
        for offset, cut in marks:
            target = first.get(cut.note) if cut.note is not None else None
            if cut.note is not None:
                anchors.setdefault(cut.note, Anchor(at, offset))
            notes.append(NoteRef(offset, cut.label, index[id(target)] if target else None))
        blocks[at] = replace(blocks[at], notes=tuple(notes))
    section: tuple[str, ...] = ()
    for block, number in bodies:
        at = index[id(block)]
        anchor = anchors.get(number)
        if anchor:
            section = blocks[anchor.block].section
        blocks[at] = replace(blocks[at], anchor=anchor, section=section)
    return tuple(blocks)
