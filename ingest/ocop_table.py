"""OCOP products in tables: one product a row, under columns that name product, maker and stars."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.document import Block, Cell, Document
from ingest.ocop_item import read_stars
from ingest.ocop_status import bare_year
from ingest.text import even_tones, lower
from ontology.phrases import load_words

_WORDS = "ocop_words"
_ROWS_OF_HEADER = 2
_OUT_OF_BRACKETS = re.compile(r"\([^()]*\)")
_REACH_BACK = 2  # blocks before a table that may say what it lists


@dataclass(frozen=True, slots=True)
class Row:
    """One product of a table; ``remark`` is what the row tells of its standing."""

    cell: Cell
    name: str
    stars: int | None
    owner: str | None
    place: str
    year: int | None
    remark: str


def read_rows(block: Block) -> Iterator[Row]:
    """The products of a table that has a column of products and one of stars or makers; else nothing."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in block.table.cells if block.table else ():
        rows[cell.row][cell.column] = cell
    head = next((row for row in sorted(rows)[:_ROWS_OF_HEADER] if _columns(rows[row])), None)
    if head is None:
        return
    columns = _columns(rows[head])
    for row in sorted(rows):
        if row > head and (found := _row(rows[row], columns)):
            yield found


def _row(row: Mapping[int, Cell], columns: Mapping[str, int]) -> Row | None:
    """A product's row: it has a name, and stars or a maker (a row of sums has neither)."""
    text = {kind: _text(row, column) for kind, column in columns.items()}
    name, owner = text["product"], text.get("owner") or None
    stars = read_stars(_starred(text.get("star", "")))
    if not any(map(str.isalpha, name)) or not (stars or owner) or _is_sum(name):
        return None
    place = text.get("place") or " ; ".join(_text(row, column) for column in sorted(row))
    remark = " ; ".join(_OUT_OF_BRACKETS.sub("", text[kind]) for kind in ("star", "status") if kind in text)
    cell = row[columns["product"]]
    return Row(cell, name, stars, owner, place, bare_year(text.get("year", "")), remark)


def introduction(document: Document, block: Block) -> str:
    """The words that say what a table lists: its last heading and the blocks right before it."""
    before = document.blocks[max(0, block.index - _REACH_BACK) : block.index]
    return "\n".join((*block.section[-1:], *(other.flow.text for other in before)))


def _columns(row: Mapping[int, Cell]) -> dict[str, int]:
    """The columns by what they tell; empty unless there is one of products and one of stars or makers."""
    found: dict[str, int] = {}
    for kind in ("product", "star", "owner", "place", "year", "status"):
        column = _column(row, f"{kind}_column", set(found.values()))
        if column is not None:
            found[kind] = column
    return found if "product" in found and {"star", "owner"} & found.keys() else {}


def _column(row: Mapping[int, Cell], kind: str, taken: set[int]) -> int | None:
    for words in load_words(_WORDS)[kind]:
        for column, cell in row.items():
            if column not in taken and re.search(rf"(?<!\w){words}(?!\w)", even_tones(cell.flow.text)):
                return column
    return None


def _is_sum(name: str) -> bool:
    return lower(name).startswith(("tổng", "cộng"))


def _text(row: Mapping[int, Cell], column: int) -> str:
    return " ".join(row[column].flow.text.split()) if column in row else ""


def _starred(text: str) -> str:
    return f"{text} sao" if text.strip().isdigit() else text
