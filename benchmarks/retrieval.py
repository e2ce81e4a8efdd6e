"""What each step of search is worth, on questions with known evidence lines.

    python -m benchmarks.retrieval [--reports DIR --gold DIR... [--topics]] [--json FILE] [--verbose]

Without folders: the bundled samples and the project's own questions about them. A row adds a step to the row
above. Everything Vietnamese is also asked without its diacritics. With ``--topics`` gold folders that hold
figures as well (``benchmarks.questions``) make a second table. A hit counts if it covers a line of the
evidence, give or take one.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.questions import (
    CLASSES,
    SAMPLES,
    Question,
    bundled_questions,
    gold_questions,
    gold_topics,
    with_plain,
)
from ingest.document import Document
from ingest.extract import extract_facts
from ingest.read import read_report
from search.catalogue import report_passages
from search.encoder import Encoder, HashingEncoder, OnnxEncoder, SentenceTransformersEncoder
from search.index import Hit, Index, open_index
from search.indexing import build_index
from search.model import prepare_model, prepare_transformers
from search.reading import Steps
from search.vectors import VectorCache

TOPIC_STEP = 6  # every sixth topic: enough to tell variants apart, and done in a few minutes
_NONE = dict.fromkeys(Steps.__slots__, False)
_BOTH = {**_NONE, "lexical": True, "dense": True}
_READ = {**_BOTH, "restore": True, "expand": True}
_SCOPED = {**_READ, "scope": True, "drop_scope": True}
VARIANTS: dict[str, Steps] = {
    "lexical": Steps(**{**_NONE, "lexical": True}),
    "dense": Steps(**{**_NONE, "dense": True}),
    "fused": Steps(**_BOTH),
    "expanded (restored, translated)": Steps(**_READ),
    "with places and times": Steps(**_SCOPED),
    "with graph": Steps(**{**_SCOPED, "graph": True}),
    "reranked (all steps)": Steps(),
    "all but graph": Steps(graph=False),
    "all but lexical": Steps(lexical=False),
    "all but dense": Steps(dense=False),
}


def main() -> None:
    options = _options()
    documents = [read_report(path) for path in sorted(options.reports.iterdir()) if path.is_file()]
    sets = _sets(options, documents)
    results: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, encoder in _encoders(options).items():
            index = _index(Path(scratch) / name, documents, encoder, options.cache)
            variants = VARIANTS if name == "default" else {"reranked (all steps)": Steps()}
            for kind, questions in sets.items():
                for label, steps in variants.items():
                    results[f"{kind}: {label}, {name}"] = measure(index, questions, steps)
    print(f"{len(documents)} reports, {index.manifest.passages} passages")
    print(table(results))
    if options.verbose:
        _show_misses(index, sets["questions"])
    if options.json:
        options.json.write_text(json.dumps(results, indent=2), "utf-8")


def rank_of(question: Question, hits: Sequence[Hit]) -> int | None:
    """The place of the first hit that covers the evidence, from 1."""
    for rank, hit in enumerate(hits, 1):
        inside = any(hit.passage.line - 1 <= line <= hit.passage.last_line + 1 for line in question.lines)
        if Path(hit.passage.name).stem == question.report and inside:
            return rank
    return None


def measure(index: Index, questions: Sequence[Question], steps: Steps) -> dict[str, dict[str, float]]:
    ranks: dict[str, list[int | None]] = {kind: [] for kind in CLASSES}
    started = time.perf_counter()
    for question in questions:
        ranks[question.kind].append(rank_of(question, index.search(question.text, steps=steps)))
    milliseconds = (time.perf_counter() - started) / max(1, len(questions)) * 1000
    scores = {kind: _scores(found) for kind, found in ranks.items()}
    return scores | {"time": {"ms": round(milliseconds, 1)}}


def table(results: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    first = next(iter(results.values()))
    counted = (f"{kind} ({first[kind]['n']:.0f})" for kind in CLASSES)
    heads = "".join(f"{head:>20}" for head in counted)
    lines = [f"{'hit@1 / recall@5 / MRR@10':54}{heads}   ms"]
    for name, scores in results.items():
        cells = (
            f"{s['hit@1']:.2f} {s['recall@5']:.2f} {s['MRR@10']:.2f}" for s in map(scores.get, CLASSES) if s
        )
        lines.append(f"{name:54}" + "".join(f"{cell:>20}" for cell in cells) + f"{scores['time']['ms']:6.0f}")
    return "\n".join(lines)


def _sets(options: argparse.Namespace, documents: list[Document]) -> dict[str, list[Question]]:
    if not options.gold:
        return {"questions": with_plain(list(bundled_questions(documents)))}
    asked = [question for folder in options.gold for question in gold_questions(folder)]
    if not options.topics:
        return {"questions": with_plain(asked)}
    topics = [topic for folder in options.gold for topic in gold_topics(folder, TOPIC_STEP)]
    return {"questions": with_plain(asked), "topics": topics}


def _scores(ranks: Sequence[int | None]) -> dict[str, float]:
    count = max(1, len(ranks))
    return {
        "n": len(ranks),
        "hit@1": sum(rank == 1 for rank in ranks) / count,
        "recall@5": sum(rank is not None and rank <= 5 for rank in ranks) / count,
        "MRR@10": sum(1 / rank for rank in ranks if rank) / count,
    }


def _encoders(options: argparse.Namespace) -> dict[str, Encoder]:
    found: dict[str, Encoder] = {"default": OnnxEncoder(prepare_model(options.cache, print))}
    if options.all_encoders:
        transformers = str(prepare_transformers(options.cache, print))
        found |= {"hashing": HashingEncoder(), "float32": SentenceTransformersEncoder(transformers)}
    return found


def _index(directory: Path, documents: Sequence[Document], encoder: Encoder, cache: Path) -> Index:
    reports = []
    for document in documents:
        extraction = extract_facts(document)
        reports.append(report_passages(document, extraction.identity, extraction.facts))
    build_index(directory, reports, encoder, VectorCache(cache / "vectors.sqlite"))
    return open_index(directory, lambda: encoder)


def _show_misses(index: Index, questions: Sequence[Question]) -> None:
    for question in questions:
        hits = index.search(question.text)
        rank = rank_of(question, hits)
        if rank != 1:
            print(f"\n[{rank}] {question.kind}: {question.text} {question.lines}")
            for hit in hits[:3]:
                where = f"{hit.passage.name[:3]} {hit.passage.line}"
                print(f"     {where} {dict(hit.ranks)} {hit.passage.text[:110]!r}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, default=SAMPLES)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--topics", action="store_true", help="also the names of indicators")
    cache = os.environ.get("HUYENKG_CACHE", Path.home() / ".cache" / "huyenkg")
    parser.add_argument("--cache", type=Path, default=Path(cache))
    parser.add_argument("--all-encoders", action="store_true", help="also float32 and the model-free encoder")
    parser.add_argument("--verbose", action="store_true", help="show questions whose first hit is wrong")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
