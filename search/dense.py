"""The vector index on disk: read by one class, changed by another.

Readers map the file into memory and never change it: adding to a mapped index ends the process. What kind
of index it is, is ``search.vector_kinds``' matter.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from ontology.errors import StoreError
from search import vector_kinds as kinds
from search.vector_kinds import Ids, Sizes, Vectors


class VectorReader:
    """A vector index on disk, for searching. Raises ``StoreError`` if the file is missing or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = kinds.read_mapped(path)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def lists(self) -> int:
        """How many inverted lists there are; 0 where every vector is looked at."""
        return kinds.lists_of(self._index)

    def ids(self) -> Ids:
        """The ids of all vectors, in no order."""
        return kinds.ids_of(self._index)

    def search(
        self, vector: Vectors, limit: int, only: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest ids with their cosines, best first, ties by id; ``only`` filters before ranking.

        With a filter every list is looked into: few lists might hold none of what it lets pass.
        """
        limit = min(limit, len(self) if only is None else len(only))
        if limit <= 0:
            return []
        # One question is one thread's work; more only wait for each other, 70 ms on a busy machine.
        faiss.omp_set_num_threads(1)
        found = self._nearest(vector, limit, only, every=only is not None)
        if len(found) < limit and only is None and self.lists:
            found = self._nearest(vector, limit, only, every=True)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _nearest(
        self, vector: Vectors, limit: int, only: Sequence[int] | None, *, every: bool
    ) -> list[tuple[int, float]]:
        parameters: Any = faiss.SearchParametersIVF() if self.lists else faiss.SearchParameters()
        if self.lists:
            parameters.nprobe = self.lists if every else self._index.nprobe
        if only is not None:
            parameters.sel = kinds.selector(np.asarray(only, np.int64), len(self))
        try:
            scores, ids = self._index.search(vector.reshape(1, -1), limit, params=parameters)
        except kinds.FAULTS as error:
            raise kinds.damaged(self._path) from error
        return [(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True) if id_ >= 0]


class VectorWriter:
    """A vector index in memory, to be filled and written. ``source`` is an index to go on from."""

    def __init__(self, dimensions: int, source: Path | None = None, sizes: Sizes = Sizes()) -> None:  # noqa: B008
        self._sizes = sizes
        self._index: Any = kinds.empty(dimensions) if source is None else kinds.read_whole(source)
        if self._index.d != dimensions:
            raise StoreError(
                f"The search index holds vectors of length {self._index.d}, the model makes {dimensions}.",
                "Make it anew with this model: huyenkg rebuild.",
            )

        self._highest = int(kinds.ids_of(self._index).max(initial=-1))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Stores unit vectors under ids, each named once; one that is there already gets the new vector."""
        if len(ids):
            new = np.asarray(ids, np.int64)
            if new.min() <= self._highest:  # usually none is there: the catalogue counts on
                self.remove(new)
            self._highest = max(self._highest, int(new.max()))
            faiss.omp_set_num_threads(kinds.THREADS)
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), new)

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Forgets ids; those that are not there are no error."""
        if len(ids):
            kinds.remove(self._index, np.unique(np.asarray(ids, np.int64)))

    def write(self, path: Path) -> None:
        """Writes the index under a temporary name and renames it: readers see the old one or the new.

        Before that it becomes the kind of index that its size asks for.
        """
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        try:
            self._index = kinds.fitted(self._index, self._sizes)
            kinds.write(self._index, temporary)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except RuntimeError as error:
            raise StoreError(
                f"The vectors cannot be written to {path}: {error}.", "Free some space there."
            ) from error
        finally:
            Path(temporary).unlink(missing_ok=True)
