"""The vector index: the only module that knows FAISS.

Vectors lie in half precision under ids of ours: as exact as a flat index for ranking, deletable, half the
size, and good to some 200,000 passages. Readers map the file into memory and never change it: adding to a
mapped index ends the process, so reading and writing are two classes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from ontology.errors import StoreError

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
_FAULTS = (RuntimeError, MemoryError, AssertionError)
"""What FAISS raises over a damaged file."""


class VectorReader:
    """A vector index on disk, for searching. Raises ``StoreError`` if the file is missing or damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = _read(path, faiss.IO_FLAG_MMAP_IFC)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> Ids:
        """The ids of all vectors, in no order."""
        index: Any = self._index
        found: Ids = faiss.vector_to_array(index.id_map)
        return found

    def search(
        self, vector: Vectors, limit: int, only: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The nearest ids with their cosines, best first, ties by id; ``only`` filters before ranking."""
        limit = min(limit, len(self) if only is None else len(only))
        if limit <= 0:
            return []
        # One question is one thread's work; more only wait for each other, 70 ms on a busy machine.
        faiss.omp_set_num_threads(1)
        parameters = None
        if only is not None:
            allowed = np.asarray(only, np.int64)
            selector = faiss.IDSelectorBatch(len(allowed), faiss.swig_ptr(allowed))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
        try:
            scores, ids = self._index.search(vector.reshape(1, -1), limit, params=parameters)
        except _FAULTS as error:
            raise _damaged(self._path) from error
        found = [(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True) if id_ >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


class VectorWriter:
    """A vector index in memory, to be filled and written. ``source`` is an index to go on from."""

    def __init__(self, dimensions: int, source: Path | None = None) -> None:
        self._index: faiss.Index
        if source is None:
            flat = faiss.IndexScalarQuantizer(
                dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
            self._index = faiss.IndexIDMap2(flat)
        else:
            self._index = _read(source, 0)
        if self._index.d != dimensions:
            raise StoreError(
                f"The search index holds vectors of length {self._index.d}, the model makes {dimensions}.",
                "Rebuild the index with this model.",
            )

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Stores unit vectors under new ids."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.asarray(ids, np.int64))

    def remove(self, ids: Sequence[int]) -> None:
        """Forgets ids; those that are not there are no error."""
        if len(ids):
            gone = np.asarray(ids, np.int64)
            self._index.remove_ids(faiss.IDSelectorBatch(len(gone), faiss.swig_ptr(gone)))

    def write(self, path: Path) -> None:
        """Writes the index under a temporary name and renames it: readers see the old one or the new."""
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        try:
            faiss.write_index(self._index, temporary)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except RuntimeError as error:
            raise StoreError(
                f"The vectors cannot be written to {path}: {error}.", "Free some space there."
            ) from error
        finally:
            Path(temporary).unlink(missing_ok=True)


def _read(path: Path, flags: int) -> faiss.Index:
    try:
        return faiss.read_index(str(path), flags)
    except _FAULTS as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> StoreError:
    return StoreError(f"The vectors in {path} cannot be read.", "Run 'huyenkg rebuild'.")
