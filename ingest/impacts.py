"""What an event left behind: the figures of its clause with their units."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ingest.fact import Impact
from ingest.match.numbers import match_numbers
from ingest.match.units import match_units
from ingest.strand import Strand
from ingest.text import lower
from ontology.phrases import load_words

_BEFORE = re.compile(r"[^\d,;:./()\[\]]*$")
_AFTER = re.compile(r"\s*([^\W\d_][^\d,;:.()\[\]]*)")
_OF_TOTAL = re.compile(r"/\s?\d[\d.,]*")
_TOTAL = re.compile(r"\d\s?/\s?$")
_MOST_WORDS = 8


def read_impacts(
    strand: Strand, start: int, end: int, taken: Collection[tuple[int, int]] = ()
) -> Iterator[Impact]:
    """Every number with a unit in ``[start, end)`` of the strand, named by the words around it.

    ``tiêu hủy 45 con lợn`` -> ``Impact("tiêu hủy lợn", 45, "con")``. Of ``17/20 xã`` the first number is
    meant. Percentages, times and numbers in ``taken`` (spans of dates and names, counted from ``start``)
    are no impacts.
    """
    text = strand.text[start:end]
    units = {unit.start: unit for unit in match_units(text)}
    for number in match_numbers(text):
        total = _OF_TOTAL.match(text, number.end)
        at = total.end() if total else number.end
        unit = units.get(at) or units.get(at + 1 if text[at : at + 1] == " " else -1)
        named = any(low <= number.start < high for low, high in taken)
        if unit is None or named or _is_no_damage(unit.surface) or _TOTAL.search(text, 0, number.start):
            continue
        span = strand.cite(start + number.start, start + unit.end).span
        yield Impact(_what(text, number.start, unit.end), number.value, unit.surface, span)


def _is_no_damage(unit: str) -> bool:
    return "%" in unit or lower(unit) in load_words("event_cues", "impacts")["no_units"]


def _what(text: str, number: int, unit_end: int) -> str:
    before = _BEFORE.search(text, 0, number)
    after = _AFTER.match(text, unit_end)
    words = (before[0].split() if before else [])[-_MOST_WORDS:]
    return " ".join((*words, *(after[1].split()[: max(0, _MOST_WORDS - len(words))] if after else ())))
