"""A document that was read, as a source of ``scripts.build_samples``, to render it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ingest.document import BlockKind, Document, Table

Noted = Sequence[tuple[int, str]]
"""Offsets in a flow, and the words of the footnotes that are marked there."""
_NUMBER = re.compile(r"^[\s⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_OF_MARKUP = str.maketrans({"¦": " ", "|": "/", "\n": " ", "^": ""})
_OF_NOTES = str.maketrans("[]", "()")


def source_of(document: Document) -> str:
    """Its paragraphs, tables and footnotes; footnotes without a mark are left out, merged cells parted."""
    notes = _notes(document)
    lines: list[str] = []
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.table:
            lines += _rows(block.table)
        else:
            text = _with_notes(block.flow.text, notes.get(block.index, ()))
            lines.append(f"# {text}" if block.kind is BlockKind.HEADING else text)
    return "\n".join(lines)


def _notes(document: Document) -> dict[int, list[tuple[int, str]]]:
    """The footnotes of each block that is marked with some; paragraphs of one footnote are joined."""
    marked = [
        (block.anchor.block, block.anchor.offset, _NUMBER.sub("", block.flow.text))
        for block in document.blocks
        if block.kind is BlockKind.FOOTNOTE and block.anchor
    ]
    found: dict[int, list[tuple[int, str]]] = {}
    for (block, offset), own in groupby(sorted(marked, key=itemgetter(0, 1)), key=itemgetter(0, 1)):
        words = _written(" ".join(words for *_, words in own)).translate(_OF_NOTES)
        found.setdefault(block, []).append((offset, words))
    return found


def _with_notes(text: str, notes: Noted) -> str:
    made, done = "", 0
    for offset, words in notes:
        made += f"{_written(text[done:offset])}^[{words}]"
        done = offset
    return made + _written(text[done:])


def _rows(table: Table) -> Iterator[str]:
    """The table, and an empty line that parts it from one right below it."""
    words = {(cell.row, cell.column): _written(cell.flow.text) for cell in table.cells}
    for row in range(table.rows):
        yield "| " + " | ".join(words.get((row, column), "") for column in range(table.columns)) + " |"
    yield ""


def _written(text: str) -> str:
    return text.translate(_OF_MARKUP)
