"""Numbers that belong to a name: "lớp 9", "bão số 3", "Xuân Quang 3"; and brackets whose numbers count."""

from __future__ import annotations

import re
from functools import cache

from ingest.match.phrases import Phrases
from ingest.match.units import unit_at
from ingest.neighbours import counted_unit, key_at, opens_sentence, starts_capital
from ingest.text import even_tones
from ingest.tokens import Kind, Stream
from ingest.wording import expand_words
from ontology.phrases import load_words

_LIST_REACH = 30  # tokens of a bracket
_ITEM = re.compile(r"(?:[^\W\d][^\d,;:]* )?(?P<last>[^\W\d]\w*) \d{1,4}")


def name_reason(stream: Stream, index: int, _reasons: dict[int, str]) -> str | None:
    """A whole number after "lớp", "mức độ" or a proper name, with no unit of its own."""
    keys = stream.keys
    whole = keys[index].isdecimal() and len(keys[index]) <= 4
    if whole and _ends_with(_strong_forewords(), keys, index):
        return "name"
    if not whole or _has_unit(stream, index):
        return None
    if key_at(keys, index + 1) in ("/", "=") or key_at(keys, index - 1) == "/":
        return None
    before = stream[index - 1] if index else None
    if before is None or before.kind is not Kind.WORD or _is_target(stream, index) or _counted(stream, index):
        return None
    if _ends_with(_forewords(), keys, index) and key_at(keys, index - 2) not in ("số", "tổng"):
        return "name"
    proper = before.text[0].isupper() and not opens_sentence(stream, index - 1)
    return "name" if proper and before.text not in ("KH", "CK") else None


def _is_target(stream: Stream, index: int) -> bool:
    """As in "940 lao động (kế hoạch 900)": a plan alone in brackets is a figure."""
    label = stream.labels[index - 1]
    plan = label is not None and label.kind == "plan" and key_at(stream.keys, label.first - 1) == "("
    return plan and key_at(stream.keys, index + 1) == ")"


def _counted(stream: Stream, index: int) -> bool:
    """Whether the number is one of a bracket that counts by name: "58 người (Nhật Bản 41, Hàn Quốc 9)"."""
    keys = stream.keys
    opens = next((i for i in range(index - 1, max(-1, index - _LIST_REACH), -1) if keys[i] in "()"), None)
    closes = next((i for i in range(index + 1, min(len(keys), index + _LIST_REACH)) if keys[i] in "()"), None)
    if opens is None or closes is None or keys[opens] != "(" or keys[closes] != ")" or not opens:
        return False
    told = any(token.kind is Kind.NUMBER for token in stream[max(0, opens - _LIST_REACH) : opens])
    items = [_ITEM.fullmatch(item.strip()) for item in stream.words(opens + 1, closes).split(",")]
    return told and len(items) > 1 and all(item and not _is_code(item["last"]) for item in items)


def _is_code(word: str) -> bool:
    """Whether a word of capitals is a code ("lúa ADI 168") and no abbreviation (the "THCS" of schools)."""
    return len(word) > 1 and word.isupper() and expand_words(word) == word


def _has_unit(stream: Stream, index: int) -> bool:
    """Whether a unit follows; "2 xã Tủa Thàng" after a name or a kind of village counts no communes."""
    unit = counted_unit(stream, index + 1)
    if unit is None:
        return False
    before = unit_at(stream.keys, index - 1) if index else None
    village = before is not None and before[0] == 1 and before[1].kind == "admin"
    proper = bool(index) and stream[index - 1].text[0].isupper() and not opens_sentence(stream, index - 1)
    if unit.kind == "admin" and (village or proper):
        return not starts_capital(stream, index + 2)
    return True


def _ends_with(phrases: Phrases[str], keys: tuple[str, ...], index: int) -> bool:
    return any(
        (hit := phrases.at(keys, start)) is not None and start + hit[0] == index
        for start in range(max(0, index - 4), index)
    )


def list_reason(stream: Stream, index: int, reasons: dict[int, str]) -> str | None:
    """The 9 of "lớp 8, 9" and the 13 of "lần thứ 12 và 13" go with the number before."""
    if key_at(stream.keys, index + 1) == "/":
        return None
    if key_at(stream.keys, index - 1) not in (",", "và", "-", "–", "+") or _has_unit(stream, index):
        return None
    before = reasons.get(index - 2)
    return before if before in ("name", "document_number", "threshold") else None


@cache
def _forewords() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["names_before"]), even_tones)


@cache
def _strong_forewords() -> Phrases[str]:
    return Phrases(((word, word) for word in load_words("clause_words")["names_before_always"]), even_tones)
