"""Numbers as Vietnamese reports write them: ``5.991,7`` · ``05`` · ``66.80`` · ``7,213``.

A comma is the decimal sign and a point parts thousands; but tables often come from spreadsheets with
a decimal point. Where the digits alone cannot tell, ``readings`` gives every way to read them, the likelier
first, and whoever knows the neighbours decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.match.mention import Mention

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_THOUSANDS_ENGLISH = re.compile(r"[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|[1-9]\d{0,2}(,\d{3})+\.\d+")
_LONGEST = 40  # digits; longer runs are identifiers, and Decimal must stay cheap


def match_numbers(text: str) -> Iterator[Mention[Decimal]]:
    """Every run of digits with its likeliest reading, left to right, without signs or units."""
    for found in NUMERAL.finditer(text):
        yield Mention(found.start(), found.end(), found[0], parse_number(found[0]))


def parse_number(surface: str) -> Decimal:
    """The likeliest reading of a numeral: ``parse_number("5.991,7") == Decimal("5991.7")``.

    Raises ``ValueError`` for text that is not a numeral.
    """
    return readings(surface)[0]


def readings(surface: str) -> tuple[Decimal, ...]:
    """All ways to read a numeral, the likeliest first: ``"17.501"`` -> 17501 or 17.501.

    ``"66.80"`` can only have a decimal point, ``"7,213"`` is 7.213 before it is 7213.
    """
    if not NUMERAL.fullmatch(surface):
        raise ValueError(f"not a numeral: {surface!r}")
    if len(surface) > _LONGEST:
        return (Decimal(0),)
    if _THOUSANDS_ENGLISH.fullmatch(surface):
        return (Decimal(surface.replace(",", "")),)
    if _THOUSANDS.fullmatch(surface):
        return _thousands(surface)
    return _decimals(surface)


def _thousands(surface: str) -> tuple[Decimal, ...]:
    plain = Decimal(surface.replace(".", "").replace(",", "."))
    if "," in surface or surface.count(".") > 1:
        return (plain,)
    return (plain, Decimal(surface))


def _decimals(surface: str) -> tuple[Decimal, ...]:
    signs = [sign for sign in surface if sign in ".,"]
    if not signs:
        return (Decimal(surface),)
    head, tail = surface.rsplit(signs[-1], 1)
    whole = head.replace(".", "").replace(",", "")
    decimal = Decimal(f"{whole}.{tail}")
    if signs == [","] and len(tail) == 3 and whole.lstrip("0"):
        return (decimal, Decimal(whole + tail))
    if len(signs) > 1 and signs[-1] == "." and len(tail) == 3:  # 12.34.567: a slip of the thousands point
        return (Decimal(whole + tail),)
    return (decimal,)
