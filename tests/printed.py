"""Printed pages made by hand: words and rulings where a test says, and small PDF files of the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.read.elements import NoteMark, Paragraph, WordContent, WordTable
from ingest.read.printed.layout import lay_out
from ingest.read.printed.rows import Row, rows_of
from ingest.read.printed.sheet import ASCENT, DESCENT, Sheet, Stroke, Word

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, INDENT = 85.0, 539.0, 121.0
SIZE, PITCH = 14.0, 20.0
LETTER, SPACE = 0.5, 0.25  # widths in sizes of the letters


def line(
    text: str, left: float = LEFT, base: float = 100.0, size: float = SIZE, bold: bool = False
) -> list[Word]:
    """Words in a row; ``^`` in front of one raises it, glued to the word before."""
    words: list[Word] = []
    at = left
    for part in text.split():
        shown = part.lstrip("^")
        raised = part != shown
        own = 0.6 * size if raised else size
        foot = base - 0.35 * size if raised else base
        at += SPACE * size if words and not raised else 0
        end = at + LETTER * own * len(shown)
        words.append(Word(shown, at, foot - ASCENT * own, end, foot + DESCENT * own, foot, own, bold))
        at = end
    return words


def width_of(text: str, size: float = SIZE) -> float:
    """How broad a line of this text is."""
    return line(text, 0.0, size=size)[-1].right


def centred(text: str, base: float, size: float = SIZE, bold: bool = False) -> list[Word]:
    return line(text, (LEFT + RIGHT - width_of(text, size)) / 2, base, size, bold)


def rows(*lines: Iterable[Word], page: int = 1) -> list[Row]:
    """The rows that the words of lines make."""
    return rows_of((word for words in lines for word in words), page)


def wrapped(
    text: str,
    first: float = LEFT,
    left: float = LEFT,
    base: float = 100.0,
    size: float = SIZE,
    right: float = RIGHT,
) -> list[list[Word]]:
    """Text set in lines from ``left`` to the ``right`` edge, the first from ``first``."""
    lines: list[str] = []
    for word in text.split():
        start = first if len(lines) <= 1 else left
        if lines and start + width_of(f"{lines[-1]} {word}", size) <= right:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [
        line(words, first if at == 0 else left, base + at * PITCH * size / SIZE, size)
        for at, words in enumerate(lines)
    ]


def sheet(*lines: Iterable[Word], number: int = 1, strokes: Sequence[Stroke] = ()) -> Sheet:
    return Sheet(number, WIDTH, HEIGHT, tuple(word for words in lines for word in words), tuple(strokes))


def level(left: float, right: float, at: float) -> Stroke:
    return Stroke(left, at - 0.25, right, at + 0.25)


def upright(top: float, bottom: float, at: float) -> Stroke:
    return Stroke(at - 0.25, top, at + 0.25, bottom)


def ruled(columns: Sequence[float], heights: Sequence[float]) -> list[Stroke]:
    """The rulings of a whole table."""
    return [
        *(level(columns[0], columns[-1], at) for at in heights),
        *(upright(heights[0], heights[-1], at) for at in columns),
    ]


def told(content: WordContent) -> list[str | list[list[str]]]:
    """Paragraphs, and tables as rows of cells; footnotes are written as ``[their words]`` at their mark."""
    return [
        [
            ["".join(_paragraph(part, content) for part in cell.paragraphs()) for cell in row]
            for row in item.rows
        ]
        if isinstance(item, WordTable)
        else _mark(item, content)
        if isinstance(item, NoteMark)
        else _paragraph(item, content)
        for item in content.items
    ]


def laid_out(*sheets: Sheet) -> list[str | list[list[str]]]:
    """What pages tell."""
    return told(lay_out([replace(one, number=at) for at, one in enumerate(sheets, 1)], SIZE))


def _paragraph(paragraph: Paragraph, content: WordContent) -> str:
    return "".join(
        token if isinstance(token, str) else _mark(token, content) if isinstance(token, NoteMark) else ""
        for token in paragraph.tokens
    )


def _mark(mark: NoteMark, content: WordContent) -> str:
    return f"[{' / '.join(_paragraph(part, content) for part in content.notes[mark.key])}]"
