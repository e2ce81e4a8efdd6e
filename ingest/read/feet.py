"""Which lines of hard-wrapped text stand at the foot of a page, and to which footnote they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.marker import Marker, read_marker
from ingest.read.lines import Layout, Line, advance, is_open, is_rule

_WIDE = 1.12
_MAIN = 0.85
_LONGEST_ITEM = 6
_LONGEST_PAGE = 90
_RARE = 0.1


@dataclass(frozen=True, slots=True)
class Foot:
    """A body: ``line`` is its index among the lines with words, ``start`` the offset after its number.

    ``sure`` if both body and mark can be nothing else.
    """

    line: int
    start: int
    number: int
    sure: bool = False


def find_feet(
    full: Sequence[Line],
    lines: Sequence[Line],
    feet: Sequence[Foot],
    layout: Layout,
    furniture: frozenset[int],
) -> dict[int, int]:
    """Line number -> index of the footnote that the line belongs to.

    ``full`` are the lines with words. The text must be hard-wrapped.
    """
    return _Pages(full, lines, feet, layout, furniture).find()


class _Pages:
    def __init__(
        self,
        full: Sequence[Line],
        lines: Sequence[Line],
        feet: Sequence[Foot],
        layout: Layout,
        furniture: frozenset[int],
    ) -> None:
        self._full = full
        self._feet = feet
        self._width = layout.width
        self._parted = layout.parted
        self._begins = {foot.line: i for i, foot in enumerate(feet)}
        self._starts = _page_starts(full, lines, layout, furniture)
        self._ruled = _ruled(full, lines)
        self._owner: dict[int, int] = {}  # index of the line -> footnote

    def find(self) -> dict[int, int]:
        current: int | None = None  # the footnote that the foot we are in belongs to
        last: int | None = None  # the footnote that was read last
        for index in range(len(self._full)):
            if index in self._begins:
                if current is None and last is not None:
                    self._carry_over(index, last)
                current = last = self._begins[index]
            elif index in self._starts:
                current = None
            elif index in self._ruled and last is not None and self._foot_ahead(index):
                current = last
            elif current is not None and not self._goes_on(index):
                current = None
            if current is not None:
                self._owner[index] = current
        return {self._full[index].number: note for index, note in self._owner.items()}

    def _foot_ahead(self, index: int) -> bool:
        """A rule stands above footnotes if a body or the page's end comes soon."""
        soon = range(index + 1, index + _LONGEST_PAGE)
        return any(at in self._begins or at in self._starts for at in soon)

    def _goes_on(self, index: int) -> bool:
        """Whether a line goes on with the footnote above it.

        Footnotes are set smaller than the main text, so that their full lines hold more.
        """
        if any(at in self._starts for at in range(index, index + _LONGEST_PAGE)):
            return True  # The text itself shows where this page ends.
        before, line = self._full[index - 1].text, self._full[index].text
        if self._parted and not self._full[index].after_blank:
            return True  # still the paragraph that the footnote is
        if self._wide(line) or self._next_item(index):
            return True
        if not self._wide(before) or not is_open(before):
            return False
        # After a full line either the footnote's last line, or, if the page ends here, the main text.
        return not is_open(line) or advance(line) < _MAIN * self._width

    def _wide(self, words: str) -> bool:
        return advance(words) > _WIDE * self._width

    def _next_item(self, index: int) -> bool:
        """Whether a line is the next item of a numbered list inside the footnote."""
        marker = read_marker(self._full[index].text)
        if marker is None or marker.bullet:
            return False
        note = self._owner.get(index - 1)
        for at in range(index - 1, max(index - _LONGEST_ITEM, 0), -1):
            if self._owner.get(at) != note:
                return False
            above = read_marker(self._full[at].text) or self._inner_marker(at)
            if above and above.style == marker.style:
                return marker.number - above.number in {0, 1}
        return False

    def _inner_marker(self, index: int) -> Marker | None:
        """The marker right after a footnote's own number: ``191. Thiệt hại`` or ``3 a) Về đất``."""
        if index not in self._begins:
            return None
        foot, line = self._feet[self._begins[index]], self._full[index]
        return read_marker(line.text[foot.start - line.start :])

    def _carry_over(self, index: int, last: int) -> None:
        """Gives the wide lines right above a page's first body to the footnote of the page before."""
        at = index - 1
        if at > 0 and not self._wide(self._full[at].text) and is_open(self._full[at - 1].text):
            at -= 1  # the last line of what was carried over
        if not self._wide(self._full[at].text):
            return
        while at > 0 and self._wide(self._full[at].text) and at not in self._owner and at not in self._starts:
            self._owner[at] = last
            at -= 1
        for between in range(at + 1, index):
            self._owner[between] = last


def _ruled(full: Sequence[Line], lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    for index, line in enumerate(full):
        at = line.number - 1
        while at >= 0 and lines[at].blank:
            if is_rule(lines[at]):
                found.add(index)
                break
            at -= 1
        else:
            if at >= 0 and is_rule(lines[at]):
                found.add(index)
    return found


def _page_starts(
    full: Sequence[Line], lines: Sequence[Line], layout: Layout, furniture: frozenset[int]
) -> set[int]:
    """The lines that begin a page: after a form feed or page number, or indented as the text does it."""
    starts = {i for i, line in enumerate(full) if "\f" in line.indent}
    numbers = sorted(number for number in furniture if lines[number].text[:1].isalnum())
    starts |= (
        {i for i, line in enumerate(full) if _after_number(line, lines, furniture)} if numbers else set()
    )
    indented = [
        i for i, line in enumerate(full) if line.indent == " " and not (layout.spaced and line.after_blank)
    ]
    if layout.spaced and len(indented) < _RARE * len(full):
        starts.update(indented)
    return starts


def _after_number(line: Line, lines: Sequence[Line], furniture: frozenset[int]) -> bool:
    at = line.number - 1
    while at >= 0 and lines[at].blank:
        at -= 1
    return at in furniture and lines[at].text[:1].isalnum()
