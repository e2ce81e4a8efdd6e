"""Manifests of this version, of the first one, and of one that is not known yet."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from ontology.errors import StoreError
from tests.ui.test_workspace import stored
from ui.manifest import Manifest, manifest_bytes, read_manifest, read_report, report_bytes, seal_of
from ui.marks import mark_of

REPORT = replace(stored("aa"), files={"source": mark_of(b"x")})
MANIFEST = Manifest(3, (REPORT,), "m", files={"store/CURRENT": mark_of(b"y")})
FIRST = {
    "generation": 1,
    "reports": [
        {
            "id": "aa",
            "since": 1,
            "name": "a.txt",
            "path": "/reports/a.txt",
            "software": "0.1.0",
            "district": "huyện Văn Quan",
            "district_code": "184",
            "province": "tỉnh Lạng Sơn",
            "period": "2024-H1",
            "kind": "half-year",
            "numbers": 3,
            "given_district": None,
            "given_period": None,
            "counts": {"observations": 2},
            "ledger": {"date": 1},
        }
    ],
    "model": "m",
    "schema": 1,
}


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert read_manifest(manifest_bytes(MANIFEST)) == MANIFEST
    assert read_report(report_bytes(REPORT)) == REPORT
    assert len(seal_of(manifest_bytes(MANIFEST))) == 64


def test_a_manifest_is_one_line_and_a_report_says_what_it_is_in_many() -> None:
    assert manifest_bytes(MANIFEST).count(b"\n") == 0  # Python's compiled encoder knows no indentation
    assert report_bytes(REPORT).startswith(b'{\n "id": "aa",\n')


def test_a_manifest_of_the_first_schema_becomes_one_of_this() -> None:
    data = json.dumps(FIRST, ensure_ascii=False, indent=1).encode()
    assert read_manifest(data) == Manifest(1, (stored("aa"),), "m")
    assert seal_of(data) == ""


def test_every_bit_of_a_manifest_counts() -> None:
    data = manifest_bytes(MANIFEST)
    for place in range(len(data)):
        harmed = bytearray(data)
        harmed[place] ^= 1 << place % 8
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            # Not refused: then a space became another sign that JSON passes over.
            assert read_manifest(bytes(harmed)) == MANIFEST


def test_a_newer_schema_is_refused_by_its_number() -> None:
    with pytest.raises(StoreError, match=r"schema version 99; this program reads up to 3.*newer huyenkg"):
        read_manifest(manifest_bytes(replace(MANIFEST, schema=99)))
