"""The words around each figure: what names it on its left and right, and what parts it from others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures import Figure, Place
from ingest.label_kinds import ACTS, CHAIN
from ingest.match.units import unit_at
from ingest.tokens import Stream

_SEPARATORS = frozenset(";.:()!?")
_DASHES = frozenset("-–+*•")
_CUTS = frozenset({"with", "causing"})
_LONGEST_NOUN = 8
_LONGEST_PIECE = 4  # words of a coordinate piece after a comma that still belong to the noun before it


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, or the two of a pair or range, with the tokens they cover."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> int:
        """The first token."""
        return self.figures[0].first

    @property
    def last(self) -> int:
        """The token after the last."""
        return self.figures[-1].last


@dataclass(frozen=True, slots=True)
class Clause:
    """An item with its words.

    ``left`` and ``right`` are token indexes, in order; ``chain`` is where in ``left`` the words begin
    that only link ("ước đạt"). ``opened`` and ``closed`` count brackets since the item before, ``gap``
    holds the separators in that stretch, ``lead`` the tokens of a "Lúa mùa:" that opens here.
    """

    item: Item
    left: tuple[int, ...]
    right: tuple[int, ...]
    chain: tuple[int, ...]
    opened: int = 0
    closed: int = 0
    gap: frozenset[str] = frozenset()
    parts: bool = False
    lead: tuple[int, ...] | None = None
    sentence: int = 0


def is_twin(stream: Stream, clause: Clause) -> bool:
    """Whether the item counts the same matter in another unit: "12 vụ = 15 đối tượng", "88 thôn/656 hộ"."""
    keys = [stream.keys[index] for index in clause.left]
    unit = clause.item.figures[0].unit
    return bool(keys) and set(keys) <= {"=", "/"} and not (unit and unit.kind == "ratio")


def group_items(figures: Sequence[Figure]) -> Iterator[Item]:
    """Pairs and ranges as one item each."""
    index = 0
    while index < len(figures):
        paired = figures[index].place in (Place.OVER, Place.LOW) and index + 1 < len(figures)
        yield Item(tuple(figures[index : index + 1 + paired]))
        index += 1 + paired


def read_clauses(
    stream: Stream, items: Sequence[Item], sentences: Sequence[int], skip: frozenset[int]
) -> Iterator[Clause]:
    """The clause of every item.

    ``sentences`` holds the first token of each sentence; ``skip`` the tokens that are no words of a name
    (periods, citations, brackets without figures).
    """
    previous = 0
    rights = [_Right(stream, items, position, skip, sentences) for position in range(len(items))]
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
    right: _Right,
    skip: frozenset[int],
    sentence: int,
    sentences: Sequence[int],
) -> Clause:
    begin, free = gap
    floor = max(begin, sentences[sentence])
    marks = [stream.keys[index] for index in range(begin, item.first) if index not in skip]
    if floor > begin:
        marks.append(".")
    chain = _chain_start(stream, max(free, floor), item.first, skip)
    left = _left(stream, max(free, floor), item.first, skip, bool(right.tokens))
    return Clause(
        item=item,
        left=tuple(index for index in range(left, item.first) if index not in skip),
        right=right.tokens,
        chain=tuple(index for index in range(max(chain, left), item.first) if index not in skip),
        opened=marks.count("("),
        closed=marks.count(")"),
        gap=frozenset(mark for mark in marks if mark in _SEPARATORS or mark == ","),
        parts=any(stream.kind_at(index) == "parts" for index in range(floor, item.first)),
        lead=_lead(stream, floor, item.first, skip),
        sentence=sentence,
    )


def _sentence_of(sentences: Sequence[int], token: int) -> int:
    return bisect_right(sentences, token) - 1


def _chain_start(stream: Stream, floor: int, end: int, skip: frozenset[int]) -> int:
    """The first of the linking words that reach up to the figure."""
    index = end
    while index > floor and (index - 1 in skip or stream.kind_at(index - 1) in CHAIN):
        index -= 1
    return index


def _left(stream: Stream, floor: int, end: int, skip: frozenset[int], named_after: bool) -> int:
    """Where the words that name the figure begin: after the last separator, comma or "với".

    A "với" right before the figure cuts only where words after the figure name it.
    """
    start = floor
    for index in range(floor, end):
        if index in skip:
            continue
        if (
            stream.keys[index] in _SEPARATORS
            or _dash(stream, index)
            or (stream.keys[index] == "," and not _joins(stream, start, index, end, skip))
            or (_cuts(stream, index) and (named_after or _has_words(stream, index + 1, end, skip)))
        ):
            start = index + 1
    return start


def _dash(stream: Stream, index: int) -> bool:
    """A dash with blanks around it opens a list item; "Đông - Xuân" is one name."""
    if stream.keys[index] not in _DASHES:
        return False
    return index == 0 or stream.keys[index - 1] in ".;:"


def _joins(stream: Stream, start: int, comma: int, end: int, skip: frozenset[int]) -> bool:
    return _coordinates(stream, comma, end, skip) or _unfinished(stream, start, comma, end, skip)


def _coordinates(stream: Stream, comma: int, end: int, skip: frozenset[int]) -> bool:
    """Whether the comma joins words of one name: "phát hiện, xử lý", "nông, lâm nghiệp"."""
    after = _next_word(comma + 1, end, skip)
    if _is_place_noun(stream, comma - 1) and _is_place_noun(stream, comma + 1):
        return True
    if after is None or not _has_words(stream, after, end, skip):
        return False
    if stream.kind_at(comma - 1) in ACTS and stream.kind_at(after) in ACTS:
        return True
    alone = (
        comma == 1
        or stream.keys[comma - 2] in _SEPARATORS
        or stream.kind_at(comma - 2) in ("property", "qualifier")
    )
    return alone and stream.kind_at(after) not in ("property", *CHAIN)


def _is_place_noun(stream: Stream, index: int) -> bool:
    """As in "các xã, thị trấn", one phrase. The word may be the last of a noun of two."""
    hits = (unit_at(stream.keys, start) for start in (index, index - 1))
    return index > 0 and any(hit and hit[1].kind == "admin" for hit in hits)


def _unfinished(stream: Stream, start: int, comma: int, end: int, skip: frozenset[int]) -> bool:
    """Whether a property before the comma still waits for its figure ("giá trị nông, lâm nghiệp")."""
    if not any(stream.kind_at(index) == "property" for index in range(start, comma) if index not in skip):
        return False
    piece: list[int] = []
    for index in range(comma + 1, end):
        if stream.keys[index] == "," or stream.keys[index] in _SEPARATORS:
            break
        if index not in skip:
            piece.append(index)
    kinds = [stream.kind_at(index) for index in piece]
    words = [index for index, kind in zip(piece, kinds, strict=True) if kind not in CHAIN]
    opens = kinds[:1] and kinds[0] in (*ACTS, *(CHAIN - {"qualifier"}))
    return 0 < len(words) <= _LONGEST_NOUN and "property" not in kinds and not opens


def _next_word(index: int, end: int, skip: frozenset[int]) -> int | None:
    while index < end and index in skip:
        index += 1
    return index if index < end else None


def _cuts(stream: Stream, index: int) -> bool:
    label = stream.labels[index]
    return label is not None and label.id in _CUTS


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
        if index not in skip and (stream.keys[index] in _SEPARATORS or _dash(stream, index)):
            start = index + 1
    return tuple(index for index in range(start, colon) if index not in skip)


class _Right:
    """The words right of an item that belong to it, and where they end."""

    def __init__(
        self,
        stream: Stream,
        items: Sequence[Item],
        position: int,
        skip: frozenset[int],
        sentences: Sequence[int],
    ) -> None:
        self._stream, self._skip = stream, skip
        start = items[position].last
        later = bisect_right(sentences, start)
        stop = sentences[later] if later < len(sentences) else len(stream)
        following = items[position + 1].first if position + 1 < len(items) else None
        if following is not None and following <= stop:
            stop = _chain_start(stream, start, following, skip)
            joined = True
        else:
            joined = False
        end = self._walk(start, stop, joined)
        self.tokens = tuple(index for index in range(start, end) if index not in skip)
        self.end = end if self.tokens else start

    def _walk(self, start: int, stop: int, joined: bool) -> int:
        stream = self._stream
        for index in range(start, stop):
            if index in self._skip:
                continue
            key, kind = stream.keys[index], stream.kind_at(index)
            if key in _SEPARATORS or kind in ("parts", "against") or (index == start and key in "=/"):
                return index
            if key == "," and not self._goes_on(start, index, stop, joined):
                return index
            if self._and(start, index, stop, joined):
                return index
            if index > start and (_cuts(stream, index) or self._new_subject(index, stop, joined)):
                return index
        return stop

    def _and(self, start: int, index: int, stop: int, joined: bool) -> bool:
        """Whether an "và" parts two figures: right after the first, or before a verb or property."""
        stream = self._stream
        if stream.keys[index] != "và" or not joined or any(key in ",;.:" for key in stream.keys[index:stop]):
            return False
        return index == start or stream.kind_at(index + 1) in (*ACTS, "property")

    def _goes_on(self, start: int, comma: int, stop: int, joined: bool) -> bool:
        """As in "18,9 ha sâm, thất diệp, 987 ha": a short piece after the comma that names no new figure."""
        if comma == start:
            return False
        end = next(
            (
                i
                for i in range(comma + 1, stop)
                if self._stream.keys[i] in _SEPARATORS or self._stream.keys[i] == ","
            ),
            None,
        )
        if end is None and joined:
            return False
        piece = range(comma + 1, stop if end is None else end)
        plain = all(self._stream.kind_at(index) in ("", "qualifier") for index in piece)
        return 0 < len(piece) <= _LONGEST_PIECE and plain

    def _new_subject(self, index: int, stop: int, joined: bool) -> bool:
        """A property noun that opens the words of the next figure in the same stretch."""
        label = self._stream.labels[index]
        if not joined or label is None or label.kind != "property" or label.first != index:
            return False
        return all(self._stream.keys[later] not in ",;.:" for later in range(index, stop))
