"""Parts of a sentence that name a product each: where it begins, and how far its own words reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.ocop_item import Item, read_item, read_stars
from ingest.ocop_lists import (
    COMMA,
    NAMED,
    SEPARATOR,
    Part,
    is_bare,
    is_known,
    pair,
    read_listed,
    read_lists,
    split_at,
)
from ingest.ocop_status import told_status
from ontology.phrases import load_words

__all__ = ["Part", "read_parts", "read_whole"]

_WORDS = "ocop_words"
_GIVEN = re.compile(
    r"\s*(?:OCOP\s+)?(?:của|cho|đối với)?\s*(?:các\s+)?(?:0?1\s+)?(?:sản phẩm)?\s*:?\s*[“\"]?\s*",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"(?<!\w)(?:sản phẩm|SP)(?:\s+OCOP)?(?:\s+[1-5]\s*sao)?(?:\s+là)?\s*[“\"']?\s*$", re.IGNORECASE
)
_NEAR = 80  # characters before a name in which what leads to it stands
_SAO = re.compile(r"(?<!\w)sao(?!\w)")


def read_parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The products that a sentence names, in order.

    They stand in a list behind its opener ("gồm: …; …"), behind a word that leads to one ("sản phẩm …",
    "công nhận …"), or begin a clause that tells their maker, stars or standing.
    """
    lead, among = "", 0
    pieces = list(split_at(text, start, end, SEPARATOR))
    for index, (low, high) in enumerate(pieces):
        lists = list(read_lists(text, low, high))
        for a_list in lists:
            lead, among = a_list.lead, len(pieces) - index
            yield from _told(text, a_list.after, a_list.begin, "")
            entries = read_listed(text, a_list.low, a_list.high, lead, among)
            yield from entries or _told(text, a_list.low, a_list.high, "")
        rest = lists[-1].end if lists else low
        inside = read_listed(text, low, high, lead, among) if lead and not lists else []
        yield from inside or _told(text, rest, high, "" if lists else lead)


def read_whole(text: str, start: int, end: int, *, bare: bool) -> Iterator[Part]:
    """The products of a list item: with stars, maker or standing; ``bare`` a name is enough."""
    for low, high in split_at(text, start, end, SEPARATOR):
        item = read_item(text, low, high)
        if item is not None and (is_known(item) or (bare and _is_plain(text, item, high))):
            yield Part(item, item.start, high, item.stars, "")


def _is_plain(text: str, item: Item, high: int) -> bool:
    """Whether nothing but a place follows the name, or what else is told of its standing."""
    return is_bare(text, item, high) or (item.is_capital and told_status(text[item.end : high]) is not None)


def _told(text: str, low: int, high: int, lead: str) -> Iterator[Part]:
    """Products of a clause that is no list: each where a word leads to it, or at the clause's beginning."""
    found = list(_found(text, low, high, in_list=bool(lead)))
    begins = [low, *(_clause(text, item.end, head) for (_, item), (head, _) in pairwise(found)), high]
    for (head, item), begin, stop in zip(found, begins, begins[1:], strict=False):
        for first, last in pair(text, head, stop):
            own = read_item(text, first, last) or item
            given = own.stars or _given_before(text, low, item.start)
            yield Part(own, begin if first == head else first, last, given, lead)


def _found(text: str, low: int, high: int, *, in_list: bool) -> Iterator[tuple[int, Item]]:
    """Each product with where the words that name it begin; none begins within the name of another."""
    after = low
    for head in _heads(text, low, high):
        item = read_item(text, head, high)
        if (
            item is not None
            and item.start >= after
            and _is_told(text, low, head, item, high, in_list=in_list)
        ):
            yield head, item
            after = item.end


def _heads(text: str, low: int, high: int) -> list[int]:
    led = (match.end() for match in _lead_in().finditer(text, low, high))
    parted = (begin for begin, _ in list(split_at(text, low, high, COMMA))[1:])
    return sorted({low, *led, *parted})


def _clause(text: str, low: int, head: int) -> int:
    """Where the clause of a product begins: at the last comma before what leads to it, if there is one."""
    comma = text.rfind(",", low, head)
    return comma + 1 if comma >= 0 else head


def _is_told(text: str, low: int, head: int, item: Item, high: int, *, in_list: bool) -> bool:
    """Whether the words around a name tell that it is a product's."""
    if item.anchored:
        return True
    before = text[max(low, item.start - _NEAR) : item.start]
    if _candidate().search(before):
        return is_bare(text, item, high)
    if not item.is_capital:
        return False
    starred = item.stars is not None or _given_before(text, low, head) is not None
    return bool(_NAMING.search(before)) or (head > low and (starred or in_list))


def _given_before(text: str, low: int, head: int) -> int | None:
    """``công nhận 4 sao cho sản phẩm …``: the stars right before what leads to the name."""
    before = text[max(low, head - _NEAR) : head]
    cut = max((match.end() for match in _SAO.finditer(before)), default=0)
    return read_stars(before[:cut], last=True) if cut and _GIVEN.fullmatch(before[cut:]) else None


@cache
def _candidate() -> re.Pattern[str]:
    choice = "|".join(map(re.escape, load_words(_WORDS)["candidate_leads"]))
    return re.compile(rf"(?<!\w)(?:{choice})\s+(?:sản phẩm\s+)?$", re.IGNORECASE)


@cache
def _lead_in() -> re.Pattern[str]:
    words = (*load_words(_WORDS)["leads"], *load_words(_WORDS)["candidate_leads"])
    choice = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    led = rf"(?<!\w)(?:{choice}):?\s+(?:sản phẩm\s+)?(?:OCOP\s+)?[“\"]?(?=[^\W\d_])"
    return re.compile(rf"{NAMED.pattern}|{led}|:\s+(?=[^\W\d_])", re.IGNORECASE)
