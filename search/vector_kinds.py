"""The kinds of vector index, and which of them fits a number of vectors.

Few vectors lie in half precision under ids of ours: as exact as a flat index for ranking, half the size, and
quick enough to some 200,000. More lie in inverted lists, in 8 bits: a question looks into the lists whose
centres are nearest. Only this module and ``search.dense`` know FAISS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from ontology.errors import StoreError

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
FAULTS = (RuntimeError, MemoryError, AssertionError)
"""What FAISS raises over a damaged file."""
THREADS = faiss.omp_get_max_threads()
_SEED = 1234
_ROUNDS, _TRAINED = 10, 64  # of k-means, with so many vectors a list; 5 and 40 cost .07 of recall at 500,000
_A_LIST = 40  # vectors that a list should hold at least, on the average
_PROBED, _SHARE = 64, 16  # 64 of 4,000 find .92 of the nearest ten among a million, 250 .955
_SPARSE = 64  # times as far as the number of vectors: ids beyond are looked up in a set, not by bits
_MARGIN = 0.1  # of the range that a dimension's numbers had, on either side: what comes later may lie beyond
_SLICE = 50_000
_FLAT, _INVERTED = b"IxM2", b"IwSq"  # how the files of the two kinds begin


@dataclass(frozen=True, slots=True)
class Sizes:
    """From how many vectors on an index has lists, below how many it has none any more, and how many lists a
    question looks into: a sixteenth, but at least 64, unless ``probed`` says how many.

    Between the two an index stays as it is, so that one that goes up and down is not always made anew.
    """

    lists_from: int = 200_000
    none_below: int = 150_000
    probed: int = 0

    def lists(self, count: int) -> int:
        """Four times the root of the count; fewer where each would have too few to find its centre."""
        return max(1, min(int(4 * count**0.5), count // _A_LIST))

    def probes(self, lists: int) -> int:
        """How many of so many lists a question looks into."""
        return self.probed or max(_PROBED, lists // _SHARE)


def empty(dimensions: int) -> Any:
    """An index of no vectors."""
    flat = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexIDMap2(flat)


def lists_of(index: Any) -> int:
    """How many lists an index has; 0 for one without."""
    return int(index.nlist) if isinstance(index, faiss.IndexIVF) else 0


def ids_of(index: Any) -> Ids:
    """The ids of all vectors, in no order."""
    if not lists_of(index):
        mapped: Ids = faiss.vector_to_array(index.id_map)
        return mapped
    held = [ids for number in range(index.nlist) if len(ids := _ids_in(index.invlists, number))]
    return np.concatenate(held) if held else np.zeros(0, np.int64)


def _ids_in(lists: Any, number: int) -> Ids:
    size = lists.list_size(number)
    return np.array(faiss.rev_swig_ptr(lists.get_ids(number), size)) if size else np.zeros(0, np.int64)


def fitted(index: Any, sizes: Sizes) -> Any:
    """The index, or one of the same vectors in the kind that their number asks for.

    Lists are made anew when there should be more than twice as many or less than half: that is when their
    vectors became four times as many, or a quarter.
    """
    count, lists = int(index.ntotal), lists_of(index)
    if lists and count < sizes.none_below:
        return _filled(empty(index.d), index)
    wanted = sizes.lists(count)
    if (not lists and count > sizes.lists_from) or (lists and not lists / 2 <= wanted <= lists * 2):
        return _filled(_inverted(index, sizes), index)
    return index


def _inverted(source: Any, sizes: Sizes) -> Any:
    """An index with lists for the vectors of another, without them.

    The bounds between which a number becomes 8 bits are kept where they were told before: then the same
    vectors become the same bits again, however often lists are made anew.
    """
    ids = ids_of(source)
    lists = sizes.lists(len(ids))
    centres = faiss.IndexFlatIP(source.d)
    made = faiss.IndexIVFScalarQuantizer(
        centres, source.d, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT, False
    )
    made.cp.niter, made.cp.max_points_per_centroid, made.cp.seed = _ROUNDS, _TRAINED, _SEED
    made.nprobe = sizes.probes(lists)
    made.sq.rangestat_arg = _MARGIN
    chosen = np.random.default_rng(_SEED).permutation(len(ids))[: lists * _TRAINED]
    faiss.omp_set_num_threads(THREADS)
    made.train(source.reconstruct_batch(ids[np.sort(chosen)]))
    if lists_of(source):
        made.sq.trained = source.sq.trained
    _keep_places(made, kept=True)
    return made


def _filled(target: Any, source: Any) -> Any:
    faiss.omp_set_num_threads(THREADS)
    for ids in _slices(ids_of(source)):
        target.add_with_ids(source.reconstruct_batch(ids), ids)
    return target


def _slices(ids: Ids) -> Iterator[Ids]:
    for start in range(0, len(ids), _SLICE):
        yield ids[start : start + _SLICE]


def read_mapped(path: Path) -> Any:
    """An index that stays on the disk, of which what is looked at comes into memory. Never to be changed.

    Raises ``StoreError`` if the file is missing or damaged.
    """
    try:
        if _kind(path) == _FLAT:
            return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
    except FAULTS as error:
        raise damaged(path) from error
    lists: Any = faiss.downcast_InvertedLists(index.invlists)
    if not _is_whole(lists):
        raise damaged(path)
    lists.prefetch_nthread = 0  # threads that read ahead cost each question more than the reading
    return index


def _is_whole(lists: Any) -> bool:
    """Whether the lists end where the file ends: to look beyond it would end the process."""
    last = lists.lists.at(lists.nlist - 1)
    size = last.capacity * (lists.code_size + np.dtype(np.int64).itemsize)
    return bool(last.offset + size == lists.totsize)


def read_whole(path: Path) -> Any:
    """An index in memory, to be changed. Raises ``StoreError`` if the file is missing or damaged."""
    try:
        _kind(path)
        index: Any = faiss.read_index(str(path), 0)
        if lists_of(index):
            _keep_places(index, kept=True)
    except FAULTS as error:
        raise damaged(path) from error
    return index


def write(index: Any, path: str) -> None:
    """Writes an index, without the table of where each id lies: readers would have to hold it in memory."""
    if lists_of(index):
        _keep_places(index, kept=False)
    faiss.write_index(index, path)
    if lists_of(index):
        _keep_places(index, kept=True)


def _keep_places(index: Any, *, kept: bool) -> None:
    """Whether a table tells in which list each id lies: without it every list is read for one id."""
    known: Any = faiss  # its hints leave DirectMap out
    index.set_direct_map_type(known.DirectMap.Hashtable if kept else known.DirectMap.NoMap)


def remove(index: Any, ids: Ids) -> None:
    """Takes ids out: one by one where a table tells their places, else by looking at every vector."""
    selector = faiss.IDSelectorArray if lists_of(index) else faiss.IDSelectorBatch
    index.remove_ids(selector(len(ids), faiss.swig_ptr(ids)))


def selector(only: Ids, count: int) -> Any:
    """What lets some ids pass in an index of ``count``: a bit for each, a third of the time of a set."""
    if only.min() < 0 or only.max() > _SPARSE * count:
        return _holding(faiss.IDSelectorBatch(len(only), faiss.swig_ptr(only)), only)
    passes = np.zeros((int(only.max()) // 8 + 1) * 8, bool)
    passes[only] = True
    bits = np.packbits(passes, bitorder="little")
    return _holding(faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits)), bits)


def _holding(made: Any, numbers: npt.NDArray[Any]) -> Any:
    made.numbers = numbers  # FAISS only points at them
    return made


def damaged(path: Path) -> StoreError:
    """What is told of a file that is no index of ours."""
    return StoreError(f"The vectors in {path} cannot be read.", "Run 'huyenkg rebuild'.")


def _kind(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            kind = file.read(4)
    except OSError as error:
        raise damaged(path) from error
    if kind not in (_FLAT, _INVERTED):
        raise damaged(path)
    return kind
