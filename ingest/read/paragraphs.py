"""Strips rejoined to paragraphs: hard-wrapped lines, sentences broken by footnotes and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.marker import read_marker
from ingest.read.broken_names import breaks_name
from ingest.read.lines import Layout, advance, is_open, starts_low
from ingest.read.strips import Strip
from ingest.text import in_capitals

_SHORT = 60
# How far a line is filled with the first word of the next one, as a share of the usual width.
_FULL = 0.9
_NEARLY = 0.97
_INDENTED = 0.96
# A document's number that the line end cuts, after a mark ("2087/QĐ-") or before it ("2087/QĐ" / "-UBND").
_CUT_NUMBER = re.compile(r"\d[a-z]?(?:/\d{4})?(?:[/-]|[/-][A-ZĐ]{1,6}[-/])$")
_CUT_CODE = re.compile(r"\d[a-z]?(?:/\d{4})?[/-][A-ZĐ]{1,6}$")
_CODE_GOES_ON = re.compile(r"[-/][A-ZĐ]{2,}")
_CODE = re.compile(r"(?:[A-ZĐ]|[A-ZĐ][a-z](?![a-z]))[A-ZĐ]*[a-z]?\d{0,2}(?!\w)|(?:19|20)\d{2}/")


def join_paragraphs(
    text: str, strips: Iterable[Strip], layout: Layout, *, foot: bool = False
) -> list[list[Strip]]:
    """The strips in reading order, one list a paragraph.

    ``foot`` says that they are a footnote's: what stands after a gap there was carried over from a page.
    """
    goes_on = _goes_on_wrapped if layout.wrapped else _goes_on
    paragraphs: list[list[Strip]] = []
    for strip in strips:
        last = bare(paragraphs[-1][-1].text(text)) if paragraphs else ""
        carried = foot and strip.after_gap and is_open(last)
        carried = carried or _cuts_number(last, strip.text(text))
        if paragraphs and (carried or goes_on(text, paragraphs[-1], strip, layout)):
            paragraphs[-1].append(strip)
        else:
            paragraphs.append([strip])
    return paragraphs


def _goes_on(text: str, paragraph: Sequence[Strip], strip: Strip, _layout: Layout) -> bool:
    """Whether a strip continues a paragraph in text that keeps a paragraph on one line."""
    last, words = bare(paragraph[-1].text(text)), strip.text(text)
    if paragraph[-1].beside or strip.beside:
        return False
    if read_marker(words) or words.startswith(("#", "|")) or "\t" in words.strip():
        return False
    length = paragraph[-1].end - paragraph[0].start
    if not strip.line.after_blank and length > _SHORT // 2 and in_capitals(last) and in_capitals(words):
        return is_open(last)
    if last.count("**") % 2 and not strip.line.after_blank:
        return True
    if not is_open(last):
        return False
    if starts_low(words):
        return True
    if strip.after_gap:
        return length > _SHORT and last[-1:] not in ")%" and not _headed(paragraph[0].text(text))
    return length > _SHORT and words[:1].isdigit()


def _goes_on_wrapped(text: str, paragraph: Sequence[Strip], strip: Strip, layout: Layout) -> bool:
    last, words = bare(paragraph[-1].text(text)), strip.text(text)
    if paragraph[-1].beside or strip.beside:
        return False
    ended = not is_open(last)
    filled = (advance(last) + 250 + advance(words.split(maxsplit=1)[0])) / layout.width
    short = filled < _FULL or (filled < _NEARLY and ended and advance(words) < _INDENTED * layout.width)
    if read_marker(words) and (ended or short):
        return False
    if (
        in_capitals(last)
        and in_capitals(words)
        and not ended
        and _heads(paragraph[0].text(text), last, layout)
    ):
        return True
    if in_capitals(last) != in_capitals(words) and (short or ended or in_capitals(last)):
        return False
    if starts_low(words) or last.endswith("/"):  # a share goes on after its stroke
        return True
    apart = not layout.spaced and strip.line.after_blank and not strip.after_gap
    return not apart and (not short or breaks_name(last, words))


def _cuts_number(last: str, words: str) -> bool:
    """Whether a document's number stands on both sides of the line end: ``2087/QĐ-`` and ``UBND ngày …``."""
    cut = (_CODE.match(words) and _CUT_NUMBER.search(last)) or (
        _CODE_GOES_ON.match(words) and _CUT_CODE.search(last)
    )
    return bool(cut)


def _headed(first: str) -> bool:
    """Whether a paragraph opens as a heading does, with ``#`` or a number, and is no longer than one."""
    marker = read_marker(first.lstrip("#*_ "))
    return first.startswith("#") or (marker is not None and not marker.bullet and len(first) < 4 * _SHORT)


def _heads(first: str, last: str, layout: Layout) -> bool:
    """A heading in capitals that may go on in a second line, even after a short first one."""
    return read_marker(first) is not None or advance(last) > 0.6 * layout.width


def bare(words: str) -> str:
    """Words without the marks that stand at their end."""
    return words.rstrip("⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹ ")
