"""A report in pieces that a page can show at once, and the outline that leads to them. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind, Document, Run

LONGEST = 7000
"""Characters of a piece, but for a paragraph or table that is longer: about three screens."""
_ENOUGH = 2000  # characters before a new chapter begins a new piece
_CHAPTER = 2  # level of headings that begin one
_MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that are shown together, in reading order, and the notes whose marks stand in them."""

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()

    @property
    def first(self) -> int:
        """The index of its first block: its name in a link."""
        return self.blocks[0].index


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: a heading, how deep it stands (from 0), and its block."""

    title: str
    depth: int
    block: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a report. ``piece_of`` and ``block_at`` find the way from a place in the text."""

    pieces: tuple[Piece, ...]
    outline: tuple[Entry, ...]
    starts: tuple[int, ...]
    owners: tuple[int, ...]
    homes: tuple[int, ...]

    def block_at(self, offset: int) -> int:
        """The index of the block that holds, or stands before, a place in the text."""
        return self.owners[max(0, bisect_right(self.starts, offset) - 1)]

    def piece_of(self, block: int) -> int:
        """The number of the piece that shows a block; the first one for a block that is not there."""
        return self.homes[block] if 0 <= block < len(self.homes) else 0


def cut_pieces(document: Document) -> Pieces:
    """The report in pieces. Raises ``ValueError`` for a document without blocks."""
    blocks = document.blocks
    if not blocks:
        raise ValueError("a document without blocks has no pieces")
    groups = list(_groups([block for block in blocks if not _is_anchored(block)]))
    homes = [0] * len(blocks)
    for number, group in enumerate(groups):
        for block in group:
            homes[block.index] = number
    notes: dict[int, list[Block]] = {}
    for block in blocks:
        if _is_anchored(block) and block.anchor:
            homes[block.index] = homes[block.anchor.block]
            notes.setdefault(homes[block.index], []).append(block)
    pieces = tuple(Piece(tuple(group), tuple(notes.get(at, ()))) for at, group in enumerate(groups))
    places = sorted((run.start, block.index) for block in blocks for run in runs_of(block))
    starts, owners = zip(*places, strict=True) if places else ((0,), (0,))
    return Pieces(pieces, outline_of(blocks), tuple(starts), tuple(owners), tuple(homes))


def outline_of(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The headings, as deep as leaves the outline short; those of the letterhead are left out."""
    headings = list(_joined(block for block in blocks if block.kind is BlockKind.HEADING))
    numbered = next((at for at, (block, _) in enumerate(headings) if block.marker), 0)
    body = headings[numbered:]
    top = min((block.level for block, _ in body), default=1)
    for depth in (4, 3, 2, 1):
        shown = [(block, title) for block, title in body if block.level - top < depth]
        if len(shown) <= _MOST_ENTRIES:
            break
    start = [Entry("", 0, blocks[0].index)] if numbered else []
    return (*start, *(Entry(title, block.level - top, block.index) for block, title in shown))


def runs_of(block: Block) -> Iterator[Run]:
    """Where a block stands in the text, its cells' words included."""
    yield from block.flow.runs
    for cell in block.table.cells if block.table else ():
        yield from cell.flow.runs


def _joined(headings: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Headings with their titles; "Phần thứ nhất" with the title on the line below it."""
    waiting: tuple[Block, str] | None = None
    for block in headings:
        title = " ".join(block.flow.text.split())
        if waiting and _continues(waiting[0], block):
            waiting = (waiting[0], f"{waiting[1]} · {title}")
            continue
        if waiting:
            yield waiting
        waiting = (block, title)
    if waiting:
        yield waiting


def _continues(heading: Block, following: Block) -> bool:
    bare = heading.marker != "" and heading.flow.text.strip() == heading.marker.strip()
    return bare and following.index == heading.index + 1 and not following.marker


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    size = 0
    for block in blocks:
        length = block.span.end - block.span.start
        if group and _begins(block, size, length, group[-1]):
            yield group
            group, size = [], 0
        group.append(block)
        size += length
    if group:
        yield group


def _begins(block: Block, size: int, length: int, before: Block) -> bool:
    if before.kind is BlockKind.HEADING:
        return False  # a heading stays with what it is above
    if block.kind is BlockKind.HEADING:
        chapter = block.level <= _CHAPTER and size > _ENOUGH
        return chapter or size > LONGEST // 2
    return size + length > LONGEST


def _is_anchored(block: Block) -> bool:
    return block.kind is BlockKind.FOOTNOTE and block.anchor is not None
