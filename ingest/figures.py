"""Figures: a numeral with its unit, its bound, and its partner in ``a/b``, a range or ``a = b``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ingest.match.numbers import parse_number
from ingest.match.units import Unit, scale_of, unit_at
from ingest.neighbours import key_at
from ingest.tokens import Kind, Stream, Token

_MINUS = ("-", "–")
_SIGNS = (*_MINUS, "+")
_LONGEST_COUNTED = 5
_TIMES = frozenset({"năm", "đầu", "cuối", "cùng", "kỳ", "trước", "tháng", "nhiệm", "hộ", "vụ"})
_RISES = (("lên",), ("xuống",), ("xuống", "còn"), ("lên", "đến"), ("còn",))
_TIGHT_GAP = 1  # blanks in "1601, 61 gam"
_LONG_WHOLE, _CENTS = 3, 2  # digits before and after such a comma


class Place(StrEnum):
    """Where a figure stands in a pair."""

    ALONE = "alone"
    OVER = "over"
    UNDER = "under"
    FROM = "from"
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens ``[first, last)``: the numeral at ``at`` and its unit; ``numerals`` are its.

    ``unit`` is ``None`` where none is written, also where the partner's counts (the 92 of "92/97 ha" has
    it). ``signed`` says that a plus or minus is printed; ``qualifier`` is a printed bound. ``place`` says
    which part of a pair it is.
    """

    first: int
    at: int
    last: int
    value: Decimal
    unit: Unit | None
    place: Place = Place.ALONE
    qualifier: str = ""
    numerals: tuple[int, ...] = ()
    borrowed: bool = False
    signed: bool = False


def read_figures(stream: Stream, set_aside: Mapping[int, str]) -> Iterator[Figure]:
    """Every numeral that was not set aside, as a figure, in order."""
    figures = list(_singles(stream, set_aside))
    index = 0
    while index < len(figures):
        pair = _pair(stream, figures, index)
        yield from pair or (figures[index],)
        index += len(pair) or 1


def _singles(stream: Stream, set_aside: Mapping[int, str]) -> Iterator[Figure]:
    index = 0
    while index < len(stream):
        token = stream[index]
        if token.kind is not Kind.NUMBER or index in set_aside:
            index += 1
            continue
        figure = _broken(stream, index) or _per_mille(stream, index) or _summed(stream, index, set_aside)
        yield figure
        index = max(index + 1, figure.numerals[-1] + 1)


def _single(stream: Stream, index: int) -> Figure:
    length, unit = _unit(stream, index + 1)
    first, sign = _sign(stream, index)
    value = parse_number(stream[index].text)
    return Figure(
        first,
        index,
        index + 1 + length,
        sign * value,
        unit,
        signed=first < index,
        numerals=(index,),
        qualifier=_bound(stream, first),
    )


def _summed(stream: Stream, index: int, set_aside: Mapping[int, str]) -> Figure:
    """The figure at a numeral, with the rest of a sum in falling units: "123 tỷ 781 triệu đồng"."""
    figure = _single(stream, index)
    while (rest := _token(stream, figure.last)) and rest.kind is Kind.NUMBER and figure.last not in set_aside:
        part = _single(stream, figure.last)
        if not _is_rest(figure, part):
            break
        assert figure.unit is not None and part.unit is not None
        value = figure.value + part.value * scale_of(part.unit) / scale_of(figure.unit)
        figure = replace(figure, value=value, last=part.last, numerals=(*figure.numerals, part.at))
    return figure


def _is_rest(figure: Figure, part: Figure) -> bool:
    if figure.unit is None or part.unit is None or not figure.unit.kind == part.unit.kind == "money":
        return False
    whole = figure.value == int(figure.value) and part.first == part.at
    return whole and part.value * scale_of(part.unit) < scale_of(figure.unit)


def _unit(stream: Stream, after: int) -> tuple[int, Unit | None]:
    hit = unit_at(stream.keys, after)
    if hit and hit[1].kind not in ("time", "divisor") and not _target(stream, after):
        return _spread_rate(stream, after, hit) or hit
    bracketed = unit_at(stream.keys, after + 1) if stream.keys[after : after + 1] == ("(",) else None
    if bracketed and stream.keys[after + 1 + bracketed[0] : after + 2 + bracketed[0]] == (")",):
        return bracketed[0] + 2, bracketed[1]
    return 0, None


def _spread_rate(stream: Stream, after: int, hit: tuple[int, Unit]) -> tuple[int, Unit] | None:
    """As in "9,6 tiêu chí nông thôn mới/xã": a rate with what is counted between its parts."""
    end = after + hit[0]
    for slash in range(end + 1, min(end + _LONGEST_COUNTED, len(stream) - 1)):
        if stream.keys[slash] == "/":
            whole = unit_at((*stream.keys[after:end], "/", stream.keys[slash + 1]), 0)
            rate = whole is not None and whole[0] == hit[0] + 2 and whole[1].kind == "rate"
            return (slash + 2 - after, whole[1]) if whole and rate else None
        if not stream.keys[slash].isalpha():
            return None
    return None


