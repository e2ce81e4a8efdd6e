"""Makes the docx samples of ``ingest/samples`` from the plain sources in ``scripts/sample_sources``.

A docx that a district office sends has real footnotes, tables without styles, headings that are only
bold, and sentences cut into runs at odd places. The sources say so in a small markup:

``# text``      a bold paragraph            ``*text*``   an italic paragraph
``^[text]``     a footnote at this place    ``¦``        a break between two runs
``| a | b |``   a table row

The same sources always give the same bytes: entries are stored uncompressed, with one fixed date, since
compressed bytes differ between versions of zlib.

    python scripts/build_samples.py [FOLDER]
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "sample_sources"
SAMPLES = ROOT / "ingest" / "samples"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NOTE = re.compile(r"\^\[([^\]]+)\]")
_FIRST_NOTE = 1  # -1 and 0 are Word's own separators


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a docx file beside its document: ``kind`` is the end of its types' names."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a docx file looks, as WordprocessingML: properties of its elements, and parts that these need.

    ``cell`` and ``note`` are properties of paragraphs, ``mark`` of the runs of footnote numbers, ``table`` of
    tables, ``section`` the element that closes the document.
    """

    cell: str = ""
    note: str = ""
    mark: str = ""
    table: str = "<w:tblPr/>"
    section: str = ""
    parts: tuple[Part, ...] = ()


PLAIN = Look()


def build_docx(source: str, look: Look = PLAIN) -> bytes:
    """The docx file of one source text."""
    notes: list[str] = []
    body = "".join(_blocks(source.splitlines(), notes, look))
    own = (Part("footnotes", "footnotes.xml", _footnotes(notes, look)), *look.parts)
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}{look.section}</w:body></w:document>'
    return _zip(
        {
            "[Content_Types].xml": _content_types(own),
            "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations([(part.kind, part.name) for part in own]),
        }
        | {f"word/{part.name}": part.text for part in own}
    )


def build_all() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every docx sample, by name."""
    for source in sorted(SOURCES.glob("*.txt")):
        yield f"{source.stem}.docx", build_docx(source.read_text("utf-8"))


def is_row(line: str) -> bool:
    """Whether a line of a source is a row of a table."""
    return line.startswith("|")


def cells_of(row: str) -> list[str]:
    """The cells of a row of a source."""
    return [cell.strip() for cell in row.strip("|").split("|")]


def pieces(text: str) -> list[str]:
    """Words, note, words, note, …, words."""
    return _NOTE.split(text)


def _content_types(parts: Iterable[Part]) -> str:
    named = [("document.main", "document.xml"), *((part.kind, part.name) for part in parts)]
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for kind, name in named
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(parts: Iterable[tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
        for number, (kind, name) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _blocks(lines: Iterable[str], notes: list[str], look: Look) -> Iterator[str]:
    for rows, group in groupby(lines, key=is_row):
        if rows:
            yield _table(group, notes, look)
        else:
            yield from (_paragraph(line, notes, look) for line in group)


def _paragraph(line: str, notes: list[str], look: Look) -> str:
    if line.startswith("# "):
        return f"<w:p>{_runs(line[2:], notes, look, '<w:rPr><w:b/></w:rPr>')}</w:p>"
    if line.startswith("*") and line.endswith("*"):
        return f"<w:p>{_runs(line[1:-1], notes, look, '<w:rPr><w:i/></w:rPr>')}</w:p>"
    return f"<w:p>{_runs(line, notes, look)}</w:p>"


def _table(rows: Iterable[str], notes: list[str], look: Look) -> str:
    made = (
        "".join(f"<w:tc><w:p>{look.cell}{_runs(cell, notes, look)}</w:p></w:tc>" for cell in cells_of(row))
        for row in rows
    )
    body = "".join(f"<w:tr>{cells}</w:tr>" for cells in made)
    return f"<w:tbl>{look.table}<w:tblGrid/>{body}</w:tbl>"


def _runs(text: str, notes: list[str], look: Look, style: str = "") -> str:
    made: list[str] = []
    for position, piece in enumerate(pieces(text)):
        if position % 2:
            notes.append(piece)
            mark = len(notes) + _FIRST_NOTE - 1
            made.append(f'<w:r>{look.mark}<w:footnoteReference w:id="{mark}"/></w:r>')
        else:
            made.extend(_run(words, style) for words in piece.split("¦") if words)
    return "".join(made)


def _run(words: str, style: str = "") -> str:
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _footnotes(notes: list[str], look: Look) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    bodies = "".join(
        f'<w:footnote w:id="{mark}"><w:p>{look.note}<w:r>{look.mark}<w:footnoteRef/></w:r>'
        f"{_run(' ' + note)}</w:p></w:footnote>"
        for mark, note in enumerate(notes, start=_FIRST_NOTE)
    )
    return f'{HEAD}<w:footnotes xmlns:w="{WORD}">{separators}{bodies}</w:footnotes>'


def _zip(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
            entry.create_system = 0  # the same bytes on every operating system
            archive.writestr(entry, text.encode("utf-8"))
    return target.getvalue()


def main(arguments: list[str]) -> None:
    """Write every docx sample into the folder, by default where the package keeps them."""
    folder = Path(arguments[0]) if arguments else SAMPLES
    for name, data in build_all():
        (folder / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
