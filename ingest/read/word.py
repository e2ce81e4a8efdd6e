"""docx files to documents. mammoth reads them, for it keeps the footnotes.

The canonical text has one line for each paragraph and table row (cells parted by tabs); footnotes stand
after the paragraph or table that bears their mark, each behind its raised number.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from xml.parsers.expat import ExpatError

import mammoth

from ingest.document import Document
from ingest.read.assemble import Draft, assemble, note_warnings
from ingest.read.legacy import font_warning, old_font
from ingest.read.lines import Layout, Line, line_starts, split_lines
from ingest.read.markup import Cut
from ingest.read.notes import part_raised
from ingest.read.paragraphs import join_paragraphs
from ingest.read.strips import Strip
from ingest.read.wordhtml import read_word_html
from ingest.read.wordtext import WordText
from ontology.errors import UnreadableReport

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_XML = 48 * 1024 * 1024
_MAX_ENTRIES = 5000
_BROKEN = (
    AttributeError, ExpatError, IndexError, KeyError, NotImplementedError, OSError, RecursionError,
    RuntimeError, TypeError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile,
)  # fmt: skip
_PLAIN = Layout(wrapped=False, spaced=False, width=0)


def read_word(data: bytes, name: str) -> Document:
    """The document of a docx file. Raises ``UnreadableReport`` for a broken, hostile or empty file."""
    _refuse_bad_zip(data, name)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
        font = old_font(result.value)
        content = read_word_html(font.convert(result.value) if font else result.value)
    except _BROKEN as error:
        raise UnreadableReport(
            f"{name} is damaged: Word's own format cannot be read in it.",
            "Open it in Word and save it again.",
            "word_broken",
        ) from error
    script = WordText()
    script.write(content)
    text = script.text()
    if not text.strip():
        raise UnreadableReport(
            f"{name} holds no text.", "If it is a scan, read the text it was made from.", "no_text"
        )
    document = _document(data, name, text, script)
    return replace(document, warnings=(*font_warning(font.name), *document.warnings)) if font else document


def _refuse_bad_zip(data: bytes, name: str) -> None:
    if not data.strip():
        raise UnreadableReport(f"{name} is empty.", "Check the file and read it again.", "empty")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableReport(
            f"{name} is an old or password-protected Word file.",
            "Save it as .docx without a password.",
            "word_old",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except _BROKEN as error:
        raise UnreadableReport(
            f"{name} is no docx file.", "Open it in Word and save it as .docx.", "word_broken"
        ) from error
    if _too_much(entries):
        raise UnreadableReport(
            f"{name} unpacks to more than a report can hold.", "Check where it comes from.", "word_unpacks"
        )
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise UnreadableReport(
            f"{name} is no docx file.", "Open it in Word and save it as .docx.", "word_broken"
        )


def _too_much(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether it unpacks to too much; of its XML less is read, since that becomes many times as large."""
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    unpacked = sum(entry.file_size for entry in entries)
    return len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or xml > _MAX_XML


def _document(data: bytes, name: str, text: str, script: WordText) -> Document:
    lines = [line for line in split_lines(text) if not _known(script, line)]
    settled = frozenset(start for start, *_ in script.cuts)
    parted = part_raised(text, lines, settled)
    shift = len(parted.notes)
    own = {key: shift + i for i, (_, key, _) in enumerate(script.notes)}
    cuts = [Cut(start, end, label, own.get(key)) for start, end, label, key in script.cuts]
    cuts += parted.cuts
    notes = [[[strip.piece()] for strip in note.strips] for note in parted.notes]
    notes += [[[piece] for piece in pieces] for _, _, pieces in script.notes]
    drafts = sorted(_drafts(text, parted.main, script), key=lambda draft: draft.start)
    blocks = assemble(text, drafts, notes, sorted(cuts, key=lambda cut: cut.start))
    return Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        name=name,
        text=text,
        blocks=blocks,
        line_starts=line_starts(text),
        media_type=MEDIA_TYPE,
        warnings=note_warnings(blocks),
    )


def _known(script: WordText, line: Line) -> bool:
    """Whether a line is a table row or a footnote, which Word itself marked as such."""
    at = bisect_right(script.known, line.start, key=itemgetter(0)) - 1
    return at >= 0 and line.start < script.known[at][1]


def _drafts(text: str, strips: Sequence[Strip], script: WordText) -> Iterator[Draft]:
    tables = [Draft(pieces=(), rows=rows) for rows in script.tables if any(rows)]
    yield from tables
    ends = [table.start for table in tables]
    for _, group in groupby(strips, key=lambda strip: bisect_right(ends, strip.start)):
        for paragraph in join_paragraphs(text, group, _PLAIN):
            rank, bold = script.hints.get(paragraph[0].line.start, (0, False))
            yield Draft(tuple(strip.piece() for strip in paragraph), rank=rank, bold=bold)
