"""The words around each figure: what names it on its left and right, and what parts it from others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.gaps import SEPARATORS, Item, chain_start, cuts
from ingest.label_kinds import ACTS, CHAIN
from ingest.match.units import unit_at
from ingest.right_words import RightWords
from ingest.tokens import Stream

_DASHES = frozenset("-–+*•")
_REASONS = frozenset({"do", "vì", "bởi"})
_PLURALS = frozenset({"các", "những"})
_LONGEST_NOUN = 8
_LONGEST = 120  # tokens left of a figure; a name is shorter, and the work stays linear


@dataclass(frozen=True, slots=True)
class Clause:
    """An item with its words.

     ``left`` and ``right`` are token indexes, in order; ``chain`` is where in ``left`` the words begin
     that only link ("ước đạt"), ``context`` what stands before a "với".
    ``before`` is the token after the item before; ``brackets`` are those since the item before, ``gap``
     holds the separators in that stretch, ``lead`` the tokens of a "Lúa mùa:" that opens here.
    """

    item: Item
    left: tuple[int, ...]
    right: tuple[int, ...]
    chain: tuple[int, ...]
    context: tuple[int, ...] = ()
    brackets: str = ""
    gap: frozenset[str] = frozenset()
    parts: bool = False
    lead: tuple[int, ...] | None = None
    sentence: int = 0
    before: int = 0


def read_clauses(
    stream: Stream, items: Sequence[Item], sentences: Sequence[int], skip: frozenset[int]
) -> Iterator[Clause]:
    """The clause of every item.

    ``sentences`` holds the first token of each sentence; ``skip`` the tokens that are no words of a name
    (periods, citations, brackets without figures).
    """
    previous = 0
    rights = [RightWords(stream, items, position, skip, sentences) for position in range(len(items))]
    for position, item in enumerate(items):
        start = rights[position - 1].end if position else 0
        sentence = _sentence_of(sentences, item.first)
        yield _clause(
            stream, item, (previous, max(previous, start)), rights[position], skip, sentence, sentences
        )
        previous = item.last


def _clause(
    stream: Stream,
    item: Item,
    gap: tuple[int, int],
    right: RightWords,
    skip: frozenset[int],
    sentence: int,
    sentences: Sequence[int],
) -> Clause:
    begin, free = gap
    floor = max(begin, sentences[sentence])
    marks = [stream.keys[index] for index in range(begin, item.first) if index not in skip]
    if floor > begin:
        marks.append(".")
    chain = chain_start(stream, max(free, floor, item.first - _LONGEST), item.first, skip)
    free = max(free, floor, item.first - _LONGEST)
    left, about = _left(stream, free, item.first, skip, bool(right.tokens))
    return Clause(
        item=item,
        left=tuple(index for index in range(left, item.first) if index not in skip),
        right=right.tokens,
        context=tuple(index for index in range(*about) if index not in skip),
        chain=tuple(index for index in range(max(chain, left), item.first) if index not in skip),
        brackets="".join(mark for mark in marks if mark in "()"),
        gap=frozenset(mark for mark in marks if mark in SEPARATORS or mark == ","),
        parts=any(stream.kind_at(index) == "parts" for index in range(floor, item.first)),
        lead=_lead(stream, floor, item.first, skip),
        sentence=sentence,
        before=begin,
    )


def _sentence_of(sentences: Sequence[int], token: int) -> int:
    return bisect_right(sentences, token) - 1


def _left(
    stream: Stream, floor: int, end: int, skip: frozenset[int], named_after: bool
) -> tuple[int, tuple[int, int]]:
    """Where the words that name the figure begin, after the last separator, comma or "với".

    A "với" right before the figure cuts only where words after the figure name it. What stands before a
    "với" in the same clause is given too: it says what the figure is about.
    """
    start, about = floor, (floor, floor)
    for index in range(floor, end):
        if index in skip:
            continue
        if _parts(stream, start, index, end, skip):
            start, about = index + 1, (index + 1, index + 1)
        elif cuts(stream, index) and (named_after or _has_words(stream, index + 1, end, skip)):
            start, about = index + 1, (start, index)
    return start, about


def _parts(stream: Stream, start: int, index: int, end: int, skip: frozenset[int]) -> bool:
    if stream.keys[index] in SEPARATORS or _dash(stream, index) or _gives_reason(stream, index):
        return True
    comma = stream.keys[index] == "," and stream.labels[index] is None
    return comma and not _joins(stream, start, index, end, skip)


def _gives_reason(stream: Stream, index: int) -> bool:
    """As in "đàn gia cầm không đạt do giá thức ăn tăng 22%": the figure is of the reason's own property."""
    return stream.keys[index] in _REASONS and stream.kind_at(index + 1) == "property"


