"""The parts of a report that say what report it is: head, title, opening, closing, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ingest.document import Block, BlockKind, Cell, Document
from ingest.text import fold
from ontology.phrases import load_words

HEAD_BLOCKS = 14  # a header, a title and the first headings fit into so many blocks
LONG = 350  # characters from which a block is running text, no line of a header or title
_TITLE_BLOCKS = 3
_TAIL_BLOCKS = 60
_OPENING_BLOCKS = 4
_SIGNED_BLOCKS = 12
_SHORT = 120  # a line of a signature

_SIGNED = re.compile(r"^(?:tm|t/m|kt|tl|tuq)\b|^noi nhan|,\s*ngay\s.{0,20}20\d\d\s*$")

_REPORT = re.compile(
    r"(?:^|\s)BÁO CÁO(?:\s+(?:TÓM TẮT|NHANH|CHÍNH TRỊ|BỔ SUNG|TỔNG HỢP))?(?!\w)"
    r"|^\s*[Bb]áo cáo\s*:?\s*(?=$|[A-ZĐÀ-Ỹ])"
)
_BODY = re.compile(r"(?:phan\s+(?:thu|[ivx\d])|[ivx]+\s*[.\-/]|\d+\s*[.)]|[a-d]\s*[.)]|\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The flow text of a block, or of one cell of a table, with the way back to it."""

    block: Block
    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class ReportParts:
    """Where to look: each a list of parts in reading order, possibly empty.

    ``head`` is what stands before the title, or before the first heading; ``title`` the lines after "BÁO CÁO"
    and ``title_text`` what they say; ``headings`` the first headings; ``opening`` the first
    paragraphs; ``closing`` the sentence that ends the report and what follows; ``signature`` the short lines
    at its end (addressees, date, signature).
    """

    head: tuple[Part, ...]
    title: tuple[Part, ...]
    title_text: str
    headings: tuple[Part, ...]
    opening: tuple[Part, ...]
    closing: tuple[Part, ...]
    signature: tuple[Part, ...]

    @property
    def closing_sentence(self) -> str:
        """The words "Trên đây là Báo cáo … của UBND huyện …", or nothing."""
        if not self.closing:
            return ""
        text = self.closing[0].text
        return text[min(at for word in _folded("closings") if (at := fold(text).find(word)) >= 0) :]


def read_parts(document: Document) -> ReportParts:
    """Splits a report; nothing is required to be there."""
    every = tuple(parts_of(document))
    head = tuple(_head(every))
    title, title_text = _title(every)
    closing = _closing(every)
    return ReportParts(
        head=head,
        title=title,
        title_text=title_text,
        headings=_headings(every),
        opening=_opening(every, title),
        closing=closing,
        signature=closing[1:] or _signature(every, head),
    )


def parts_of(document: Document) -> Iterator[Part]:
    """All flows of a document with text in them: blocks, and cells in place of tables."""
    for block in document.blocks:
        if block.table is None:
            if block.flow.text.strip():
                yield Part(block, block.flow.text)
            continue
        for cell in block.table.cells:
            if cell.flow.text.strip():
                yield Part(block, cell.flow.text, cell)


def _head(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts[:HEAD_BLOCKS]:
        folded = fold(part.text).strip()
        if len(part.text) >= LONG or _BODY.match(folded) or folded.startswith(_folded("addressees")):
            return
        yield part
        if _REPORT.search(part.text):
            return


def _title(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], str]:
    """The parts that bear the title, and the title: what follows the words "BÁO CÁO" up to the body."""
    for index, part in enumerate(parts):
        if part.block.index > HEAD_BLOCKS * 2:
            break
        match = _REPORT.search(part.text)
        if match is None:
            continue
        rest = part.text[match.end() :].strip(" :")
        lines = _title_lines(parts[index + 1 : index + 1 + _TITLE_BLOCKS], rest)
        named = (part, *lines) if rest else lines
        return named, " ".join(" ".join((rest, *(line.text for line in lines))).split())
    return (), ""


def _title_lines(lines: tuple[Part, ...], before: str) -> tuple[Part, ...]:
    """The lines that still belong to a title that began with ``before``."""
    taken: list[Part] = []
    for line in lines:
        if len(line.text) >= LONG or _BODY.match(fold(line.text).strip()) or line.text.rstrip().endswith(":"):
            break
        if before and not _continues(before, line.text):
            break
        taken.append(line)
        before = line.text
    return tuple(taken)


def _continues(before: str, line: str) -> bool:
    opens_plan = any(fold(line).startswith(word) for word in _folded("plans"))
    return line.strip()[:1].islower() or before.rstrip().endswith((",", ";", "-", "và")) or opens_plan


def _opening(parts: tuple[Part, ...], title: tuple[Part, ...]) -> tuple[Part, ...]:
    """The first paragraphs after the title, before a second heading; without a title, the first long one."""
    if not title:
        return next(((part,) for part in parts if len(part.text) >= LONG), ())
    after = parts.index(title[-1]) + 1
    near = parts[after : after + _OPENING_BLOCKS]
    return tuple(part for part in near if not _is_heading(part) and not _BODY.match(fold(part.text).strip()))


def _headings(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    early = (part for part in parts if part.block.index < HEAD_BLOCKS * 2 and part.cell is None)
    return tuple(part for part in early if _is_heading(part))[:HEAD_BLOCKS]


def _is_heading(part: Part) -> bool:
    if len(part.text) >= LONG or part.block.kind is BlockKind.LIST_ITEM:
        return False
    return part.block.kind is BlockKind.HEADING or part.text.isupper()


def _closing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    tail = parts[-_TAIL_BLOCKS:] if len(parts) > _TAIL_BLOCKS else parts
    prose = [part for part in parts if part.cell is None][-_TAIL_BLOCKS:]
    for candidates in (tail, tuple(prose)):
        for index, part in enumerate(candidates):
            if any(word in fold(part.text) for word in _folded("closings")):
                return tuple(candidates[index:])
    return ()


def _signature(parts: tuple[Part, ...], head: tuple[Part, ...]) -> tuple[Part, ...]:
    """The short parts that end a report without a closing sentence, from its date or first "TM." on."""
    tail = tuple(part for part in parts[-_SIGNED_BLOCKS:] if part not in head)
    short = tuple(takewhile(lambda part: len(part.text) < _SHORT, reversed(tail)))[::-1]
    opens = (at for at, part in enumerate(short) if _SIGNED.search(fold(part.text)))
    return short[next(opens, len(short)) :]


@cache
def _folded(name: str) -> tuple[str, ...]:
    return tuple(map(fold, load_words("report_words")[name]))
