"""Makes index directories: new, or from the last one and the difference."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from ontology.errors import StoreError
from search import catalogue, lexical
from search.catalogue import ReportPassages
from search.diacritics import add_counts
from search.encoder import Encoder
from search.manifest import (
    MANIFEST,
    PASSAGES,
    SCHEMA,
    Manifest,
    check_encoder,
    load_manifest,
    write_manifest,
)
from search.vector_place import BESIDE, Place, write_vectors
from search.vectors import Count, VectorCache


def build_index(
    directory: Path,
    reports: Iterable[ReportPassages],
    encoder: Encoder,
    cache: VectorCache,
    progress: Count = lambda _done, _all: None,
    place: Place = BESIDE,
) -> Manifest:
    """Makes a new index directory of some reports. See ``update_index``."""
    return update_index(None, directory, (), reports, encoder, cache, progress, place)


def update_index(
    source: Path | None,
    target: Path,
    removed: Collection[str],
    added: Iterable[ReportPassages],
    encoder: Encoder,
    cache: VectorCache,
    progress: Count = lambda _done, _all: None,
    place: Place = BESIDE,
) -> Manifest:
    """Makes ``target`` from the index in ``source`` without the ``removed`` reports, with the ``added``.

    A report that is added again replaces its old state. ``source`` is left as it is; ``target`` must not
    exist, or only as the rest of a killed run. ``progress`` is told passages embedded, and of how many;
    ``place`` is where vectors lie. Raises ``StoreError`` if ``source`` was made with another encoder, or its
    vectors lie elsewhere.
    """
    new = sorted({report.report: report for report in added}.values(), key=lambda r: (r.name, r.report))
    if (target / MANIFEST).exists():
        raise StoreError(f"{target} holds an index already.", "Name a new directory for the next one.")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    if source is None:
        catalogue.create_catalogue(target / PASSAGES)
    else:
        check_encoder(load_manifest(source), encoder, source)
        shutil.copyfile(source / PASSAGES, target / PASSAGES)
    writer = write_vectors(source, encoder.dimensions, place)
    with closing(catalogue.open_catalogue(target / PASSAGES, write=True)) as connection:
        for report in sorted({*removed, *(report.report for report in new)}):
            writer.remove(_take_out(connection, report))
        ids = [id_ for report in new for id_ in _take_in(connection, report)]
        connection.commit()
        count = connection.execute("SELECT count(*) FROM report").fetchone()[0]
    texts = [passage.text for report in new for passage in report.passages]
    writer.add(ids, cache.encode(encoder, texts, progress))
    writer.write(target / place.file)
    manifest = Manifest(SCHEMA, encoder.fingerprint, encoder.dimensions, count, len(writer))
    write_manifest(target, manifest)
    return manifest


def _take_in(connection: sqlite3.Connection, report: ReportPassages) -> list[int]:
    ids = catalogue.add_report(connection, report)
    for id_, passage in zip(ids, report.passages, strict=True):
        lexical.add_terms(connection, id_, passage)
    add_counts(connection, report.passages)
    return ids


def _take_out(connection: sqlite3.Connection, report: str) -> list[int]:
    rows = list(catalogue.passages_of(connection, report))
    for id_, passage in rows:
        lexical.remove_terms(connection, id_, passage)
    add_counts(connection, (passage for _, passage in rows), sign=-1)
    catalogue.remove_report(connection, report)
    return [id_ for id_, _ in rows]
