"""A piece of a report as HTML: its paragraphs, tables and notes, with what was read from them marked.

Every character of the report is escaped, and what would turn the direction of reading is shown as a sign; no
attribute but tooltips holds words of the report, escaped too. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from ingest.document import Block, BlockKind, Document, Flow, NoteRef, Run, Table
from ingest.record import Kind
from ui.plain_text import plain_html
from ui.report_facts import ReadFact
from ui.report_pieces import Piece

_TAGS = {BlockKind.HEADING: "h4", BlockKind.LIST_ITEM: "p", BlockKind.PARAGRAPH: "p", BlockKind.FOOTNOTE: "p"}
_LONGEST_TIP = 600


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text from which facts of one kind were read."""

    start: int
    end: int
    classes: str
    tip: str
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is marked in a piece: the facts, the one that was chosen, and the block that was gone to."""

    facts: Sequence[ReadFact]
    names: Mapping[Kind, str]
    chosen: int | None = None
    block: int | None = None


def piece_html(document: Document, piece: Piece, shown: Shown) -> str:
    """The piece; what was chosen has the class ``hk-here``."""
    marks = _marks(shown)
    notes = {block.index: document.quote(block.span) for block in piece.notes}
    body = "".join(_block(document, block, marks, notes, shown) for block in piece.blocks)
    feet = "".join(_block(document, block, marks, notes, shown) for block in piece.notes)
    foot = f'<div class="hk-feet">{feet}</div>' if feet else ""
    return f'<div class="hk-report">{body}{foot}</div>'


def legend_html(facts: Iterable[ReadFact], names: Mapping[tuple[Kind, str], str]) -> str:
    """What the marks in sight mean: each look once, in the order of its kind."""
    looks = {(fact.kind, fact.look) for fact in facts}
    samples = (
        f'<span class="{_classes(kind, look)}">{escape(words)}</span>'
        for (kind, look), words in names.items()
        if (kind, look) in looks
    )
    return f'<div class="hk-legend">{" ".join(samples)}</div>'


def _marks(shown: Shown) -> list[_Mark]:
    """One mark for the facts of one kind at one place, the longest first."""

    def place(fact: ReadFact) -> tuple[int, int, str]:
        return (fact.start, fact.end, fact.kind.value)

    found = []
    for _, group in groupby(sorted(shown.facts, key=place), place):
        facts = list(group)
        here = " hk-here" if any(fact.number == shown.chosen for fact in facts) else ""
        tip = "\n".join(f"{shown.names[fact.kind]} – {fact.told}" for fact in facts)[:_LONGEST_TIP]
        first = facts[0]
        classes = _classes(first.kind, first.look) + here
        found.append(_Mark(first.start, first.end, classes, tip, first.number))
    return sorted(found, key=lambda mark: (mark.start - mark.end, mark.start))


def _classes(kind: Kind, look: str) -> str:
    return f"hk-m hk-{kind.value}" + (f" hk-{look}" if look else "")


def _block(
    document: Document, block: Block, marks: Sequence[_Mark], notes: Mapping[int, str], shown: Shown
) -> str:
    near = [mark for mark in marks if mark.start < block.span.end and mark.end > block.span.start]
    if block.table:
        return _table(document, block.table, near)
    tag = _TAGS.get(block.kind, "p")
    here = " hk-here" if block.index == shown.block and shown.chosen is None else ""
    words = "".join(_flow(document, block.flow, near, block.notes, notes))
    return f'<{tag} class="hk-{block.kind.value}{here}">{words}</{tag}>'


def _table(document: Document, table: Table, marks: Sequence[_Mark]) -> str:
    rows = []
    for _, cells in groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), lambda c: c.row):
        row = ""
        for cell in cells:
            tag = "th" if cell.header else "td"
            words = "".join(_flow(document, cell.flow, marks, (), {}))
            row += f'<{tag} rowspan="{cell.row_span}" colspan="{cell.column_span}">{words}</{tag}>'
        rows.append(f"<tr>{row}</tr>")
    return f'<div class="hk-scroll"><table>{"".join(rows)}</table></div>'


def _flow(
    document: Document,
    flow: Flow,
    marks: Sequence[_Mark],
    refs: Sequence[NoteRef],
    notes: Mapping[int, str],
) -> Iterator[str]:
    """The words of a flow in reading order, with the marks of notes where they stand."""
    at = 0
    waiting = sorted(refs, key=lambda ref: ref.offset)
    for run in flow.runs:
        while waiting and waiting[0].offset <= at:
            yield _note_mark(waiting.pop(0), notes)
        yield plain_html(flow.text[at : run.flow_start])
        at = run.flow_start + run.length
        inside = [ref for ref in waiting if ref.offset < at]
        waiting = waiting[len(inside) :]
        yield from _run(document, run, marks, inside, notes)
    for ref in waiting:
        yield _note_mark(ref, notes)


def _run(
    document: Document,
    run: Run,
    marks: Sequence[_Mark],
    refs: Sequence[NoteRef],
    notes: Mapping[int, str],
) -> Iterator[str]:
    start, end = run.start, run.start + run.length
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    standing = {run.start + ref.offset - run.flow_start: _note_mark(ref, notes) for ref in refs}
    cuts = {start, end, *standing, *(m.start for m in near), *(m.end for m in near)}
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    for low, high in pairwise(edges):
        yield standing.get(low, "")
        covering = [mark for mark in near if mark.start <= low and mark.end >= high]
        yield "".join(_open(mark) for mark in covering)
        yield plain_html(document.text[low:high])
        yield "</span>" * len(covering)


def _open(mark: _Mark) -> str:
    return f'<span class="{mark.classes}" title="{plain_html(mark.tip)}">'


def _note_mark(ref: NoteRef, notes: Mapping[int, str]) -> str:
    tip = " ".join(notes.get(ref.block if ref.block is not None else -1, "").split())[:_LONGEST_TIP]
    return f'<sup class="hk-ref" title="{plain_html(tip)}">{plain_html(ref.mark)}</sup>'
