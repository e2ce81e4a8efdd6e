"""A report's own files: which there are, and which of them lie compressed on the disk.

Quads repeat themselves: gzip leaves a twentieth of them, at a low level in some milliseconds a report.
Source and text stay as they are, for a person who looks for them. A packed file bears another name, so that
reports of earlier versions are read as they lie.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection, Mapping

OWN_FILES = ("source", "text.txt", "document.json", "facts.jsonl", "graph.nq", "run.nq")
_PACKED = frozenset(("document.json", "facts.jsonl", "graph.nq"))
_SUFFIX = ".gz"
_LEVEL = 3
_GZIP = 16 + zlib.MAX_WBITS
LARGEST_FILE = 1024**3
"""Bytes that one file may unfold to, whatever a backup of others holds."""


def packed(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as they are stored, by the names that they are stored under: the same bytes for the same."""
    return dict(_packed(name, data) for name, data in contents.items())


def stored_name(names: Collection[str], name: str) -> str:
    """The name under which one of these files is stored."""
    return name + _SUFFIX if name + _SUFFIX in names else name


def plain_names(names: Collection[str]) -> list[str]:
    """What the stored files are, sorted, however each is stored."""
    return sorted(name.removesuffix(_SUFFIX) for name in names)


def unpacked(stored: str, data: bytes, largest: int = LARGEST_FILE) -> bytes:
    """What a file holds that is stored under this name. Raises ``ValueError`` for what we never packed."""
    if not stored.endswith(_SUFFIX):
        return data
    opened = zlib.decompressobj(_GZIP)
    try:
        held = opened.decompress(data, largest)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not opened.eof or opened.unused_data:
        raise ValueError("it ends early, or unfolds to more than a report holds")
    return held


def _packed(name: str, data: bytes) -> tuple[str, bytes]:
    if name not in _PACKED:
        return name, data
    return name + _SUFFIX, gzip.compress(data, _LEVEL, mtime=0)
