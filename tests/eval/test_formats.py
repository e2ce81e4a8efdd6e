"""One report gives the same facts in every format."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from ingest.read import read_bytes
from ingest.read.ocr import tesseract
from ingest.read.office import find_office
from scripts.render_formats import rendered, sources
from tests.eval.formats import FORMATS, SCANS, compared

NAMES = ("tua-chua-2020-05", "van-quan-2024-h1")
BY_OFFICE = (".odt", ".doc", ".rtf", ".html", ".pdf", *SCANS)
LEAST_OF_SCANS = 0.95
"""The part of its facts that a scan must give at least."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
needs_ocr = pytest.mark.skipif(tesseract() is None, reason="Tesseract with Vietnamese is not installed")


@cache
def files_of(name: str) -> Mapping[str, bytes]:
    return dict(rendered(dict(sources([]))[name]))


def marks_of(end: str) -> list[pytest.MarkDecorator]:
    return [needs_office] * (end in BY_OFFICE) + [needs_ocr] * (end in SCANS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "end",
    [pytest.param(end, marks=marks_of(end), id=form) for form, end in FORMATS.items() if end not in SCANS],
)
def test_a_report_gives_the_same_facts_in_every_format(name, end):
    result = compared(files_of(name), end)
    assert not result.lost + result.gained, f"\n{result}"
    assert result.wanted > 10


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", [pytest.param(end, marks=marks_of(end)) for end in SCANS])
def test_a_scanned_report_gives_nearly_all_of_its_facts(name, end):
    result = compared(files_of(name), end)
    assert result.share >= LEAST_OF_SCANS, f"\n{result}"


@needs_office
@needs_ocr
def test_a_page_as_png_reads_as_it_does_among_others():
    files = files_of(NAMES[0])
    alone, among = (read_bytes(files[end], f"x{end}") for end in ("-page-1.png", "-scan.tiff"))
    first = alone.text.splitlines()
    assert len(first) > 15
    assert among.text.splitlines()[: len(first) - 3] == first[:-3]  # its last paragraph goes on


@needs_office
@pytest.mark.parametrize("end", [".docx", "-district.docx", ".odt", ".doc", ".rtf", ".html", ".pdf"])
def test_a_real_report_gives_the_same_facts_in_every_format(shared_reports, end):
    result = compared(real_files(shared_reports), end)
    assert not result.lost + result.gained, f"\n{result}"


@cache
def real_files(folder: Path) -> Mapping[str, bytes]:
    report = min(folder.glob("*.txt"), key=lambda path: path.stat().st_size)
    return {end: data for _, source in sources([report]) for end, data in rendered(source, scans=False)}
