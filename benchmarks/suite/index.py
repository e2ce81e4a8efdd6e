"""Kinds of vector index that FAISS has beside what the product makes of the same vectors, at each size.

Ours is written and read by the product's own classes: from a file, mapped into memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import faiss
import numpy as np

from benchmarks.suite.apart import apart, processors
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.table import Table

DIMENSIONS, NEAREST, QUESTIONS = 384, 10, 200
ENOUGH = 0.95  # recall below it is no choice
PROBED = 32  # lists that a question looks into, but for ours
HEAD = (
    "index", "× Flat's p50", "recall@10", "p50, ms", "p95, ms", "MB", "build, s", "add 1%, s",
    "remove 1%, s", "publish 1%, s", "",
)  # fmt: skip
_SEED = 1
_PLAIN = {"Flat": "Flat", "SQfp16": "SQfp16", "SQ8": "SQ8"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of index at one size."""

    name: str
    recall: float
    p50: float
    p95: float
    mb: float
    build: float
    add: float
    remove: float
    publish: float | None = None
    ours: bool = False


def run(scale: Scale) -> list[Table]:
    """A table for each size, made in a process of its own, so that no memory is held on."""
    found = {count: apart("index:measure_all", count).value for count in scale.vectors}
    return [table(count, [Measured(**own) for own in rows]) for count, rows in found.items()]


def table(count: int, measured: Sequence[Measured]) -> Table:
    flat = next(one for one in measured if one.name == "Flat").p50
    best = best_of(measured).name
    rows = tuple(
        (one.name, flat / one.p50, one.recall, one.p50, one.p95, one.mb, one.build, one.add, one.remove,
         one.publish, _remark(one, best))
        for one in measured
    )  # fmt: skip
    return Table(f"{count:,} vectors of {DIMENSIONS} dimensions", HEAD, rows)


def best_of(measured: Sequence[Measured]) -> Measured:
    """The quickest of those that find enough."""
    return min((one for one in measured if one.recall >= ENOUGH), key=lambda one: one.p50)


def clustered(count: int, seed: int = _SEED) -> np.ndarray:
    """Unit vectors around random centres, some fifty to a centre, as passages lie around topics."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((max(1, count // 50), DIMENSIONS), np.float32)
    rows = centres[random.integers(len(centres), size=count)]
    rows += random.standard_normal((count, DIMENSIONS), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def measure_all(count: int) -> list[dict[str, Any]]:
    stored = clustered(count + count // 100)
    kept, more = stored[:count], stored[count:]
    random = np.random.default_rng(_SEED + 1)
    asked = kept[random.integers(count, size=min(QUESTIONS, count))]
    asked = asked + 0.5 * random.standard_normal(asked.shape, np.float32) / DIMENSIONS**0.5
    flat = faiss.IndexFlatIP(DIMENSIONS)
    flat.add(kept)
    truth = flat.search(asked, NEAREST)[1]
    del flat
    others = [measure(name, kept, more, asked, truth) for name in (*_PLAIN, inverted(count))]
    return [_record(one) for one in (*others, measure_ours(kept, more, asked, truth))]


def inverted(count: int) -> str:
    """About four times the root of the count in lists, of which each needs forty vectors to be found."""
    return f"IVF{max(1, min(int(4 * count**0.5), count // 40))},SQ8"


def measure(name: str, kept: Any, more: Any, asked: Any, truth: Any) -> Measured:
    faiss.omp_set_num_threads(processors())
    ids = np.arange(len(kept) + len(more))
    made: list[Any] = []
    build = seconds(lambda: made.append(_built(name, kept, ids[: len(kept)])))
    index = made[0]
    mb = len(faiss.serialize_index(index)) / 1e6
    faiss.omp_set_num_threads(1)  # as the product asks: one question is one thread's work
    recall, cuts = _asked(lambda one: index.search(one[None], NEAREST)[1][0], asked, truth)
    add = seconds(lambda: index.add_with_ids(more, ids[len(kept) :]))
    remove = seconds(_removal(index, ids[: len(more)]))
    return Measured(name, recall, cuts[9], cuts[18], mb, build, add, remove)


def measure_ours(kept: Any, more: Any, asked: Any, truth: Any) -> Measured:
    """Written and read as a publication does; its last column is one: read, take out, put in, write."""
    from search.dense import VectorReader, VectorWriter

    with tempfile.TemporaryDirectory() as folder:
        path, following = Path(folder) / "vectors", Path(folder) / "following"
        writer = VectorWriter(DIMENSIONS)
        build = seconds(lambda: (writer.add(range(len(kept)), kept), writer.write(path)))
        reader = VectorReader(path)
        recall, cuts = _asked(lambda one: [id_ for id_, _ in reader.search(one, NEAREST)], asked, truth)
        opened: list[Any] = []
        load = seconds(lambda: opened.append(VectorWriter(DIMENSIONS, path)))
        remove = seconds(lambda: opened[0].remove(range(len(more))))
        add = seconds(lambda: opened[0].add(range(len(kept), len(kept) + len(more)), more))
        publish = load + remove + add + seconds(lambda: opened[0].write(following))
        mb, kind = path.stat().st_size / 1e6, f"IVF{reader.lists},SQ8" if reader.lists else "SQfp16"
    return Measured(f"ours: {kind}", recall, cuts[9], cuts[18], mb, build, add, remove, publish, ours=True)


def _asked(nearest: Callable[[Any], Any], asked: Any, truth: Any) -> tuple[float, list[float]]:
    """The recall, and the times of questions in milliseconds, cut into twentieths."""
    nearest(asked[0])
    found: list[Any] = []
    times = [seconds(lambda one=one: found.append(nearest(one))) for one in asked]
    recall = np.mean([len({*a} & {*b}) / NEAREST for a, b in zip(found, truth.tolist(), strict=True)])
    return float(recall), quantiles((1000 * took for took in times), n=20)


def _built(name: str, kept: Any, ids: Any) -> Any:
    if name in _PLAIN:
        index = faiss.IndexIDMap2(faiss.index_factory(DIMENSIONS, name, faiss.METRIC_INNER_PRODUCT))
    else:
        index = faiss.index_factory(DIMENSIONS, name, faiss.METRIC_INNER_PRODUCT)
        index.cp.max_points_per_centroid = 64
        index.nprobe = PROBED
    if not index.is_trained:
        index.train(kept)
    if name not in _PLAIN:
        index.set_direct_map_type(faiss.DirectMap.Hashtable)  # without it removing reads every list
    index.add_with_ids(kept, ids)
    return index


def _removal(index: Any, gone: Any) -> Callable[[], object]:
    """By an array where ids are looked up one by one, by a set where every vector is looked at."""
    if isinstance(index, faiss.IndexIDMap2):
        return lambda: index.remove_ids(faiss.IDSelectorBatch(len(gone), faiss.swig_ptr(gone)))
    return lambda: index.remove_ids(faiss.IDSelectorArray(len(gone), faiss.swig_ptr(gone)))


def _remark(one: Measured, best: str) -> str:
    marks = {"ours": one.ours, f"quickest from recall {ENOUGH} on": one.name == best}
    return ", ".join(mark for mark, holds in marks.items() if holds)


def _record(one: Measured) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Measured.__slots__}
