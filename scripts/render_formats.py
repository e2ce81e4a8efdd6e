"""Renders the sources of the samples, or other reports, into every format that can be read.

    python -m scripts.render_formats FOLDER [REPORT …]

Each report becomes files of its name in the folder: docx (also as district offices set it: ``-district``),
what LibreOffice makes of that (odt, doc, rtf, html, pdf), its pages as scans (pdf, tiff, png), text (md, txt
in five encodings), and its tables alone (xlsx, csv, and a docx of the same). What LibreOffice must make
is left out where it is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ingest.read import read_report
from ingest.read.office import find_office
from scripts.build_samples import SOURCES, build_docx
from scripts.rendering import scan, sheets, texts
from scripts.rendering.district import district_look
from scripts.rendering.office import FILTERS, saved_as
from scripts.rendering.retold import source_of

TEXTS: Mapping[str, Callable[[str], bytes]] = {
    ".md": texts.markdown,
    "-utf8.txt": partial(texts.plain, encoding="utf-8-sig"),
    "-utf16.txt": partial(texts.plain, encoding="utf-16"),
    "-cp1258.txt": texts.windows_1258,
    "-tcvn3.txt": texts.tcvn3,
    "-vni.txt": texts.vni,
}
"""End of the name -> what writes that text."""


def rendered(source: str, *, scans: bool = True) -> Iterator[tuple[str, bytes]]:
    """The end of each file's name, and its bytes. The first is the docx that the others must agree with."""
    yield ".docx", build_docx(source)
    for end, written in TEXTS.items():
        yield end, written(source)
    yield from _tables(source)
    district = build_docx(source, district_look())
    yield "-district.docx", district
    if program := find_office():
        files = {suffix: saved_as(district, suffix, program) for suffix in FILTERS}
        yield from ((f".{suffix}", data) for suffix, data in files.items())
        if scans:
            yield from _scanned(files["pdf"])


def _scanned(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    pages = scan.scanned_pages(pdf)
    yield "-scan.pdf", scan.as_pdf(pages)
    yield "-scan.tiff", scan.as_tiff(pages)
    for number, page in enumerate(pages, 1):
        yield f"-page-{number}.png", scan.as_png(page)


def _tables(source: str) -> Iterator[tuple[str, bytes]]:
    tables = sheets.tables_of(source)
    if not tables:
        return
    yield "-tables.docx", build_docx(sheets.as_named_source(tables))
    yield "-tables.xlsx", sheets.workbook(tables)
    for number, table in enumerate(tables, 1):
        yield f"-table-{number}.docx", build_docx(sheets.as_source(table))
        yield f"-table-{number}.csv", sheets.as_csv(table)


def sources(reports: list[Path]) -> Iterator[tuple[str, str]]:
    """Name and source of each report, by default of the samples."""
    if reports:
        yield from ((report.stem, source_of(read_report(report))) for report in reports)
    else:
        yield from ((source.stem, source.read_text("utf-8")) for source in sorted(SOURCES.glob("*.txt")))


def main(arguments: list[str]) -> None:
    """Write every format of every report into the folder that is named first."""
    if not arguments:
        raise SystemExit(__doc__)
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources([Path(report) for report in arguments[1:]]):
        for end, data in rendered(source):
            (folder / f"{name}{end}").write_bytes(data)
            print(f"{name}{end}: {len(data)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
