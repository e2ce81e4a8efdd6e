"""Vectors kept on disk by what they were made from, because making them is most of the cost of an ingest."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import numpy as np

from ontology.errors import StoreError
from search.encoder import Encoder, Vectors, encode_in_slices

Count = Callable[[int, int], None]
_KEY_BYTES, _CHECK_BYTES = 16, 4
_HINT = "Check the disk and its permissions; the file may be deleted."


class VectorCache:
    """Vectors of passages by content hash and model fingerprint, in one SQLite file.

    Half precision, as the index keeps them too, each with a checksum. A crash loses at most the slice that
    was being made; losing the file costs time only, so a damaged one is set aside (``.damaged``) with a
    warning, and a damaged vector is made anew. Several processes may use it at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"The vector cache {path} cannot be used: {error}.", _HINT) from error

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def encode(
        self, encoder: Encoder, texts: Sequence[str], progress: Count = lambda _a, _b: None
    ) -> Vectors:
        """The vectors of passages, made only where they are not known yet.

        Rows in the order of the texts. ``progress`` is told how many are done, and of how many.
        """
        keys = [_key(encoder.fingerprint, text) for text in texts]
        known = self._load(keys, encoder.dimensions)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        done = len(texts) - len(missing)
        progress(done, len(texts))
        todo = list(missing)
        for rows in encode_in_slices(encoder.encode_passages, list(missing.values())):
            made = dict(zip(todo[: len(rows)], rows.astype(np.float16), strict=True))
            todo = todo[len(rows) :]
            self._save(made)
            known |= made
            done = min(done + len(rows), len(texts))
            progress(done, len(texts))
        vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
        for row, key in zip(vectors, keys, strict=True):
            row[:] = known[key]
        return vectors

    def _load(self, keys: Sequence[bytes], dimensions: int) -> dict[bytes, np.ndarray]:
        try:
            rows = self._rows(list(dict.fromkeys(keys)))
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                self._begin_anew(error)
                return {}
            raise
        whole = {key: vector for key, value in rows if (vector := _unpacked(value)) is not None}
        return {key: vector for key, vector in whole.items() if len(vector) == dimensions}

    def _rows(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        rows: list[tuple[bytes, bytes]] = []
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ", ".join("?" * len(part))
            rows += self._connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)
        return rows

    def _save(self, made: dict[bytes, np.ndarray]) -> None:
        rows = [(key, _packed(value)) for key, value in made.items()]
        try:
            self._insert(rows)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._begin_anew(error)
            self._insert(rows)

    def _insert(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def _begin_anew(self, error: Exception) -> None:
        self._connection.close()
        _set_aside(self._path, error)
        self._connection = _connected(self._path)


def cached_vectors(path: Path) -> int:
    """How many vectors a cache holds. Raises ``StoreError`` for a damaged one; changes nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            (damage,) = connection.execute("PRAGMA quick_check").fetchone()
            (count,) = connection.execute("SELECT count(*) FROM vector").fetchone()
    except sqlite3.Error as error:
        damage, count = str(error), 0
    if damage != "ok":
        raise StoreError(f"The vector cache {path} is damaged: {damage}.", _HINT)
    return int(count)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        _set_aside(path, error)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=60, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Not a full disk, a lock or a missing permission."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _set_aside(path: Path, error: Exception) -> None:
    aside = path.with_name(path.name + ".damaged")
    logging.getLogger(__name__).warning(
        "the vector cache is damaged (%s): it is kept as %s, and vectors are made anew", error, aside
    )
    path.replace(aside)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def _packed(vector: np.ndarray) -> bytes:
    data = np.ascontiguousarray(vector).tobytes()
    return data + crc32(data).to_bytes(_CHECK_BYTES)


def _unpacked(value: bytes) -> np.ndarray | None:
    """The vector, unless its checksum tells that it is not what was written."""
    data, check = value[:-_CHECK_BYTES], value[-_CHECK_BYTES:]
    whole = len(data) % 2 == 0 and crc32(data).to_bytes(_CHECK_BYTES) == check
    return np.frombuffer(data, np.float16) if whole else None


def _key(fingerprint: str, text: str) -> bytes:
    return blake2b(f"{fingerprint}\0{text}".encode(), digest_size=_KEY_BYTES).digest()
