"""Output formats of the command line, and the writing of flat facts."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Literal, TextIO

from ingest.record import Record
from ontology.errors import BadInput


class FactFormat(StrEnum):
    """How ``huyenkg facts`` prints."""

    JSONL = "jsonl"
    CSV = "csv"


class ExportFormat(StrEnum):
    """How ``huyenkg export`` serialises."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    CSV = "csv"
    SDMX_CSV = "sdmx-csv"
    SDMX_STRUCTURE = "sdmx-structure"


class ChartShape(StrEnum):
    """How ``huyenkg sparql --chart`` draws."""

    BAR = "bar"
    LINE = "line"


class SparqlFormat(StrEnum):
    """How ``huyenkg sparql`` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TURTLE = "turtle"


def write_facts(rows: Iterable[Record], form: FactFormat, output: Path | None) -> None:
    """Writes flat records as JSON lines or CSV (lists as JSON in a cell), to a file or to stdout."""
    with _open(output) as stream:
        if form is FactFormat.JSONL:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            _write_csv(iter(rows), stream)


def picture_kind(path: Path) -> Literal["png", "svg"]:
    """The kind of picture that a file's name asks for. Raises ``BadInput`` for another name."""
    match path.suffix.lower():
        case ".png":
            return "png"
        case ".svg":
            return "svg"
    raise BadInput(f"A chart is written to .svg or .png, not to {path.name}.")


def write_bytes(data: bytes, output: Path | None) -> None:
    """Writes to a file or to stdout. Raises ``BadInput`` for a file that cannot be written."""
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise BadInput(f"{output} cannot be written: {error.strerror}.") from error


@contextmanager
def opened_bytes(output: Path | None) -> Iterator[IO[bytes]]:
    """A file or stdout to write to; a file appears when it is whole.

    Raises ``BadInput`` for a file that cannot be written.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    except OSError as error:
        raise BadInput(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _write_csv(rows: Iterator[Record], stream: TextIO) -> None:
    first = next(rows, None)
    if first is None:
        return
    writer = csv.DictWriter(stream, fieldnames=list(first), extrasaction="ignore")
    writer.writeheader()
    for row in chain((first,), rows):
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
        return "'" + value  # a spreadsheet must not run a report's words as a formula
    return value


@contextmanager
def _open(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        raise BadInput(f"{output} cannot be written: {error.strerror}.") from error
