"""Lists of products in a sentence: what opens them, how far they reach, and their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from ingest.ocop_item import Item, read_item, read_stars
from ontology.phrases import load_words

_WORDS = "ocop_words"
SEPARATOR = re.compile(r";")
COMMA = re.compile(r",(?!\d)")
NAMED = re.compile(r"(?<!\w)(?:[Ss]ản phẩm|SP)\s+(?:OCOP\s+)?(?:[1-5]\s*sao\s+)?(?:là\s+)?[“\"]?(?=[^\W\d_])")
_AND = re.compile(r"\s+và\s+[“\"]?(?=[^\W\d_])")
_COUNT = re.compile(r"(?<!\d)0?(\d{1,2})\s+(?:sản phẩm|ý tưởng|mặt hàng)", re.IGNORECASE)
_BARE = re.compile(
    r"[\s“”\"()]*(?:[,(]?\s*(?:thôn|bản|ấp|xã|phường|thị trấn|phố|tổ|khu|buôn|làng)\b[^.;]*)?[\s.;]*$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A product and the words ``text[start:end]`` that are about it; ``lead`` is what opens its list."""

    item: Item
    start: int
    end: int
    stars: int | None
    lead: str


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list ``text[low:high]``, its opener at ``begin``, what stands between it and the list before it."""

    after: int
    begin: int
    low: int
    high: int
    end: int
    lead: str


def read_lists(text: str, low: int, high: int) -> Iterator[OpenedList]:
    """The lists that a piece of a sentence opens."""
    openings = list(_openings(text, low, high))
    after = low
    for index, (begin, stop) in enumerate(openings):
        limit = openings[index + 1][0] if index + 1 < len(openings) else high
        close = _close(text, stop, limit)
        tail = text[close:limit] if limit == high else ""
        lead = f"{tail} {text[after:stop]}"
        end = close if text[stop - 1] == "(" else limit
        yield OpenedList(after, begin, stop, close, end, lead)
        after = end


def _openings(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Each opener of a list that a product follows, by its start and end."""
    at = low
    while (opener := _opener().search(text, at, high)) is not None:
        opens = opener.end() < high and read_item(text, opener.end(), high) is not None
        if opens:
            yield opener.start(), opener.end()
        # The words may hold another opener ("gồm 03 sản phẩm là: …").
        at = opener.end() if opens else opener.start() + 1


def _close(text: str, at: int, high: int) -> int:
    """Where a list in brackets ends; ``high`` for any other."""
    if text[at - 1] != "(":
        return high
    depth = 1
    for index in range(at, high):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return high


def read_listed(text: str, low: int, high: int, lead: str, among: int) -> list[Part]:
    """The products of a list, parted by commas or the one of ``among`` parts with semicolons."""
    told = read_stars(lead, last=True)
    pieces = list(split_at(text, low, high, COMMA))
    named = [(a, b) for a, b in pieces if _is_entry(text, a, b, lead, {len(pieces), among})]
    if len(named) > 1 and named[0] == pieces[0]:
        last = text[named[-1][0] : high]
        told = told or read_stars(last[: last.find("(")] if "(" in last else last)
    elif pieces and _is_entry(text, low, high, lead, {among}):
        named = [(low, high)]
    else:
        return []
    return list(_entries(text, named, high, told, lead))


def _entries(
    text: str, named: Sequence[tuple[int, int]], high: int, told: int | None, lead: str
) -> Iterator[Part]:
    bounds = [*(a for a, _ in named[1:]), high]
    for (first, _), stop in zip(named, bounds, strict=True):
        for a, b in pair(text, first, stop):
            item = read_item(text, a, b)
            if item is not None:
                yield Part(item, a, b, item.stars or told, lead)


def _is_entry(text: str, low: int, high: int, lead: str, among: Set[int]) -> bool:
    """Whether a piece of a list names a product; in small letters only with what marks it as one."""
    other = NAMED.search(text, low + 1, high)  # what is told of another product behind it is not of this one
    item = read_item(text, low, other.start() if other else high)
    if item is None:
        return False
    if item.is_capital or is_known(item):
        return True
    count = _COUNT.findall(lead)
    counted = bool(count) and int(count[-1]) in among
    return counted and is_bare(text, item, high)


def is_bare(text: str, item: Item, high: int) -> bool:
    """Whether nothing but a place follows a name."""
    return bool(_BARE.match(text[item.end : high]))


def pair(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``Măng tươi Hà và Măng khô Hà của HTX …``: two products, if a name follows each ``và``."""
    for match in _AND.finditer(text, start, end):
        first, second = read_item(text, start, match.start()), read_item(text, match.end(), end)
        inside = text.count("(", start, match.start()) != text.count(")", start, match.start())
        if first is None or second is None or inside:
            continue
        starred = first.stars is not None and second.anchored and second.is_capital
        if first.end >= match.start() - 1 or second.is_made or starred or NAMED.match(text, match.end()):
            yield start, match.start()
            start = match.end()
    yield start, end


def split_at(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces between separators; what stands in brackets is one piece with its product."""
    at, depth = start, 0
    for match in re.compile(rf"[()]|{separator.pattern}").finditer(text, start, end):
        if match[0] in "()":
            depth = depth + 1 if match[0] == "(" else max(0, depth - 1)
        elif depth == 0:
            yield at, match.start()
            at = match.end()
    yield at, end


def is_known(item: Item) -> bool:
    """Whether stars, a maker or a standing are told of a product."""
    return bool(item.anchored or item.stars or item.owner)


@cache
def _opener() -> re.Pattern[str]:
    """Before a list: "sản phẩm … gồm", or a colon after the word that recognises ("năm nay xếp hạng: …")."""
    openers, graded, listed = (
        "|".join(map(re.escape, load_words(_WORDS)[name])) for name in ("openers", "graded", "listed")
    )
    return re.compile(
        rf"(?<!một )(?:{listed})\b[^.;:]{{0,90}}?(?:\s(?:{openers})\s*:?\s+|:\s*)(?=\S)"
        rf"|\b(?:{graded})\b[^.;:]{{0,40}}:\s*(?=\S)"
        rf"|\d\s+(?:{listed})\b(?![^.;:()]*\bchủ thể\b)[^.;:()]{{0,60}}\((?=\S)",
        re.IGNORECASE,
    )