def _dash(stream: Stream, index: int) -> bool:
    """A dash with blanks around it opens a list item; "Đông - Xuân" is one name."""
    if stream.keys[index] not in _DASHES:
        return False
    return index == 0 or stream.keys[index - 1] in ".;:"


def _joins(stream: Stream, start: int, comma: int, end: int, skip: frozenset[int]) -> bool:
    return _coordinates(stream, comma, end, skip) or _unfinished(stream, start, comma, end, skip)


def _coordinates(stream: Stream, comma: int, end: int, skip: frozenset[int]) -> bool:
    """Whether the comma joins words of one name: "phát hiện, xử lý", "nông, lâm nghiệp"."""
    if {comma - 1, comma + 1} <= skip:
        return True  # "các năm 2021, 2023"
    after = _next_word(comma + 1, end, skip)
    if _is_place_noun(stream, comma - 1) and _is_place_noun(stream, comma + 1):
        return True
    if after is None or not _has_words(stream, after, end, skip):
        return False
    if stream.kind_at(comma - 1) in ACTS and stream.kind_at(after) in ACTS:
        return True
    alone = comma - 1 not in skip and (
        comma == 1
        or stream.keys[comma - 2] in SEPARATORS
        or stream.kind_at(comma - 2) in ("property", "qualifier")
    )
    return alone and stream.kind_at(after) not in ("property", *CHAIN)


def _is_place_noun(stream: Stream, index: int) -> bool:
    """As in "các xã, thị trấn", one phrase. The word may be the last of a noun of two."""
    hits = (unit_at(stream.keys, start) for start in (index, index - 1))
    return index > 0 and any(hit and hit[1].kind == "admin" for hit in hits)


def _unfinished(stream: Stream, start: int, comma: int, end: int, skip: frozenset[int]) -> bool:
    """Whether a property before the comma still waits for its figure ("giá trị nông, lâm nghiệp")."""
    before = [index for index in range(start, comma) if index not in skip]
    if not any(stream.kind_at(index) == "property" or stream.keys[index] in _PLURALS for index in before):
        return False
    piece: list[int] = []
    for index in range(comma + 1, end):
        if stream.keys[index] == "," or stream.keys[index] in SEPARATORS:
            break
        if index not in skip:
            piece.append(index)
    while piece and stream.kind_at(piece[-1]) in CHAIN - {"light", "qualifier"}:
        piece.pop()
    kinds = [stream.kind_at(index) for index in piece]
    if not piece or len(piece) > _LONGEST_NOUN or "property" in kinds:
        return False
    alone = (
        kinds[0] in ACTS and stream.labels[piece[0]] is stream.labels[piece[-1]]
    )  # "công nghiệp, xây dựng"
    return alone or kinds[0] not in (*ACTS, *(CHAIN - {"qualifier"}))


def _next_word(index: int, end: int, skip: frozenset[int]) -> int | None:
    while index < end and index in skip:
        index += 1
    return index if index < end else None


def _has_words(stream: Stream, start: int, end: int, skip: frozenset[int]) -> bool:
    return any(
        index not in skip and stream[index].key[0].isalpha() and stream.kind_at(index) not in CHAIN
        for index in range(start, end)
    )


def _lead(stream: Stream, floor: int, end: int, skip: frozenset[int]) -> tuple[int, ...] | None:
    """The words before the last colon of the stretch, if they are few and open a clause."""
    colon = next((i for i in range(end - 1, floor - 1, -1) if stream.keys[i] == ":" and i not in skip), None)
    if colon is None:
        return None
    start = floor
    for index in range(floor, colon):
        if index not in skip and (stream.keys[index] in SEPARATORS or _dash(stream, index)):
            start = index + 1
    return tuple(index for index in range(start, colon) if index not in skip)
