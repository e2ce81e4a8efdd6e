"""Vectors kept on disk by what they were made from, because making them is most of the cost of an ingest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from ontology.errors import StoreError
from search.encoder import Encoder, Vectors, encode_in_slices

Count = Callable[[int, int], None]
_KEY_BYTES = 16


class VectorCache:
    """Vectors of passages by content hash and model fingerprint, in one SQLite file.

    Half precision, as the index keeps them too. A crash loses at most the slice that was being made;
    losing the file costs time only. Several processes may use it at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=60, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
            )
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"The vector cache {path} cannot be used.", "Delete the file and try again."
            ) from error

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
        known = self._load(keys)
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

    def _load(self, keys: Sequence[bytes]) -> dict[bytes, np.ndarray]:
        found: dict[bytes, np.ndarray] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), 500):
            part = unique[start : start + 500]
            marks = ", ".join("?" * len(part))
            rows = self._connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)
            found |= {key: np.frombuffer(value, np.float16) for key, value in rows}
        return found

    def _save(self, made: dict[bytes, np.ndarray]) -> None:
        rows = [(key, np.ascontiguousarray(value).tobytes()) for key, value in made.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)


def _key(fingerprint: str, text: str) -> bytes:
    return blake2b(f"{fingerprint}\0{text}".encode(), digest_size=_KEY_BYTES).digest()
