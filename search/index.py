"""The search index of a set of reports: opened and searched (``search.indexing`` makes it).

A published index directory never changes. A new state is a new directory, made from the old one and the
difference, so that readers are never disturbed and a killed run leaves the old state whole. Each holds
``passages.sqlite``, ``vectors.faiss`` (or what tells where else vectors lie: ``search.vector_place``) and,
written last, ``manifest.json``: a directory without it is not an index. ``facts.sqlite`` and
``merges.sqlite`` lie beside them (``search.fact_index``, ``search.merge_index``), but for those of early
versions.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

from ingest.text import fold
from ontology.errors import StoreError
from ontology.periods import parse_period
from search import catalogue, lexical
from search.catalogue import ReportPassages as ReportPassages
from search.catalogue import ReportRow
from search.catalogue import SearchFilter as SearchFilter
from search.diacritics import StoredCounts, restore
from search.encoder import Encoder, Vectors
from search.entities import entities_asked, figure_names, rank_by_entities
from search.fact_index import open_facts
from search.fuse import Fused, fuse
from search.holdings import Catalogue, KnownReport, known_area
from search.manifest import PASSAGES, Manifest, check_encoder, load_manifest
from search.merge_index import open_merges
from search.passage import Passage
from search.question import Question, parse_question
from search.reading import Steps, read_question
from search.reports_asked import districts_meant
from search.rerank import Candidate, scores
from search.scope import Scope, read_scope
from search.vector_place import BESIDE, Place, open_vectors

_DEPTH = 100  # candidates of each source: far beyond what is shown, so that fusion sees both lists' middle
_FILTERS = 16  # of which the ids that pass are kept: those of a year are asked for again and again
_LOOKED_AT = 40  # candidates that are looked at once more before the best are shown
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score and its rank in each source (from 1).

    Scores compare within one search only.
    """

    passage: Passage
    score: float
    ranks: Mapping[str, int]
    id: int = 0


def open_index(directory: Path, encoder: Callable[[], Encoder], place: Place = BESIDE) -> Index:
    """Opens an index for searching. The encoder is made at the first search that needs it.

    ``place`` knows the password of vectors that lie elsewhere. Raises ``StoreError`` if the directory holds
    no whole index.
    """
    return Index(directory, load_manifest(directory), encoder, place)


