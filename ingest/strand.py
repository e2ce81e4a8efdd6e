"""Strands: every piece of reading text of a document, with its way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Block, Cell, Document
from ingest.evidence import cite
from ingest.fact import Evidence


@dataclass(frozen=True, slots=True)
class Strand:
    """The flow of a block, or of one cell of a table."""

    document: Document
    block: Block
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The reading text; offsets of matchers count in it."""
        return self.cell.flow.text if self.cell else self.block.flow.text

    def cite(self, start: int, end: int) -> Evidence:
        """The evidence for ``text[start:end]``; for words without a source, that of the whole strand."""
        try:
            return cite(self.document, self.block, start, end, self.cell)
        except ValueError:
            return cite(self.document, self.block, 0, len(self.text), self.cell)

    def line_of(self, offset: int) -> int:
        """The 1-based source line on which a character of the strand, or the next one, stands."""
        flow = self.cell.flow if self.cell else self.block.flow
        run = next((run for run in flow.runs if run.flow_start + run.length > offset), flow.runs[-1])
        return self.document.line_of(run.start + max(0, min(offset - run.flow_start, run.length - 1)))


def strands(document: Document) -> Iterator[Strand]:
    """All strands in reading order; what has no text is left out."""
    for block in document.blocks:
        if block.table is not None:
            yield from (Strand(document, block, cell) for cell in block.table.cells if cell.flow.runs)
        elif block.flow.runs:
            yield Strand(document, block)
