"""Footnotes of PDF text, whose marks are glued to the words: ``4.623,3ha1`` and ``1 Trong đó: …``.

A digit after a word is a mark only if a footnote of that number follows; the numbers count up through the
report. So first the bodies are chained by their numbers, then the lines at the foot of each page are given
to them, and last the marks are looked for between one page's footnotes and the next's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from ingest.read.candidates import GOOD_BODY, SURE, Bodies, Body, Candidate, readings
from ingest.read.feet import Foot, find_feet
from ingest.read.lines import Layout, Line
from ingest.read.marks import Mark
from ingest.read.markup import Cut
from ingest.read.raised import Zones
from ingest.read.strips import Note, Parted, Strip, part_lines

_CHAIN_GAP = 3
_CERTAIN, _LIKELY = 14, 8  # sums of scores of mark and body
_MOST_OF_ONE_NUMBER = 200
_STARTS = 20


def part_glued(text: str, lines: Sequence[Line], layout: Layout, furniture: frozenset[int]) -> Parted:
    """The text taken apart; without footnotes it is all main text."""
    full = [line for line in lines if not line.blank and line.number not in furniture]
    candidates, feet = max(
        ((marks, chain_feet(marks, bodies)) for marks, bodies in readings(text, full, lines)),
        key=lambda reading: len(reading[1]),
    )
    starts = {full[foot.line].number: foot.start for foot in feet}
    if not feet:
        owner = {}
    elif layout.wrapped:
        owner = find_feet(full, lines, feet, layout, furniture)
    else:
        owner = _find_in_paragraphs(full, lines, feet, candidates)
    main, strips = part_lines(lines, furniture, owner, starts)
    notes = tuple(Note(str(foot.number), tuple(strips.get(i, ()))) for i, foot in enumerate(feet))
    return Parted(tuple(main), notes, _cuts(main, feet, full, candidates) if feet else ())


def _find_in_paragraphs(
    full: Sequence[Line], lines: Sequence[Line], feet: Sequence[Foot], candidates: Sequence[Candidate]
) -> dict[int, int]:
    """The lines of each footnote where a line is a paragraph."""
    first = {full[foot.line].number: i for i, foot in enumerate(feet)}
    main, _ = part_lines(lines, frozenset(), first, {})
    cuts = _cuts(main, feet, full, candidates)
    bodies = [Mark(full[foot.line].start, foot.start, str(foot.number), opens_line=True) for foot in feet]
    marks = [Mark(cut.start, cut.end, cut.label, opens_line=False) for cut in cuts]
    anchors = {cut.note: cut.start for cut in cuts}
    return Zones(full, bodies, [anchors.get(i) for i in range(len(feet))], marks).find()


def chain_feet(candidates: Sequence[Candidate], bodies: Bodies) -> list[Foot]:
    """The bodies whose numbers count up, each after a mark of its number.

    They count from 1; a part of a report may begin later, but then one footnote alone proves nothing.
    Where every page counts anew, that gives the longer chain by far.
    """
    marks: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        marks.setdefault(candidate.number, []).append(candidate)
    chain = _chain_from(1, marks, bodies)
    if not chain:
        later = sorted(number for number, found in bodies.items() if found[0].quality >= GOOD_BODY)
        chain = next((c for n in later[:_STARTS] if len(c := _chain_from(n, marks, bodies)) > 1), [])
    anew = _chain_by_page(marks, bodies)
    return anew if len(anew) > len(chain) + max(1, len(chain) // 3) else chain


def _chain_from(first: int, marks: Mapping[int, Sequence[Candidate]], bodies: Bodies) -> list[Foot]:
    chain: list[Foot] = []
    number, missing, after_line, after_mark = first, 0, -1, -1
    while missing <= _CHAIN_GAP:
        link = _link(bodies.get(number, []), marks.get(number, []), after_line, after_mark, bool(chain))
        if link is None:
            missing += 1
        else:
            foot, mark = link
            chain.append(foot)
            missing, after_line, after_mark = 0, foot.line, mark
        number += 1
    return chain if any(foot.sure for foot in chain) else []


def _chain_by_page(marks: Mapping[int, Sequence[Candidate]], bodies: Bodies) -> list[Foot]:
    """The sure bodies that follow each other or begin anew with 1."""
    good = sorted(
        ((body.line, number, body) for number, found in bodies.items() for body in found if _good(body)),
        key=lambda entry: entry[:2],
    )
    sure = {n: [mark.start for mark in found if mark.score >= SURE] for n, found in marks.items()}
    chain: list[Foot] = []
    current, after_mark = 0, -1
    for _, number, body in good:
        if number not in {1, current + 1}:
            continue
        starts = sure.get(number, [])
        at = bisect_left(starts, after_mark + 1)
        if at < len(starts) and starts[at] < body.start:
            chain.append(Foot(body.line, body.words, number, sure=True))
            current, after_mark = number, starts[at]
    return chain


def _good(body: Body) -> bool:
    return body.quality >= GOOD_BODY


def _link(
    bodies: Sequence[Body], marks: Sequence[Candidate], after_line: int, after_mark: int, begun: bool
) -> tuple[Foot, int] | None:
    """The next footnote of a chain, and where its mark may stand."""
    best: tuple[int, Foot, int] | None = None
    for body in islice((body for body in bodies if body.line > after_line), _MOST_OF_ONE_NUMBER):
        mark = _first_mark(marks, after_mark, body.start)
        if mark is None:
            continue
        nearby = 4 if begun and body.line - after_line <= 3 else 0
        value = body.quality + nearby + (4 if mark.score >= SURE else 0)
        if best is None or value > best[0]:
            sure = body.quality >= GOOD_BODY and mark.score >= SURE
            best = (value, Foot(body.line, body.words, mark.number, sure), mark.start)
        if value >= _CERTAIN:
            break
    return best[1:] if best and best[0] >= (_LIKELY if begun else _CERTAIN) else None


def _first_mark(marks: Sequence[Candidate], after: int, before: int) -> Candidate | None:
    """The best mark in the range, the first of the best."""
    low = bisect_left(marks, after + 1, key=lambda mark: mark.start)
    high = bisect_left(marks, before, key=lambda mark: mark.start)
    return max(marks[low:high], key=lambda mark: mark.score, default=None)


def _cuts(
    main: Sequence[Strip], feet: Sequence[Foot], full: Sequence[Line], candidates: Sequence[Candidate]
) -> tuple[Cut, ...]:
    """The marks of each page's footnotes, in order, in the main text between them and the page before."""
    cuts: list[Cut] = []
    strips = [strip.start for strip in main]
    after, first = -1, 0
    while first < len(feet):
        before = full[feet[first].line].start
        last = first
        while last + 1 < len(feet) and _same_page(strips, before, full[feet[last + 1].line].start):
            last += 1
        inside = _in_main(main, strips, candidates, after, before)
        page = _best_order(inside, {feet[i].number: i for i in range(first, last + 1)})
        cuts += page
        after = page[-1].start if page else max(after, full[feet[first - 1].line].start if first else -1)
        first = last + 1
    return tuple(cuts)


