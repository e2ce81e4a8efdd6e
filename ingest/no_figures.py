"""How a numeral's neighbours show that it is no figure: an idiom, numbering, an age, a name, a slogan."""

from __future__ import annotations

from functools import cache

from ingest.label_kinds import ACTS
from ingest.match.phrases import Phrases
from ingest.match.units import unit_at
from ingest.named_numbers import list_reason, name_reason
from ingest.neighbours import counted_unit, is_year, key_at, opens_sentence, starts_capital
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
_LEAST_HEADS = 2  # digits of 100
_SEASONS = 3
_NORM_REACH = 10  # tokens
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
        name_reason,
        list_reason,
        _per_heads,
        _norm,
    ):
        code = check(stream, index, reasons)
        if code:
            return code
    return None


def _idiom(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    keys = stream.keys
    if _is_slogan(stream, index) or _is_slogan(stream, index - 2):
        return "name"
    for first, second in _IDIOMS:
        if keys[index] == first and keys[index + 1 : index + 3] == ("/", second):
            return "idiom"
        if keys[index] == second and keys[index - 2 : index] == (first, "/"):
            return "idiom"
    if key_at(keys, index - 1) == "cả" and key_at(keys, index + 1) == "vụ" and _of_a_year(stream, index):
        return "period"  # "cả 2 vụ"
    long = len(keys[index]) >= _LONG_IDENTIFIER and keys[index].isdecimal()
    if long and counted_unit(stream, index + 1) is None:
        return "contact"
    return None


def _of_a_year(stream: Stream, index: int) -> bool:
    """Whether so many seasons have a place in a year, and no deed is done to them ("khởi tố cả 2 vụ")."""
    few = stream.keys[index].isdecimal() and int(stream.keys[index]) <= _SEASONS
    return few and not any(stream.kind_at(i) in ACTS for i in range(max(0, index - _DAY_REACH), index))


def _is_slogan(stream: Stream, index: int) -> bool:
    """Whether a slogan that counts what it demands begins here: "5 không 3 sạch", "3 giảm 3 tăng"."""
    keys = stream.keys[max(index, 0) : index + 4]
    if index < 0 or len(keys) < len(["5", "không", "3", "sạch"]):
        return False
    numbers, words = (keys[0], keys[2]), (keys[1], keys[3])
    digits = all(len(key) == 1 and key.isdecimal() for key in numbers)
    return digits and all(word.isalpha() and unit_at((word,), 0) is None for word in words)


def _named_day(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "Ngày Thương binh - Liệt sĩ 27/7", "dịp 27/7": a day and month that nothing is counted in."""
    keys = stream.keys
    at = index if key_at(keys, index + 1) == "/" else index - 2
    if key_at(keys, at + 1) != "/" or not (key_at(keys, at).isdecimal() and key_at(keys, at + 2).isdecimal()):
        return None
    day, month = int(keys[at]), int(keys[at + 2])
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS) or counted_unit(stream, at + 3) is not None:
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
    before, after = key_at(keys, index - 1), key_at(keys, index + 1)
    if small and before == "(" and after == ")":
        return "numbering"
    opens = opens_sentence(stream, index)
    if (
        opens
        and after in (".", ")", "/")
        and _starts_words(stream, index + 2)
        and (small or "." in keys[index])
    ):
        return "numbering"
    if opens and "." in keys[index] and keys[index].replace(".", "").isdecimal() and _outline(keys[index]):
        return "numbering"
    if opens and small and starts_capital(stream, index + 1) and unit_at(keys, index + 1) is None:
        return "numbering"
    return None


def _outline(key: str) -> bool:
    return all(len(part) <= 2 for part in key.split("."))


def _starts_words(stream: Stream, index: int) -> bool:
    return index < len(stream) and stream[index].kind is not Kind.NUMBER


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
    if right[:1].isupper() and not right[1:2].isalnum() and stream.keys[index + 1 : index + 2] == ("g",):
        return "name"  # 4G
    if (right[:1] in ("x", "X", "×") and right[1:2].isdecimal()) or (
        left[-1:] in ("x", "×") and left[:1].isdecimal()
    ):
        return "name"
    return None


def _frequency(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "01 tháng 1 lần": how often, and no count of times."""
    keys = stream.keys
    often = key_at(keys, index + 1) == "lần" and key_at(keys, index - 1) in _TIMES
    return "duration" if often and index > 1 and stream[index - 2].kind is Kind.NUMBER else None


def _age_or_span(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    after = _after_range(stream, index)
    hit = _afterwords().at(stream.keys, after)
    if hit is None:
        return None
    if hit[1] == "duration" and (
        counted_unit(stream, after) is not None or is_year(key_at(stream.keys, after + 1))
    ):
        return None  # "từ 31 năm 2023 lên 36 hợp tác xã"
    return hit[1]


def _after_range(stream: Stream, index: int) -> int:
    """The token after the numeral, or after the whole of "3-5", "từ 03 đến dưới 36"."""
    keys, after = stream.keys, index + 1
    for _ in range(2):
        step = after
        while key_at(keys, step) in ("-", "–", "đến", "dưới", "và", "<", "đến dưới"):
            step += 1
        if step > after and step < len(stream) and stream[step].kind is Kind.NUMBER:
            after = step + 1
    return after


def _per_heads(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """As in "15 giường bệnh trên 10.000 dân": the number of heads that a rate is told for."""
    keys = stream.keys
    round_ = keys[index].replace(".", "").strip("0") == "1" and len(keys[index]) > _LEAST_HEADS
    heads = counted_unit(stream, index + 1)
    per = key_at(keys, index - 1) in ("trên", "/") and index > 1 and unit_at(keys, index - 2) is not None
    return "price_or_norm" if round_ and per and heads is not None and heads.kind == "person" else None


def _norm(stream: Stream, index: int, reasons: dict[int, str]) -> str | None:
    """Money for each of something: "mức hỗ trợ 44 triệu đồng/nhà", "mỗi hộ 44 triệu đồng"; no sum of it."""
    unit, keys = counted_unit(stream, index + 1), stream.keys
    if unit is None or "đồng" not in unit.text:
        return None
    each = key_at(keys, index - 2) == "mỗi" and unit_at(keys, index - 1) is not None
    if each and "bình" not in keys[max(0, index - _NORM_REACH) : index]:
        return "price_or_norm"
    if "/" not in unit.text:
        return None
    low = max(0, index - _NORM_REACH)
    before = range(max((i + 1 for i in range(low, index) if keys[i] in ".;:"), default=low), index)
    listed = any(reasons.get(i) == "price_or_norm" for i in before)
    return "price_or_norm" if listed or any(_norms().at(keys, i) for i in before) else None


@cache
def _norms() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["norms_before"]), even_tones)


@cache
def _afterwords() -> Phrases[str]:
    words = load_words("clause_words")
    lists = (("ages_after", "age"), ("spans_after", "duration"), ("grades_after", "threshold"))
    return Phrases(((word, code) for name, code in lists for word in words[name]), even_tones)
