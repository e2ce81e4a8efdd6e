"""Texts to vectors: the bundled model by onnxruntime in int8, and the same weights by what others use."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.suite.apart import apart, processors
from benchmarks.suite.scale import Scale, seconds
from benchmarks.suite.table import Table

OURS, THEIRS = "huyenkg: onnxruntime int8", "sentence-transformers, its defaults"
TUNED = "sentence-transformers, batches of 8"
ENGINES = (OURS, THEIRS, TUNED)
HEAD = (
    "engine", "× passages/s", "passages/s", "question, ms", "first vector, s", "RSS, MB",
    "recall@5 vi", "plain", "en",
)  # fmt: skip
Encode = Callable[[Sequence[str]], Any]


def run(scale: Scale) -> list[Table]:
    from search.model import prepare_model, prepare_transformers

    paths = {OURS: str(prepare_model(scale.cache)), THEIRS: str(prepare_transformers(scale.cache))}
    paths[TUNED] = paths[THEIRS]
    ran: dict[str, list[dict[str, Any]]] = {engine: [] for engine in ENGINES}
    for turn in range(scale.rounds):  # in turns, so that what else the machine does meets all of them
        for engine in ENGINES:
            cold = apart("embedding:cold", engine, paths[engine], time.time())
            warm = apart("embedding:warm", engine, paths[engine], scale.passages, turn == 0)
            ran[engine].append(warm.value | {"cold_s": cold.value, "rss_mb": warm.rss_mb})
    flops = flops_per_token(Path(paths[THEIRS]), ran[OURS][0]["tokens"])
    return [speeds(ran), roofline(ran, flops, apart("gemm:peaks", 0.5 * scale.rounds).value)]


def speeds(ran: dict[str, list[dict[str, Any]]]) -> Table:
    """The medians of the rounds; a ratio is the median of the ratios within a round."""
    rows = []
    for engine, own in ran.items():
        pairs = zip(own, ran[THEIRS], strict=True)
        ratio = median(ours["passages_s"] / theirs["passages_s"] for ours, theirs in pairs)
        names = ("passages_s", "question_ms", "cold_s", "rss_mb")
        recall = own[0]["recall"].values()
        rows.append((engine, ratio, *(median(one[name] for one in own) for name in names), *recall))
    return Table("The same weights, the same texts", HEAD, tuple(rows))


def roofline(ran: dict[str, list[dict[str, Any]]], flops: float, peaks: dict[str, float]) -> Table:
    """What the encoders reach of the machine's best matrix products; padding counts as no work."""
    rows: list[tuple[Any, ...]] = [(name, None, rate) for name, rate in peaks.items()]
    bound = {OURS: "int8", THEIRS: "float32", TUNED: "float32"}
    for engine, kind in bound.items():
        tokens_s = median(one["passages_s"] * one["tokens"] for one in ran[engine])
        peak = max(rate for name, rate in peaks.items() if kind in name)
        rows.append((f"{engine}, of {kind}", tokens_s * flops / peak / 1e9, tokens_s * flops / 1e9))
    return Table("Against the best products of this machine", ("", "share", "GFLOP/s"), tuple(rows))


def flops_per_token(directory: Path, tokens: float) -> float:
    """Multiplications and additions of the layers for a token of a text of that length."""
    config = json.loads((directory / "config.json").read_text("utf-8"))
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    weights = 4 * hidden * hidden + 2 * hidden * inner
    return float(config["num_hidden_layers"] * (2 * weights + 4 * tokens * hidden))


def cold(engine: str, path: str, started: float) -> float:
    """Seconds from before the process began to its first vector."""
    opened(engine, path)[1](["Diện tích chè là bao nhiêu?"])
    return time.time() - started


def warm(engine: str, path: str, count: int, with_recall: bool) -> dict[str, Any]:
    """Speed of an engine that is open and has run once, and its recall, which is the same in every round."""
    from benchmarks.suite import material

    passages, questions = opened(engine, path)
    read = material.documents()
    own, asked = material.sample_passages(read), material.questions(read)
    texts = material.repeated_texts(own, count)
    passages(texts[:4])
    rate = count / seconds(lambda: passages(texts))
    times = [seconds(lambda text=one.text: questions([text])) for one in asked[:30]]
    recall: dict[str, float] = {}
    if with_recall:
        vectors = [questions([one.text])[0] for one in asked]
        found = material.nearest(own, passages([passage.text for passage in own]), vectors)
        recall = material.recall(asked, found)
    return {
        "passages_s": rate,
        "question_ms": 1000 * median(times),
        "recall": recall,
        "tokens": _tokens(engine, path, texts),
    }


def opened(engine: str, path: str) -> tuple[Encode, Encode]:
    """How an engine encodes passages, and how questions."""
    if engine == OURS:
        from search.encoder import OnnxEncoder

        ours = OnnxEncoder(Path(path), threads=processors())
        return ours.encode_passages, ours.encode_questions
    if engine in (THEIRS, TUNED):
        return _transformers(path, {} if engine == THEIRS else {"batch_size": 8})
    from search.encoder import HashingEncoder

    spelling = HashingEncoder()
    return spelling.encode_passages, spelling.encode_questions


def _transformers(path: str, settings: dict[str, Any]) -> tuple[Encode, Encode]:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(processors())
    model = SentenceTransformer(path, device="cpu")
    return (
        lambda texts: model.encode(list(texts), prompt_name="passage", **settings),
        lambda texts: model.encode(list(texts), prompt_name="query", **settings),
    )


def _tokens(engine: str, path: str, texts: Sequence[str]) -> float:
    """The mean length of the texts in tokens, for the engines that have a tokenizer file."""
    file = Path(path) / "tokenizer.json"
    if engine not in (OURS, THEIRS, TUNED) or not file.is_file():
        return float("nan")
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    return sum(len(tokenizer.encode(f"passage: {text}").ids) for text in texts) / len(texts)
