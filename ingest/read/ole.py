"""The old Office container (OLE2, "compound file"): which streams lie at its top, and how they begin.

Embedded objects bring streams of their own, so that only the top tells what a file is. A file whose
directory is damaged has none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_NONE = 0xFFFFFFFA  # this and all above are marks, no sectors
_STORAGE, _STREAM = 1, 2
_SMALL = 4096  # streams below this lie elsewhere
_HEAD = 512


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def top_streams(data: bytes) -> Mapping[str, bytes]:
    """Name and first bytes of each stream and storage at the top; no bytes for storages and small streams."""
    try:
        shift = struct.unpack_from("<H", data, 30)[0]
        if not 7 <= shift <= 16:
            return {}
        entries = list(_entries(data, 1 << shift))
        return {
            entry.name: _head(data, entry, 1 << shift)
            for entry in _siblings(entries, entries[0].child if entries else _NONE)
        }
    except (struct.error, UnicodeDecodeError):
        return {}


def _entries(data: bytes, size: int) -> Iterator[_Entry]:
    table = _sector_table(data, size)
    sector = struct.unpack_from("<I", data, 48)[0]
    for _ in range(len(data) // size + 1):
        if sector >= _NONE or sector >= len(table):
            return
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - _ENTRY + 1), _ENTRY):
            yield _entry(data, at)
        sector = table[sector]


def _sector_table(data: bytes, size: int) -> list[int]:
    """The table that leads from each sector to the next of its chain, as far as the header names it."""
    table: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        start = (sector + 1) * size
        if sector < _NONE and start + size <= len(data):
            table.extend(struct.unpack_from(f"<{size // 4}I", data, start))
    return table


def _entry(data: bytes, at: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", data, at + 64)
    left, right, child = struct.unpack_from("<3I", data, at + 68)
    start, size = struct.unpack_from("<2I", data, at + 116)
    name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
    return _Entry(name, kind, left, right, child, start, size)


def _siblings(entries: list[_Entry], first: int) -> Iterator[_Entry]:
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        if entry.kind in (_STORAGE, _STREAM):
            yield entry
        waiting += [entry.left, entry.right]


def _head(data: bytes, entry: _Entry, size: int) -> bytes:
    if entry.kind != _STREAM or entry.size < _SMALL:
        return b""
    start = (entry.start + 1) * size
    return data[start : start + _HEAD]
