"""The tables of a source alone: as a workbook, and as csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import groupby

from openpyxl import Workbook

from scripts.build_samples import cells_of, is_row

Rows = list[list[str]]
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d*)(?:,(?P<decimals>\d+))?$")


def tables_of(source: str) -> list[Rows]:
    """The tables, without footnotes."""
    return [
        [cells_of(line) for line in lines] for rows, lines in groupby(source.splitlines(), key=is_row) if rows
    ]


def as_source(table: Rows) -> str:
    """The source of a report that holds nothing but this table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


def as_named_source(tables: list[Rows]) -> str:
    """The source of a report that holds nothing but tables, each below its name."""
    return "\n".join(
        f"# {name}\n{as_source(table)}" for name, table in zip(_names(tables), tables, strict=True)
    )


def workbook(tables: list[Rows]) -> bytes:
    """A sheet for each table; numbers are numbers, shown with as many decimals as the table writes."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in zip(_names(tables), tables, strict=True):
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, words in enumerate(row, 1):
                cell = sheet.cell(at, column)
                cell.value, shown = _value(words)
                cell.number_format = shown
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_csv(rows: Rows) -> bytes:
    """As Excel saves it where commas part decimals: cells parted by semicolons, UTF-8 with its mark."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def _names(tables: list[Rows]) -> Iterator[str]:
    return (f"Biểu {number}" for number in range(1, len(tables) + 1))


def _value(words: str) -> tuple[str | float | None, str]:
    """A cell's value and how Excel shows it."""
    match = _NUMBER.fullmatch(words)
    if not match:
        return words or None, "General"
    decimals = match["decimals"]
    shown = "#,##0" if "." in words or decimals is None else "#,##0." + "0" * len(decimals)
    if decimals and "." in words:
        shown = "#,##0." + "0" * len(decimals)
    return float(words.replace(".", "").replace(",", ".")), shown
