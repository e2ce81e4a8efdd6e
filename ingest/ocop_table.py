"""OCOP products in tables: one product a row, under columns that name product, maker and stars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.document import Block, Cell, Document
from ingest.ocop_item import read_stars
from ingest.text import lower
from ontology.phrases import load_words

_WORDS = "ocop_words"
_ROWS_OF_HEADER = 2
_REACH_BACK = 2  # blocks before a table that may say what it lists


@dataclass(frozen=True, slots=True)
class Row:
    """One product of a table; ``words`` is the whole row, for its place."""

    cell: Cell
    name: str
    stars: int | None
    owner: str | None
    words: str


def read_rows(block: Block) -> Iterator[Row]:
    """The products of a table that has a column of products and one of stars; else nothing."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in block.table.cells if block.table else ():
        rows[cell.row][cell.column] = cell
    columns = next((found for row in sorted(rows)[:_ROWS_OF_HEADER] if (found := _columns(rows[row]))), None)
    if columns is None:
        return
    header, product, stars, owner = columns
    for row in sorted(rows):
        named, graded = rows[row].get(product), read_stars(_starred(_text(rows[row], stars)))
        if row <= header or named is None or graded is None or not any(map(str.isalpha, named.flow.text)):
            continue
        words = " ; ".join(rows[row][column].flow.text for column in sorted(rows[row]))
        yield Row(named, _text(rows[row], product), graded, _text(rows[row], owner) or None, words)


def introduction(document: Document, block: Block) -> str:
    """The words that say what a table lists: its last heading and the blocks right before it."""
    before = document.blocks[max(0, block.index - _REACH_BACK) : block.index]
    return "\n".join((*block.section[-1:], *(other.flow.text for other in before)))


def _columns(row: Mapping[int, Cell]) -> tuple[int, int, int, int] | None:
    """Header row and the columns of product, stars and maker (-1 if there is none)."""
    found = {kind: _column(row, kind) for kind in ("product_column", "star_column", "owner_column")}
    if -1 in (found["product_column"], found["star_column"]):
        return None
    return next(iter(row.values())).row, found["product_column"], found["star_column"], found["owner_column"]


def _column(row: Mapping[int, Cell], kind: str) -> int:
    for words in load_words(_WORDS)[kind]:
        for column, cell in row.items():
            if words in lower(cell.flow.text):
                return column
    return -1


def _text(row: Mapping[int, Cell], column: int) -> str:
    return " ".join(row[column].flow.text.split()) if column in row else ""


def _starred(text: str) -> str:
    return f"{text} sao" if text.strip().isdigit() else text
