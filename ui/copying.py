"""A figure or sentence with its source, in words that can be pasted into a paper. Pure."""

from __future__ import annotations

from search.language import Language
from ui.messages import tell
from ui.render import TableRow, format_cell, one_line


def cited(quote: str, where: str, language: Language, figure: str = "") -> str:
    """``forest cover: 62.5% — “…” (report, file, line)``; without a figure, the quote and where it stands."""
    key = "copy.cited" if figure else "copy.quoted"
    return tell(language, key, figure=figure, quote=one_line(quote), where=where)


def figure_words(row: TableRow, language: Language) -> str:
    """What a row of a table of figures says: ``forest cover: 62.5% (2023)``; empty for other rows."""
    name, value = row.get("indicator"), row.get("value")
    if not name or value is None:
        return ""
    number = value if isinstance(value, str) else format_cell(value, language)
    unit = str(row.get("unit") or "")
    amount = f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}".strip()
    role = ", ".join(str(row[key]) for key in ("measure", "period") if row.get(key))
    return f"{name}: {amount} ({role})" if role else f"{name}: {amount}"
