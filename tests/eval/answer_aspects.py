"""What is asked of one answer, and of the search for its question: the aspects, each met or not.

A question is a line of a questions file: ``q``, ``lang``, ``kind``, and the ``status`` that a reader of the
reports would give. ``values`` are the figures of the true answer, ``districts`` the exact set. The evidence
stands in ``report`` (any, where none is named) at ``lines``, or where it says ``quote`` (one of several, if
that is a list).

- ``answered``: what the reports tell of is answered; its complement is false abstention
- ``traps``: what they deny, call over or pass over is not answered
- ``denials``: and those three, ``no``, ``ended`` and ``not_found``, are told apart
- ``figures``: every figure of the true answer is in the answer or its rows
- ``districts``: the districts of the rows are exactly those
- ``evidence``: one of the first five citations stands where the evidence does
- ``found.CLASS``, ``rank.CLASS``: the evidence is among the first five passages that search finds, and one by
  its rank among the first ten; a class a language: ``vi``, ``plain`` (no diacritics), ``en``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]

DENIALS = frozenset({"no", "ended", "not_found"})
_OF_ANSWERS = ("answered", "traps", "denials", "figures", "districts", "evidence")
CLASSES = ("vi", "plain", "en")
ASPECTS = (*_OF_ANSWERS, *(f"{what}.{one}" for what in ("found", "rank") for one in CLASSES))
_CITED, _FOUND, _RANKED = 5, 5, 10
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def language_class(question: Row) -> str:
    """``vi``, ``plain`` for Vietnamese without diacritics, or ``en``."""
    return "plain" if question["lang"] == "vi" and question["q"].isascii() else question["lang"]


def answer_aspects(question: Row, answer: Row) -> Iterator[tuple[str, float]]:
    """What an answer (its JSON) meets, 1 or 0, of what can be asked of it."""
    if question["status"] == "answered":
        yield "answered", answer["status"] == "answered"
    else:
        yield "traps", answer["status"] in DENIALS
        yield "denials", answer["status"] == question["status"]
    if question.get("values"):
        yield "figures", {Decimal(str(one)) for one in question["values"]} <= figures_of(answer)
    if "districts" in question:
        there = {row["district"] for row in answer["rows"] if row.get("district")}
        yield "districts", there == set(question["districts"])
    if has_evidence(question):
        yield "evidence", any(bears(question, one, one["quote"]) for one in answer["citations"][:_CITED])


def search_aspects(question: Row, hits: Sequence[Row]) -> Iterator[tuple[str, float]]:
    """Whether, and how far up, search finds the evidence; ``hits`` in the form of ``huyenkg search``."""
    if has_evidence(question):
        ranks = (rank for rank, hit in enumerate(hits[:_RANKED], 1) if bears(question, hit, hit["text"]))
        rank = next(ranks, None)
        kind = language_class(question)
        yield f"found.{kind}", rank is not None and rank <= _FOUND
        yield f"rank.{kind}", 1 / rank if rank else 0


def has_evidence(question: Row) -> bool:
    """Whether a place is known where the answer stands."""
    return bool(question.get("quote") or question.get("lines"))


def bears(question: Row, where: Row, text: str) -> bool:
    """Whether a citation or a passage stands where the evidence of the question does."""
    if question.get("report", where["report"]) != where["report"]:
        return False
    if question.get("quote"):
        quotes = question["quote"] if isinstance(question["quote"], list) else [question["quote"]]
        return any(_plain(quote) in _plain(text) for quote in quotes)
    return any(where["line"] - 1 <= line <= where["last_line"] + 1 for line in question["lines"])


def figures_of(answer: Row) -> set[Decimal]:
    """The figures that an answer states, in words (English or Vietnamese) and rows, without signs."""
    values = {abs(Decimal(str(row["value"]))) for row in answer["rows"] if row.get("value") is not None}
    return values | set(_numbers_in(answer["answer"]))


def _numbers_in(text: str) -> Iterator[Decimal]:
    for raw in _NUMBER.findall(text):
        for read in (raw.replace(".", "").replace(",", "."), raw.replace(",", "")):
            if read.count(".") <= 1:
                yield Decimal(read)


def _plain(text: str) -> str:
    """Without footnote marks and line breaks, which may stand in the middle of a quote."""
    return " ".join(re.sub(r"[⁰¹²³⁴-⁹]", "", text).split())


def shares(judged: Iterable[Mapping[str, float]]) -> dict[str, tuple[float, int]]:
    """For each aspect the mean over the questions that it can be asked of, and their number."""
    values: dict[str, list[float]] = {}
    for aspects in judged:
        for aspect, value in aspects.items():
            values.setdefault(aspect, []).append(value)
    return {aspect: (sum(some) / len(some), len(some)) for aspect, some in values.items()}
