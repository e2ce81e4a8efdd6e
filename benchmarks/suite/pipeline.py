"""From passages to search: ours, and what a user would build with txtai over the same weights."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.suite.apart import Ran, apart
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.table import Table

OURS, TXTAI = "huyenkg, all steps", "txtai, its defaults"
HEAD = (
    "pipeline", "× passages/s", "passages/s", "question, ms", "recall@5 vi", "plain", "en", "RSS, MB",
    "calls of a language model",
)  # fmt: skip
_NOTHING: tuple[Any, ...] = ("not run", None, None, None, None, None, None)


def run(scale: Scale) -> list[Table]:
    from search.model import prepare_model, prepare_transformers

    calls = {OURS: ("pipeline:ours", str(prepare_model(scale.cache)))}
    if find_spec("txtai"):
        calls[TXTAI] = ("pipeline:txtai", str(prepare_transformers(scale.cache)))
    ran: dict[str, list[Ran]] = {name: [] for name in calls}
    for _ in range(scale.rounds):  # in turns
        for name, call in calls.items():
            ran[name].append(apart(*call))
    return [table(ran)]


def table(ran: dict[str, list[Ran]]) -> Table:
    """Medians of the rounds, ratios to txtai within a round, if it ran."""
    rows: list[tuple[Any, ...]] = []
    for name, own in ran.items():
        pairs = [(one.value["passages_s"], slow.value["passages_s"])
                 for one, slow in zip(own, ran.get(TXTAI, []), strict=False)]  # fmt: skip
        ratio = median(rate / slow for rate, slow in pairs) if pairs else None
        rate, wait = (median(one.value[key] for one in own) for key in ("passages_s", "question_ms"))
        recall = own[0].value["recall"].values()
        rows.append((name, ratio, rate, wait, *recall, median(one.rss_mb for one in own), 0))
    if TXTAI not in ran:
        rows.append((TXTAI, None, *_NOTHING))
    return Table("From passages to search, nothing cached", HEAD, tuple(rows))


def ours(model: str) -> dict[str, Any]:
    """Catalogue, words and vectors of the samples; each question through all steps of search."""
    from benchmarks.suite import material
    from ingest.extract import extract_facts
    from search.catalogue import report_passages
    from search.encoder import OnnxEncoder
    from search.index import open_index
    from search.indexing import build_index
    from search.vectors import VectorCache

    encoder, read = OnnxEncoder(Path(model)), material.documents()
    told = [(document, extract_facts(document)) for document in read]
    reports = [report_passages(document, own.identity, own.facts) for document, own in told]
    with tempfile.TemporaryDirectory(prefix="huyenkg-bench-") as name:
        cache = VectorCache(Path(name) / "vectors.sqlite")
        took = seconds(lambda: build_index(Path(name) / "index", reports, encoder, cache))
        index = open_index(Path(name) / "index", lambda: encoder)
        return _asked(read, took, lambda text: [hit.passage for hit in index.search(text)])


def txtai(model: str) -> dict[str, Any]:
    """An embeddings database with its content, told only the prompts that the model was trained with."""
    from txtai import Embeddings

    from benchmarks.suite import material

    read = material.documents()
    own = material.sample_passages(read)
    prompts = {"data": "passage: ", "query": "query: "}
    embeddings = Embeddings(path=model, content=True, instructions=prompts)
    rows = [(i, passage.text, None) for i, passage in enumerate(own)]
    took = seconds(lambda: embeddings.index(rows))
    return _asked(read, took, lambda text: [own[int(hit["id"])] for hit in embeddings.search(text, 5)])


def _asked(read: Any, took: float, search: Callable[[str], list[Any]]) -> dict[str, Any]:
    from benchmarks.suite import material

    asked = material.questions(read)
    search(asked[0].text)
    found: list[Any] = []
    times = [seconds(lambda text=one.text: found.append(search(text))) for one in asked]
    return {
        "passages_s": len(material.sample_passages(read)) / took,
        "question_ms": 1000 * median(times),
        "recall": material.recall(asked, found),
    }
