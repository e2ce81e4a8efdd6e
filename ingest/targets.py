"""What a figure is held against, the plan or an earlier period, and where the words for it end."""

from __future__ import annotations

from itertools import groupby, pairwise

from ingest.clauses import Clause
from ingest.label_kinds import DIRECTIONS
from ingest.tokens import Kind, Stream

_REACH = 8  # words after a figure in which "so với cùng kỳ năm trước" must begin
# Words between "so với" and what is compared with.
BRIDGE = frozenset(
    {
        "năm",
        "vụ",
        "của",
        "tỉnh",
        "huyện",
        "cả",
        "trong",
        "này",
        "được",
        "đề",
        "ra",
        "giao",
        "hđnd",
        "ubnd",
        "trung",
    }
    | {"ương", "nghị", "quyết", "/", "quý", "tháng"}
)


def target_after(stream: Stream, start: int, skip: frozenset[int]) -> tuple[str, int]:
    """What the figure is held against (``plan``, ``base``, ``""``), and the token after those words."""
    against = False
    for index in range(start, min(len(stream), start + _REACH)):
        kind, key = stream.kind_at(index), stream.keys[index]
        if key in ("(", ")"):
            break
        resolved = index == start and stream.keys[index : index + 2] == ("nghị", "quyết")
        if kind in ("plan", "allotted") or resolved:  # "đạt 103% Nghị quyết"
            told = stream.keys[index - 1] == "/" and _opens_figure(stream, index)
            return ("", start) if told else ("plan", _end_of_target(stream, index + resolved))
        if kind == "base" or (index in skip and against):
            return "base", _end_of_target(stream, index)
        if kind == "against" and stream.keys[index] != "trên":
            against = True
        elif index not in skip and key not in BRIDGE:
            break
    return "", start


def target_before(stream: Stream, clause: Clause) -> str:
    """What the figure is held against where that is said first: "so với kế hoạch đạt 96,8%"."""
    kinds = [kind for kind, _ in groupby(stream.kind_at(index) for index in clause.left)]
    if any(one in DIRECTIONS and two == "plan" for one, two in pairwise(kinds[-2:])):
        return "plan"  # "vượt kế hoạch 5%"; "vượt mục tiêu giảm 5%" tells the goal
    against = next((n for n, i in enumerate(clause.left) if stream.kind_at(i) == "against"), None)
    if against is None or any(stream.kind_at(i) == "property" for i in clause.left[against:]):
        return ""
    for index in clause.left[against + 1 :]:
        kind = stream.kind_at(index)
        if kind in ("plan", "base"):
            return kind
        if kind not in ("against", "noise") and stream.keys[index] not in BRIDGE:
            return ""
    return ""


def _opens_figure(stream: Stream, index: int) -> bool:
    """Whether a plan's word leads to the next figure: "tăng 8,31%/KH tăng 3-4%"."""
    label = stream.labels[index]
    end = label.last if label else index + 1
    while end < len(stream) and stream.kind_at(end) in DIRECTIONS | {"copula"}:
        end += 1
    return end < len(stream) and stream[end].kind is Kind.NUMBER


def _end_of_target(stream: Stream, index: int) -> int:
    label = stream.labels[index]
    end = label.last if label else index + 1
    while end < len(stream) and stream.keys[end] in BRIDGE and stream.keys[end] != "/":
        end += 1
    return end
