"""Periods to OWL-Time intervals with labels in both languages.

Our periods are half-open; the graph's ``time:hasEnd`` is the last day, as people read a date range.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from pyoxigraph import NamedNode

from graph import iris
from graph.statement import Statement, Statements, day, en, plain, vi
from ontology.terms import HKG, RDF, RDFS, SDMX_CODE, SKOS, TIME
from ontology.values import Period

_YEAR = re.compile(r"(\d{4})")
_PART = re.compile(r"(\d{4})-([HQM]?)(\d{1,2})")
_AS_OF = re.compile(r"as-of:(\d{4})-(\d\d)-(\d\d)")
_TERM = re.compile(r"(\d{4})-(\d{4})")
_SEASON = re.compile(r"(\d{4}(?:-\d{4})?) (.+)")

_HALVES = {"1": ("6 tháng đầu năm", "first half of"), "2": ("6 tháng cuối năm", "second half of")}
_FREQUENCIES = {"H": "freq-S", "Q": "freq-Q", "": "freq-M"}


@lru_cache(maxsize=4096)  # each figure of a report is of one of a few periods
def period_statements(period: Period) -> tuple[Statement, ...]:
    """The interval, its first and last day, and the calendar year that holds it."""
    return tuple(_statements(period))


def _statements(period: Period) -> Statements:
    node = iris.period(period.notation)
    last = period.end - timedelta(days=1)
    vietnamese, english = period_labels(period.notation)
    yield node, RDF["type"], TIME["ProperInterval"]
    yield node, SKOS["notation"], plain(period.notation)
    yield node, RDFS["label"], vi(vietnamese)
    yield node, RDFS["label"], en(english)
    yield from _bound(node, TIME["hasBeginning"], period.start)
    yield from _bound(node, TIME["hasEnd"], last)
    if (frequency := _frequency(period.notation)) is not None:
        yield node, HKG["freq"], SDMX_CODE[frequency]
    if period.start.year == last.year and period.notation != str(last.year):
        year = Period(date(last.year, 1, 1), date(last.year + 1, 1, 1), str(last.year))
        yield node, TIME["intervalDuring"], iris.period(year.notation)
        yield from period_statements(year)


def period_labels(notation: str) -> tuple[str, str]:
    """The period in Vietnamese and in English: ``2024-Q1`` -> ``quý I năm 2024``, ``quarter 1 of 2024``."""
    if match := _YEAR.fullmatch(notation):
        return f"năm {match[1]}", match[1]
    if match := _PART.fullmatch(notation):
        return _part_labels(*match.groups())
    if match := _AS_OF.fullmatch(notation):
        year, month, number = match.groups()
        return f"đến ngày {int(number):02d}/{int(month):02d}/{year}", f"as of {year}-{month}-{number}"
    if match := _TERM.fullmatch(notation):
        return f"giai đoạn {match[1]}-{match[2]}", f"{match[1]}–{match[2]}"
    if match := _SEASON.fullmatch(notation):
        return f"{match[2]} {match[1]}", f"{match[1]} ({match[2]})"
    return notation, notation


def _part_labels(year: str, letter: str, number: str) -> tuple[str, str]:
    if letter == "H" and number in _HALVES:
        vietnamese, english = _HALVES[number]
        return f"{vietnamese} {year}", f"{english} {year}"
    if letter == "Q":
        return f"quý {_roman(int(number))} năm {year}", f"quarter {number} of {year}"
    if letter == "M":
        return f"{number} tháng đầu năm {year}", f"first {number} months of {year}"
    return f"tháng {int(number)} năm {year}", f"{year}-{number}"


def _roman(quarter: int) -> str:
    return {1: "I", 2: "II", 3: "III", 4: "IV"}.get(quarter, str(quarter))


def _frequency(notation: str) -> str | None:
    if _YEAR.fullmatch(notation):
        return "freq-A"
    match = _PART.fullmatch(notation)
    return _FREQUENCIES.get(match[2]) if match else None


def _bound(node: NamedNode, which: NamedNode, when: date) -> Statements:
    instant = iris.instant(when.isoformat())
    yield node, which, instant
    yield instant, RDF["type"], TIME["Instant"]
    yield instant, TIME["inXSDDate"], day(when)
