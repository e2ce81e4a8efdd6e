"""The samples' passages and the project's questions about them: what engines are compared on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

import numpy as np

from benchmarks.questions import CLASSES, SAMPLES, Question, bundled_questions, with_plain
from ingest.document import Document
from ingest.read import read_report
from search.passage import Passage, passages

BEST = 5


def documents() -> list[Document]:
    return [read_report(path) for path in sorted(SAMPLES.iterdir()) if path.is_file()]


def sample_passages(read: Sequence[Document]) -> list[Passage]:
    return [passage for document in read for passage in passages(document)]


def repeated_texts(own: Sequence[Passage], count: int) -> list[str]:
    """So many texts, from the start again if there are not enough."""
    return list(islice(cycle([passage.text for passage in own]), count))


def questions(read: Sequence[Document]) -> list[Question]:
    return with_plain(list(bundled_questions(list(read))))


def covers(question: Question, passage: Passage) -> bool:
    """Whether a passage holds a line of the evidence, give or take one."""
    inside = any(passage.line - 1 <= line <= passage.last_line + 1 for line in question.lines)
    return passage.name.rpartition(".")[0] == question.report and inside


def recall(asked: Sequence[Question], found: Sequence[Sequence[Passage]]) -> dict[str, float]:
    """For each class of language, the share of questions whose evidence is among the first five."""
    hits: dict[str, list[bool]] = {kind: [] for kind in CLASSES}
    for question, own in zip(asked, found, strict=True):
        hits[question.kind].append(any(covers(question, passage) for passage in own[:BEST]))
    return {kind: sum(own) / max(1, len(own)) for kind, own in hits.items()}


def nearest(own: Sequence[Passage], rows: Any, asked: Any) -> list[list[Passage]]:
    """For each question's vector the passages of the best cosine, exactly."""
    return [[own[i] for i in np.argsort(-(rows @ vector), kind="stable")[:BEST]] for vector in asked]
