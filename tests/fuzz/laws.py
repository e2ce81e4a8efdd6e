"""What holds of every document, whatever file it was read from."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from ingest.document import Block, Document, Flow
from ontology.errors import UnreadableReport

WORDS = Path(__file__).parents[2] / "ui" / "words" / "reports.toml"
CHECKED = 3000  # runs of a document whose quotes are compared


@cache
def known_codes() -> frozenset[str]:
    """The codes of files that cannot be read that the user interface has words for."""
    return frozenset(tomllib.loads(WORDS.read_text("utf-8"))["unreadable"])


def check_refusal(error: UnreadableReport) -> None:
    """A refusal has a message, a hint and a code that faces know."""
    assert error.message, "no message"
    assert error.hint, f"no hint: {error.message}"
    assert error.code in known_codes(), f"unknown code {error.code!r}: {error.message}"


def check(document: Document) -> None:
    """The laws of a document."""
    text = document.text
    assert unicodedata.is_normalized("NFC", text), "not NFC"
    text.encode("utf-8")  # no lone surrogates
    starts = document.line_starts
    assert starts[0] == 0, "the first line does not begin the text"
    assert all(a < b for a, b in pairwise(starts)), "lines out of order"
    assert starts[-1] <= len(text), "a line beyond the text"
    _check_pages(document)
    for number, block in enumerate(document.blocks):
        assert block.index == number, "blocks are not numbered in order"
        assert 0 <= block.span.start < block.span.end <= len(text), f"a span beyond the text: {block.span}"
        _check_notes(document, block)
        for flow in _flows(block):
            _check_flow(text, flow)


def _flows(block: Block) -> Iterator[Flow]:
    yield block.flow
    if block.table:
        for cell in block.table.cells:
            assert 0 <= cell.row < cell.row + cell.row_span <= block.table.rows, "a cell outside its rows"
            assert 0 <= cell.column < cell.column + cell.column_span <= block.table.columns, (
                "outside its columns"
            )
            yield cell.flow


def _check_flow(text: str, flow: Flow) -> None:
    at = 0
    for run in flow.runs[:CHECKED]:
        assert run.length > 0, "an empty run"
        assert at <= run.flow_start, "runs out of order"
        at = run.flow_start + run.length
        assert run.start >= 0, "a run before the text"
        assert flow.text[run.flow_start : at] == text[run.start : run.start + run.length], "a run is no quote"


def _check_notes(document: Document, block: Block) -> None:
    for ref in block.notes:
        assert ref.offset >= 0, "a mark before its flow"
        assert ref.block is None or 0 <= ref.block < len(document.blocks), "a mark of no block"
    if block.anchor:
        assert 0 <= block.anchor.block < len(document.blocks), "anchored in no block"


def _check_pages(document: Document) -> None:
    numbers = {page.number for page in document.pages}
    assert all(a <= b for (a, _), (b, _) in pairwise(document.boxes)), "boxes out of order"
    for offset, box in document.boxes:
        assert 0 <= offset <= len(document.text), "a box beyond the text"
        assert box.page in numbers, f"a box on page {box.page}, which there is not"
        assert box.left <= box.right, "a box turned over"
        assert box.top <= box.bottom, "a box upside down"
        assert max(map(abs, (box.left, box.top, box.right, box.bottom))) < float("inf"), "a box without end"