class Index:
    """An open index: immutable, and safe for several threads that take turns."""

    def __init__(
        self,
        directory: Path,
        manifest: Manifest,
        make_encoder: Callable[[], Encoder],
        place: Place = BESIDE,
    ) -> None:
        self.manifest = manifest
        self._directory = directory
        self._make_encoder = make_encoder
        self._connection = catalogue.open_catalogue(directory / PASSAGES)
        self._vectors = open_vectors(directory, place)
        self._counts = StoredCounts(self._connection)
        self._frequencies = lexical.Frequencies(self._connection)
        self._allowed = lru_cache(_FILTERS)(partial(_allowed, self._connection))
        self.facts = open_facts(directory)
        self.merges = open_merges(directory)

    def close(self) -> None:
        """Gives the files back."""
        self._connection.close()
        if self.facts:
            self.facts.close()
        if self.merges:
            self.merges.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Names the damage where the catalogue cannot be read."""
        try:
            yield
        except catalogue.FAULTS as error:
            raise StoreError(
                f"The search index in {self._directory} is damaged: {error}.", "Run 'huyenkg rebuild'."
            ) from error

    @cached_property
    def reports(self) -> tuple[ReportRow, ...]:
        """What the index knows of its reports, by name."""
        with self._reading():
            return catalogue.load_reports(self._connection)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The reports whose district and period are known."""
        return Catalogue(tuple(_known(row) for row in self.reports if row.district_name and row.period))

    @cached_property
    def _encoder(self) -> Encoder:
        encoder = self._make_encoder()
        check_encoder(self.manifest, encoder, self._directory)
        return encoder

    def restore(self, text: str) -> str:
        """A Vietnamese text typed without diacritics, with the likeliest ones; its length is kept."""
        with self._reading():
            return restore(text, self._counts)

    def knows(self, word: str) -> bool:
        """Whether the reports use a word, in lower case; without diacritics any word that is written so."""
        with self._reading():
            forms = self._counts.forms(fold(word))
        return word in forms or (word.isascii() and bool(forms))

    def search(
        self,
        query: str | Question,
        k: int = 10,
        filter: SearchFilter = SearchFilter(),  # noqa: A002, B008 - a frozen value; the word users know
        steps: Steps = Steps(),  # noqa: B008
    ) -> tuple[Hit, ...]:
        """The best passages for a question in Vietnamese, with diacritics or without, or in English.

        Filters hold before ranking; a query without a word finds nothing. Where the question itself names
        a district or a time of the reports at hand, their passages come first.
        Raises ``StoreError`` if the encoder is not the index's own.
        """
        if isinstance(query, str) and not _WORD.search(query):
            return ()
        with self._reading():
            return self._found(query, k, filter, steps)

    def _found(self, query: str | Question, k: int, filter_: SearchFilter, steps: Steps) -> tuple[Hit, ...]:
        question = parse_question(query, self.catalogue, self.restore) if isinstance(query, str) else query
        scope = self._scope(question) if steps.scope else Scope()
        ranked = self._ranked(question, filter_, scope, steps)
        if not steps.rerank:
            return self._hits(ranked[:k])
        return self._reranked(question, self._hits(ranked[: max(k, _LOOKED_AT)]), scope)[:k]

    def passage_at(
        self,
        report: str,
        offset: int,
        filter: SearchFilter = SearchFilter(),  # noqa: A002, B008
    ) -> Hit | None:
        """The passage around an offset of a report's text, unranked; none where the filter keeps it out."""
        with self._reading():
            id_ = catalogue.id_at(self._connection, report, offset, catalogue.condition(filter))
            return None if id_ is None else self._hits([Fused(id_, 0.0, {})])[0]

    def _reranked(self, question: Question, hits: Sequence[Hit], scope: Scope) -> tuple[Hit, ...]:
        names = figure_names(self._connection, [hit.id for hit in hits])
        candidates = [Candidate(hit.passage, names.get(hit.id, ())) for hit in hits]
        worth = scores(question, candidates, scope)
        rescored = (replace(hit, score=score) for hit, score in zip(hits, worth, strict=True))
        return tuple(sorted(rescored, key=lambda hit: -hit.score))

    def _scope(self, question: Question) -> Scope:
        meant = {area.code for area in districts_meant(question.slots, self.catalogue)}
        return read_scope(question.text, self.reports, meant)

    def _ranked(self, question: Question, filter_: SearchFilter, scope: Scope, steps: Steps) -> list[Fused]:
        """Every circle asks every source; the graph comes last, because it orders equals as the others do."""
        reading = read_question(question.text, self._counts, steps, scope.names)
        vectors = self._encoder.encode_questions(reading.texts) if steps.dense else ()
        circles = tuple(_circles(filter_, scope))
        rankings: dict[str, list[int]] = {}
        for name, circle in circles:
            if steps.lexical:
                rankings[f"lexical{name}"] = self._lexical(reading.terms, circle)
            for number, vector in enumerate(vectors, 1):
                rankings[f"dense{name}" if number == 1 else f"dense{name}-{number}"] = self._dense(
                    vector, circle
                )
        fused = fuse(rankings)
        asked = entities_asked(question) if steps.graph else {}
        if not asked:
            return fused
        order, all_ = [item.id for item in fused], self.manifest.passages
        for name, circle in circles:
            only = catalogue.condition(circle)
            rankings[f"graph{name}"] = rank_by_entities(self._connection, asked, _DEPTH, only, order, all_)
        return fuse(rankings)

    def _lexical(self, terms: lexical.Query, circle: SearchFilter) -> list[int]:
        if self.manifest.passages > lexical.MOST:
            terms = self._frequencies.selective(terms)
        found = lexical.rank(self._connection, terms, _DEPTH, catalogue.condition(circle))
        return [id_ for id_, _ in found]

    def _dense(self, vector: Vectors, circle: SearchFilter) -> list[int]:
        only = self._allowed(circle)
        return [id_ for id_, _ in self._vectors.search(vector, _DEPTH, only)]

    def _hits(self, items: list[Fused]) -> tuple[Hit, ...]:
        found = catalogue.load_passages(self._connection, [item.id for item in items])
        return tuple(
            Hit(found[item.id], item.score, item.ranks, item.id) for item in items if item.id in found
        )


def _allowed(connection: sqlite3.Connection, circle: SearchFilter) -> Sequence[int] | None:
    ids = catalogue.allowed_ids(connection, circle)
    return None if ids is None else array("q", ids)


def _known(row: ReportRow) -> KnownReport:
    return KnownReport(
        id=row.id,
        name=row.name,
        district=known_area(row.district, row.district_name),
        province=known_area(row.province, row.province_name),
        period=parse_period(row.period),
    )


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
