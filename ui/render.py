"""View models: answers and graph rows as tables. Pure; knows nothing of Streamlit.

A table is a list of rows by column; numbers stay numbers, so that they sort and align as such.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from graph.rows import DocumentRow, EventRow, ObservationRow, OcopRow, ProgrammeRow, ReportRow, Source
from graph.user_query import SparqlResult
from search.language import Language
from search.phrase import format_number, unit_label
from search.wording import name_of, notation_label
from ui.messages import tell, tell_if_known
from ui.names import area_name, concept_name, document_name, programme_name
from ui.plain_text import visible

Cell = str | int | float | Decimal | None
TableRow = dict[str, Cell]
Rows = Sequence[TableRow] | Callable[[], Sequence[TableRow]]
"""Rows of a table, or what makes them when they are wanted: long lists are not made for each run."""
MOST_OFFERED = 2_000
"""Entries of a list to choose from, the most told of: a browser that gets more becomes slow."""
AROUND = 400  # characters shown before and after a quote: to understand it, with the mark in sight
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PERIODS = ("period", "compared_with")
_FIRST = ("district", "event", "indicator", "impact", "value", "unit", "qualifier", "measure")
_LAST = ("report", "line")


def observation_table(rows: Iterable[ObservationRow], language: Language) -> list[TableRow]:
    """Figures, one a row: what a person compares first, where it stands last."""
    return [
        {
            "indicator": name_of(row, language),
            "value": row.value,
            "unit": unit_label(row.unit, language),
            "measure": _role(row, language),
            "period": notation_label(row.period, language),
            "area": area_name(row.area_code, row.area, language),
            **_place(row.source),
            "section": row.source.section or "",
        }
        for row in rows
    ]


def programme_figures(rows: Sequence[ObservationRow], language: Language) -> list[TableRow]:
    """The figures of a programme, with its project, level or criterion first and their district."""
    return [
        {
            "part": concept_name("programme_parts", row.programme_part, row.part_label or "", language),
            **table_row,
        }
        for row, table_row in zip(rows, observation_table(rows, language), strict=True)
    ]


def event_table(rows: Iterable[EventRow], language: Language) -> list[TableRow]:
    """Event mentions, one a row."""
    return [
        {
            "event": concept_name("events", row.type, row.type_label, language),
            "assertion": tell(
                language, "assertion.elsewhere" if row.elsewhere else f"assertion.{row.assertion.value}"
            ),
            "period": notation_label(row.period, language),
            "sentence": one_line(row.source.sentence),
            **_place(row.source),
        }
        for row in rows
    ]


def programme_table(rows: Iterable[ProgrammeRow], language: Language) -> list[TableRow]:
    """Programmes with their counts."""
    return [
        {
            "programme": programme_name(row, language),
            "mentions": row.mentions,
            "documents": row.documents,
        }
        for row in rows
    ]


def document_table(rows: Iterable[DocumentRow], language: Language) -> list[TableRow]:
    """Legal documents."""
    return [
        {
            "document": (name := document_name(row.label, language)),
            "date": format_date(row.day or row.year, language),
            "issuer": row.issuer or "",
            "subject": row.title if row.title and row.title not in name else "",
        }
        for row in rows
    ]


def product_table(rows: Iterable[OcopRow], language: Language) -> list[TableRow]:
    """OCOP products."""
    return [
        {
            "product": row.product,
            "stars": row.stars,
            "status": tell(language, f"ocop.{row.status}"),
            "year": None if row.year is None else str(row.year),
            "owner": row.owner or "",
            "period": notation_label(row.period, language),
            "sentence": one_line(row.source.sentence),
            **_place(row.source),
        }
        for row in rows
    ]


def report_table(rows: Iterable[ReportRow], language: Language) -> list[TableRow]:
    """Reports with their identity."""
    return [
        {
            "period": notation_label(row.period, language),
            "title": one_line(row.title),
            "number": row.number or "",
            "date": format_date(row.issued, language),
            "issuer": row.issuer,
            "numbers": row.numbers,
            "report": visible(row.file),
        }
        for row in rows
    ]


def answer_table(rows: Sequence[Mapping[str, object]], language: Language) -> list[TableRow]:
    """An answer's rows in words of the language, what was asked for first, where it stands last.

    Columns that say nothing are left out: those that are empty, and an area that is the district itself.
    """
    names = sorted(dict.fromkeys(name for row in rows for name in row if _shown(name, rows)), key=_order)
    return [{name: answer_cell(name, row.get(name), language) for name in names} for row in rows]


def answer_cell(name: str, value: object, language: Language) -> Cell:
    """One value of an answer's row: codes and notations in words, numbers as they are."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, int | float | Decimal) or value is None:
        return value
    text = str(value)
    if name in _PERIODS:
        return notation_label(text, language)
    if name == "date":
        return format_date(text, language)
    if name == "unit":
        return unit_label(text, language)
    if name in ("event", "programme", "programme_part"):
        return concept_name(f"{name}s", text, text, language)
    groups = {
        "status": ("obs_status", "assertion", "ocop"),
        "measure": ("measure",),
        "qualifier": ("qualifier",),
    }.get(name, ())
    told = (tell_if_known(language, f"{group}.{text}") for group in groups)
    return next((words for words in told if words is not None), text)


