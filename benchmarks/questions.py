"""Questions with known evidence: those of the project over its samples, and those of gold folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document
from ingest.text import fold

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "ingest" / "samples"
BUNDLED = ROOT / "tests" / "eval" / "questions.jsonl"
CLASSES = ("vi", "vi plain", "en")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the lines that answer it, in the report of this stem; none of what nobody reports."""

    text: str
    kind: str
    report: str = ""
    lines: tuple[int, ...] = ()


def bundled_questions(documents: list[Document]) -> Iterator[Question]:
    """The questions of ``tests/eval``; where a report is quoted, the lines of the quote are the evidence."""
    texts = {document.name: document for document in documents}
    for row in map(json.loads, BUNDLED.read_text("utf-8").splitlines()):
        document, quote = texts.get(row.get("report", "")), row.get("quote", "")
        at = document.text.find(quote) if document and quote else -1
        lines = (document.line_of(at), document.line_of(at + len(quote) - 1)) if document and at >= 0 else ()
        yield Question(row["q"], kind_of(row["q"], row["lang"]), Path(row.get("report", "")).stem, lines)


def gold_questions(folder: Path) -> Iterator[Question]:
    """The rows of ``<report stem>.qa.jsonl``: ``q``, ``lang``, ``lines``, and ``doc`` where it is no stem."""
    for path in sorted(folder.glob("*.qa.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            report = row.get("doc") or path.name.removesuffix(".qa.jsonl")
            yield Question(row["q"], kind_of(row["q"], row["lang"]), report, tuple(row["lines"]))


def gold_topics(folder: Path, step: int) -> Iterator[Question]:
    """Every ``step``-th indicator that people read from a report, asked for with district and time.

    From ``<report stem>.obs.jsonl`` (``indicator``, ``indicator_en``, ``line``) beside ``.facts.jsonl``.
    """
    for path in sorted(folder.glob("*.obs.jsonl")):
        stem = path.name.removesuffix(".obs.jsonl")
        facts = map(json.loads, (folder / f"{stem}.facts.jsonl").read_text("utf-8").splitlines())
        report = next(row for row in facts if row["type"] == "report")
        lines: dict[tuple[str, str], list[int]] = {}
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row.get("indicator_en"):
                lines.setdefault((row["indicator"], row["indicator_en"]), []).append(row["line"])
        when, when_en = _time(report["period"])
        for (name, name_en), where in list(lines.items())[::step]:
            vietnamese = f"{name} của huyện {report['district']} {when}"
            yield Question(vietnamese, "vi", stem, tuple(where))
            yield Question(fold(vietnamese), "vi plain", stem, tuple(where))
            english = f"{name_en} of {fold(report['district']).title()} district in {when_en}"
            yield Question(english, "en", stem, tuple(where))


def with_plain(questions: list[Question]) -> list[Question]:
    """The same, and everything Vietnamese once more without its diacritics; only those with evidence."""
    told = [question for question in questions if question.lines]
    plain = (Question(fold(q.text), "vi plain", q.report, q.lines) for q in told if q.kind == "vi")
    return [*told, *plain]


def kind_of(text: str, language: str) -> str:
    """One of ``CLASSES``."""
    return "en" if language == "en" else "vi plain" if text.isascii() else "vi"


def _time(period: str) -> tuple[str, str]:
    year, _, half = period.partition("-")
    return (f"6 tháng đầu năm {year}", f"the first half of {year}") if half else (f"năm {year}", year)
