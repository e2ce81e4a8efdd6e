"""What became of an uploaded file, in words: what it is, what was read of it, or why not. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.record import Kind
from ingest.text import fold
from ontology.gazetteer import DISTRICT, load_gazetteer
from ontology.periods import parse_period
from search.language import Language
from search.wording import notation_label
from ui.messages import tell, tell_if_known
from ui.names import area_name, province_name
from ui.outcome import Outcome
from ui.render import format_cell
from ui.workspace import StoredReport

NAMED_BY_USER = ("no_district", "several_districts", "other_issuer", "no_period", "several_periods")
"""The failures that end when the user names what the report does not."""
_COUNTED = (
    Kind.OBSERVATIONS, Kind.EVENTS, Kind.LEGAL, Kind.PROGRAMMES, Kind.OCOP, Kind.PLACES, Kind.LINKS,
)  # fmt: skip
_WARNINGS = {
    r"(?P<count>\d+) footnote mark\(s\) without a footnote": "marks_alone",
    r"(?P<count>\d+) footnote\(s\) without a mark": "notes_alone",
    r"in the old (?P<font>.+) encoding": "old_font",
    r"pictures, for Tesseract is missing: page\(s\) (?P<pages>[\d, ]+)": "pages_lost",
    r"(?P<count>\d+) page\(s\) read by OCR; (?P<doubtful>\d+) of (?P<words>\d+)": "by_ocr",
    r"ends in (?P<suffix>\S+), but what is in it is a (?P<kind>\S+) file": "other_suffix",
    r"holds tracked changes": "tracked",
    r"Crossed-out words": "struck",
    r"Pictures, charts or embedded files": "embedded",
    r"(?P<count>\d+) row\(s\), the first of them row (?P<row>\d+), hold more cells": "torn_numbers",
    r"Hidden words": "hidden_words",
    r"written the English way": "english_numbers",
    r"partly the English, partly": "both_numbers",
    r"Numbers such as (?P<example>\S+) can be read in two ways": "open_numbers",
    r"Hidden sheets were left out: (?P<names>.+)\.$": "hidden_sheets",
    r"Hidden rows or columns": "hidden_cells",
    r"(?P<count>\d+) formula\(s\) hold no result": "no_results",
}
"""How what the reader of a file wants said is worded for people."""
PARTS = ("", "H1", "H2", "M9", "Q1", "Q2", "Q3", "Q4", *(f"{month:02d}" for month in range(1, 13)))
"""The parts of a year that a report can be about; empty is the whole year."""


def identity_words(report: StoredReport, language: Language) -> str:
    """Whose and of when the report is: ``huyện Văn Quan, tỉnh Lạng Sơn · 6 tháng đầu năm 2024``."""
    district = area_name(report.district_code, report.district, language)
    province = province_name(report.district_code, report.province, language)
    return f"{district}, {province} · {notation_label(report.period, language)}"


def counts_words(report: StoredReport, language: Language) -> str:
    """The facts by kind: ``Figures: 107 · Events: 5``; kinds without any are left out."""
    told = (
        f"{tell(language, f'fact_kind.{kind.value}')}: {format_cell(report.counts[kind.value], language)}"
        for kind in _COUNTED
        if report.counts.get(kind.value)
    )
    return " · ".join(told)


def warning_words(warnings: Sequence[str], language: Language) -> list[str]:
    """What the reader of the file wants said."""
    return [_warning(one, language) for one in warnings]


def failure_words(outcome: Outcome, language: Language) -> str:
    """Why a file could not be read and what to do; in English the program's own words where it has more."""
    named = ", ".join(_named(one, outcome.code, language) for one in outcome.named)
    known = tell_if_known(language, f"unreadable.{outcome.code}")
    return known.replace("{named}", named) if known else f"{outcome.message} {outcome.hint}".strip()


def district_choices(language: Language) -> dict[str, str]:
    """Every district, by what ``--district`` understands, to its name with its province."""
    gazetteer = load_gazetteer()
    choices: dict[str, str] = {}
    for unit in gazetteer.units:
        above = gazetteer.unit(unit.parent)
        if unit.level == DISTRICT and above:
            names = (area_name(one.code, one.area.label, language) for one in (unit, above))
            choices[f"{unit.area.label}, {above.area.label}"] = ", ".join(names)
    return dict(sorted(choices.items(), key=lambda item: fold(item[1])))


def period_notation(year: int, part: str) -> str:
    """``2024``, ``2024-H1``, ``2024-06``. Raises ``ValueError`` for what is no period."""
    return parse_period(f"{year}-{part}" if part else str(year)).notation


def part_choices(language: Language) -> dict[str, str]:
    """The parts of a year, as people call them."""
    return {part: tell(language, f"year_part.{part or 'all'}") for part in PARTS[:8]} | {
        part: tell(language, "year_part.month", month=int(part)) for part in PARTS[8:]
    }


def _named(told: str, code: str, language: Language) -> str:
    return notation_label(told, language) if code == "several_periods" else told


def _warning(told: str, language: Language) -> str:
    for pattern, code in _WARNINGS.items():
        if match := re.search(pattern, told):
            return tell(language, f"reports.{code}", **match.groupdict())
    return told
