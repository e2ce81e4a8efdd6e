"""The sentences of arithmetic findings, in Vietnamese and English, from ``codes/arithmetic.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from graph.arithmetic.ranges import Printed, unit_scale
from graph.rows import ObservationRow
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id, load_concepts

_MOST_PLACES = 6
_LINE = {"vi": "dòng", "en": "line"}
_SIGNS = ("%", "‰")


def message(
    wording: str, language: str, printed: Printed, expected: Decimal, others: Sequence[ObservationRow]
) -> str:
    """The sentence of a row of the list with its figures filled in.

    A figure from elsewhere is told with its line, and with its file if that is another.
    """
    told = [_elsewhere(row, printed.row, language) for row in others]
    return (
        concepts_by_id("arithmetic")[wording]
        .extra[f"message_{language}"]
        .format(
            printed=_quantity(printed.row.value, printed.row.unit, language),
            expected=_quantity(_rounded(expected, printed), printed.row.unit, language),
            first=told[0],
            second=told[1] if len(told) > 1 else "",
            others=" + ".join(told[1:]),
        )
    )


def _rounded(expected: Decimal, printed: Printed) -> Decimal:
    """With as many decimals as were printed, or so many more that it can be told from what was."""
    for places in range(printed.places, _MOST_PLACES):
        found = expected.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if found != printed.row.value:
            return found
    return expected


def _elsewhere(row: ObservationRow, beside: ObservationRow, language: str) -> str:
    told = _quantity(row.value, row.unit, language)
    where, here = row.source, beside.source
    if where.report != here.report:
        return f"{told} ({where.file}, {_LINE[language]} {where.line})"
    near = where.line == here.line or where.sentence_start == here.sentence_start
    return told if near else f"{told} ({_LINE[language]} {where.line})"


def _quantity(value: Decimal, unit: str, language: str) -> str:
    """``5.424 hộ`` in Vietnamese, ``5,424`` in English: what is counted, the report's own words tell."""
    digits = f"{value:,f}"
    if language == "vi":
        digits = digits.translate(str.maketrans(",.", ".,"))
    if unit in _SIGNS:
        return f"{digits}{unit}"
    name = unit if language == "vi" else _english(unit)
    return f"{digits} {name}".strip()


def _english(unit: str) -> str:
    words = even_tones(unit)
    rows = (row for row in load_concepts("units") if words in map(even_tones, row.labels))
    known = next((next(iter(row.alternatives_en), row.en) for row in rows), unit)
    return "" if unit_scale(unit).counted else known
