"""A table of many rows is the one that Rich draws, without Rich drawing each row."""

from __future__ import annotations

import io
import random

import pytest
from rich.console import Console
from rich.table import Column, Table

from ui.long_table import print_long

PARTS = (
    "huyện",
    "Văn Quan",
    "tỉnh",
    "x" * 30,
    "báo cáo.docx",
    ":smile:",
    r"\[a]",
    "日本",
    "",
    "a b c d e f g",
)


def columns(count: int) -> list[Column]:
    return [Column(f"head {place}", justify="right" if place % 2 else "left") for place in range(count)]


def console(width: int, file: io.TextIOBase, *, terminal: bool) -> Console:
    return Console(width=width, file=file, force_terminal=terminal)  # type: ignore[arg-type]


def by_rich(width: int, rows: list[list[str]], *, terminal: bool) -> str:
    told = io.StringIO()
    table = Table(*columns(len(rows[0])))
    for row in rows:
        table.add_row(*row)
    console(width, told, terminal=terminal).print(table)
    return told.getvalue()


def by_us(width: int, rows: list[list[str]], *, terminal: bool) -> str:
    told = io.StringIO()
    print_long(console(width, told, terminal=terminal), columns(len(rows[0])), rows)
    return told.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_it_is_the_table_that_rich_draws(seed: int) -> None:
    chosen = random.Random(seed)
    width, count = chosen.choice([20, 30, 60, 200]), chosen.randint(1, 6)
    rows = [
        [" ".join(chosen.choices(PARTS, k=chosen.randint(0, 4))).strip() for _ in range(count)]
        for _ in range(chosen.randint(1, 5))
    ]
    for terminal in (True, False):
        assert by_us(width, rows, terminal=terminal) == by_rich(width, rows, terminal=terminal)


def test_where_only_ascii_can_be_written_its_lines_are_of_ascii() -> None:
    def drawn(draw: bool) -> bytes:
        told = io.BytesIO()
        writer = io.TextIOWrapper(told, "ascii", write_through=True)
        screen = console(40, writer, terminal=False)
        if draw:
            print_long(screen, columns(2), [["abc", "1"], ["a", "22"]])
        else:
            table = Table(*columns(2))
            table.add_row("abc", "1")
            table.add_row("a", "22")
            screen.print(table)
        return told.getvalue()

    assert drawn(True) == drawn(False)
    assert drawn(True).startswith(b"+--")


def test_rich_draws_one_row_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[tuple[object, ...]] = []
    add_row = Table.add_row

    def counted(table: Table, *cells: object) -> None:
        added.append(cells)
        add_row(table, *cells)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "add_row", counted)
    told = by_us(60, [[f"report {number}", str(number)] for number in range(1000)], terminal=False)
    assert len(added) == 1
    assert told.count("\n") == 1000 + 4
