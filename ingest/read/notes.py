"""Footnotes told apart from the main text, whichever way the text marks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.read.bracketed import part_bracketed
from ingest.read.feet import Foot, find_feet
from ingest.read.glued import part_glued
from ingest.read.lines import Layout, Line
from ingest.read.marks import Mark, find_marks
from ingest.read.markup import Cut
from ingest.read.raised import Zones
from ingest.read.strips import Note, Parted, part_lines

_PLAIN_BODY = re.compile(r"[*_]*(?:\((?P<ring>\d{1,3})\)|\[(?P<square>\d{1,3})\])")


def part_text(text: str, lines: Sequence[Line], layout: Layout, furniture: frozenset[int]) -> Parted:
    """Main text and footnotes. Every mark whose footnote is found, or that can be nothing else, is a cut."""
    bracketed = part_bracketed(
        text, [line for line in lines if not line.blank and line.number not in furniture]
    )
    if bracketed:
        return bracketed
    marks = find_marks(text)
    if not marks:
        return part_glued(text, lines, layout, furniture)
    return _part_raised(lines, marks, furniture, layout)


def part_raised(text: str, lines: Sequence[Line], settled: frozenset[int]) -> Parted:
    """The same for some of a text's lines, where only raised marks may be footnotes typed by hand.

    ``settled`` are the offsets of marks that the file format itself told.
    """
    marks = [mark for mark in find_marks(text) if mark.start not in settled and _inside(lines, mark)]
    return _part_raised(lines, marks, frozenset(), Layout(wrapped=False, spaced=False, width=0))


def _inside(lines: Sequence[Line], mark: Mark) -> bool:
    at = bisect_right(lines, mark.start, key=lambda line: line.start) - 1
    return at >= 0 and mark.start < lines[at].end


def _part_raised(
    lines: Sequence[Line], marks: list[Mark], furniture: frozenset[int], layout: Layout
) -> Parted:
    full = [line for line in lines if not line.blank and line.number not in furniture]
    bodies = [mark for mark in marks if mark.opens_line]
    bodies = sorted([*bodies, *_plain_bodies(full, marks, bodies)], key=lambda mark: mark.start)
    opening = {body.start for body in bodies}
    anchors = [mark for mark in marks if mark.start not in opening]
    pairs = _pair(anchors, bodies)
    at = {body: anchors[mark].start for mark, body in pairs.items()}
    starts = _body_starts(full, bodies)
    if not bodies:
        owner = {}
    elif layout.wrapped:
        owner = find_feet(full, lines, _feet(full, bodies), layout, furniture)
    else:
        owner = Zones(full, bodies, [at.get(i) for i in range(len(bodies))], marks).find()
    main, strips = part_lines(lines, furniture, owner, starts)
    notes = tuple(Note(body.label, tuple(strips.get(i, ()))) for i, body in enumerate(bodies))
    cuts = tuple(Cut(mark.start, mark.end, mark.label, pairs.get(i)) for i, mark in enumerate(anchors))
    return Parted(tuple(main), notes, cuts)


def _body_starts(lines: Sequence[Line], bodies: Sequence[Mark]) -> dict[int, int]:
    starts: dict[int, int] = {}
    index = 0
    for body in bodies:
        while lines[index].end <= body.start:
            index += 1
        starts.setdefault(lines[index].number, body.end)
    return starts


def _feet(lines: Sequence[Line], bodies: Sequence[Mark]) -> list[Foot]:
    ends = [line.end for line in lines]
    return [Foot(bisect_right(ends, body.start), body.end, body.number) for body in bodies]


def _plain_bodies(lines: Sequence[Line], marks: Sequence[Mark], bodies: Sequence[Mark]) -> list[Mark]:
    """Bodies that begin with a plain ``(11)`` although the mark in the text is raised."""
    have = {body.label for body in bodies}
    waiting = {mark.label: mark.start for mark in marks if not mark.opens_line and mark.label not in have}
    found: list[Mark] = []
    for line in lines:
        match = _PLAIN_BODY.match(line.text)
        label = (match["ring"] or match["square"]) if match else None
        if match and label in waiting and waiting[label] < line.start:
            del waiting[label]
            found.append(Mark(line.start, line.start + match.end(), label, opens_line=True))
    return found


def _pair(anchors: Sequence[Mark], bodies: Sequence[Mark]) -> dict[int, int]:
    """Index of a mark -> index of its body: the nearest free mark before the body that bears its number."""
    free: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    events = [(mark.start, 0, i) for i, mark in enumerate(anchors)] + [
        (b.start, 1, i) for i, b in enumerate(bodies)
    ]
    late: list[int] = []
    for _, is_body, index in sorted(events):
        if not is_body:
            free.setdefault(anchors[index].label, []).append(index)
        elif free.get(bodies[index].label):
            pairs[free[bodies[index].label].pop()] = index
        else:
            late.append(index)
    for index in late:
        if free.get(bodies[index].label):
            pairs[free[bodies[index].label].pop(0)] = index
    return pairs
