"""Typed numbers: English ones are rewritten only where nothing in the file speaks against it."""

from __future__ import annotations

import pytest

from ingest.read.grid import GridCell
from ingest.read.numerals import BOTH, ENGLISH, Numbers, vietnamese_numbers


def told(*rows: str):
    """The numbers behind the first cell of each row after the change, and the remarks."""
    grid = [
        {
            column: GridCell(number, column, number, column, words)
            for column, words in enumerate(row.split("|"))
        }
        for number, row in enumerate(rows)
    ]
    numbers = vietnamese_numbers(grid)
    return [" ".join(cell.words for cell in list(row.values())[1:]) for row in numbers.rows], numbers.warnings


def undecided(number: str) -> str:
    return f"Numbers such as {number} can be read in two ways; they were left as written."


@pytest.mark.parametrize(
    ("rows", "numbers", "remarks"),
    [
        (["Lúa|561|2024"], ["561 2024"], ()),
        (["Lúa|1.234,5|1.234"], ["1.234,5 1.234"], ()),
        (["Lúa|12,5|1.234|1,234"], ["12,5 1.234 1,234"], ()),
        (["Lúa|1.234.567|1.234"], ["1.234.567 1.234"], ()),
        (["Lúa|1,234.5|1,234|1.234|12"], ["1.234,5 1.234 1,234 12"], (ENGLISH,)),
        (["Lúa|1,234,567", "Ngô|1.234"], ["1.234.567", "1,234"], (ENGLISH,)),
        (["Lúa|12.5|1,234"], ["12,5 1.234"], (ENGLISH,)),
        (["Lúa|0.125"], ["0,125"], (ENGLISH,)),
        (["Lúa|1234.567"], ["1234,567"], (ENGLISH,)),
        (["Lúa|-12.5%|+3.25 ha"], ["-12,5% +3,25 ha"], (ENGLISH,)),
        (["Lúa|(12.5)"], ["(12,5)"], (ENGLISH,)),
        (["Lúa|12.5", "Ngô|1.234"], ["12,5", "1,234"], (ENGLISH,)),
        (["Lúa|12.5|1.234"], ["12,5 1.234"], (ENGLISH, undecided("1.234"))),
        (["Lúa|1.234"], ["1.234"], (undecided("1.234"),)),
        (["Lúa|1,234"], ["1,234"], (undecided("1,234"),)),
        (["Lúa|12.5|12,5|1.234"], ["12.5 12,5 1.234"], (BOTH,)),
        (["1.1|Lúa", "1.2|Ngô"], ["Lúa", "Ngô"], ()),
        (["Lúa|5.6.2024|12.5.2024"], ["5.6.2024 12.5.2024"], ()),
        (["Lúa|Từ 1.5 đến 2.5 ha"], ["Từ 1.5 đến 2.5 ha"], ()),
    ],
)
def test_numbers_are_the_vietnamese_way_where_that_is_sure(rows, numbers, remarks):
    assert told(*rows) == (numbers, remarks)


def test_numbers_that_the_file_holds_as_numbers_are_no_evidence():
    row = {0: GridCell(0, 0, 0, 0, "Lúa"), 1: GridCell(0, 1, 0, 1, "12.5", typed=False)}
    assert vietnamese_numbers([row]) == Numbers([row], (), sure=False)
