"""Physical lines, and how a text is laid out: one paragraph a line, or hard-wrapped like a printed page."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_OPEN_END = re.compile(r"[\w,%)\]–/-]$")
_WRAPPED_AT_MOST = 165
_BROKEN_AT_LEAST = 0.3
_LONG = 0.6
_PARTED = 0.03

# Advance widths of Times New Roman, which administrative documents must use, in thousandths of an em.
_WIDTHS = {
    **dict.fromkeys("ijlt;:/|'", 278),
    **dict.fromkeys("fr()-I[]", 333),
    **dict.fromkeys("acezsJ", 440),
    **dict.fromkeys("mMW", 820),
    **dict.fromkeys("wABCDEGHKLNOQRTUVXYZĐ%", 700),
    **dict.fromkeys(" ,.", 250),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line without the white space around it; ``start == end`` where it is blank.

    ``indent`` is the white space before its words, all of it on a blank line; ``after_blank`` says that a
    blank line stands before it.
    """

    number: int
    start: int
    end: int
    text: str
    indent: str
    after_blank: bool

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on it."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """``wrapped``: lines end where the page ended. ``spaced``: a blank line after every line says nothing.

    ``parted``: blank lines stand between paragraphs. ``width`` is the advance width of a full line of
    running text, 0 where the text is not wrapped.
    """

    wrapped: bool
    spaced: bool
    width: float
    parted: bool = False


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each physical line."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def split_lines(text: str) -> list[Line]:
    """All physical lines in order, blank ones too."""
    lines: list[Line] = []
    at = 0
    after_blank = True
    for number, raw in enumerate(text.split("\n")):
        body = raw.strip()
        start = at + (len(raw) - len(raw.lstrip()) if body else 0)
        indent = raw[: start - at] if body else raw
        lines.append(Line(number, start, start + len(body), body, indent, after_blank))
        after_blank = not body
        at += len(raw) + 1
    return lines


def look_at_layout(lines: list[Line]) -> Layout:
    """Whether the lines are hard-wrapped, judged over the whole text."""
    full = [line for line in lines if not line.blank]
    if len(full) < 4:
        return Layout(wrapped=False, spaced=False, width=0)
    lengths = sorted(len(line.text) for line in full)
    usual = lengths[int(len(lengths) * 0.95)]
    # Short lines (cells of a table, addresses) say nothing of where lines end.
    long = [(a, b) for a, b in pairwise(full) if len(a.text) > _LONG * usual]
    broken = [(a, b) for a, b in long if _breaks(a, b)]
    if usual > _WRAPPED_AT_MOST or len(broken) < max(2, _BROKEN_AT_LEAST * len(long)):
        return Layout(wrapped=False, spaced=False, width=0)
    spaced = 2 * sum(b.after_blank for _, b in broken) > len(broken)
    widths = sorted(advance(a.text) for a, _ in broken)
    parted = not spaced and sum(line.after_blank for line in full[1:]) > max(1, _PARTED * len(full))
    return Layout(wrapped=True, spaced=spaced, width=widths[len(widths) // 2] * 1.03, parted=parted)


def advance(text: str) -> float:
    """The printed width of a text, in thousandths of an em."""
    return sum(map(_width, text))


@lru_cache(maxsize=1024)
def _width(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, _WIDTHS.get(character, 500))


def is_open(text: str) -> bool:
    """Whether a text breaks off without the punctuation that ends a sentence, item or heading."""
    return bool(_OPEN_END.search(text.rstrip('*_ \t"”’')))


def starts_low(text: str) -> bool:
    """Whether a text begins as the rest of a sentence does: with a small letter or a comma."""
    bare = text.lstrip('*_ \t"“(')
    return bare[:1].islower() or bare[:1] in ",;)%"


def is_rule(line: Line) -> bool:
    """The line above footnotes, as PDF text shows it: nothing but many spaces or strokes."""
    return len(line.indent) >= 10 if line.blank else re.fullmatch(r"[_–—-]{5,}", line.text) is not None


def _breaks(a: Line, b: Line) -> bool:
    return is_open(a.text) and starts_low(b.text)
