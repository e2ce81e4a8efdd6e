"""What may be a footnote's mark or body in text that raises no digits, and how likely it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.marker import read_marker
from ingest.read.lines import Line, is_rule

SURE = 6
"""A mark of this score or more can hardly be anything else."""

GOOD_BODY = 10
"""So can a body of this quality."""

_CANDIDATE = re.compile(
    r"""(?P<before>(?:(?<![^\W\d_])[^\W\d_]++|[)\]”"%’]))(?P<glued>\d{1,3})(?=[\s.,;:)\]?!…”"]|[A-ZĐ]|$)
      | (?P<number>\d[\d.,]{0,40}\d)(?=[\s.,;:)\]?!…”"%]|[^\W\d_]|$)
      | (?P<word>(?<![^\W\d_])[^\W\d_]{2,}+|[)%])[ ](?P<apart>\d{1,3})(?=\s?[;.:)](?:\s|$)|,\s)""",
    re.VERBOSE,
)
_EXPONENT = re.compile(r"(?:[kdch]?m|M)$")
_ACRONYM = re.compile(r"[A-ZĐ]+$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?$|\d+(?:[.,]\d{1,2})?$")
_RING_MARK = re.compile(r"(?<=[^\W\d_%”\"])\((\d{1,3})\)")
_RING_BODY = re.compile(r"\((\d{1,3})\)(?=\s*[-–:]?\s*[^\W_])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits ``[start, end)`` that may be a mark; the higher the score, the less they can be else."""

    start: int
    end: int
    number: int
    score: int


@dataclass(frozen=True, slots=True)
class Body:
    """A line that may begin a footnote: its index and offset, where its words begin, how well it reads so."""

    line: int
    start: int
    words: int
    quality: int


Bodies = Mapping[int, Sequence[Body]]


def readings(
    text: str, full: Sequence[Line], lines: Sequence[Line]
) -> Iterator[tuple[list[Candidate], Bodies]]:
    """Marks and bodies (by number) as bare numbers, and as numbers in round brackets.

    ``full`` are the lines with words among ``lines``.
    """
    bare = find_candidates(text)
    yield bare, _numbered_lines(full, lines, {mark.number for mark in bare})
    yield (
        [Candidate(m.start(), m.end(), int(m[1]), 10) for m in _RING_MARK.finditer(text)],
        _ringed_lines(full),
    )


def find_candidates(text: str) -> list[Candidate]:
    """Digits that may be a mark, in source order; the higher the score, the less they can be else."""
    found: list[Candidate] = []
    for match in _CANDIDATE.finditer(text):
        if match["glued"]:
            start = match.start("glued")
            found.append(Candidate(start, match.end(), int(match["glued"]), _score_glued(text, match)))
        elif match["apart"]:
            found.append(Candidate(match.end("word"), match.end("apart"), int(match["apart"]), 3))
        else:
            found += _inside_number(match)
    return found


def _score_glued(text: str, match: re.Match[str]) -> int:
    word = match["before"]
    if match["glued"] in {"2", "3"} and _EXPONENT.match(word):
        return 1
    acronym = _ACRONYM.match(word)
    if acronym:
        return 2 if len(word) < 3 else SURE
    # "300m5": a unit of one letter after a figure; "x1" on its own is a name.
    if len(word) == 1 and word.isalpha() and not text[match.start() - 1 : match.start()].isdigit():
        return 2
    return 10


def _inside_number(match: re.Match[str]) -> list[Candidate]:
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
            found.append(Candidate(end - length, end, int(number[-length:]), 2 if whole else 7))
    return found


def _ringed_lines(full: Sequence[Line]) -> dict[int, list[Body]]:
    found: dict[int, list[Body]] = {}
    for index, line in enumerate(full):
        match = _RING_BODY.match(line.text)
        if match:
            body = Body(index, line.start, line.start + match.end(), GOOD_BODY)
            found.setdefault(int(match[1]), []).append(body)
    return found


def _numbered_lines(full: Sequence[Line], lines: Sequence[Line], numbers: set[int]) -> dict[int, list[Body]]:
    found: dict[int, list[Body]] = {}
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
                    body = Body(index, line.start, line.start + start, quality + (4 if ruled else 0))
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
        return GOOD_BODY, start
    return (6, start) if first[0].isupper() else (0, 0)