def _target(stream: Stream, after: int) -> bool:
    """As in "đạt 101,1 kế hoạch": the plan that a percentage without its sign is of, no count of plans."""
    label = stream.labels[after] if after < len(stream) else None
    if (
        label is None
        or label.kind not in ("plan", "base")
        or stream.keys[after : label.last] == ("chỉ", "tiêu")
    ):
        return False
    return stream.kind_at(after - 2) in ("copula", "equals", "excess", "estimate", "increase", "decrease")


def _sign(stream: Stream, index: int) -> tuple[int, int]:
    """A minus glued to the numeral and free on its left: "giảm -3,5%"."""
    before = stream[index - 1] if index else None
    if before is None or before.text not in _SIGNS or before.end != stream[index].start:
        return index, 1
    opens = stream[index - 2] if index > 1 else None
    free = opens is not None and opens.end < before.start and opens.kind is Kind.WORD
    free = free or (opens is not None and opens.text == "(")
    return (index - 1, -1 if before.text in _MINUS else 1) if free else (index, 1)


def _bound(stream: Stream, first: int) -> str:
    before = stream[first - 1].text if first else ""
    if before in "<>≥≤" and before:
        return {"≥": ">=", "≤": "<="}.get(before, before)
    label = stream.labels[first - 1] if first else None
    return label.detail if label and label.kind == "approx" else ""


def _broken(stream: Stream, index: int) -> Figure | None:
    """As in "1601, 61 gam": a decimal comma with a stray blank, where no list is possible."""
    head, comma, tail = (_token(stream, index + step) for step in (0, 1, 2))
    if head is None or comma is None or tail is None or comma.text != "," or tail.kind is not Kind.NUMBER:
        return None
    glued = head.end == comma.start and tail.start - comma.end == _TIGHT_GAP
    whole = head.text.replace(".", "")
    long = len(whole) > _LONG_WHOLE or (len(whole) == _LONG_WHOLE and len(tail.text) == _CENTS)
    plain = whole.isdecimal() and tail.text.isdecimal() and long and len(tail.text) <= _CENTS
    length, unit = _unit(stream, index + 3)
    if not (glued and plain and unit and unit.measured) or (head.text == whole and 1900 <= int(whole) < 2100):
        return None
    value = parse_number(f"{head.text},{tail.text}")
    return Figure(index, index, index + 3 + length, value, unit, numerals=(index, index + 2))


def _per_mille(stream: Stream, index: int) -> Figure | None:
    """As in "21,50/00" and "21,5 0/00": a per mille sign typed as a zero over two."""
    number, then = stream[index].text, _token(stream, index + 1)
    glued = "," in number and number.endswith("0") and number[-2:-1].isdecimal()
    at = index if glued else index + 1
    zero, stroke, zeros = (_token(stream, at + step) for step in range(3))
    if zero is None or stroke is None or zeros is None or (stroke.text, zeros.text) != ("/", "00"):
        return None
    if (
        zero.end != stroke.start
        or stroke.end != zeros.start
        or not (glued or (then is zero and zero.text == "0"))
    ):
        return None
    (_, unit), value = unit_at(("‰",), 0) or (0, None), parse_number(number[:-1] if glued else number)
    numerals = (index, at + 2) if glued else (index, at, at + 2)
    return Figure(index, index, at + 3, value, unit, numerals=numerals, qualifier=_bound(stream, index))


def _token(stream: Stream, index: int) -> Token | None:
    return stream[index] if index < len(stream) else None


def _pair(stream: Stream, figures: list[Figure], index: int) -> tuple[Figure, ...]:
    if index + 1 >= len(figures):
        return ()
    left, right = figures[index], figures[index + 1]
    between = stream.keys[left.last : right.first]
    if key_at(stream.keys, left.first - 1) == "từ" and _rises(stream, left.last, right.first):
        return replace(left, unit=left.unit or right.unit, place=Place.FROM), right
    if between == ("/",):
        return _slashed(left, right)
    if right.value < 0 and right.first == left.last:  # "20-30%": the hyphen is no minus
        right = replace(right, value=-right.value, first=right.at)
        between = ("-",)
    if between in (("-",), ("–",), ("đến",)) and _one_unit(left, right):
        unit = left.unit or right.unit
        return (
            replace(left, unit=unit, place=Place.LOW, borrowed=left.unit is None),
            replace(right, unit=unit, place=Place.HIGH),
        )
    return ()


def _rises(stream: Stream, first: int, last: int) -> bool:
    """Whether the words between two figures only lead from one to the other: "từ 31% năm 2020 lên 36%"."""
    rest = [key for key in stream.keys[first:last] if key not in _TIMES and not key.isdecimal()]
    return tuple(rest) in _RISES


def _one_unit(left: Figure, right: Figure) -> bool:
    same = left.unit is None or (right.unit is not None and left.unit.text == right.unit.text)
    return same and left.value < right.value


def _slashed(left: Figure, right: Figure) -> tuple[Figure, ...]:
    if left.unit and right.unit and left.unit.text != right.unit.text:
        return left, right  # two counts of different things
    unit = left.unit or right.unit
    return (
        replace(left, unit=unit, place=Place.OVER, borrowed=left.unit is None),
        replace(right, unit=unit, place=Place.UNDER, borrowed=right.unit is None),
    )
