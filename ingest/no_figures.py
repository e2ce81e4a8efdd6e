"""How a numeral's neighbours show that it is no figure: an idiom, numbering, an age, a name, a slogan."""

from __future__ import annotations

from functools import cache

from ingest.match.phrases import Phrases
from ingest.match.units import Unit, unit_at
from ingest.text import even_tones
from ingest.tokens import Kind, Stream
from ontology.phrases import load_words

_IDIOMS = (("24", "24"), ("24", "7"))
_QUOTES = frozenset('"“”')
_SLOGAN = 9  # tokens of a quoted slogan
_SLOGAN_DIGITS = 2
_DAYS, _MONTHS = 31, 12
_DAY_WORDS = frozenset({"ngày", "dịp", "lễ"})
_DAY_REACH = 8  # words of the name of a day
_YEAR_DIGITS = 4
_LEAST_HEADS = 2  # digits of 100
_TIMES = ("ngày", "tuần", "tháng", "quý", "năm")
_LONG_IDENTIFIER = 9  # digits without a separator: a telephone or account number


def reason_of(stream: Stream, index: int, reasons: dict[int, str]) -> str | None:
    """The ledger code of a numeral that its neighbours show to be no figure; ``reasons``: found so far."""
    for check in (
        _idiom,
        _quoted,
        _named_day,
        _numbering,
        _glued,
        _frequency,
        _age_or_span,
        _named,
        _listed,
        _per_heads,
    ):
        code = check(stream, index, reasons)
        if code:
            return code
    return None


