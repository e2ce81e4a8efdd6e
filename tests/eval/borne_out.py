"""Whether an answer's figures stand in its own citations, by its JSON alone: what a reader can check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Periods, dates and numbers of documents name something; they count nothing.
_NAMES = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z]\w+ \d{4}|\b(?:19|20)\d\d(?:[-–]\d{4})?\b"
    r"|\d+ tháng (?:đầu|cuối)|first \d+ months|tháng \d+|quý \d|quarter \d|\d+[^\s;,.]*/[^\s;,.]*[A-ZĐ]\S*"
    r"|[Ss]ao\b|Covid-19|COVID-19"
)
_LEFT = re.compile(r"Trong bảng còn \d+ dòng nữa\.|\d+ more rows? stands? in the table\.")


def unfounded(answer: Mapping[str, object]) -> list[str]:
    """The numbers of the answer that no citation quotes and that count none of its rows."""
    quotes = [citation["quote"] for citation in answer["citations"]]
    known = {value for quote in quotes for raw in _NUMBER.findall(quote) for value in _values(raw)}
    known |= set(_counts(answer["rows"])) | set(_in_words(answer["rows"], quotes))
    known |= {value for raw in _NUMBER.findall(answer["question"]) for value in _values(raw)}
    text = _NAMES.sub(" ", _LEFT.sub(" ", answer["answer"]))
    return [raw for raw in _NUMBER.findall(text) if not _values(raw) & known]


def rows_not_as_written(answer: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The rows whose value the words that they quote do not have."""
    return [
        row
        for row in answer["rows"]
        if _NUMBER.search(str(row.get("as_written", "")))
        and not any(abs(Decimal(str(row["value"]))) in _values(raw) for raw in _written(row))
    ]


def stated_rows_without_citation(answer: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Rows with a figure that no citation quotes, though the answer leaves none to its table."""
    if _LEFT.search(answer["answer"]):
        return []
    quotes = [citation["quote"] for citation in answer["citations"]]
    return [
        row
        for row in answer["rows"]
        if row.get("as_written") and not any(row["as_written"] in quote for quote in quotes)
    ]


def _values(raw: str) -> set[Decimal]:
    spelled = {raw.replace(".", "").replace(",", "."), raw.replace(",", "")}
    return {Decimal(text) for text in spelled if text.count(".") <= 1}


def _written(row: Mapping[str, object]) -> list[str]:
    written = str(row["as_written"])
    return [*_NUMBER.findall(written), *_NUMBER.findall(written.replace(" ", ""))]


def _counts(rows: list[Mapping[str, object]]) -> Iterator[Decimal]:
    """How many rows there are, and how many different values a column has, as an answer may count them."""
    for status in {None, *(row.get("status") for row in rows)}:
        some = [row for row in rows if status is None or row.get("status") == status]
        yield Decimal(len(some))
        for column in {key for row in some for key in row}:
            yield Decimal(len({str(row.get(column)) for row in some}))


def _in_words(rows: list[Mapping[str, object]], quotes: list[str]) -> Iterator[Decimal]:
    for row in rows:
        written = str(row.get("as_written") or "")
        if written and not _NUMBER.search(written) and any(written in quote for quote in quotes):
            yield abs(Decimal(str(row["value"])))
