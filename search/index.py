"""The search index of a set of reports: built, brought up to date, opened, searched.

A published index directory never changes. A new state is a new directory, made from the old one and the
difference, so that readers are never disturbed and a killed run leaves the old state whole. Each holds
``passages.sqlite``, ``vectors.faiss`` and, written last, ``manifest.json``: a directory without it is not
an index.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.text import fold
from ontology.errors import StoreError
from search import catalogue, lexical
from search.catalogue import ReportPassages as ReportPassages
from search.catalogue import ReportRow
from search.catalogue import SearchFilter as SearchFilter
from search.dense import VectorReader, Vectors, VectorWriter
from search.diacritics import StoredCounts, add_counts, restore
from search.encoder import Encoder
from search.fuse import Fused, fuse
from search.passage import Passage
from search.reading import Steps, read_question
from search.scope import Scope, read_scope
from search.vectors import Count, VectorCache

SCHEMA = 1
_DEPTH = 100  # candidates of each source: far beyond what is shown, so that fusion sees both lists' middle
_PASSAGES, _VECTORS, _MANIFEST = "passages.sqlite", "vectors.faiss", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index directory says of itself."""

    schema: int
    encoder: str
    dimensions: int
    reports: int
    passages: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score and its rank in each source (from 1)."""

    passage: Passage
    score: float
    ranks: Mapping[str, int]


def build_index(
    directory: Path,
    reports: Iterable[ReportPassages],
    encoder: Encoder,
    cache: VectorCache,
    progress: Count = lambda _done, _all: None,
) -> Manifest:
    """Makes a new index directory of some reports. See ``update_index``."""
    return update_index(None, directory, (), reports, encoder, cache, progress)


def update_index(
    source: Path | None,
    target: Path,
    removed: Collection[str],
    added: Iterable[ReportPassages],
    encoder: Encoder,
    cache: VectorCache,
    progress: Count = lambda _done, _all: None,
) -> Manifest:
    """Makes ``target`` from the index in ``source`` without the ``removed`` reports, with the ``added``.

    A report that is added again replaces its old state. ``source`` is left as it is; ``target`` must not
    exist, or only as the rest of a killed run. ``progress`` is told passages embedded, and of how many.
    Raises ``StoreError`` if ``source`` was made with another encoder.
    """
    new = sorted({report.report: report for report in added}.values(), key=lambda r: (r.name, r.report))
    if (target / _MANIFEST).exists():
        raise StoreError(f"{target} holds an index already.", "Name a new directory for the next one.")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    if source is None:
        catalogue.create_catalogue(target / _PASSAGES)
    else:
        _check(load_manifest(source), encoder, source)
        shutil.copyfile(source / _PASSAGES, target / _PASSAGES)
    writer = VectorWriter(encoder.dimensions, source / _VECTORS if source else None)
    with closing(catalogue.open_catalogue(target / _PASSAGES, write=True)) as connection:
        for report in sorted({*removed, *(report.report for report in new)}):
            writer.remove(_take_out(connection, report))
        ids = [id_ for report in new for id_ in _take_in(connection, report)]
        connection.commit()
        count = connection.execute("SELECT count(*) FROM report").fetchone()[0]
    texts = [passage.text for report in new for passage in report.passages]
    writer.add(ids, cache.encode(encoder, texts, progress))
    writer.write(target / _VECTORS)
    manifest = Manifest(SCHEMA, encoder.fingerprint, encoder.dimensions, count, len(writer))
    _write_manifest(target, manifest)
    return manifest


def load_manifest(directory: Path) -> Manifest:
    """The manifest of an index. Raises ``StoreError`` if there is none, or one of another version."""
    try:
        values = json.loads((directory / _MANIFEST).read_text("utf-8"))
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            f"{directory} holds no whole search index.", "Rebuild it from the reports."
        ) from error
    if manifest.schema != SCHEMA:
        raise StoreError(
            f"The search index in {directory} is of version {manifest.schema}, not {SCHEMA}.",
            "Rebuild it from the reports.",
        )
    return manifest


def check_index(directory: Path) -> str:
    """Looks whether an index is whole and agrees with itself, and tells its counts in a sentence.

    Raises ``StoreError`` if it does not.
    """
    manifest = load_manifest(directory)
    with closing(catalogue.open_catalogue(directory / _PASSAGES)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM passage").fetchone()
        (damage,) = connection.execute("PRAGMA quick_check").fetchone()
    vectors = len(VectorReader(directory / _VECTORS))
    if damage != "ok" or {stored, vectors} != {manifest.passages}:
        raise StoreError(
            f"The search index in {directory} is damaged: {stored} passages, {vectors} vectors, {damage}.",
            "Rebuild it from the reports.",
        )
    return f"{stored} passages of {manifest.reports} reports, by {manifest.encoder}"


def open_index(directory: Path, encoder: Callable[[], Encoder]) -> Index:
    """Opens an index for searching. The encoder is made at the first search that needs it.

    Raises ``StoreError`` if the directory holds no whole index.
    """
    return Index(directory, load_manifest(directory), encoder)


class Index:
    """An open index: immutable, and safe for several threads that take turns."""

    def __init__(self, directory: Path, manifest: Manifest, make_encoder: Callable[[], Encoder]) -> None:
        self.manifest = manifest
        self._directory = directory
        self._make_encoder = make_encoder
        self._connection = catalogue.open_catalogue(directory / _PASSAGES)
        self._vectors = VectorReader(directory / _VECTORS)
        self._counts = StoredCounts(self._connection)

    def close(self) -> None:
        """Gives the files back."""
        self._connection.close()

    @cached_property
    def reports(self) -> tuple[ReportRow, ...]:
        """What the index knows of its reports, by name."""
        return catalogue.load_reports(self._connection)

    @cached_property
    def _encoder(self) -> Encoder:
        encoder = self._make_encoder()
        _check(self.manifest, encoder, self._directory)
        return encoder

    def restore(self, text: str) -> str:
        """A Vietnamese text typed without diacritics, with the likeliest ones; its length is kept."""
        return restore(text, self._counts)

    def knows(self, word: str) -> bool:
        """Whether the reports use a word, in lower case; without diacritics any word that is written so."""
        forms = self._counts.forms(fold(word))
        return word in forms or (word.isascii() and bool(forms))

    def search(
        self,
        query: str,
        k: int = 10,
        filter: SearchFilter = SearchFilter(),  # noqa: A002, B008 - a frozen value; the word users know
        steps: Steps = Steps(),  # noqa: B008
    ) -> tuple[Hit, ...]:
        """The best passages for a question in Vietnamese, with diacritics or without, or in English.

        Filters hold before ranking. Where the question itself names a district or a time of the reports
        at hand, their passages come first. Raises ``StoreError`` if the encoder is not the index's own.
        """
        scope = read_scope(query, self.reports) if steps.scope else Scope()
        reading = read_question(query, self._counts, steps, scope.names)
        vectors = self._encoder.encode_questions(reading.texts) if steps.dense else ()
        rankings: dict[str, list[int]] = {}
        for name, circle in _circles(filter, scope):
            if steps.lexical:
                rankings[f"lexical{name}"] = self._lexical(reading.terms, circle)
            for number, vector in enumerate(vectors, 1):
                rankings[f"dense{name}" if number == 1 else f"dense{name}-{number}"] = self._dense(
                    vector, circle
                )
        return self._hits(fuse(rankings)[:k])

    def _lexical(self, terms: lexical.Query, circle: SearchFilter) -> list[int]:
        found = lexical.rank(self._connection, terms, _DEPTH, catalogue.condition(circle))
        return [id_ for id_, _ in found]

    def _dense(self, vector: Vectors, circle: SearchFilter) -> list[int]:
        only = catalogue.allowed_ids(self._connection, circle)
        return [id_ for id_, _ in self._vectors.search(vector, _DEPTH, only)]

    def _hits(self, items: list[Fused]) -> tuple[Hit, ...]:
        found = catalogue.load_passages(self._connection, [item.id for item in items])
        return tuple(Hit(found[item.id], item.score, item.ranks) for item in items if item.id in found)


def _circles(filter_: SearchFilter, scope: Scope) -> Iterator[tuple[str, SearchFilter]]:
    """All passages that may be found, then those of reports that the question names: each votes anew."""
    yield "", filter_
    for name, reports in (("-place", scope.places), ("-time", scope.times)):
        if reports:
            yield name, _narrowed(filter_, reports)


def _narrowed(filter_: SearchFilter, reports: frozenset[str]) -> SearchFilter:
    reports = filter_.reports & reports if filter_.reports else reports
    # An empty set would let all pass: a report of no name lets none.
    return SearchFilter(reports or frozenset({""}), filter_.districts, filter_.period, filter_.section)


def _check(manifest: Manifest, encoder: Encoder, directory: Path) -> None:
    if manifest.encoder != encoder.fingerprint:
        raise StoreError(
            f"The search index in {directory} was made with the model {manifest.encoder}, not with"
            f" {encoder.fingerprint}.",
            "Rebuild the index with this model: vectors of two models cannot be compared.",
        )


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


def _write_manifest(directory: Path, manifest: Manifest) -> None:
    content = {name: getattr(manifest, name) for name in manifest.__slots__}
    temporary = directory / f".{_MANIFEST}"
    temporary.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    temporary.replace(directory / _MANIFEST)
