"""Which lines of hard-wrapped text stand at the foot of a page, and to which footnote they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.read.lines import Layout, Line, advance, is_open, is_rule

_WIDE = 1.12
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
    """Line number -> index of the footnote that the line belongs to."""
    pages = _page_starts(full, lines, layout, furniture) if layout.wrapped else set()
    owner: dict[int, int] = {}
    begins = {foot.line: i for i, foot in enumerate(feet)}
    ruled = _ruled(full, lines) if layout.wrapped else set()
    current: int | None = None  # the footnote that the foot we are in belongs to
    last: int | None = None  # the footnote that was read last
    for index in range(len(full)):
        if index in begins:
            current = last = begins[index]
        elif index in pages:
            current = None
        elif index in ruled and last is not None and _foot_ahead(index, pages, begins):
            current = last
        elif current is not None and not _still_foot(full, index, pages, layout):
            current = None
        if current is not None:
            owner[full[index].number] = current
    return owner


def _foot_ahead(index: int, pages: set[int], begins: dict[int, int]) -> bool:
    """A rule stands above footnotes if a body or the page's end comes soon."""
    return any(at in begins or at in pages for at in range(index + 1, index + _LONGEST_PAGE))


def _still_foot(full: Sequence[Line], index: int, pages: set[int], layout: Layout) -> bool:
    """Whether a line goes on with the footnote above it."""
    if not layout.wrapped:
        return False
    if any(at in pages for at in range(index, index + _LONGEST_PAGE)):
        return True  # The text itself shows where this page ends.
    before, line = full[index - 1], full[index]
    wide = _WIDE * layout.width
    if advance(before.text) > wide:
        return is_open(before.text) or advance(line.text) > wide
    return advance(line.text) > wide


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