def sparql_table(result: SparqlResult) -> list[TableRow]:
    """A query's result as table rows; a graph as subject, predicate, object."""
    return list(csv.DictReader(io.StringIO(result.to_csv())))


def headings(rows: Sequence[TableRow], language: Language) -> dict[str, str]:
    """The heading of each column; a column that the interface does not know keeps its name."""
    names = list(rows[0]) if rows else []
    return {name: tell_if_known(language, f"column.{name}") or name for name in names}


def number_columns(rows: Sequence[TableRow]) -> list[str]:
    """The columns that hold numbers and nothing else."""
    names = list(rows[0]) if rows else []
    return [name for name in names if all(_is_number(row[name]) for row in rows)]


def plain_row(row: TableRow, numbers: Sequence[str], language: Language) -> TableRow:
    """A row in which all but the number columns are words; a table of one type a column shows no "None"."""
    return {name: cell if name in numbers else _words(cell, language) for name, cell in row.items()}


def to_csv(rows: Rows, language: Language) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, so that spreadsheets show Vietnamese letters.

    Numbers are written plainly (``1234.5``); words that a spreadsheet would run as a formula are quoted.
    """
    made = rows() if callable(rows) else rows
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings(made, language).values())
    writer.writerows([_safe(cell) for cell in row.values()] for row in made)
    return out.getvalue().encode("utf-8-sig")


def format_cell(value: object, language: Language) -> str:
    """A number of a table as people of that language write it."""
    return format_number(Decimal(str(value)), language)


def format_date(day: date | str | None, language: Language) -> str:
    """``20/12/2023`` in Vietnamese, ``2023-12-20`` in English; years and months stay as they are."""
    if language == Language.VIETNAMESE:
        return "/".join(reversed(str(day or "").split("-")))
    return str(day or "")


def one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces as single spaces, and nothing that turns it around."""
    return visible(" ".join(text.split()))


def _place(source: Source) -> TableRow:
    return {"report": visible(source.file), "line": source.line}


def _role(row: ObservationRow, language: Language) -> str:
    """``actual``, and in brackets what qualifies it: ``actual (estimate)``."""
    role = tell(language, f"measure.{row.measure.value}")
    bound = tell_if_known(language, f"qualifier.{row.qualifier}") or row.qualifier
    limits = ", ".join(filter(None, (tell(language, f"obs_status.{row.status}"), bound)))
    return f"{role} ({limits})" if limits else role


def _shown(name: str, rows: Sequence[Mapping[str, object]]) -> bool:
    if name == "area" and all(str(row.get(name)).endswith(str(row.get("district"))) for row in rows):
        return False
    return any(row.get(name) not in (None, "", [], ()) for row in rows)


def _order(name: str) -> int:
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (name in _LAST)


def _is_number(cell: Cell) -> bool:
    return cell is None or isinstance(cell, int | float | Decimal)


def _words(cell: Cell, language: Language) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else format_cell(cell, language)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
