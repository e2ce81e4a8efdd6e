"""Strips rejoined to paragraphs: hard-wrapped lines, sentences broken by footnotes and page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.marker import read_marker
from ingest.read.lines import Layout, advance, is_open, starts_low
from ingest.read.strips import Strip

_SHORT = 60
_FULL = 0.9


def join_paragraphs(text: str, strips: Iterable[Strip], layout: Layout) -> list[list[Strip]]:
    """The strips in reading order, one list a paragraph."""
    goes_on = _goes_on_wrapped if layout.wrapped else _goes_on
    paragraphs: list[list[Strip]] = []
    for strip in strips:
        if paragraphs and goes_on(text, paragraphs[-1], strip, layout):
            paragraphs[-1].append(strip)
        else:
            paragraphs.append([strip])
    return paragraphs


def _goes_on(text: str, paragraph: Sequence[Strip], strip: Strip, _layout: Layout) -> bool:
    """Whether a strip continues a paragraph in text that keeps a paragraph on one line."""
    last, words = bare(paragraph[-1].text(text)), strip.text(text)
    if read_marker(words) or words.startswith(("#", "|")) or "\t" in words.strip():
        return False
    if last.count("**") % 2 and not strip.line.after_blank:
        return True
    if not is_open(last):
        return False
    if starts_low(words):
        return True
    length = sum(piece.end - piece.start for piece in paragraph)
    if strip.after_gap:
        return length > _SHORT and last[-1:] not in ")%"
    return length > 3 * _SHORT and words[:1].isdigit()


def _goes_on_wrapped(text: str, paragraph: Sequence[Strip], strip: Strip, layout: Layout) -> bool:
    last, words = bare(paragraph[-1].text(text)), strip.text(text)
    ended = not is_open(last)
    short = advance(last) + 250 + advance(words.split(maxsplit=1)[0]) < _FULL * layout.width
    if read_marker(words) and (ended or short):
        return False
    if _capitals(last) and _capitals(words) and not ended and _heads(paragraph[0].text(text), last, layout):
        return True
    if _capitals(last) != _capitals(words) and (short or ended):
        return False
    if not layout.spaced and strip.line.after_blank and not strip.after_gap:
        return not ended and starts_low(words)
    if short:
        return not ended and starts_low(words)
    return True


def _heads(first: str, last: str, layout: Layout) -> bool:
    """A heading in capitals that may go on in a second line, even after a short first one."""
    return read_marker(first) is not None or advance(last) > 0.6 * layout.width


def bare(words: str) -> str:
    """Words without the marks that stand at their end."""
    return words.rstrip("⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹ ")


def _capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
