"""Reads one product out of a list or phrase: its name, stars and maker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.ocop_maker import maker_behind, owner_choice, read_owner
from ingest.ocop_status import any_of
from ingest.text import even_tones, lower
from ontology.phrases import load_words

__all__ = ["Item", "read_item", "read_owner", "read_stars"]

_WORDS = "ocop_words"
_STARS = re.compile(
    r"(?<![\w.,])(?:0?(?P<n>[1-5])|(?P<w>một|hai|ba|bốn|năm))\s*\*?\s*sao\b(?!\s+trở lên)"
    r"|(?<![\w.,])(?P<m>[3-5])\s*\*{1}(?!\w)",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"từ\s+(?:hạng\s+)?0?[1-5]\s*(?:sao\s*)?lên\s+(?:hạng\s+)?(?=0?[1-5]\s*sao)", re.IGNORECASE
)
_SPELLED = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_LEAD = re.compile(
    r"[\s\-–+*•“”\"'(]*(?:\(?\d{1,2}[).]\s*)?"
    r"(?:(?:các\s+|0?1\s+)?(?:sản phẩm|SP)\s*:?\s+(?:OCOP\s+)?(?:[1-5]\s*sao\s+)?)?[\s“\"']*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;:.()\[\]“”\"*]|\s[-–]\s|\s(?:hạng\s+)?\d+\s*sao|\s\d+\s*(?:điểm|sản phẩm)")
_STARRED = re.compile(
    r"[\s“”\"]*[,(:–-]?\s*(?:OCOP\s*)?(?:(?:đã\s+|được\s+)?(?:đạt|hạng|xếp hạng|giữ hạng|công nhận)\s+)?"
    r"(?:tiêu chuẩn\s+|hạng\s+)?(?:OCOP\s*)?0?[1-5]\s*(?:sao|\*)",
    re.IGNORECASE,
)
_LONGEST_NAME = 10  # words
_LONGEST_SMALL_NAME = 7
_LONGEST_PERSON = 4
_REST = 400  # characters behind a name that may be about it
_REACH = 40  # characters in which the longest barred words end


@dataclass(frozen=True, slots=True)
class Item:
    """A product within ``text[start:end]``; ``start`` and ``end`` hold its name.

    ``anchored`` says that its stars, its maker or its standing are told right behind the name; ``is_made``
    that it is its maker.
    """

    name: str
    start: int
    end: int
    stars: int | None
    owner: str | None
    anchored: bool
    is_made: bool

    @property
    def is_capital(self) -> bool:
        """Whether the name begins with a capital letter."""
        return self.name[0].isupper()


def read_item(text: str, start: int, end: int) -> Item | None:
    """The product that ``text[start:end]`` names, or ``None`` if it begins with no product's name.

    Counts (``22 sản phẩm``), makers and issuers are no names; one in small letters must hold no word that
    describes products at large.
    """
    lead = _LEAD.match(text, start, end)
    low = lead.end() if lead else start
    high = _name_end(text, low, end)
    name = " ".join(text[low:high].split())
    if not _is_name(name) or _begins_barred(text[low : low + _REACH]):
        return None
    rest = text[high : min(end, high + _REST)]
    is_made = maker_behind(rest)
    marked = is_made or bool(_STARRED.match(rest))
    if _is_person(name, marked=marked):
        return None
    return Item(
        name,
        low,
        low + len(text[low:high].rstrip()),
        read_stars(rest),
        read_owner(rest),
        marked or _is_judged(rest),
        is_made,
    )


def read_stars(text: str, *, last: bool = False) -> int | None:
    """The first (or last) number of stars in a text: ``đạt 4 sao`` -> 4, ``từ 3 sao lên 4 sao`` -> 4."""
    found = list(_STARS.finditer(_RAISED.sub("", text)))
    if not found:
        return None
    match = found[-1 if last else 0]
    word = lower(match["n"] or match["m"] or match["w"])
    return _SPELLED.get(word) or int(word)


def _is_judged(rest: str) -> bool:
    """``bị thu hồi giấy chứng nhận``, ``dự thi nhưng không đạt``: the standing, and no other matter."""
    clause = re.split(r"[.;]", even_tones(rest), maxsplit=1)[0]
    if not _predicate().match(clause) or _other_matter().search(clause):
        return False
    return bool(_process().search(clause))


def _name_end(text: str, low: int, end: int) -> int:
    end = min(end, low + _REST)
    found = (pattern.search(text, low, end) for pattern in (_MARK, _name_end_pattern()))
    return min((match.start() for match in found if match and match.start() > low), default=end)


def _is_name(name: str) -> bool:
    words = name.split()
    if not words or not name[0].isalpha() or not words[-1][-1].isalnum():
        return False
    if name[0].isupper():
        return len(words) <= _LONGEST_NAME
    return len(words) <= _LONGEST_SMALL_NAME and not set(lower(name).split()) & set(
        load_words(_WORDS)["general"]
    )


def _begins_barred(text: str) -> bool:
    return bool(_barred().match(even_tones(text)))


def _is_person(name: str, *, marked: bool) -> bool:
    """``Nguyễn Văn Tùng``: a surname first, and every word a name; ``Hà Thủ Ô`` with stars is a product."""
    words, listed = name.split(), load_words(_WORDS)
    named = 2 <= len(words) <= _LONGEST_PERSON and all(word[0].isupper() for word in words)
    sure = not marked or not set(listed["middle_names"]).isdisjoint(words[1:-1])
    return named and sure and words[0] in listed["surnames"]


@cache
def _barred() -> re.Pattern[str]:
    words = load_words(_WORDS)
    return any_of((*words["no_names"], *words["owners"]))


@cache
def _name_end_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_words(_WORDS)["name_ends"]))
    # Small letters only: "Bản Lang" may be part of a name, "bản Lang" is where it is made.
    places = r"(?:ấp|buôn|tổ|làng|khóm)\s+(?=\d|[^\W\d_a-zà-ỹđ])"
    return re.compile(
        rf"\s(?:{words})(?=\s|[,;.:)]|$)|\s(?={places})|\stừ(?=\s+(?:hạng\s+)?\d)|\s(?=(?:{owner_choice()})\s+[^\W\d_])"
    )


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"[\s“”\"]*,?\s*{any_of(load_words(_WORDS)['predicates']).pattern}")


@cache
def _process() -> re.Pattern[str]:
    return any_of(load_words(_WORDS)["process"])


@cache
def _other_matter() -> re.Pattern[str]:
    return any_of(load_words(_WORDS)["other_matters"])
