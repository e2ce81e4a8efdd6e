"""One report in every format: how many of its facts each format gives, fact by fact.

    python -m tests.eval.formats [--verbose] [REPORT …]

Renders the sources of the samples (and the reports that are named) by ``scripts.render_formats``, and writes
the table of ``docs/formats.md``. The facts that a format must give are those of the plain docx of the same
source; facts are compared without what only says where they stand.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.extract import extract_facts
from ingest.read import read_bytes
from ingest.record import Kind, Record, records
from scripts.render_formats import rendered, sources

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
FORMATS: Mapping[str, str] = {
    "docx, as district offices set it": "-district.docx",
    "odt": ".odt",
    "doc": ".doc",
    "rtf": ".rtf",
    "html": ".html",
    "pdf": ".pdf",
    "pdf, scanned": "-scan.pdf",
    "tiff, scanned": "-scan.tiff",
    "md": ".md",
    "txt, UTF-8": "-utf8.txt",
    "txt, UTF-16": "-utf16.txt",
    "txt, Windows-1258": "-cp1258.txt",
    "txt, TCVN3": "-tcvn3.txt",
    "txt, VNI": "-vni.txt",
    "xlsx, its tables": "-tables.xlsx",
    "csv, its first table": "-table-1.csv",
}
"""Format -> end of the rendered file's name."""
SCANS = ("-scan.pdf", "-scan.tiff")
CASELESS = ("-tcvn3.txt",)
"""TCVN3 has no capitals with a tone: the case of letters is not compared."""
LINES_END = (".pdf", *SCANS)
"""Print does not tell whether a space stands behind a hyphen or slash that ends a line."""
_PLACES = frozenset(("report", "section", "group", "line", "last_line", "start", "end", "page", "ocr"))
_OF_ITSELF = (None, None)  # the district and period that the report names
_OF_TABLES = ("Văn Quan, Lạng Sơn", "2024-H1")  # tables name none
_TABLE = re.compile(r"(?<=<!-- facts by format -->\n).*?(?=<!-- end -->)", re.DOTALL)
_LINE_END = re.compile(r"(?<=[/-]) ")
_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^?\d+\]")
_EVENED: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(CASELESS, str.casefold),
    **dict.fromkeys(LINES_END, partial(_LINE_END.sub, "")),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The facts of a file and of the docx of the same source: how many both give, lost and gained ones."""

    wanted: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    @property
    def share(self) -> float:
        """The part of the wanted facts that the file gives."""
        return 1 - len(self.lost) / max(1, self.wanted)

    def __str__(self) -> str:
        return "\n".join(
            [*(f"lost: {fact}" for fact in self.lost), *(f"gained: {fact}" for fact in self.gained)]
        )


def compared(files: Mapping[str, bytes], end: str) -> Compared:
    """The facts of the file whose name ends so, beside those of the docx of the same source."""
    even = _EVENED.get(end, str)
    wanted, found = (_facts(files[name], name, even) for name in (_docx(end), end))
    return Compared(wanted.total(), tuple((wanted - found).elements()), tuple((found - wanted).elements()))


def _docx(end: str) -> str:
    """The end of the name of the docx that holds the same."""
    return f"{end.rpartition('.')[0]}.docx" if end.startswith("-table") else ".docx"


def _facts(data: bytes, end: str, even: Callable[[str], str]) -> Counter[str]:
    """The facts of a file, each as JSON, without places; white space and footnote marks of quotes evened."""
    document = read_bytes(data, f"report{end}")
    known = _OF_TABLES if end.startswith("-table") else _OF_ITSELF
    rows = records(document, extract_facts(document, *known))
    return Counter(even(_fact(kind, row)) for kind, row in rows if kind is not Kind.ISSUES)


def _fact(kind: Kind, row: Record) -> str:
    kept = {key: _evened(value) for key, value in row.items() if key not in _PLACES}
    return json.dumps({"fact": kind.value} | kept, ensure_ascii=False)


def _evened(value: object) -> object:
    return " ".join(_MARKS.sub("", value).split()) if isinstance(value, str) else value


def table(results: Mapping[str, Mapping[str, Compared]]) -> str:
    """The table of the results: report -> format -> what was compared."""
    rows = [["format", *results], ["---"] * (1 + len(results))]
    for form in FORMATS:
        cells = (_cell(result.get(form)) for result in results.values())
        rows.append([form, *cells])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(result: Compared | None) -> str:
    if result is None:
        return "–"
    gained = f", {len(result.gained)} more" if result.gained else ""
    return f"{result.wanted - len(result.lost)} of {result.wanted}{gained}"


def main(arguments: list[str]) -> None:
    """Renders, compares, prints and writes the table."""
    verbose = "--verbose" in arguments
    reports = [Path(argument) for argument in arguments if argument != "--verbose"]
    results: dict[str, dict[str, Compared]] = {}
    for name, source in sources(reports):
        files = dict(rendered(source))
        results[name] = {form: compared(files, end) for form, end in FORMATS.items() if end in files}
        if verbose:
            for form, result in results[name].items():
                print(f"## {name}, {form}: {_cell(result)}\n{result}")
    made = table(results)
    print(made)
    if not reports:
        DOCS.write_text(_TABLE.sub(lambda _: made, DOCS.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
