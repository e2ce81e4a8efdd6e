"""Small OLE2 containers, as old Office files are."""

from __future__ import annotations

import struct

SECTOR = 512
NONE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(*names: str, **streams: bytes) -> bytes:
    """A container whose top holds empty streams of these names, and streams with contents."""
    contents = dict.fromkeys(names, b"") | streams
    entries = [_entry("Root Entry", 5, child=1 if contents else NONE)]
    body = b""
    directory = (len(contents) + 4) // 4  # sectors of four entries each
    for number, (name, data) in enumerate(contents.items(), 1):
        right = number + 1 if number < len(contents) else NONE
        start = 1 + directory + len(body) // SECTOR
        entries.append(_entry(name, 2, right=right, start=start, size=len(data)))
        body += data + bytes(-len(data) % SECTOR)
    listed = b"".join(entries).ljust(directory * SECTOR, b"\0")
    chain = [TABLE, *range(2, directory + 1), END]
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[END] * (SECTOR // 4 - len(chain)))
    return _header() + table + listed + body


def _header() -> bytes:
    start = struct.pack(
        "<8s16xHHHHH6x4I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0
    )
    start += struct.pack("<5I", 4096, END, 0, END, 0)
    return start + struct.pack("<109I", 0, *[NONE] * 108)


def _entry(
    name: str, kind: int, right: int = NONE, child: int = NONE, start: int = 0, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBB3I36xIQ", written, len(written), kind, 1, NONE, right, child, start, size)
