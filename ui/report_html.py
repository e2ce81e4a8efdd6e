"""A piece of a report as HTML: its paragraphs, tables and notes, with what was read from them marked.

Every character of the report is escaped, and what would turn the direction of reading is shown as a sign; no
attribute but tooltips holds words of the report, escaped too. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, pairwise

from ingest.document import Block, BlockKind, Document, Flow, NoteRef, Run, Span, Table
from ingest.record import Kind
from ui.plain_text import plain_html, visible
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
    tips = {block.index: " ".join(document.quote(block.span).split()) for block in piece.notes}
    pen = _Pen(document.text, _marks(shown), tips)
    body = "".join(_block(pen, block, shown) for block in piece.blocks)
    signs = {ref.block: ref.mark for block in piece.blocks for ref in block.notes}
    feet = "".join(_block(pen, block, shown, signs.get(block.index, "")) for block in piece.notes)
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


def _block(pen: _Pen, block: Block, shown: Shown, sign: str = "") -> str:
    """A block; ``sign`` is the mark that a note has in the text."""
    near = pen.near(block.span)
    if block.table:
        return _table(near, block.table)
    tag = _TAGS.get(block.kind, "p")
    here = " hk-here" if block.index == shown.block and shown.chosen is None else ""
    words = "".join(near.flow(block.flow, block.notes, block.span))
    number = f'<sup class="hk-ref">{plain_html(sign)}</sup> ' if sign else ""
    return f'<{tag} class="hk-{block.kind.value}{here}">{number}{words}</{tag}>'


def _table(pen: _Pen, table: Table) -> str:
    rows = []
    for _, cells in groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), lambda c: c.row):
        row = ""
        for cell in cells:
            tag = "th" if cell.header else "td"
            words = "".join(pen.flow(cell.flow))
            row += f'<{tag} rowspan="{cell.row_span}" colspan="{cell.column_span}">{words}</{tag}>'
        rows.append(f"<tr>{row}</tr>")
    return f'<div class="hk-scroll"><table>{"".join(rows)}</table></div>'


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes flows of a text with marks; ``tips`` are the words of notes, by their blocks."""

    text: str
    marks: Sequence[_Mark]
    tips: Mapping[int, str]

    def near(self, span: Span) -> _Pen:
        """The same with no marks but those that touch the span."""
        marks = [mark for mark in self.marks if mark.start < span.end and mark.end > span.start]
        return replace(self, marks=marks)

    def flow(self, flow: Flow, refs: Sequence[NoteRef] = (), span: Span | None = None) -> Iterator[str]:
        """The words in reading order, with the marks of notes where they stand."""
        waiting = sorted(refs, key=lambda ref: ref.offset)
        at, end = 0, span.start if span else flow.runs[0].start if flow.runs else 0
        for run in flow.runs:
            standing = [ref for ref in waiting if ref.offset <= run.flow_start]
            inside = [ref for ref in waiting if run.flow_start < ref.offset < run.flow_start + run.length]
            waiting = waiting[len(standing) + len(inside) :]
            if not run.after_gap and not standing:
                yield _left_out(self.text[end : run.start])
            yield from map(self._note, standing)
            over = [mark for mark in self.marks if mark.start < end and run.start < mark.end and at]
            yield _marked(plain_html(flow.text[at : run.flow_start]), over)
            yield from self._run(run, inside)
            at, end = run.flow_start + run.length, run.start + run.length
        yield from map(self._note, waiting)
        if span and not waiting:
            yield _left_out(self.text[end : span.end])

    def _run(self, run: Run, refs: Sequence[NoteRef]) -> Iterator[str]:
        start, end = run.start, run.start + run.length
        near = self.near(Span(start, end)).marks
        notes = {run.start + ref.offset - run.flow_start: self._note(ref) for ref in refs}
        cuts = {start, end, *notes, *(mark.start for mark in near), *(mark.end for mark in near)}
        for low, high in pairwise(sorted(cut for cut in cuts if start <= cut <= end)):
            covering = [mark for mark in near if mark.start <= low and mark.end >= high]
            yield notes.get(low, "")
            yield _marked(plain_html(self.text[low:high]), covering)

    def _note(self, ref: NoteRef) -> str:
        tip = self.tips.get(ref.block if ref.block is not None else -1, "")[:_LONGEST_TIP]
        return f'<sup class="hk-ref" title="{plain_html(tip)}">{plain_html(ref.mark)}</sup>'


def _marked(html: str, marks: Sequence[_Mark]) -> str:
    """The HTML within marks, the first one outermost."""
    if not html:
        return ""
    opened = "".join(f'<span class="{mark.classes}" title="{plain_html(mark.tip)}">' for mark in marks)
    return f"{opened}{html}{'</span>' * len(marks)}"


def _left_out(text: str) -> str:
    """What is no reading text, such as tags: shown for what it is. Bare marks (``**``, ``[^1]``) are not."""
    told = any(char.isalpha() for char in text) or visible(text) != text
    return f'<span class="hk-cut">{plain_html(text)}</span>' if told else ""
