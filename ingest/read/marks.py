"""Footnote marks that show themselves: raised digits, ``<sup>``, ``[^1]``, ``[1]``, ``[footnoteRef:1]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(
    r"""
    (?P<raised>⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?)
  | <sup>\s*+(?:\*{1,2}\s*+)?(?:[(\[]\s*+)?(?P<tag>\d{1,3})\s*+(?:[)\]]\s*+)?(?:\*{1,2}\s*+)?</sup>
  | \[\^(?P<caret>\d{1,3})\]:?
  | \$\^\{?\s*[(\[]?(?P<math>\d{1,3})[)\]]?\s*\}?\$
  | (?<!\^)\^[(\[]?(?P<hat>\d{1,3})[)\]]?\^(?!\^)
  | \[footnoteRef:(?P<ref>\d{1,3})\]
  | \[(?P<square>\d{1,3})\]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[^\w])(?:[kdchm]?m)$|\d(?:[kdchm]?m)$")
_LINE_OPENING = re.compile(r"(?:\A|\n)[ \t\f>*_]*\Z")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark ``[start, end)``; ``opens_line`` if a footnote's body may follow it."""

    start: int
    end: int
    label: str
    opens_line: bool

    @property
    def number(self) -> int:
        """The footnote's number."""
        return int(self.label)


def find_marks(text: str) -> list[Mark]:
    """All marks in source order. ``m²`` and ``m³`` are units; a mark may follow them (``m²⁵``: m² and 5)."""
    marks: list[Mark] = []
    square: list[Mark] = []
    for match in _MARK.finditer(text):
        label = _label(match)
        start = match.start()
        if _UNIT.search(text, max(0, start - 4), start):
            if not match["raised"] or len(label) == 1:
                if label in {"2", "3"}:
                    continue
            elif label[0] in "23":
                start, label = start + 1, label[1:]
        mark = Mark(start, match.end(), label, _opens_line(text, start, match.end()))
        (square if match["square"] else marks).append(mark)
    return sorted([*marks, *_in_pairs(square)], key=lambda mark: mark.start)


def _opens_line(text: str, start: int, end: int) -> bool:
    """Whether a footnote may begin here: the mark opens its line, and words follow that do not go on."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if start > _LOOK_BACK and "\n" not in before:
        return False
    return _LINE_OPENING.search(before) is not None and text[end : end + 1] not in ("", "\n", ",", ";", ")")


def _in_pairs(marks: list[Mark]) -> list[Mark]:
    """Of marks in plain brackets those that stand both in the text and before a body."""
    both = {mark.label for mark in marks if mark.opens_line} & {m.label for m in marks if not m.opens_line}
    return [mark for mark in marks if mark.label in both]


def _label(match: re.Match[str]) -> str:
    found = next(
        (match[name] for name in ("tag", "caret", "math", "hat", "ref", "square") if match[name]), ""
    )
    return found or match["raised"].strip("⁽⁾").translate(_RAISED_DIGITS)
