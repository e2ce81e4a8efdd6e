"""Who makes a product: a cooperative, a firm, a household, a person."""

from __future__ import annotations

import re
from functools import cache

from ontology.phrases import load_words

_WORDS = "ocop_words"
_WITH = re.compile(r"(?:\s(?:với|có)(?:\s+0?1)?|\s?:)\s+sản phẩm\s+(?:OCOP\s+)?[“\"]?$")
_CHARACTERS = range(ord("A"), 0x1F00)
CAPITAL = "[" + "".join(chr(code) for code in _CHARACTERS if chr(code).isupper()) + "]"


def read_owner(text: str) -> str | None:
    """The maker that a text names: ``của HTX Sương Mai (xã Mù Sang)`` -> ``HTX Sương Mai``."""
    span = find_owner(text)
    return " ".join(text[span[0] : span[1]].split()) if span else None


def find_owner(text: str) -> tuple[int, int] | None:
    """Where a text names a maker: its kind, then a name ("do cơ sở giải thể" names none)."""
    for match in _maker().finditer(text):
        group = "head" if match["head"] else "person"
        end = _owner_end(text, match.end(group))
        if any(map(str.isupper, text[match.end(group) : end])):
            return match.start(group), end
    return None


def maker_behind(text: str) -> bool:
    """Whether a text begins with the maker: ``của HTX …``, ``- hộ kinh doanh …``, ``(Công ty …``."""
    match = _behind().match(text)
    span = find_owner(text) if match else None
    return match is not None and span is not None and span[0] == match.end()


def owner_before(text: str) -> str | None:
    """The maker whose product a text leads to: ``HTX Sương Mai với sản phẩm`` -> ``HTX Sương Mai``."""
    match = _WITH.search(text)
    return read_owner(text[: match.start()]) if match else None


@cache
def owner_choice() -> str:
    """The kinds of makers as alternatives of a pattern, in small and capital letters."""
    return _choice("owners")


def _choice(kind: str) -> str:
    words = sorted(load_words(_WORDS)[kind], key=len, reverse=True)
    return "|".join(f"{re.escape(word)}|{re.escape(word[0].upper() + word[1:])}" for word in words)


def _owner_end(text: str, at: int) -> int:
    """Up to punctuation, a verb or a place; ``và`` joins a firm's name unless another maker follows."""
    stop = _owner_stop().search(text, at)
    return stop.start() if stop else len(text)


@cache
def _maker() -> re.Pattern[str]:
    """A maker's kind before a name; a person's only where a maker is due: ``của bà H'Wen``."""
    due = r"(?:(?<!\w)(?:của|do|chủ thể(?:\s+là)?:?)|[,(:–-])\s*"
    named = rf"(?=\s+(?:(?:ông|bà|anh|chị)\s+)?{CAPITAL})"
    return re.compile(
        rf"(?<!\w)(?P<head>{owner_choice()})(?=\s+[^\W\d_])|{due}(?P<person>{_choice('people')}){named}"
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(r"[\s“”\"]*[,(:–-]?\s*(?:(?:của|do)\s+)?(?:chủ thể(?:\s+là)?\s*:?\s*)?")


@cache
def _owner_stop() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_words(_WORDS)["owner_ends"]))
    made = r"\ssản xuất(?=\s*(?:[,;.)]|$|và cung|tại|ở))"
    told = rf"{made}|\s\d+(?:[.,]\d+)?\s*(?:điểm|sao)|\svà\s(?={owner_choice()}|sản phẩm)"
    return re.compile(rf"[,;:.()\[\]“”\"]|\s(?:{words})(?=\s|$)|{told}")
