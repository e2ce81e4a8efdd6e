"""Words that clauses share: a predicate after two counts, the end of a list, what the sentence opens with."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.clauses import Clause
from ingest.tokens import Kind, Stream

_COLON_AND_WORD = 2
_LEAST_TAIL = 3  # words after the item's own; "11 người bị thương" shares none
_TOLD_OF = frozenset({"increase", "decrease", "level", "negation", "copula"})
_STOPS = frozenset({",", ";"})
_SAME, _WITH = frozenset({"=", "/"}), frozenset({",", "với", "và"})
_PREDICATES = frozenset({"được", "đạt", "có", "đã", "bị", "hoàn"})
_DONE_TO = frozenset({"được", "bị"})
_COUNTED = frozenset({"person", "household", "admin", "works", "item"})
_LONGEST_NOUN = 8


def is_twin(stream: Stream, clause: Clause) -> bool:
    """Whether the item counts the same matter in another unit: "12 vụ = 15 đối tượng", "88 thôn/656 hộ"."""
    keys = {stream.keys[index] for index in clause.left}
    unit = clause.item.figures[0].unit
    if unit is not None and unit.kind == "ratio":
        return False
    return (bool(keys) and keys <= _SAME) or (
        unit is not None and unit.kind == "person" and _of_cases(stream, clause)
    )


def _of_cases(stream: Stream, clause: Clause) -> bool:
    """As in "khởi tố 14 vụ, 19 bị can", "14 vụ với 14 đối tượng": the people of the cases told before."""
    between = range(clause.before, clause.item.first)
    keys = {stream.keys[index] for index in between}
    case = stream.keys[clause.before - 1 : clause.before]
    return bool(keys) and keys <= _WITH and case in (("vụ",), ("án",), ("việc",))


def shares_predicate(stream: Stream, clause: Clause, following: Clause) -> bool:
    """Whether the words after the next item are of this one too.

    As in "88 thôn/656 hộ có lợn ốm", "4 xã, 31 thôn đạt chuẩn" and "8 tập thể và 15 cá nhân được khen".
    """
    if is_twin(stream, following):
        return True
    units = [item.figures[0].unit for item in (clause.item, following.item)]
    kinds = [unit.kind if unit is not None and not unit.measured else "" for unit in units]
    comma = following.gap == {","} and not following.left
    both = not following.gap and [stream.keys[index] for index in following.left] == ["và"]
    listed = (comma or both) and not (clause.right or following.brackets)
    opens = stream.keys[following.right[0]] if following.right else ""
    alike = kinds == ["admin", "admin"] and opens in _PREDICATES
    return listed and (alike or (set(kinds) <= _COUNTED and opens in _DONE_TO))


def shared_tail(clauses: Sequence[Clause], position: int) -> tuple[int, ...]:
    """The words at a list's end that all its items share: "3 giải nhất, 7 giải nhì, 11 giải ba kỳ thi …".

    The items are counted in one unit, each with one word of its own.
    """
    first = clauses[position]
    unit = first.item.figures[0].unit
    if unit is None or unit.measured or len(first.right) != 1:
        return ()
    for later in clauses[position + 1 :]:
        same = later.item.figures[0].unit
        if same is None or same.text != unit.text or later.gap != {","} or later.left or later.brackets:
            return ()
        if len(later.right) != 1:
            return later.right[1:] if len(later.right) > _LEAST_TAIL else ()
    return ()


def opening_words(stream: Stream, clause: Clause, sentences: Sequence[int]) -> str:
    """What the sentence opens with, before its first figure's clause: "Sốt xuất huyết …, tăng 187 ca"."""
    opens = clause.lead[-1] + _COLON_AND_WORD if clause.lead else sentences[clause.sentence]
    first = clause.left[0] if clause.left else clause.item.first
    comma = next((i for i in range(opens, first) if stream.keys[i] in _STOPS), first)
    if any(stream[index].kind is Kind.NUMBER for index in range(opens, first)):
        return ""
    return stream.words(opens, min(comma, opens + _LONGEST_NOUN)).lower()


def opening(stream: Stream, clause: Clause, sentences: Sequence[int]) -> tuple[int, ...]:
    """The words that the sentence opens with, where its first figure has none of its own.

    As in "Đàn trâu giảm mạnh, còn 2.480 con" and "Về cây ăn quả, toàn huyện có 1.860 ha".
    """
    opens = clause.lead[-1] + _COLON_AND_WORD if clause.lead else sentences[clause.sentence]
    first = clause.left[0] if clause.left else clause.item.first
    if clause.before > opens:  # after the last semicolon, where figures were told before
        opens = next((i + 1 for i in range(first - 1, clause.before - 1, -1) if stream.keys[i] == ";"), first)
    if clause.left[:1] == (opens,):
        return ()
    stops = (i for i in range(opens, first) if stream.keys[i] in _STOPS or stream.kind_at(i) in _TOLD_OF)
    end = next(stops, first)
    while opens < end and stream[opens].kind is not Kind.WORD:
        opens += 1
    return tuple(range(opens, end)) if end - opens <= _LONGEST_NOUN else ()
