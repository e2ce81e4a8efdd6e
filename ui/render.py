"""View models: answers and graph rows as tables and marked passages. Pure; knows nothing of Streamlit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from graph.rows import DocumentRow, EventRow, LinkRow, ObservationRow, OcopRow, ProgrammeRow, ReportRow
from graph.user_query import SparqlResult
from search.language import Language
from search.phrase import format_number
from search.wording import notation_label
from ui.messages import tell

TableRow = dict[str, str]
AROUND = 700  # characters shown before and after a quote: about a paragraph each


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A piece of a report's text with the quote in it; ``quote`` is empty where it was not found."""

    before: str
    quote: str
    after: str

    def to_html(self) -> str:
        """The passage with the quote marked; the report's own characters are shown, never interpreted."""
        parts = (escape(self.before), f"<mark>{escape(self.quote)}</mark>", escape(self.after))
        return f'<div class="hk-passage">{"".join(parts)}</div>'


def mark_passage(text: str, start: int, end: int, around: int = AROUND) -> MarkedPassage:
    """The quote ``text[start:end]`` with the text around it, cut at line ends.

    Offsets outside the text mark nothing.
    """
    if not 0 <= start < end <= len(text):
        return MarkedPassage(text[: 2 * around], "", "")
    low = text.rfind("\n", 0, max(0, start - around)) + 1
    high = text.find("\n", min(len(text), end + around))
    return MarkedPassage(text[low:start], text[start:end], text[end : high if high >= 0 else len(text)])


def observation_table(rows: Iterable[ObservationRow], language: Language) -> list[TableRow]:
    """Figures, one a row, with headings in the language."""
    return [_titled(language, _observation(row, language)) for row in rows]


def event_table(rows: Iterable[EventRow], language: Language) -> list[TableRow]:
    """Event mentions, one a row."""
    return [
        _titled(
            language,
            {
                "event": row.type_label,
                "assertion": tell(language, f"assertion.{row.assertion.value}"),
                "period": notation_label(row.period, language),
                "sentence": one_line(row.source.sentence),
                "report": row.source.file,
                "line": str(row.source.line),
            },
        )
        for row in rows
    ]


def programme_table(rows: Iterable[ProgrammeRow], language: Language) -> list[TableRow]:
    """Programmes with their counts."""
    english = language == Language.ENGLISH
    return [
        _titled(
            language,
            {
                "programme": (row.label_en if english else None) or row.label,
                "mentions": str(row.mentions),
                "documents": str(row.documents),
                "districts": str(row.districts),
            },
        )
        for row in rows
    ]


def document_table(rows: Iterable[DocumentRow], language: Language) -> list[TableRow]:
    """Legal documents."""
    return [
        _titled(
            language,
            {
                "document": row.label,
                "number": row.number or "",
                "date": row.day.isoformat() if row.day else row.year or "",
                "issuer": row.issuer or "",
                "subject": row.title or "",
            },
        )
        for row in rows
    ]


def link_table(rows: Iterable[LinkRow], language: Language) -> list[TableRow]:
    """Sentences that tie a programme to a document."""
    return [
        _titled(
            language,
            {
                "programme": row.programme_label,
                "document": row.number or "",
                "district": row.source.district_label,
                "period": notation_label(row.source.report_period, language),
                "sentence": one_line(row.source.sentence),
            },
        )
        for row in rows
    ]


def product_table(rows: Iterable[OcopRow], language: Language) -> list[TableRow]:
    """OCOP products."""
    return [
        _titled(
            language,
            {
                "product": row.product,
                "stars": str(row.stars or ""),
                "owner": row.owner or "",
                "period": notation_label(row.period, language),
                "sentence": one_line(row.source.sentence),
            },
        )
        for row in rows
    ]


def report_table(rows: Iterable[ReportRow], language: Language) -> list[TableRow]:
    """Reports with their identity."""
    return [
        _titled(
            language,
            {
                "report": row.file,
                "period": notation_label(row.period, language),
                "title": row.title,
                "number": row.number or "",
                "date": str(row.issued or ""),
                "issuer": row.issuer,
                "numbers": str(row.numbers),
            },
        )
        for row in rows
    ]


def answer_table(rows: Sequence[Mapping[str, object]], language: Language) -> list[TableRow]:
    """An answer's rows with headings in the language; columns that are empty throughout are left out."""
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if _shown(name, rows)]
    return [{_heading(language, name): _cell(row.get(name)) for name in names} for row in rows]


def sparql_table(result: SparqlResult) -> list[TableRow]:
    """A query's result as table rows; a graph as subject, predicate, object."""
    return list(csv.DictReader(io.StringIO(result.to_csv())))


def to_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, so that spreadsheets show Vietnamese letters."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces as single spaces."""
    return " ".join(text.split())


def _observation(row: ObservationRow, language: Language) -> TableRow:
    return {
        "section": row.source.section or "",
        "indicator": row.indicator_text,
        "measure": tell(language, f"measure.{row.measure.value}"),
        "value": f"{row.qualifier or ''}{format_number(row.value, language)}",
        "unit": row.unit,
        "status": tell(language, f"obs_status.{row.status}"),
        "area": row.area,
        "period": notation_label(row.period, language),
        "report": row.source.file,
        "line": str(row.source.line),
    }


def _titled(language: Language, row: TableRow) -> TableRow:
    return {tell(language, f"column.{name}"): value for name, value in row.items()}


def _heading(language: Language, name: str) -> str:
    try:
        return tell(language, f"column.{name}")
    except KeyError:
        return name


def _shown(name: str, rows: Iterable[Mapping[str, object]]) -> bool:
    return any(row.get(name) not in (None, "", [], ()) for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
