"""Footnotes whose marks show themselves, in text that keeps a paragraph on one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.marker import Marker, read_marker
from ingest.read.lines import Line, is_open, starts_low
from ingest.read.marks import Mark

_TAIL_MARK = re.compile(r"(?:<sup>.{1,12}?</sup>|\[\^\d+\]|[⁽⁰¹²³⁴⁵⁶⁷⁸⁹⁾*_\s])+$")
_TAIL = 80
_SHORT = 60
_LONGEST_DIGRESSION = 8
_SAME_OPENING = 4


class Zones:
    """Finds which lines belong to which footnote.

    ``bodies`` are the marks that open a body, in source order; ``anchors`` the offsets of the marks in
    the main text that they answer to (``None`` where there is none).
    """

    def __init__(
        self,
        lines: Sequence[Line],
        bodies: Sequence[Mark],
        anchors: Sequence[int | None],
        marks: Sequence[Mark],
    ) -> None:
        self._lines = lines
        self._bodies = bodies
        self._anchors = anchors
        self._marked = [mark.start for mark in marks if not mark.opens_line]
        ends = [line.end for line in lines]
        self._at = [bisect_left(ends, body.start + 1) for body in bodies]
        self.owner: dict[int, int] = {}
        self._before: dict[int, int | None] = {}
        self._last: dict[int, int] = {}

    def find(self) -> dict[int, int]:
        """Line number -> index of the body that it belongs to."""
        for number, at in enumerate(self._at):
            self._give(range(at, at + 1), number)
        for number in range(len(self._at)):
            self._give(self._tail(number), number)
        for number in range(1, len(self._at)):
            self._give(self._carried_over(number), number - 1)
        return self.owner

    def _give(self, lines: range, number: int) -> None:
        for index in lines:
            self.owner[self._lines[index].number] = number
            self._last[number] = index

    def _tail(self, number: int) -> range:
        """The lines after a body that are further paragraphs of it."""
        first = self._at[number] + 1
        stop = self._at[number + 1] if number + 1 < len(self._at) else len(self._lines)
        if stop <= first:
            return range(0)
        if self._same_zone(number) and not self._has_mark(first, stop) and self._further(number, first, stop):
            return range(first, stop)
        resumed = self._resumption(number, first, min(stop, first + _LONGEST_DIGRESSION))
        return range(first, resumed) if resumed is not None else self._list_of(number, first, stop)

    def _same_zone(self, number: int) -> bool:
        """The mark of the next body stands before this body: both stand at the foot of one page."""
        if number + 1 >= len(self._at):
            return False
        anchor = self._anchors[number + 1]
        return anchor is not None and anchor < self._bodies[number].start

    def _further(self, number: int, first: int, stop: int) -> bool:
        """Whether lines between two footnotes of one page read as paragraphs of the first.

        They do where the main sentence waits to go on after both; else only list items do.
        """
        markers = [read_marker(self._lines[index].text) for index in range(first, stop)]
        before = self._main_before(self._at[number])
        if before is not None and self._broken_off(before):
            return not any(marker and not marker.bullet for marker in markers)
        return all(markers) and (all(m and m.bullet for m in markers) or self._lists_on(number, markers))

    def _lists_on(self, number: int, markers: Sequence[Marker | None]) -> bool:
        """Whether the markers go on with the numbering that the body itself began."""
        body = self._lines[self._at[number]]
        own = read_marker(body.text[self._bodies[number].end - body.start :].lstrip(" *_:"))
        return own is not None and all(marker and marker.style == own.style for marker in markers)

    def _resumption(self, number: int, first: int, stop: int) -> int | None:
        """Where the sentence that the footnotes broke goes on, if lines of the footnote come before it."""
        before = self._main_before(self._at[number])
        if before is None or not self._broken_off(before):
            return None
        for index in range(first, stop):
            if self._lines[index].text[:1].isalpha() and starts_low(self._lines[index].text):
                return None if self._has_mark(first, index) else index
        return None

    def _list_of(self, number: int, first: int, stop: int) -> range:
        """The items that a body announces with its last colon."""
        body = self._lines[self._at[number]].text
        if not self._bare(body).endswith(":"):
            return range(0)
        opening = read_marker(self._lines[first].text)
        if opening is None or not opening.bullet:
            return range(0)
        end = first
        while end < stop and (marker := read_marker(self._lines[end].text)) and marker.style == opening.style:
            end += 1
        before = self._main_before(self._at[number])
        if before is None or not self._bare(self._lines[before].text).endswith(":"):
            return range(first, end)
        # The main text announced a list too: it begins where the items begin anew.
        restart = self._begins_anew(first, end)
        return range(first, restart) if restart else range(0)

    def _begins_anew(self, first: int, end: int) -> int | None:
        """The item that repeats the first one's opening words more closely than any other does."""
        opening = self._lines[first].text.lower().split()
        alike = [_shared(opening, self._lines[i].text.lower().split()) for i in range(first + 1, end)]
        most = max(alike, default=0)
        if most < _SAME_OPENING or alike.count(most) > 1:
            return None
        return first + 1 + alike.index(most)

    def _carried_over(self, number: int) -> range:
        """Lines right before a body that go on with the footnote of the page before.

        They stand between a main sentence that breaks off and the footnotes after which it goes on.
        """
        at = self._at[number]
        if at == 0 or self._lines[at - 1].number in self.owner:
            return range(0)  # not the first of its page
        after = at + 1
        while after < len(self._lines) and self._lines[after].number in self.owner:
            after += 1
        if after >= len(self._lines) or not self._goes_on(after):
            return range(0)
        if not is_open(self._bare(self._lines[self._last[number - 1]].text)):
            return range(0)
        for first in range(at - 1, max(at - 4, 0), -1):
            if self._lines[first].number in self.owner or self._has_mark(first, at):
                break
            if self._broken_off(first - 1) and self._lines[first - 1].number not in self.owner:
                return range(first, at) if self._goes_on(first) else range(0)
        return range(0)

    def _main_before(self, at: int) -> int | None:
        """The last main line before a line of footnotes; kept, for many footnotes may stand in a row."""
        index = at - 1
        while index >= 0 and index not in self._before and self._lines[index].number in self.owner:
            index -= 1
        found = self._before.get(index, index if index >= 0 else None)
        self._before[at] = found
        return found

    def _broken_off(self, index: int) -> bool:
        text = self._bare(self._lines[index].text) if index >= 0 else ""
        return len(text) > _SHORT and is_open(text)

    def _goes_on(self, index: int) -> bool:
        text = self._lines[index].text
        return starts_low(text) or (text[:1].isdigit() and read_marker(text) is None)

    def _has_mark(self, first: int, stop: int) -> bool:
        at = bisect_left(self._marked, self._lines[first].start)
        return at < len(self._marked) and stop > first and self._marked[at] < self._lines[stop - 1].end

    @staticmethod
    def _bare(text: str) -> str:
        # Only the tail matters, and a bounded look keeps the work linear.
        return text[:-_TAIL] + _TAIL_MARK.sub("", text[-_TAIL:])


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))