def _same_page(strips: Sequence[int], first: int, second: int) -> bool:
    return bisect_left(strips, first) == bisect_left(strips, second)


def _in_main(
    main: Sequence[Strip], strips: Sequence[int], candidates: Sequence[Candidate], after: int, before: int
) -> list[Candidate]:
    low = bisect_left(candidates, after + 1, key=lambda mark: mark.start)
    high = bisect_left(candidates, before, key=lambda mark: mark.start)
    inside = []
    seen: Counter[int] = Counter()
    for candidate in candidates[low:high]:
        seen[candidate.number] += 1
        if seen[candidate.number] > _MOST_OF_ONE_NUMBER:
            continue
        at = bisect_left(strips, candidate.start + 1) - 1
        if at >= 0 and main[at].start < candidate.start and candidate.end <= main[at].end:
            inside.append(candidate)
    return inside


def _best_order(candidates: Sequence[Candidate], numbers: dict[int, int]) -> list[Cut]:
    """The candidates that count up through the numbers with the highest sum of scores."""
    best: dict[int, tuple[int, tuple[Candidate, ...]]] = {}
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.number)):
        if candidate.number not in numbers:
            continue
        lower = [best[n] for n in best if n < candidate.number]
        total, chain = max(lower, key=lambda pair: pair[0], default=(0, ()))
        if total + candidate.score > best.get(candidate.number, (0, ()))[0]:
            best[candidate.number] = (total + candidate.score, (*chain, candidate))
    _, chosen = max(best.values(), key=lambda pair: pair[0], default=(0, ()))
    return [Cut(c.start, c.end, str(c.number), numbers[c.number]) for c in chosen]
