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
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "sample_sources"
SAMPLES = ROOT / "ingest" / "samples"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>\
<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/>\
</Types>"""
_ROOT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>\
</Relationships>"""
_DOCUMENT_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/>\
</Relationships>"""

_NOTE = re.compile(r"\^\[([^\]]+)\]")
_FIRST_NOTE = 1  # -1 and 0 are Word's own separators


def build_docx(source: str) -> bytes:
    """The docx file of one source text."""
    notes: list[str] = []
    body = "".join(_blocks(source.splitlines(), notes))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/footnotes.xml": _footnotes(notes),
    }
    return _zip(parts)


def build_all() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every docx sample, by name."""
    for source in sorted(SOURCES.glob("*.txt")):
        yield f"{source.stem}.docx", build_docx(source.read_text("utf-8"))


def _blocks(lines: Iterable[str], notes: list[str]) -> Iterator[str]:
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            yield _table(group, notes)
        else:
            yield from (_paragraph(line, notes) for line in group)


def _paragraph(line: str, notes: list[str]) -> str:
    if line.startswith("# "):
        return f"<w:p>{_runs(line[2:], notes, '<w:rPr><w:b/></w:rPr>')}</w:p>"
    if line.startswith("*") and line.endswith("*"):
        return f"<w:p>{_runs(line[1:-1], notes, '<w:rPr><w:i/></w:rPr>')}</w:p>"
    return f"<w:p>{_runs(line, notes)}</w:p>"


def _table(rows: Iterable[str], notes: list[str]) -> str:
    made = (
        "".join(f"<w:tc><w:p>{_runs(cell.strip(), notes)}</w:p></w:tc>" for cell in row.strip("|").split("|"))
        for row in rows
    )
    body = "".join(f"<w:tr>{cells}</w:tr>" for cells in made)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


def _runs(text: str, notes: list[str], style: str = "") -> str:
    pieces = _NOTE.split(text)  # words, note, words, note, ..., words
    made: list[str] = []
    for position, piece in enumerate(pieces):
        if position % 2:
            notes.append(piece)
            mark = len(notes) + _FIRST_NOTE - 1
            made.append(f'<w:r><w:footnoteReference w:id="{mark}"/></w:r>')
        else:
            made.extend(_run(words, style) for words in piece.split("¦") if words)
    return "".join(made)


def _run(words: str, style: str = "") -> str:
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _footnotes(notes: list[str]) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    bodies = "".join(
        f'<w:footnote w:id="{mark}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + note)}</w:p></w:footnote>'
        for mark, note in enumerate(notes, start=_FIRST_NOTE)
    )
    return f'{_HEAD}<w:footnotes xmlns:w="{_WORD}">{separators}{bodies}</w:footnotes>'


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
