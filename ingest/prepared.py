"""A flow made ready for reading: tokens, figures, thresholds, sentences, words to pass over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.aims import strives
from ingest.clauses import Clause, read_clauses
from ingest.figures import Figure, Place, read_figures
from ingest.gaps import group_items
from ingest.ledger import SetAside, set_aside
from ingest.match.units import unit_at
from ingest.neighbours import key_at
from ingest.sentence import split_sentences
from ingest.times import is_season
from ingest.tokens import Kind, Stream
from ontology.values import Period

_BEFORE_TIME = (("sang",), ("từ",), ("vào",), ("hết",))  # "kéo dài sang năm 2024" is "kéo dài"
_CLASS_REACH = 6  # words of "những hộ có thu nhập"
_SHORT_LINK = 3  # words of "đạt từ", "đạt trên"


@dataclass(frozen=True, slots=True)
class Prepared:
    """``clauses`` in reading order; ``skip`` the tokens that are no words of a name; ``sentences`` the first
    token of each sentence.
    """

    stream: Stream
    aside: SetAside
    clauses: tuple[Clause, ...]
    thresholds: tuple[Figure, ...]
    skip: frozenset[int]
    sentences: tuple[int, ...]


def prepare(text: str, reference: Period, *, aim: bool = False) -> Prepared:
    """Everything about a flow that does not depend on what was read before it.

    ``aim`` says that all of it is still to be reached: a bound is then a target.
    """
    stream = Stream(text)
    aside = set_aside(stream, reference)
    sentences = _sentence_starts(stream)
    figures, thresholds = _part_thresholds(stream, list(read_figures(stream, aside.reasons)), sentences, aim)
    skip = _skipped(stream, aside, figures)
    items = list(group_items(figures))
    clauses = tuple(read_clauses(stream, items, sentences, skip)) if items else ()
    return Prepared(stream, aside, clauses, tuple(thresholds), skip, tuple(sentences))


def _part_thresholds(
    stream: Stream, figures: list[Figure], sentences: Sequence[int], aim: bool
) -> tuple[list[Figure], list[Figure]]:
    """Figures, and those that only bound a class: "từ 10-14 tiêu chí 7 xã", "ít nhất 3 lần".

    What is striven for has bounds too, and they are targets: "phấn đấu … từ 51 triệu đồng trở lên".
    """
    bounds: set[int] = set()
    for position, figure in enumerate(figures):
        opens = sentences[bisect_right(sentences, figure.first) - 1]
        target = (aim or strives(stream, opens, figure.first)) and _at_least(stream, figure)
        if target and not _grades(stream, figure, figures[position - 1] if position else None):
            figures[position] = replace(figure, qualifier=">=")
        elif _bounds_a_class(stream, figures, position):
            bounds.add(position)
            if figure.place is Place.HIGH:
                bounds.add(position - 1)
    kept = [figure for position, figure in enumerate(figures) if position not in bounds]
    return kept, [figures[position] for position in sorted(bounds)]


def _at_least(stream: Stream, figure: Figure) -> bool:
    """As in "từ 4,5% trở lên", "tối thiểu 96%"."""
    label = stream.labels[figure.first - 1] if figure.first else None
    up = ("trở", "lên") in (stream.keys[i : i + 2] for i in range(figure.last, figure.last + 2))
    return up or (label is not None and label.id == "at-least")


def _bounds_a_class(stream: Stream, figures: Sequence[Figure], position: int) -> bool:
    figure = figures[position]
    following = figures[position + 1] if position + 1 < len(figures) else None
    label = stream.labels[figure.first - 1] if figure.first else None
    measured = figure.unit is not None and (figure.unit.measured or figure.unit.kind == "ratio")
    if label and label.id in ("at-least", "at-most") and not measured:
        return True
    after = range(figure.last, min(len(stream), figure.last + 2))
    if any(stream.kind_at(index) == "threshold" for index in after):
        return True
    low = position - (figure.place is Place.HIGH)
    before = figures[low - 1] if low else None
    if _is_class(stream, figure, before):
        return True
    if _grades(stream, figure, before) or _ranks(stream, figures[low], figure, before):
        return True
    if following is None or figure.unit is None or following.first != figure.last:
        return False
    if following.unit is not None and following.unit.kind == "ratio":
        return False  # "746 lượt 43,9% KH": a verb was forgotten
    return figure.place in (Place.ALONE, Place.HIGH) and following.place is not Place.UNDER


def _grades(stream: Stream, figure: Figure, before: Figure | None) -> bool:
    """As in "04 chỉ tiêu đạt trên 80% KH": the share only says which of the counted things are meant."""
    if before is None or before.unit is None or figure.unit is None or figure.unit.kind != "ratio":
        return False
    counted = not before.unit.measured and before.unit.kind != "ratio"
    words = range(before.last, figure.first)
    kinds = {stream.kind_at(index) for index in words}
    return (
        counted and 0 < len(words) <= _SHORT_LINK and kinds <= {"copula", "approx", "from"} and len(kinds) > 1
    )


def _is_class(stream: Stream, figure: Figure, before: Figure | None) -> bool:
    """As in "không còn xã dưới 10 tiêu chí", "những hộ có thu nhập dưới 1,5 triệu đồng": which are meant."""
    label = stream.labels[figure.first - 1] if figure.first else None
    if label is None or not label.first or label.id not in ("less", "more", "at-least", "from"):
        return False
    start = before.last if before else 0
    words = range(max(start, label.first - _CLASS_REACH), label.first)
    noun = unit_at(stream.keys, label.first - 1)
    if noun is not None and noun[0] == 1 and noun[1].kind in ("admin", "household"):
        return key_at(stream.keys, label.first - 2) in ("còn", "có", "các", "những", "số")
    if _leaves_class(stream, label.first, before):
        return True
    return any(stream.keys[index] in ("những", "các") for index in words) and any(
        stream.keys[index : index + 1] == ("có",) and stream.kind_at(index + 1) == "property"
        for index in words
    )


def _leaves_class(stream: Stream, bound: int, before: Figure | None) -> bool:
    """As in "5 xã còn dưới 10 tiêu chí": right after what was counted."""
    counted = before is not None and before.unit is not None and before.unit.kind in ("admin", "household")
    return counted and before is not None and stream.keys[before.last : bound] == ("còn",)


def _ranks(stream: Stream, low: Figure, high: Figure, before: Figure | None) -> bool:
    """As in "09 xã đạt 8-9 tiêu chí": the range only says which of the counted things are meant."""
    if high.place is not Place.HIGH or before is None or before.unit is None:
        return False
    between = {label.id if label else "" for label in stream.labels[before.last : low.first]}
    if between == {"damage", "from"}:
        return True  # "540 ha thiệt hại từ 30 - 70%"
    if before.unit.measured:
        return False
    kinds = {stream.kind_at(index) for index in range(before.last, low.first)}
    other = high.unit is not None and high.unit.text != before.unit.text
    return other and before.unit.kind != "ratio" and bool(kinds) and kinds <= {"copula", "approx", "from"}


def _skipped(stream: Stream, aside: SetAside, figures: Sequence[Figure]) -> frozenset[int]:
    """Tokens that are no words of a name: periods but for seasons, and brackets that hold no figure.

    The words for a base stay where a period opens with them ("cùng kỳ năm 2023"), not as a part of one
    ("6 tháng đầu năm").
    """
    skip: set[int] = set()
    spans = iter(sorted((m.start, m.end, is_season(m.value)) for m in aside.periods))
    span, base = next(spans, None), False
    for index, token in enumerate(stream):
        while span and span[1] <= token.start:
            span, base = next(spans, None), False
        named = stream.kind_at(index) == "base"
        base = base or (named and span is not None and token.start == span[0])
        outside = span is None or token.start < span[0]
        told = (span and span[2] and token.kind is Kind.WORD) or (named and (base or outside))
        if span and span[0] <= token.start and not told:
            skip.add(index)
            if stream.keys[index - 1 : index] in _BEFORE_TIME:
                skip.add(index - 1)
    skip.update(_empty_brackets(stream, {figure.at for figure in figures}))
    return frozenset(skip)


def _empty_brackets(stream: Stream, figures: set[int]) -> Iterator[int]:
    opened: list[int] = []
    for index, key in enumerate(stream.keys):
        if key == "(":
            opened.append(index)
        elif key == ")" and opened:
            start = opened.pop()
            inside = range(start, index + 1)
            enumerator = index - start == 2
            if not opened and not enumerator and not any(i in figures for i in inside):
                yield from inside


def _sentence_starts(stream: Stream) -> list[int]:
    starts = [start for start, _ in split_sentences(stream.text)]
    firsts: list[int] = [0]
    at = 0
    for index, token in enumerate(stream):
        while at < len(starts) and starts[at] <= token.start:
            at += 1
            if index > firsts[-1]:
                firsts.append(index)
    return firsts
