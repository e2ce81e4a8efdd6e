"""What an event left behind: the figures of its clause with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fact import Impact
from ingest.match.numbers import match_numbers
from ingest.match.periods import match_periods
from ingest.match.units import match_units
from ingest.strand import Strand

_BEFORE = re.compile(r"[^\d,;:.()\[\]]*$")
_AFTER = re.compile(r"\s*([^\W\d_][^\d,;:.()\[\]]*)")
_MOST_WORDS = 8
_PERCENT = "%"


def read_impacts(strand: Strand, start: int, end: int) -> Iterator[Impact]:
    """Every number with a unit in ``[start, end)`` of the strand, named by the words around it.

    ``tiêu hủy 45 con lợn`` -> ``Impact("tiêu hủy lợn", 45, "con")``. Dates and percentages are no impacts.
    """
    text = strand.text[start:end]
    units = {unit.start: unit for unit in match_units(text)}
    dates = [(period.start, period.end) for period in match_periods(text)]
    for number in match_numbers(text):
        at = number.end + (text[number.end : number.end + 1] == " ")
        unit = units.get(at)
        dated = any(low <= number.start < high for low, high in dates)
        if unit is None or dated or _PERCENT in unit.value.text:
            continue
        span = strand.cite(start + number.start, start + unit.end).span
        yield Impact(_what(text, number.start, unit.end), number.value, unit.value.text, span)


def _what(text: str, number: int, unit_end: int) -> str:
    before = _BEFORE.search(text, 0, number)
    after = _AFTER.match(text, unit_end)
    words = (before[0].split() if before else [])[-_MOST_WORDS:]
    return " ".join((*words, *(after[1].split()[: max(0, _MOST_WORDS - len(words))] if after else ())))
