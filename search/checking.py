"""Whether an index is whole, and its parts agree: catalogue, full-text table, vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ontology.errors import StoreError
from search import catalogue
from search.manifest import PASSAGES, load_manifest
from search.passage import Passage
from search.vector_place import BESIDE, Place, ReadVectors, open_vectors

REBUILD = "Run 'huyenkg rebuild'."


def check_index(directory: Path, *, thorough: bool = False, place: Place = BESIDE) -> str:
    """Looks whether an index is whole and agrees with itself, and tells its counts in a sentence.

    ``thorough`` looks at every row and every id, not only at their numbers. Raises ``StoreError`` if it is
    not.
    """
    manifest = load_manifest(directory)
    with _opened(directory) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM passage").fetchone()
        (damage,) = connection.execute("PRAGMA quick_check").fetchone()
        reports = catalogue.load_reports(connection)
        vectors = open_vectors(directory, place)
        held = len(vectors)
        counts = {stored, held} == {manifest.passages} and len(reports) == manifest.reports
        if damage != "ok" or not counts or (thorough and not _agree(connection, vectors)):
            raise StoreError(
                f"The search index in {directory} is damaged: {stored} passages, {held} vectors, {damage}.",
                REBUILD,
            )
    return f"{stored} passages of {manifest.reports} reports, by {manifest.encoder}"


def indexed_reports(directory: Path) -> dict[str, str]:
    """The names of the reports in an index, by id. Raises ``StoreError`` for a damaged one."""
    with _opened(directory) as connection:
        return {row.id: row.name for row in catalogue.load_reports(connection)}


def indexed_passages(directory: Path, report: str) -> tuple[Passage, ...]:
    """A report's passages in reading order. Raises ``StoreError`` for a damaged index."""
    with _opened(directory) as connection:
        return tuple(passage for _, passage in catalogue.passages_of(connection, report))


def _agree(connection: sqlite3.Connection, vectors: ReadVectors) -> bool:
    known = _ids(connection, "SELECT id FROM passage")
    findable = _ids(connection, "SELECT rowid FROM terms")
    told = _ids(connection, "SELECT passage FROM entity UNION SELECT passage FROM figure")
    return known == findable == set(vectors.ids().tolist()) and told <= known


def _ids(connection: sqlite3.Connection, query: str) -> set[int]:
    return {id_ for (id_,) in connection.execute(query)}


@contextmanager
def _opened(directory: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(catalogue.open_catalogue(directory / PASSAGES)) as connection:
            yield connection
    except catalogue.FAULTS as error:
        raise StoreError(f"The search index in {directory} is damaged: {error}.", REBUILD) from error
