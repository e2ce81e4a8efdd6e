"""The figure check: no number stands in an answer unless it stands in what the answer cites.

Numbers are compared by value, so the check does not care for number formats. Dates, periods, document
numbers and names are no figures: the writer of an answer hands them over as ``names``, and they are taken
out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    """All values that quotes and observations bear out."""
    found = {abs(value) for value in values}
    for quote in quotes:
        for raw in _NUMBER.findall(quote):
            found |= readings(raw)
    return frozenset(found)


def unsupported(
    text: str, quotes: Iterable[str], values: Iterable[Decimal] = (), names: Iterable[str] = ()
) -> tuple[str, ...]:
    """The numbers of ``text`` that neither a quote nor an observation bears out, as printed."""
    known = supported_values(quotes, values)
    return tuple(raw for raw in figures_in(text, names) if not readings(raw) & known)
