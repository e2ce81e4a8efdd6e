"""Numbers and dates of spreadsheets as their formats show them, written the Vietnamese way.

A comma is the decimal sign, a point parts thousands, dates are day/month/year. What a negative number shows
only by colour or brackets is written with a minus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

Value = str | bool | int | float | date | time | timedelta | None
"""What a cell can hold."""
_DIGITS = 15  # significant ones that a spreadsheet keeps
_GENERAL = 10  # digits that the general format shows of a broken number
_LONGEST = 30  # decimals
_EXACT = Context(prec=1000, rounding=ROUND_HALF_UP)  # enough for the largest number in any format
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[0#?][0#?,.]*)|(?P<point>\.[0#?]+)|(?P<power>[eE][+-]0+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_NO_DATE = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the sections of a number format.

    ``before`` and ``after`` are the words around the number; ``whole`` and ``fraction`` its places, ``shift``
    the power of ten by which it is shown larger. Without places only the words are shown.
    """

    before: str = ""
    after: str = ""
    whole: str = ""
    fraction: str = ""
    shift: int = 0
    general: bool = False
    condition: tuple[str, Decimal] | None = None


def shown(value: Value, number_format: str) -> str:
    """A cell's words; empty where it shows nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(Decimal(f"{value:.{_DIGITS}g}"), number_format)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return _moment(value, number_format)


def _moment(value: date | time, number_format: str) -> str:
    """The parts of a date or time that its format names, in our order."""
    named = _NO_DATE.sub("", number_format.partition(";")[0]).lower()
    clock = "%H:%M" if "h" in named or isinstance(value, time) else ""
    if isinstance(value, time):
        return value.strftime(clock)
    year, day = "y" in named, "d" in named
    month = "m" in named and (year or day or not clock)
    if not (year or month or day or clock):
        year = month = day = True
    told = "/".join(part for part, is_named in (("%d", day), ("%m", month), ("%Y", year)) if is_named)
    return value.strftime(" ".join(filter(None, (told, clock if isinstance(value, datetime) else ""))))


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    section, signed = _chosen(value, _sections(number_format))
    words = _places(abs(value), section)
    if value >= 0 or not any(sign.isdigit() and sign != "0" for sign in words):
        return f"{section.before}{words}{section.after}".strip()
    if signed and (_letters(section) or "-" in section.before):
        return f"{section.before}{words}{section.after}".strip()
    before, after = section.before.replace("(", ""), section.after.replace(")", "")
    return f"{before}-{words}{after}".strip()


def _letters(section: _Section) -> bool:
    """Whether the section tells in words what the number is, such as that it is less."""
    return any(sign.isalpha() for sign in section.before)


def _chosen(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """The section that shows a value, and whether that section is only for numbers of its sign."""
    for section in sections:
        if section.condition and _holds(value, *section.condition):
            return section, False
    free = [section for section in sections if not section.condition] or [_Section(general=True)]
    if value < 0 and len(free) > 1:
        return free[1], True
    return (free[2] if value == 0 and len(free) > 2 else free[0]), False


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    order = (value > limit) - (value < limit)
    return order in {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[sign]


def _places(value: Decimal, section: _Section) -> str:
    if section.general:
        return _general(value)
    if not section.whole and not section.fraction:
        return ""
    value = value.scaleb(section.shift, _EXACT)
    decimals = len(section.fraction)
    rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    grouped = "," in section.whole
    least = section.whole.count("0")
    whole, _, fraction = f"{rounded:,f}".partition(".")
    keep = len(section.fraction.rstrip("#?"))
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    if not grouped:
        whole = whole.replace(",", "")
    if whole == "0" and not least and not fraction:
        return ""
    whole = whole.rjust(least, "0") if not grouped else whole
    return (f"{whole}.{fraction}" if fraction else whole).translate(_SWAP)


def _general(value: Decimal) -> str:
    """Whole numbers in full, others as far as they are shown in a wide column."""
    if value == value.to_integral_value(context=_EXACT):
        return f"{value:.0f}"
    decimals = max(0, _GENERAL - max(1, value.adjusted() + 1))
    rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    words = f"{rounded:f}".rstrip("0").rstrip(".") if decimals else f"{rounded:f}"
    return words.translate(_SWAP)


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    sections = tuple(_section(tokens) for tokens in _parted(number_format))
    return sections[:3] or (_Section(general=True),)


def _parted(number_format: str) -> Iterator[list[re.Match[str]]]:
    """The tokens of each section."""
    section: list[re.Match[str]] = []
    for token in _TOKEN.finditer(number_format):
        if token["plain"] == ";":
            yield section
            section = []
        else:
            section.append(token)
    yield section


def _section(tokens: list[re.Match[str]]) -> _Section:
    words = {False: "", True: ""}
    places, general, percent = "", False, 0
    condition: tuple[str, Decimal] | None = None
    for token in tokens:
        if token["power"] or token["plain"] == "/":
            return _Section(general=True)
        general |= bool(token["general"])
        places += (token["digits"] or "") + (token["point"] or "")
        percent += token["plain"] == "%"
        found = _CONDITION.fullmatch(token["bracket"] or "")
        condition = (found[1], Decimal(found[2])) if found else condition
        words[bool(places or general)] += _literal(token)
    whole, _, fraction = places.partition(".")
    thousands = len(places) - len(places.rstrip(","))
    fraction = re.sub(r"[^0#?]", "", fraction)[:_LONGEST]
    return _Section(
        words[False],
        words[True],
        whole.rstrip(","),
        fraction,
        2 * percent - 3 * thousands,
        general,
        condition,
    )


def _literal(token: re.Match[str]) -> str:
    if token["plain"] == "@":
        return ""
    return next(
        (token[name] for name in ("quoted", "escaped", "money", "plain") if token[name] is not None), ""
    )
