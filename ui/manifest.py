"""What a generation says of itself and of its reports, sealed against damage, and older versions of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from ontology.errors import StoreError
from ui.marks import Mark, Marks
from ui.sealing import SEAL, digest, sealed

SCHEMA = 3


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What the manifest says of one report: its file, its identity in brief, its counts.

    ``since`` is the generation that read it; ``pages`` counts its printed pages, of which
    ``scanned`` were read by OCR; ``files`` are the marks of its own files, unknown for a report that was
    read before there were any.
    """

    id: str
    since: int
    name: str
    path: str
    software: str
    district: str
    district_code: str
    province: str
    period: str
    kind: str
    numbers: int
    pages: int = 0
    scanned: int = 0
    given_district: str | None = None
    given_period: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    ledger: Mapping[str, int] = field(default_factory=dict)
    files: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's content: its number, its reports in order of ingest, the model of its index.

    ``files`` are the marks of the generation's own files.
    """

    generation: int
    reports: tuple[StoredReport, ...] = ()
    model: str = ""
    schema: int = SCHEMA
    files: Marks = field(default_factory=dict)

    def by_id(self) -> dict[str, StoredReport]:
        """The reports by id."""
        return {report.id: report for report in self.reports}


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is written: it may list many thousand reports, and is for machines."""
    return sealed(_row_of(manifest) | {"reports": [_row_of(report) for report in manifest.reports]}, None)


def report_bytes(report: StoredReport) -> bytes:
    """What the manifest says of a report, as it is written beside the report's own files."""
    return sealed(_row_of(report) | {"schema": SCHEMA})


def read_manifest(data: bytes) -> Manifest:
    """A manifest of this version or an earlier one, brought to this one.

    Raises ``ValueError``, ``TypeError`` or ``KeyError`` for a damaged one, ``StoreError`` for one that a
    newer version wrote.
    """
    return read_sealed_manifest(data)[0]


def read_sealed_manifest(data: bytes) -> tuple[Manifest, str]:
    """The same with its seal, by which it is known from another; empty for schema 1, which has none."""
    row, seal = _opened(data)
    reports = tuple(map(_report, row.pop("reports")))
    return Manifest(reports=reports, files=_marks(row.pop("files")), **row), seal


def read_report(data: bytes) -> StoredReport:
    """What was written beside a report's files. Raises as ``read_manifest`` does."""
    row, _ = _opened(data)
    del row["schema"]
    return _report(row)


def seal_of(data: bytes) -> str:
    """The seal that a manifest bears."""
    return str(json.loads(data).get(SEAL, ""))


def _row_of(told: Manifest | StoredReport) -> dict[str, Any]:
    """Its fields as they are: ``asdict`` would copy every mark of every report first."""
    return {one.name: getattr(told, one.name) for one in fields(told)}


def _opened(data: bytes) -> tuple[dict[str, Any], str]:
    """The content of a sealed file, brought to this version, and its seal. How it is sealed is the same in
    all versions.
    """
    row: dict[str, Any] = json.loads(data)
    schema = row["schema"]
    seal = row.pop(SEAL, "")
    if schema > 1 and seal != digest(row):
        raise ValueError("its content does not match its seal")
    if schema > SCHEMA:
        raise StoreError(
            f"What is stored has schema version {schema}; this program reads up to {SCHEMA}.",
            "It was written by a newer huyenkg: install that one, or name another directory (--data DIR).",
            code="newer_schema",
        )
    for version in range(schema, SCHEMA):
        row = _UPGRADES[version](row)
    return row | {"schema": SCHEMA}, str(seal)


def _report(row: Mapping[str, Any]) -> StoredReport:
    return StoredReport(**{**row, "files": _marks(row["files"])})


def _marks(row: Mapping[str, list[Any]]) -> Marks:
    return {name: Mark(*mark) for name, mark in row.items()}


def _from_1(row: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 kept no marks of files."""
    reports = [report | {"files": {}} for report in row["reports"]]
    return row | {"reports": reports, "files": {}}


def _from_2(row: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 packed no file of a report: what lies so is read so, by its name."""
    return row


_UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1, 2: _from_2}
"""How a manifest of a version becomes one of the next; each is tested with a manifest of its version."""
