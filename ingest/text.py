"""Spelling-insensitive views of Vietnamese text. Every function keeps the length, so offsets stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONE_PAIRS = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_KEPT = 1 << 13  # texts, most of them words: the same ones are compared again and again
_TONE_PAIR = re.compile("[òóỏõọ][ae]|[ùúủũụ]y")


def nfc(text: str) -> str:
    """The text in Unicode NFC: the form of all text inside."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, one character for one: ``"Tủa Chùa"`` -> ``"tua chua"``.

    Takes NFC text. ``đ`` becomes ``d``. A character whose folded form is not exactly one character
    is kept as it is, so that ``len(fold(text)) == len(text)``.
    """
    return text.translate(_FOLDED)


@lru_cache(maxsize=_KEPT)
def lower(text: str) -> str:
    """Lower case, length kept (``"İ".lower()`` has two characters and stays as it is)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@lru_cache(maxsize=_KEPT)
def even_tones(text: str) -> str:
    """Lower case with the tone mark on the second vowel: ``"hòa"`` and ``"hoà"`` become one."""
    lowered = lower(text)
    return lowered if lowered.isascii() else _TONE_PAIR.sub(_evened, lowered)


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals, as titles are; a few small letters in it do no harm.

    A document number (``Số: 7/BC-UBND``) is not: its capitals are no words.
    """
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    words = sum(word.isalpha() and word.isupper() for word in text.split())
    return len(letters) > 1 and (capitals == len(letters) or (words > 1 and capitals > 0.8 * len(letters)))


def _evened(pair: re.Match[str]) -> str:
    return _TONE_PAIRS[pair[0]]


def _fold_character(character: str) -> str:
    lowered = character.lower()
    if lowered == "đ":
        return "d"
    base = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return base if len(base) == 1 else character


class _Folding(dict[int, str]):
    """The folded form of each character by its code point, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


_FOLDED = _Folding()


def without_half_pairs(text: str) -> str:
    """The text without quotation marks whose other half it lacks: a name cut out of “…” keeps none."""
    return text if text.count("“") == text.count("”") else re.sub("[“”]", "", text)
