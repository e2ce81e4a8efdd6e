"""What each step of search is worth, on questions with known evidence lines.

    python -m benchmarks.retrieval --reports DIR --gold DIR [--json FILE]

Two sets: questions that people wrote, and topics: the names of indicators that were read from a report, in
both languages, with district and time. Gold files are ``<report stem>.qa.jsonl`` with ``q``, ``lang``,
``lines`` (and ``doc`` where a file speaks of several reports) and ``<report stem>.obs.jsonl`` with
``indicator``, ``indicator_en``, ``line``, beside ``<report stem>.facts.jsonl``. Everything Vietnamese is
also asked without its diacritics. A hit counts if it covers a line of the evidence, give or take one.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.identity import identify_report
from ingest.read import read_report
from ingest.text import fold
from search.catalogue import report_passages
from search.encoder import Encoder, HashingEncoder, OnnxEncoder, SentenceTransformersEncoder
from search.index import Hit, Index, build_index, open_index
from search.model import prepare_model, prepare_transformers
from search.reading import Steps
from search.vectors import VectorCache

TOPIC_STEP = 6  # every sixth topic: enough to tell variants apart, and done in a few minutes
CLASSES = ("vi", "vi plain", "en")
FULL = Steps()
VARIANTS: dict[str, Steps] = {
    "all": FULL,
    "all, no scope": replace(FULL, scope=False),
    "lexical only": replace(FULL, dense=False),
    "lexical only, no expansion": replace(FULL, dense=False, expand=False),
    "dense only": replace(FULL, lexical=False),
    "dense only, no restoring": replace(FULL, lexical=False, restore=False),
    "no expansion": replace(FULL, expand=False),
    "no restoring": replace(FULL, restore=False),
    "places and times kept in vectors": replace(FULL, drop_scope=False),
    "dense only, places and times kept": replace(FULL, lexical=False, drop_scope=False),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the lines that answer it."""

    text: str
    kind: str
    report: str
    lines: tuple[int, ...]


def main() -> None:
    options = _options()
    sets = {"questions": list(load_questions(options.gold)), "topics": list(load_topics(options.gold))}
    results: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, encoder in _encoders(options):
            started = time.perf_counter()
            index = _index(Path(scratch) / name, options, encoder)
            print(f"{name}: {index.manifest.passages} passages in {time.perf_counter() - started:.1f} s")
            variants = VARIANTS if name == "default" else {"all": FULL, "dense only": VARIANTS["dense only"]}
            for label, steps in variants.items():
                for kind, questions in sets.items():
                    results[f"{kind}: {name}, {label}"] = measure(index, questions, steps)
    print(table(dict(sorted(results.items(), key=lambda row: row[0].partition(":")[0]))))
    if options.verbose:
        _show_misses(index, sets["questions"])
    if options.json:
        options.json.write_text(json.dumps(results, indent=2), "utf-8")


def load_questions(folder: Path) -> Iterator[Question]:
    for path in sorted(folder.glob("*.qa.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if not row["lines"]:
                continue
            report = row.get("doc") or path.name.removesuffix(".qa.jsonl")
            plain = row["q"].isascii()
            kind = "en" if row["lang"] == "en" else "vi plain" if plain else "vi"
            yield Question(row["q"], kind, report, tuple(row["lines"]))
            if kind == "vi":
                yield Question(fold(row["q"]), "vi plain", report, tuple(row["lines"]))


def load_topics(folder: Path) -> Iterator[Question]:
    for path in sorted(folder.glob("*.obs.jsonl")):
        stem = path.name.removesuffix(".obs.jsonl")
        facts = map(json.loads, (folder / f"{stem}.facts.jsonl").read_text("utf-8").splitlines())
        report = next(row for row in facts if row["type"] == "report")
        lines: dict[tuple[str, str], list[int]] = {}
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row.get("indicator_en"):
                lines.setdefault((row["indicator"], row["indicator_en"]), []).append(row["line"])
        year, _, half = report["period"].partition("-")
        when, when_en = (
            (f"6 tháng đầu năm {year}", f"the first half of {year}") if half else (f"năm {year}", year)
        )
        for (name, name_en), where in list(lines.items())[::TOPIC_STEP]:
            vietnamese = f"{name} của huyện {report['district']} {when}"
            yield Question(vietnamese, "vi", stem, tuple(where))
            yield Question(fold(vietnamese), "vi plain", stem, tuple(where))
            english = f"{name_en} of {fold(report['district']).title()} district in {when_en}"
            yield Question(english, "en", stem, tuple(where))


def rank_of(question: Question, hits: tuple[Hit, ...]) -> int | None:
    """The place of the first hit that covers the evidence, from 1."""
    for rank, hit in enumerate(hits, 1):
        inside = any(hit.passage.line - 1 <= line <= hit.passage.last_line + 1 for line in question.lines)
        if Path(hit.passage.name).stem == question.report and inside:
            return rank
    return None


def measure(index: Index, questions: list[Question], steps: Steps) -> dict[str, dict[str, float]]:
    ranks: dict[str, list[int | None]] = {kind: [] for kind in CLASSES}
    started = time.perf_counter()
    for question in questions:
        ranks[question.kind].append(rank_of(question, index.search(question.text, steps=steps)))
    milliseconds = (time.perf_counter() - started) / len(questions) * 1000
    scores = {kind: _scores(found) for kind, found in ranks.items()}
    return scores | {"time": {"ms": round(milliseconds, 1)}}


def table(results: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    lines = [f"{'hit@1 / recall@5 / MRR@10':52}" + "".join(f"{kind:>20}" for kind in CLASSES) + "   ms"]
    for name, scores in results.items():
        cells = (
            f"{s['hit@1']:.2f} {s['recall@5']:.2f} {s['MRR@10']:.2f}" for s in map(scores.get, CLASSES) if s
        )
        lines.append(f"{name:52}" + "".join(f"{cell:>20}" for cell in cells) + f"{scores['time']['ms']:6.0f}")
    return "\n".join(lines)


def _scores(ranks: list[int | None]) -> dict[str, float]:
    count = max(1, len(ranks))
    return {
        "n": len(ranks),
        "hit@1": sum(rank == 1 for rank in ranks) / count,
        "recall@5": sum(rank is not None and rank <= 5 for rank in ranks) / count,
        "MRR@10": sum(1 / rank for rank in ranks if rank) / count,
    }


def _encoders(options: argparse.Namespace) -> Iterator[tuple[str, Encoder]]:
    if options.all_encoders:
        yield "hashing", HashingEncoder()
        yield "float32", SentenceTransformersEncoder(str(prepare_transformers(options.cache, print)))
    yield "default", OnnxEncoder(prepare_model(options.cache, print))


def _index(directory: Path, options: argparse.Namespace, encoder: Encoder) -> Index:
    reports = []
    for path in sorted(options.reports.iterdir()):
        document = read_report(path)
        reports.append(report_passages(document, identify_report(document)))
    build_index(directory, reports, encoder, VectorCache(options.cache / "vectors.sqlite"))
    return open_index(directory, lambda: encoder)


def _show_misses(index: Index, questions: list[Question]) -> None:
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
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    cache = os.environ.get("HUYENKG_CACHE", Path.home() / ".cache" / "huyenkg")
    parser.add_argument("--cache", type=Path, default=Path(cache))
    parser.add_argument("--all-encoders", action="store_true", help="also float32 and the model-free encoder")
    parser.add_argument("--verbose", action="store_true", help="show questions whose first hit is wrong")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
