"""Headings and the section path of every block, whatever numbering a report uses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.marker import Marker, read_marker
from ingest.text import in_capitals

_LONGEST_HEADING = 220
_DEEPEST = 20  # sections inside each other
_LONGEST_LEAD = 130
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[A-ZÀ-ỸĐ]")
_CLOSING = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
_OFFICES = "CHỦ TỊCH|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|GIÁM ĐỐC"
_SIGNATURE = re.compile(rf"(?:T/?M|K/?T|TL|TUQ)\b|(?:Q\.\s*|PHÓ\s+)?(?:{_OFFICES})\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """What the outline says of a block; see ``Block`` for the fields."""

    kind: BlockKind
    marker: str
    level: int
    section: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A section that is open: its numbering style, last number, title, and whether it is a mere bullet."""

    style: str
    number: int
    title: str


class Outline:
    """Follows the headings of one report from top to bottom.

    Levels come from the order in which numbering styles nest (``I.`` under ``A.``, ``1.1`` under ``1.``),
    so that any scheme works; Markdown's ``#`` only ranks headings without a number.
    """

    def __init__(self) -> None:
        self._stack: list[_Open] = []
        self._numbered = False
        self._closing = False

    def place(self, text: str, hashes: int = 0, *, bold: bool = False) -> Placed:
        """Kind, marker, level and section of the next block, given its flow text."""
        marker = read_marker(text)
        if marker and marker.bullet and not hashes:
            return self._place_item(text, marker)
        if marker and not (marker.style == "upper" and _shouted(text) and not _title_like(text)):
            return self._place_numbered(text, marker, hashes)
        if _CLOSING.match(text):
            self._stack.clear()
            self._closing = True
            return Placed(BlockKind.PARAGRAPH, "", 0, ())
        if _title_like(text) and (hashes or bold or _shouted(text)) and not self._signs(text):
            self._closing = False
            return self._place_title(text, hashes)
        self._close_bullets()
        return Placed(BlockKind.PARAGRAPH, "", 0, self._path())

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the sections that are open."""
        return self._path()

    def _signs(self, text: str) -> bool:
        """Whether a text belongs to the signature under the report rather than to an annex."""
        return _SIGNATURE.match(text) is not None or (self._closing and not _shouted(text))

    def _place_numbered(self, text: str, marker: Marker, hashes: int) -> Placed:
        self._descend(marker)
        self._numbered = True
        above = self._path()
        level = len(self._stack) + 1
        if _title_like(text, hashes > 0):
            self._stack.append(_Open(marker.style, marker.number, text))
            return Placed(BlockKind.HEADING, marker.text, level, above)
        lead = _lead(text)
        self._stack.append(_Open(marker.style, marker.number, lead))
        kind = BlockKind.PARAGRAPH if marker.depth > 1 or lead else BlockKind.LIST_ITEM
        return Placed(kind, marker.text, 0, self._path())

    def _place_item(self, text: str, marker: Marker) -> Placed:
        known = next((i for i, open_ in enumerate(self._stack) if open_.style == marker.style), None)
        if known is not None:
            del self._stack[known:]
        above = self._path()
        self._stack.append(_Open(marker.style, 0, _lead(text)))
        return Placed(BlockKind.LIST_ITEM, marker.text, 0, above)

    def _place_title(self, text: str, hashes: int) -> Placed:
        self._close_bullets()
        top = self._stack[-1] if self._stack else None
        if top and top.style.startswith("part") and read_marker(top.title) and _bare_part(top.title):
            top.title = f"{top.title} {text}"
            return Placed(BlockKind.HEADING, "", len(self._stack), self._path()[:-1])
        while self._stack and self._stack[-1].style.startswith("title"):
            if hashes and self._stack[-1].number and self._stack[-1].number < hashes:
                break
            self._stack.pop()
        above = self._path()
        self._stack.append(_Open("title", hashes, text))
        return Placed(BlockKind.HEADING, "", len(self._stack), above)

    def _descend(self, marker: Marker) -> None:
        """Closes what the new number ends: sections of its own style and of all below it."""
        self._close_bullets()
        if not self._numbered:
            self._stack.clear()  # What stood before the first number is the report's title.
        for at, open_ in enumerate(self._stack):
            if open_.style == marker.style and not self._restarts(at, marker):
                del self._stack[at:]
                return
            if marker.depth > 1 and _decimal_depth(open_.style) >= marker.depth:
                del self._stack[at:]
                return
        if marker.style.startswith("part"):
            self._stack.clear()

    def _restarts(self, at: int, marker: Marker) -> bool:
        """``1.`` under ``a)`` under ``3.``: a new list, deeper than the one it looks like."""
        deeper = len(self._stack) < _DEEPEST and any(open_.number for open_ in self._stack[at + 1 :])
        return marker.number == 1 and deeper and self._stack[at].number >= 1 and marker.depth == 1

    def _close_bullets(self) -> None:
        while self._stack and self._stack[-1].style.startswith("bullet"):
            self._stack.pop()

    def _path(self) -> tuple[str, ...]:
        return tuple(open_.title for open_ in self._stack if open_.title)


def _lead(text: str) -> str:
    """The words before the first colon, where they read as a heading run into its paragraph."""
    head, colon, _ = text[: _LONGEST_LEAD + 1].partition(":")
    if not colon or _SENTENCE_INSIDE.search(re.sub(r"^\S+\s", "", head)):
        return ""
    return head.strip()


def _title_like(text: str, hashed: bool = False) -> bool:
    if len(text) > _LONGEST_HEADING or (
        text.endswith((".", ";", ",", "…")) and not hashed and not _shouted(text)
    ):
        return False
    marker = read_marker(text)
    rest = text[len(marker.text) :] if marker else text
    if not any(c.isalpha() for c in rest) and not (marker and marker.style.startswith("part")):
        return False
    _, colon, tail = rest.partition(": ")
    if colon and tail.strip() and not hashed and not _shouted(text):
        return False
    return not _SENTENCE_INSIDE.search(rest)


def _shouted(text: str) -> bool:
    """Whether a text of more than one word is in capitals."""
    return " " in text and in_capitals(text)


def _bare_part(title: str) -> bool:
    marker = read_marker(title)
    return marker is not None and len(title) - len(marker.text) < 3


def _decimal_depth(style: str) -> int:
    return int(style.removeprefix("decimal")) if style.startswith("decimal") else 0
