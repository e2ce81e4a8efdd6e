"""Footnotes of text drawn out of docx: ``[footnoteRef:1]`` for the mark, ``[1: …]`` after the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ingest.read.lines import Line
from ingest.read.markup import Cut
from ingest.read.strips import Note, Parted, Strip

_REF = re.compile(r"\[footnoteRef:(\d{1,3})\]", re.IGNORECASE)
_BODY = re.compile(r"\[(\d{1,3}):\s*")
_BRACKETS = re.compile(r"[\[\]]")
_LONGEST = 20_000


def part_bracketed(text: str, lines: Sequence[Line]) -> Parted | None:
    """The text taken apart, or ``None`` where it has no such marks."""
    refs = list(_REF.finditer(text))
    if not refs:
        return None
    wanted = {ref[1] for ref in refs}
    bodies = _bodies(text, wanted)
    notes = [Note(label, _strips(lines, start, end)) for label, _, start, end, _ in bodies]
    cuts = _cuts(refs, bodies)
    openings = [body[1] for body in bodies]
    main: list[Strip] = []
    for line in lines:
        for start, end in _outside(line, bodies, openings):
            words = text[start:end]
            if words.strip():
                start += len(words) - len(words.lstrip())
                gap = bool(main) and bisect_left(openings, main[-1].end) < bisect_left(openings, start)
                main.append(Strip(line, start, start + len(words.strip()), gap))
    return Parted(tuple(main), tuple(notes), cuts)


_Body = tuple[str, int, int, int, int]  # label, opening bracket, first word, end of words, end with bracket


def _bodies(text: str, wanted: set[str]) -> list[_Body]:
    bodies: list[_Body] = []
    at = 0
    while match := _BODY.search(text, at):
        if match[1] not in wanted:
            at = match.end()
            continue
        end = _closing(text, match.end())
        closed = end < len(text) and text[end] == "]"
        bodies.append((match[1], match.start(), match.end(), end, end + closed))
        at = end + closed
    return bodies


def _closing(text: str, at: int) -> int:
    """The bracket that closes the body; the line's end, or the next body, where none does."""
    depth = 1
    for bracket in _BRACKETS.finditer(text, at, at + _LONGEST):
        if bracket[0] == "[" and _BODY.match(text, bracket.start()):
            return bracket.start()
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return bracket.start()
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _cuts(refs: list[re.Match[str]], bodies: list[_Body]) -> tuple[Cut, ...]:
    by_label: dict[str, list[int]] = {}
    for index, body in enumerate(bodies):
        by_label.setdefault(body[0], []).append(index)
    cuts = []
    for ref in refs:
        waiting = by_label.get(ref[1], [])
        cuts.append(Cut(ref.start(), ref.end(), ref[1], waiting.pop(0) if waiting else None))
    return tuple(cuts)


def _strips(lines: Sequence[Line], start: int, end: int) -> tuple[Strip, ...]:
    first = bisect_left(lines, start + 1, key=lambda line: line.end)
    strips = []
    for line in lines[first:]:
        if line.start >= end:
            break
        low, high = max(start, line.start), min(end, line.end)
        if low < high:
            strips.append(Strip(line, low, high))
    return tuple(strips)


def _outside(line: Line, bodies: list[_Body], openings: list[int]) -> Iterator[tuple[int, int]]:
    """The parts of a line that are in no body."""
    at = line.start
    for index in range(max(0, bisect_left(openings, line.start) - 1), len(bodies)):
        opening, closing = bodies[index][1], bodies[index][4]
        if opening >= line.end:
            break
        if at < opening:
            yield at, opening
        at = max(at, closing)
    if at < line.end:
        yield at, line.end
