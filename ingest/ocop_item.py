"""Reads one product out of a list or phrase: its name, stars and maker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.text import lower
from ontology.phrases import load_words

_WORDS = "ocop_words"
_STARS = re.compile(
    r"(?<![\w.,])0?(?P<n>[1-5]|một|hai|ba|bốn|năm)\s*\*?\s*sao\b|(?<![\w.,])(?P<m>[3-5])\s*\*{1}(?!\w)",
    re.IGNORECASE,
)
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_LEAD = re.compile(
    r"[\s\-–+*•“\"'(]*(?:\(?\d{1,2}[).]\s*)?(?:(?:các\s+)?(?:sản phẩm|SP)\s+(?:OCOP\s+)?)?[\s“\"']*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;:.()\[\]“”\"*]|\s[-–]\s|\d+\s*sao")
_LONGEST_NAME = 9  # words


@dataclass(frozen=True, slots=True)
class Item:
    """A product within ``text[start:end]``; ``start`` and ``end`` hold its name."""

    name: str
    start: int
    end: int
    stars: int | None
    owner: str | None


def read_item(text: str, start: int, end: int, *, plain: bool = False) -> Item | None:
    """The product that ``text[start:end]`` names, or ``None`` if it begins with no product's name.

    A name begins with a capital letter, unless ``plain``; counts (``22 sản phẩm``), makers and issuers are
    no names.
    """
    lead = _LEAD.match(text, start, end)
    low = lead.end() if lead else start
    high = _name_end(text, low, end)
    name = " ".join(text[low:high].split())
    if not _is_name(name, plain=plain):
        return None
    return Item(
        name, low, low + len(text[low:high].rstrip()), read_stars(text[high:end]), read_owner(text[high:end])
    )


def read_stars(text: str, *, last: bool = False) -> int | None:
    """The first (or last) number of stars in a text: ``đạt 4 sao`` -> 4."""
    found = list(_STARS.finditer(text))
    if not found:
        return None
    match = found[-1 if last else 0]
    word = (match["n"] or match["m"]).lower()
    return _SPELLED.get(word) or int(word)


def read_owner(text: str) -> str | None:
    """The maker that a text names: ``của HTX Sương Mai (xã Mù Sang)`` -> ``HTX Sương Mai``."""
    match = _owner_pattern().search(text)
    if match is None:
        return None
    end = _owner_end(text, match.end("head"))
    owner = " ".join(text[match.start("head") : end].split())
    return owner if len(owner) > len(match["head"]) else None


def _name_end(text: str, low: int, end: int) -> int:
    stops = [match.start() for match in _MARK.finditer(text, low, end)][:1]
    stops += [match.start() for match in _name_end_pattern().finditer(text, low, end)][:1]
    return min((stop for stop in stops if stop > low), default=end)


def _owner_end(text: str, at: int) -> int:
    """Up to punctuation, a verb or a place; ``và`` joins a firm's name unless another maker follows."""
    stop = _owner_stop().search(text, at)
    return stop.start() if stop else len(text)


def _is_name(name: str, *, plain: bool) -> bool:
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or not name[0].isalpha() or not (plain or name[0].isupper()):
        return False
    barred = (*load_words(_WORDS)["no_names"], *load_words(_WORDS)["owners"])
    return not any(lower(f"{name} ").startswith(f"{lower(word)} ") for word in barred)


@cache
def _name_end_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_words(_WORDS)["name_ends"]))
    # Small letters only: "Bản Lang" may be part of a name, "bản Lang" is where it is made.
    return re.compile(rf"\s(?:{words})\s|\s(?=(?:{_owner_choice()})\s+[^\W\d_])")


@cache
def _owner_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<head>{_owner_choice()})(?=\s+[^\W\d_])")


@cache
def _owner_stop() -> re.Pattern[str]:
    words = "đạt|được|tại|ở|xã|thôn|bản|phố|tổ dân phố|thị trấn|huyện|với|có|là|-|–"
    return re.compile(rf"[,;:.()\[\]]|\s(?:{words})\s|\svà\s(?={_owner_choice()}|sản phẩm)")


@cache
def _owner_choice() -> str:
    words = sorted(load_words(_WORDS)["owners"], key=len, reverse=True)
    return "|".join(
        f"{re.escape(word)}|{re.escape(word[0].upper() + word[1:])}"
        for word in words
        if word not in ("ông", "bà")
    )