def _idiom(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    keys = stream.keys
    for first, second in _IDIOMS:
        if keys[index] == first and keys[index + 1 : index + 3] == ("/", second):
            return "idiom"
        if keys[index] == second and keys[index - 2 : index] == (first, "/"):
            return "idiom"
    if keys[index - 1 : index] == ("cả",) and keys[index + 1 : index + 2] == ("vụ",):
        return "period"  # "cả 2 vụ"
    if len(keys[index]) >= _LONG_IDENTIFIER and keys[index].isdecimal():
        return "contact"
    return None


def _named_day(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "Ngày Thương binh - Liệt sĩ 27/7", "dịp 27/7": a day and month that nothing is counted in."""
    keys = stream.keys
    at = index if _key(keys, index + 1) == "/" else index - 2
    if _key(keys, at + 1) != "/" or not (_key(keys, at).isdecimal() and _key(keys, at + 2).isdecimal()):
        return None
    day, month = int(keys[at]), int(keys[at + 2])
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS) or _unit(stream, at + 3) is not None:
        return None
    named = any(key in _DAY_WORDS for key in keys[max(0, at - _DAY_REACH) : at])
    parted = any(stream[i].kind is Kind.NUMBER or keys[i] in ".;:" for i in range(max(0, at - 2), at))
    return "date" if named and not parted else None


def _quoted(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """A small number inside a short quotation belongs to a slogan: "3 giảm 3 tăng"."""
    keys = stream.keys
    if not (keys[index].isdecimal() and len(keys[index]) <= _SLOGAN_DIGITS):
        return None
    opens = next((i for i in range(index - 1, max(-1, index - _SLOGAN), -1) if keys[i] in _QUOTES), None)
    closes = next((i for i in range(index + 1, min(len(keys), index + _SLOGAN)) if keys[i] in _QUOTES), None)
    if opens is None or closes is None or closes - opens > _SLOGAN:
        return None
    straight = sum(key == '"' for key in keys[: opens + 1]) % 2 == 1
    return "name" if keys[opens] == "“" or (keys[opens] == '"' and straight) else None


def _numbering(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    keys = stream.keys
    small = keys[index].isdecimal() and len(keys[index]) <= 2
    before, after = _key(keys, index - 1), _key(keys, index + 1)
    if small and before == "(" and after == ")":
        return "numbering"
    opens = _opens_sentence(stream, index)
    if (
        opens
        and after in (".", ")", "/")
        and _starts_words(stream, index + 2)
        and (small or "." in keys[index])
    ):
        return "numbering"
    if opens and "." in keys[index] and keys[index].replace(".", "").isdecimal() and _outline(keys[index]):
        return "numbering"
    if opens and small and _starts_capital(stream, index + 1) and unit_at(keys, index + 1) is None:
        return "numbering"
    return None


def _outline(key: str) -> bool:
    return all(len(part) <= 2 for part in key.split("."))


def _opens_sentence(stream: Stream, index: int) -> bool:
    before = _key(stream.keys, index - 1)
    return index == 0 or (
        before in ("-", "+", "*", "•", "–") and (index == 1 or stream[index - 2].key in ".;:")
    )


def _starts_words(stream: Stream, index: int) -> bool:
    return index < len(stream) and stream[index].kind is not Kind.NUMBER


def _starts_capital(stream: Stream, index: int) -> bool:
    return index < len(stream) and stream[index].text[0].isupper()


def _glued(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "Covid-19", "K98", "ADI168", "1x2": a numeral that is part of a word or code."""
    token = stream[index]
    left, right = stream.text[max(0, token.start - 2) : token.start], stream.text[token.end : token.end + 2]
    if left and left[-1].isalpha() and stream[index - 1].text.isupper():
        return "name"
    if len(left) == 2 and left[1] == "." and left[0].isupper():
        return "name"  # QL.12
    if len(left) == 2 and left[1] in "-_" and left[0].isalpha() and stream[index - 2].text[0].isupper():
        return "name"
    if right[:1].isupper() and len(right.strip()) == 1 and stream.keys[index + 1 : index + 2] == ("g",):
        return "name"  # 4G
    if (right[:1] in ("x", "X", "×") and right[1:2].isdecimal()) or (
        left[-1:] in ("x", "×") and left[:1].isdecimal()
    ):
        return "name"
    return None


def _frequency(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "01 tháng 1 lần": how often, and no count of times."""
    keys = stream.keys
    often = _key(keys, index + 1) == "lần" and _key(keys, index - 1) in _TIMES
    return "duration" if often and index > 1 and stream[index - 2].kind is Kind.NUMBER else None


def _age_or_span(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    after = _after_range(stream, index)
    hit = _afterwords().at(stream.keys, after)
    if hit is None:
        return None
    if hit[1] == "duration" and (_unit(stream, after) is not None or _is_year(_key(stream.keys, after + 1))):
        return None  # "từ 31 năm 2023 lên 36 hợp tác xã"
    return hit[1]


def _unit(stream: Stream, index: int) -> Unit | None:
    """A unit that is not a mere length of time ("ngày công" is work, "ngày" is not)."""
    hit = unit_at(stream.keys, index)
    return hit[1] if hit and hit[1].kind != "time" else None


def _is_year(key: str) -> bool:
    return len(key) == _YEAR_DIGITS and key.isdecimal() and key.startswith(("19", "20"))


def _after_range(stream: Stream, index: int) -> int:
    """The token after the numeral, or after the whole of "3-5", "từ 03 đến dưới 36"."""
    keys, after = stream.keys, index + 1
    for _ in range(2):
        step = after
        while _key(keys, step) in ("-", "–", "đến", "dưới", "và", "<", "đến dưới"):
            step += 1
        if step > after and step < len(stream) and stream[step].kind is Kind.NUMBER:
            after = step + 1
    return after


def _named(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """A whole number after "lớp", "mức độ" or a proper name, with no unit of its own."""
    keys = stream.keys
    whole = keys[index].isdecimal() and len(keys[index]) <= 4
    if whole and _ends_with(_strong_forewords(), keys, index):
        return "name"
    if not whole or _has_unit(stream, index):
        return None
    if _key(keys, index + 1) in ("/", "=") or _key(keys, index - 1) == "/":
        return None
    before = stream[index - 1] if index else None
    if before is None or before.kind is not Kind.WORD or _is_target(stream, index):
        return None
    if _ends_with(_forewords(), keys, index) and _key(keys, index - 2) not in ("số", "tổng"):
        return "name"
    proper = before.text[0].isupper() and not _opens_sentence(stream, index - 1)
    return "name" if proper and before.text not in ("KH", "CK") else None


def _is_target(stream: Stream, index: int) -> bool:
    """As in "940 lao động (kế hoạch 900)": a plan alone in brackets is a figure."""
    label = stream.labels[index - 1]
    plan = label is not None and label.kind == "plan" and _key(stream.keys, label.first - 1) == "("
    return plan and _key(stream.keys, index + 1) == ")"


def _has_unit(stream: Stream, index: int) -> bool:
    """Whether a unit follows; "2 xã Tủa Thàng" after a name or a kind of village counts no communes."""
    unit = _unit(stream, index + 1)
    if unit is None:
        return False
    before = unit_at(stream.keys, index - 1) if index else None
    village = before is not None and before[0] == 1 and before[1].kind == "admin"
    proper = bool(index) and stream[index - 1].text[0].isupper() and not _opens_sentence(stream, index - 1)
    if unit.kind == "admin" and (village or proper):
        return not _starts_capital(stream, index + 2)
    return True


def _ends_with(phrases: Phrases[str], keys: tuple[str, ...], index: int) -> bool:
    return any(
        (hit := phrases.at(keys, start)) is not None and start + hit[0] == index
        for start in range(max(0, index - 4), index)
    )


def _listed(stream: Stream, index: int, reasons: dict[int, str]) -> str | None:
    """The 9 of "lớp 8, 9" and the 13 of "lần thứ 12 và 13" go with the number before."""
    if _key(stream.keys, index + 1) == "/":
        return None
    if _key(stream.keys, index - 1) not in (",", "và", "-", "–", "+") or _has_unit(stream, index):
        return None
    before = reasons.get(index - 2)
    return before if before in ("name", "document_number", "threshold") else None


def _per_heads(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "15 giường bệnh trên 10.000 dân": the number of heads that a rate is told for."""
    keys = stream.keys
    round_ = keys[index].replace(".", "").strip("0") == "1" and len(keys[index]) > _LEAST_HEADS
    heads = _unit(stream, index + 1)
    per = _key(keys, index - 1) in ("trên", "/") and index > 1 and unit_at(keys, index - 2) is not None
    return "price_or_norm" if round_ and per and heads is not None and heads.kind == "person" else None


def _key(keys: tuple[str, ...], index: int) -> str:
    return keys[index] if 0 <= index < len(keys) else ""


@cache
def _forewords() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["names_before"]), even_tones)


@cache
def _strong_forewords() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["names_before_always"]), even_tones)


@cache
def _afterwords() -> Phrases[str]:
    words = load_words("clause_words")
    lists = (("ages_after", "age"), ("spans_after", "duration"), ("grades_after", "threshold"))
    return Phrases(((word, code) for name, code in lists for word in words[name]), even_tones)
