"""Rows that know their own content: a database does not notice a bit that flips in a text, so we do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ontology.errors import StoreError


def seal_of(values: Sequence[object]) -> bytes:
    """The seal of a row's values, to be kept as its last."""
    return blake2b(json.dumps(values, ensure_ascii=False).encode(), digest_size=8).digest()


def unsealed(row: Sequence[Any]) -> Sequence[Any]:
    """The values of a row whose last one is their seal. Raises ``StoreError`` if it is not theirs."""
    values = tuple(row[:-1])
    try:
        whole = seal_of(values) == row[-1]
    except (TypeError, ValueError):  # a text that has become bytes, or no text
        whole = False
    if not whole:
        raise StoreError(
            "The search index is damaged: a row is not what was written.", "Run 'huyenkg rebuild'."
        )
    return values


@contextmanager
def reading() -> Iterator[None]:
    """Names the damage where a file of rows cannot be read."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # what SQLite raises over a damaged file
        message = f"The search index is damaged: {error}."
        raise StoreError(message, "Run 'huyenkg rebuild'.") from error


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """A file of an index: to be written, or as one of a published generation, which never changes."""
    mode = "rwc" if write else "ro&immutable=1"
    return sqlite3.connect(f"file:{path}?mode={mode}", uri=True, check_same_thread=False)


def check_whole(connection: sqlite3.Connection, what: str) -> None:
    """Raises ``StoreError`` for what SQLite finds wrong with the index of ``what``."""
    with reading():
        (damage,) = connection.execute("PRAGMA quick_check").fetchone()
    if damage != "ok":
        raise StoreError(f"The index of {what} is damaged: {damage}.", "Run 'huyenkg rebuild'.")
