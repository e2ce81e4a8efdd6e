"""The figure check: no number stands in an answer unless it stands in what the answer cites.

An observation without a citation is no evidence: a reader could not look it up.

Numbers are compared by value, so the check does not care for number formats. Dates, periods, document
numbers and names are no figures: the writer of an answer hands them over as ``names``, and they are taken
out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def readings(raw: str) -> frozenset[Decimal]:
    """Every value that a printed number may have: point and comma each as decimal mark or as thousands mark.

    >>> sorted(readings("66.80"))
    [Decimal('66.80'), Decimal('6680')]
    """
    spelled = {raw.replace(".", "").replace(",", "."), raw.replace(",", "")}
    return frozenset(Decimal(text) for text in spelled if text.count(".") <= 1)


def figures_in(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The numbers of a text as printed, in order, those inside the given names left out."""
    for name in sorted(set(names), key=len, reverse=True):
        if any(character.isdigit() for character in name):
            # Whole names only: "2" is not in "12", nor "năm 202" in "năm 2023".
            text = re.sub(rf"(?<![\d.,]){re.escape(name)}(?!\d|[.,]\d)", " ", text)
    return tuple(_NUMBER.findall(text))


def supported_values(quotes: Iterable[str], values: Iterable[Decimal] = ()) -> frozenset[Decimal]:
    """All values that quotes bear out, and the given ones: counts, and what the quotes say in words."""
    found = {abs(value) for value in values}
    for quote in quotes:
        for raw in _NUMBER.findall(quote):
            found |= readings(raw)
    return frozenset(found)


def written_values(rows: Iterable[Mapping[str, object]], quotes: Iterable[str]) -> Iterator[Decimal]:
    """The values of rows whose very words stand in a quote: "chưa giải ngân" is 0, "1,2 nghìn con" 1.200."""
    quotes = tuple(quotes)
    for row in rows:
        written, value = row.get("as_written"), row.get("value")
        if isinstance(written, str) and isinstance(value, int | float) and any(written in q for q in quotes):
            yield Decimal(str(value))


def unsupported(
    text: str, quotes: Iterable[str], values: Iterable[Decimal] = (), names: Iterable[str] = ()
) -> tuple[str, ...]:
    """The numbers of ``text`` that no quote bears out and that are none of the given values, as printed."""
    known = supported_values(quotes, values)
    return tuple(raw for raw in figures_in(text, names) if not readings(raw) & known)
