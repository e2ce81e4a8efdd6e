"""Footnotes of PDF text, whose marks are glued to the words: ``4.623,3ha1`` and ``1 Trong đó: …``.

A digit after a word is a mark only if a footnote of that number follows; the numbers count up through the
report. So first the bodies are chained by their numbers, then the lines at the foot of each page are given
to them, and last the marks are looked for between one page's footnotes and the next's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.marker import read_marker
from ingest.read.feet import Foot, find_feet
from ingest.read.lines import Layout, Line, is_rule
from ingest.read.marks import Mark
from ingest.read.markup import Cut
from ingest.read.raised import Zones
from ingest.read.strips import Note, Parted, Strip, part_lines

_CANDIDATE = re.compile(
    r"""(?P<before>(?:[^\W\d_]+|[)\]”"%’]))(?P<glued>\d{1,3})(?=[\s.,;:)\]?!…”"]|[A-ZĐ]|$)
      | (?P<number>\d[\d.,]*\d)(?=[\s.,;:)\]?!…”"%]|[^\W\d_]|$)
      | (?P<word>[^\W\d_]{2,}|[)%])[ ](?P<apart>\d{1,3})(?=\s?[;.:)](?:\s|$)|,\s)""",
    re.VERBOSE,
)
_EXPONENT = re.compile(r"(?:[kdch]?m|M)$")
_ACRONYM = re.compile(r"[A-ZĐ]+$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?$|\d+(?:[.,]\d{1,2})?$")
_CHAIN_GAP = 3
_SURE = 6
_MOST_OF_ONE_NUMBER = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    number: int
    score: int


def part_glued(text: str, lines: Sequence[Line], layout: Layout, furniture: frozenset[int]) -> Parted:
    """The text taken apart; without footnotes it is all main text."""
    full = [line for line in lines if not line.blank and line.number not in furniture]
    candidates = find_candidates(text)
    feet = chain_feet(full, lines, candidates)
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
    full: Sequence[Line], lines: Sequence[Line], feet: Sequence[Foot], candidates: Sequence[_Candidate]
) -> dict[int, int]:
    """The lines of each footnote where a line is a paragraph."""
    first = {full[foot.line].number: i for i, foot in enumerate(feet)}
    main, _ = part_lines(lines, frozenset(), first, {})
    cuts = _cuts(main, feet, full, candidates)
    bodies = [Mark(full[foot.line].start, foot.start, str(foot.number), opens_line=True) for foot in feet]
    marks = [Mark(cut.start, cut.end, cut.label, opens_line=False) for cut in cuts]
    anchors = {cut.note: cut.start for cut in cuts}
    return Zones(full, bodies, [anchors.get(i) for i in range(len(feet))], marks).find()


def find_candidates(text: str) -> list[_Candidate]:
    """Digits that may be a mark, in source order; the higher the score, the less they can be else."""
    found: list[_Candidate] = []
    for match in _CANDIDATE.finditer(text):
        if match["glued"]:
            start = match.start("glued")
            found.append(_Candidate(start, match.end(), int(match["glued"]), _score_glued(text, match)))
        elif match["apart"]:
            found.append(_Candidate(match.end("word"), match.end("apart"), int(match["apart"]), 3))
        else:
            found += _inside_number(match)
    return found


def _score_glued(text: str, match: re.Match[str]) -> int:
    word = match["before"]
    if match["glued"] in {"2", "3"} and _EXPONENT.match(word):
        return 1
    acronym = _ACRONYM.match(word)
    if acronym:
        return 2 if len(word) < 3 else _SURE
    # "300m5": a unit of one letter after a figure; "x1" on its own is a name.
    if len(word) == 1 and word.isalpha() and not text[match.start() - 1 : match.start()].isdigit():
        return 2
    return 10


def _inside_number(match: re.Match[str]) -> list[_Candidate]:
    """``11.2191``: the last digits are a mark if the number is well-formed only without them."""
    number = match["number"]
    whole = _GROUPED.match(number) is not None
    found = []
    for length in (1, 2, 3):
        rest = number[:-length]
        if not number[-length:].isdigit():
            break
        if rest and rest[-1].isdigit() and number[-length] != "0" and _GROUPED.match(rest):
            end = match.end("number")
            found.append(_Candidate(end - length, end, int(number[-length:]), 2 if whole else 7))
    return found


def chain_feet(full: Sequence[Line], lines: Sequence[Line], candidates: Sequence[_Candidate]) -> list[Foot]:
    """The bodies whose numbers count up, each after a mark of its number."""
    marks: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        marks.setdefault(candidate.number, []).append(candidate)
    bodies = _numbered_lines(full, lines, set(marks))
    chain: list[Foot] = []
    number, missing, after_line, after_mark = 1, 0, -1, -1
    while missing <= _CHAIN_GAP:
        link = _link(bodies.get(number, []), marks.get(number, []), full, after_line, after_mark, bool(chain))
        if link is None:
            missing += 1
        else:
            foot, mark = link
            chain.append(foot)
            missing, after_line, after_mark = 0, foot.line, mark
        number += 1
    return chain if any(foot.sure for foot in chain) else []


_Body = tuple[int, int, int]  # index of the line, offset after the number, quality


def _numbered_lines(full: Sequence[Line], lines: Sequence[Line], numbers: set[int]) -> dict[int, list[_Body]]:
    found: dict[int, list[_Body]] = {}
    for index, line in enumerate(full):
        digits = re.match(r"\d{1,3}", line.text)
        if not digits:
            continue
        ruled = line.number > 0 and is_rule(lines[line.number - 1])
        for length in range(1, len(digits[0]) + 1):
            number = int(line.text[:length])
            if number in numbers and line.text[0] != "0":
                quality, start = _quality(line.text, length)
                if quality:
                    body = (index, line.start + start, quality + (4 if ruled else 0))
                    found.setdefault(number, []).append(body)
    return found


def _quality(words: str, length: int) -> tuple[int, int]:
    """How well a line reads as a body whose number has that many digits, and where its words begin."""
    rest = words[length:]
    opening = re.match(r"(?P<stop>[.)]?)(?P<space>\s*)(?P<first>[\"“(+–-]*\S)", rest)
    if not opening:
        return 0, 0
    start = length + opening.start("first")
    first = opening["first"]
    capital = first[-1].isupper() or first[0] in '"“(+–-'
    if re.match(r"\d[.)]\s", rest):
        return 4, length  # "191. Thiệt hại": footnote 19 begins with a list.
    if first[0].isdigit() and not opening["space"]:
        return 0, 0
    if opening["stop"]:
        return (4, start) if capital and opening["space"] else (0, 0)
    if opening["space"] and not capital:
        return (8 if read_marker(words[start:]) else 3), start
    if opening["space"]:
        return 10, start
    return (6, start) if first[0].isupper() else (0, 0)


def _link(
    bodies: Sequence[_Body],
    marks: Sequence[_Candidate],
    full: Sequence[Line],
    after_line: int,
    after_mark: int,
    begun: bool,
) -> tuple[Foot, int] | None:
    best: tuple[int, Foot, int] | None = None
    for line, start, quality in islice(
        (body for body in bodies if body[0] > after_line), _MOST_OF_ONE_NUMBER
    ):
        mark = _first_mark(marks, after_mark, full[line].start)
        if mark is None:
            continue
        nearby = 4 if begun and line - after_line <= 3 else 0
        value = quality + nearby + (4 if mark.score >= _SURE else 0)
        if best is None or value > best[0]:
            foot = Foot(line, start, marks[0].number, sure=quality >= 10 and mark.score >= _SURE)
            best = (value, foot, mark.start)
        if value >= 14:
            break
    return best[1:] if best and best[0] >= (8 if begun else 14) else None


def _first_mark(marks: Sequence[_Candidate], after: int, before: int) -> _Candidate | None:
    """The best mark in the range, the first of the best."""
    low = bisect_left(marks, after + 1, key=lambda mark: mark.start)
    high = bisect_left(marks, before, key=lambda mark: mark.start)
    return max(marks[low:high], key=lambda mark: mark.score, default=None)


def _cuts(
    main: Sequence[Strip], feet: Sequence[Foot], full: Sequence[Line], candidates: Sequence[_Candidate]
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
    main: Sequence[Strip], strips: Sequence[int], candidates: Sequence[_Candidate], after: int, before: int
) -> list[_Candidate]:
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


def _best_order(candidates: Sequence[_Candidate], numbers: dict[int, int]) -> list[Cut]:
    """The candidates that count up through the numbers with the highest sum of scores."""
    best: dict[int, tuple[int, tuple[_Candidate, ...]]] = {}
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.number)):
        if candidate.number not in numbers:
            continue
        lower = [best[n] for n in best if n < candidate.number]
        total, chain = max(lower, key=lambda pair: pair[0], default=(0, ()))
        if total + candidate.score > best.get(candidate.number, (0, ()))[0]:
            best[candidate.number] = (total + candidate.score, (*chain, candidate))
    _, chosen = max(best.values(), key=lambda pair: pair[0], default=(0, ()))
    return [Cut(c.start, c.end, str(c.number), numbers[c.number]) for c in chosen]
