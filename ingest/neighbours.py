"""What stands beside a token: its neighbour's key, the unit that begins there, the start of a sentence."""

from __future__ import annotations

from ingest.match.units import Unit, unit_at
from ingest.tokens import Stream

_YEAR_DIGITS = 4


def opens_sentence(stream: Stream, index: int) -> bool:
    """Whether the token is the first of the text, or of an item after a dash that opens a sentence."""
    before = key_at(stream.keys, index - 1)
    return index == 0 or (
        before in ("-", "+", "*", "•", "–") and (index == 1 or stream[index - 2].key in ".;:")
    )


def starts_capital(stream: Stream, index: int) -> bool:
    """Whether a token stands there and begins with a capital."""
    return index < len(stream) and stream[index].text[0].isupper()


def counted_unit(stream: Stream, index: int) -> Unit | None:
    """A unit that is not a mere length of time ("ngày công" is work, "ngày" is not)."""
    hit = unit_at(stream.keys, index)
    return hit[1] if hit and hit[1].kind != "time" else None


def key_at(keys: tuple[str, ...], index: int) -> str:
    """The key at an index, ``""`` outside the text."""
    return keys[index] if 0 <= index < len(keys) else ""


def is_year(key: str) -> bool:
    """Whether a key is a year as reports write them: 1900 to 2099."""
    return len(key) == _YEAR_DIGITS and key.isdecimal() and key.startswith(("19", "20"))
