"""The figure check: no number stands in an answer unless it stands in what the answer cites.

An observation without a citation is no evidence: a reader could not look it up.

Numbers are compared by value, so the check does not care for number formats. Dates, periods, document
numbers and names are no figures: the writer of an answer hands them over as ``names``, and they are taken
out first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SCALES = {
    "nghìn": "thousand", "ngàn": "thousand", "thousand": "thousand", "triệu": "million", "million": "million",
    "tỷ": "billion", "tỉ": "billion", "billion": "billion", "%": "%", "‰": "‰",
}  # fmt: skip
_SCALED = re.compile(
    rf"(?P<number>{_NUMBER.pattern})(?:\s*(?P<scale>{'|'.join(_SCALES)})(?!\w|\s+(?:lệ|trọng|suất)\b))?",
    re.IGNORECASE,
)


def readings(raw: str) -> frozenset[Decimal]:
    """Every value that a printed number may have: point and comma each as decimal mark or as thousands mark.

    >>> sorted(readings("66.80"))
    [Decimal('66.80'), Decimal('6680')]
    """
    spelled = {raw.replace(".", "").replace(",", "."), raw.replace(",", "")}
    return frozenset(Decimal(text) for text in spelled if text.count(".") <= 1)


def written_values(rows: Iterable[Mapping[str, object]], quotes: Iterable[str]) -> Iterator[Decimal]:
    """The values of rows that a quote tells in words, as "chưa giải ngân" tells 0."""
    quotes = tuple(quotes)
    for row in rows:
        written, value = row.get("as_written"), row.get("value")
        if isinstance(written, str) and isinstance(value, int | float) and any(written in q for q in quotes):
            number = abs(Decimal(str(value)))
            if not any(number in readings(raw) for raw in _NUMBER.findall(written)):
                yield number


def unsupported(
    text: str, quotes: Iterable[str], values: Iterable[Decimal] = (), names: Iterable[str] = ()
) -> tuple[str, ...]:
    """The numbers of ``text`` that no quote bears out and that are none of the given values, as printed.

    A number is borne out in its own scale: "12 tỷ" by no quote that only has "12 triệu".
    """
    given = {abs(value) for value in values}
    quoted: dict[Decimal, set[str]] = {}
    for quote in quotes:
        for match in _SCALED.finditer(quote):
            for value in readings(match["number"]):
                quoted.setdefault(value, set()).add(_scale(match))
    return tuple(
        match["number"]
        for match in _SCALED.finditer(_without_names(text, names))
        if not readings(match["number"]) & given
        and not any(_agrees(_scale(match), quoted.get(one, ())) for one in readings(match["number"]))
    )


def _agrees(scale: str, quoted: Collection[str]) -> bool:
    """Whether a scale stands in the quotes; where one of the two tells none (a table's column), it may."""
    return bool(quoted) and (not scale or scale in quoted or "" in quoted)


def _scale(match: re.Match[str]) -> str:
    return _SCALES.get((match["scale"] or "").lower(), "")


def _without_names(text: str, names: Iterable[str]) -> str:
    # The names of thousands of reports come along: only those that stand there are looked at.
    standing = {name for name in names if name in text and any(map(str.isdigit, name))}
    for name in sorted(standing, key=len, reverse=True):
        # Whole names only: "2" is not in "12", nor "năm 202" in "năm 2023".
        text = re.sub(rf"(?<![\d.,]){re.escape(name)}(?!\d|[.,]\d)", " ", text)
    return text
