"""Inline markup taken out: HTML tags and entities, Markdown emphasis and escapes, invisible characters."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Flow
from ingest.flow import FlowBuilder

_TAGS = (
    "a|b|big|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|q|s|small|span|strike|strong|sub|sup"
    "|table|tbody|td|th|thead|tr|u|ul"
)
_TOKEN = re.compile(
    rf"""
    (?P<tag></?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--[^<>]{{0,400}}-->)
  | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,7}});)
  | (?P<escape>\\(?=[\\`*_{{}}\[\]()\#+\-.!|~<>]))
  | (?P<break>\\(?=\s*\n)|\\$)
  | (?P<image>!\[[^\[\]\n]*\]\([^()\s]*\)(?:\{{[^{{}}\n]*\}})?)
  | (?:\$\^\{{?|\^)(?P<power>\d)(?:\}}?\$|\^)
  | (?P<stars>\*+)
  | (?P<unders>(?<!\w)__(?=\w)|(?<=\w)__(?!\w))
  | (?P<hidden>[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd])
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_HASHES = re.compile(r"\s*(#{1,6})(?=\s)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Source words ``[start, end)`` of a block; ``after_gap`` as in ``Run``."""

    start: int
    end: int
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A footnote mark to be taken out: it covers ``[start, end)``; ``note`` numbers its footnote, if any."""

    start: int
    end: int
    label: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Inline:
    """A block's flow, with the cuts that were made (flow offset and cut)."""

    flow: Flow
    marks: tuple[tuple[int, Cut], ...]


def read_inline(text: str, pieces: Sequence[Piece], cuts: Sequence[Cut] = ()) -> Inline:
    """The reading text of the pieces, markup and cuts taken out. ``cuts`` are in source order."""
    builder = FlowBuilder(text)
    marks: list[tuple[int, Cut]] = []
    for number, piece in enumerate(pieces):
        if piece.after_gap:
            builder.gap()
        if number and not _glued(text, pieces[number - 1], piece):
            builder.space()
        at = piece.start
        for index in range(bisect_left(cuts, piece.start, key=_start), len(cuts)):
            cut = cuts[index]
            if cut.start >= piece.end:
                break
            _take_markup(builder, text, at, cut.start, piece.start)
            marks.append((len(builder), cut))
            _close_up(builder, text, cut, piece.end)
            at = min(cut.end, piece.end)
        _take_markup(builder, text, at, piece.end, piece.start)
    flow = builder.build()
    return Inline(flow, tuple((min(offset, len(flow.text)), cut) for offset, cut in marks))


def _start(cut: Cut) -> int:
    return cut.start


def hash_level(text: str) -> int:
    """How many ``#`` open the line, 0 for none."""
    match = _HASHES.match(text)
    return len(match[1]) if match else 0


def _glued(text: str, before: Piece, after: Piece) -> bool:
    """A line that ends in the middle of a number or code (``03-``, ``17/``) goes on without a space."""
    tail = text[max(before.start, before.end - 2) : before.end]
    return (
        len(tail) == 2
        and tail[0].isalnum()
        and tail[1] in "-/"
        and text[after.start : after.start + 1].isalnum()
    )


def _close_up(builder: FlowBuilder, text: str, cut: Cut, end: int) -> None:
    following = text[cut.end : min(end, cut.end + 1)]
    if following and following in ",.;:)!?…":
        builder.no_space()


def _take_markup(builder: FlowBuilder, text: str, start: int, end: int, opening: int) -> None:
    if start == opening:
        hashes = _HASHES.match(text, start, end)
        start = hashes.end() if hashes else start
    at = start
    for token in _TOKEN.finditer(text, start, end):
        if token["stars"] and _literal(text, token, opening, end):
            continue
        builder.take(at, token.start())
        if token["entity"]:
            _take_entity(builder, token)
        elif token["power"]:
            builder.take(*token.span("power"))
        elif token["tag"] and token["tag"].lower().startswith(("<br", "<p", "</p", "<li", "<div", "<t")):
            builder.space()
        at = token.end()
    builder.take(at, end)


def _literal(text: str, token: re.Match[str], opening: int, end: int) -> bool:
    """Whether asterisks are meant as such: a bullet, a product, a mark between spaces."""
    start, stop = token.span()
    before = text[start - 1] if start > opening else ""
    after = text[stop] if stop < end else ""
    if before.isdigit() and after.isdigit():
        return True
    if after.isspace() and not before.strip():
        return stop - start == 1
    return False


def _take_entity(builder: FlowBuilder, token: re.Match[str]) -> None:
    plain = html.unescape(token[0])
    if plain == token[0]:
        builder.take(token.start(), token.end())
    else:
        builder.write("".join(c for c in plain if c.isspace() or c.isprintable()))
