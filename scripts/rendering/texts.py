"""A source as text: Markdown, plain text, and plain text in old encodings of Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from typing import cast

from ontology.lexicon import load_table
from scripts.build_samples import cells_of, is_row, pieces

Rows = list[list[str]]
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a text writes a footnote's number, a paragraph of the source, and a table."""

    number: Callable[[int], str]
    paragraph: Callable[[str], str]
    table: Callable[[Rows], str]


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or table as it is written, and its footnotes, each behind its number."""

    text: str
    notes: tuple[tuple[str, str], ...]


def markdown(source: str) -> bytes:
    """UTF-8 with bold and italic paragraphs, pipe tables, and footnotes at the end."""
    blocks = list(_blocks(source, _Form("[^{}]".format, _emphasised, _piped)))
    notes = (f"{number}: {words}" for block in blocks for number, words in block.notes)
    return "\n\n".join([*(block.text for block in blocks), *notes]).encode()


def plain(source: str, encoding: str) -> bytes:
    """Text with raised footnote numbers, each footnote below its paragraph, in an encoding of Unicode."""
    blocks = _blocks(source, _Form(lambda number: str(number).translate(_RAISED), _bare, _tabbed))
    lines = (
        line for block in blocks for line in (block.text, *(f"{mark} {words}" for mark, words in block.notes))
    )
    return "\n".join(lines).encode(encoding)


def windows_1258(source: str) -> bytes:
    """Text in the Vietnamese code page of Windows, tones behind their letters where they have no sign."""
    return "".join(map(_windows_letter, _typed(source))).encode("cp1258")


def tcvn3(source: str) -> bytes:
    """Text in TCVN3, which has no capitals with a tone: small letters stand for them."""
    signs = _signs("tcvn3")
    return "".join(signs.get(sign, signs.get(sign.lower(), sign)) for sign in _typed(source)).encode("cp1252")


def vni(source: str) -> bytes:
    """Text in VNI, which writes a letter and its mark."""
    signs = _signs("vni")
    signs |= {letter.upper(): sign.upper() for letter, sign in signs.items()}
    return "".join(signs.get(sign, sign) for sign in _typed(source)).encode("cp1252")


def _typed(source: str) -> str:
    """Text as people typed it into old programs: footnote numbers in brackets, footnotes at the end."""
    blocks = list(_blocks(source, _Form("[{}]".format, _bare, _tabbed)))
    notes = (f"{number} {words}" for block in blocks for number, words in block.notes)
    return "\n".join([*(block.text for block in blocks), *notes])


def _blocks(source: str, form: _Form) -> Iterator[_Block]:
    numbers = map(form.number, count(1))
    for rows, lines in groupby(source.replace("¦", "").splitlines(), key=is_row):
        if rows:
            notes: list[tuple[str, str]] = []
            table = [[_marked(cell, numbers, notes) for cell in cells_of(line)] for line in lines]
            yield _Block(form.table(table), tuple(notes))
            continue
        for line in lines:
            notes = []
            yield _Block(_marked(form.paragraph(line), numbers, notes), tuple(notes))


def _marked(text: str, numbers: Iterator[str], notes: list[tuple[str, str]]) -> str:
    """The text with numbers in place of its footnotes, which go to ``notes``."""
    made: list[str] = []
    for position, piece in enumerate(pieces(text)):
        if position % 2:
            notes.append((next(numbers), piece))
            made.append(notes[-1][0])
        else:
            made.append(piece)
    return "".join(made)


def _emphasised(line: str) -> str:
    return f"**{line[2:]}**" if line.startswith("# ") else line


def _bare(line: str) -> str:
    return re.sub(r"^# |^\*(?=.*\*$)|(?<=.)\*$", "", line)


def _piped(rows: Rows) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, f"|{' --- |' * len(rows[0])}", *others])


def _tabbed(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _signs(font: str) -> dict[str, str]:
    table = cast(Mapping[str, str], load_table("legacy_fonts")[font])
    return dict(zip(table["means"].split(" "), table["written"].split(" "), strict=True))


def _windows_letter(letter: str) -> str:
    """A letter as the code page has it: whole, or with its tone as a sign of its own."""
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in reversed(marks) if unicodedata.combining(mark) and _is_tone(mark))
        marks.remove(tone)
        return unicodedata.normalize("NFC", "".join((base, *marks))) + tone
    return letter


def _is_tone(mark: str) -> bool:
    return mark in "\u0300\u0301\u0303\u0309\u0323"
