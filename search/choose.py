"""Chooses among the evidence: which clauses answer, which passages are quoted, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.evidence import Clause, Evidence, FoundPassage
from search.matching import match_text, prepare
from search.question import Question

_CLAUSES = 6  # of one answer; a question asks for few things at once
_NEAR_BEST = 0.72  # a clause whose score falls below this share of the best one's is another matter
_PASSAGES = 5
_UNKNOWN = 0.25  # what an English word without translation weighs, beside one that no text at hand has


@dataclass(frozen=True, slots=True)
class Choice:
    """What an answer is made of, best first.

    ``named`` is how well the name of the best clause fits the question, ``told`` the share of the
    question's terms that the best passage covers; both from 0 to 1.
    """

    clauses: tuple[Clause, ...]
    passages: tuple[FoundPassage, ...]
    named: float
    told: float


def choose(question: Question, evidence: Evidence) -> Choice:
    """The clauses near the best one, those that say something new first, and the best passages."""
    clauses = tuple(_clauses(question, evidence))
    passages = tuple(sorted(evidence.passages, key=lambda found: (-_worth(found, evidence), found.rank)))
    known = _share_known(question, evidence)
    return Choice(
        clauses=clauses,
        passages=passages[:_PASSAGES],
        named=known * max((clause.match.recall for clause in clauses), default=0.0),
        told=known * max((found.told for found in passages[:_PASSAGES]), default=0.0),
    )


def _share_known(question: Question, evidence: Evidence) -> float:
    """The share of the question that could be looked for: English words that no list knows count a quarter.

    "How many people joined the army" must not be answered by any count of people.
    """
    known = sum(evidence.weights[term] for term in question.terms if term.forms)
    unknown = sum(_UNKNOWN * evidence.weights[term] for term in question.terms if not term.forms)
    return known / (known + unknown) if known else 0.0


def _worth(found: FoundPassage, evidence: Evidence) -> float:
    """A passage's own score, and how well the best name of a figure in it fits."""
    inside = (clause.match.f1 for clause in evidence.clauses if clause.passage is found)
    return found.score + 0.5 * max(inside, default=0.0)


def _clauses(question: Question, evidence: Evidence) -> Iterator[Clause]:
    if not evidence.clauses:
        return
    least = evidence.clauses[0].score * _NEAR_BEST
    chosen: list[Clause] = []
    for clause in evidence.clauses:
        if clause.score < least or len(chosen) == _CLAUSES:
            break
        if clause.match.recall and not _is_repeat(clause, chosen):
            chosen.append(clause)
            yield clause
    yield from _missing(question, evidence, chosen)


def _missing(question: Question, evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """For a term that no chosen name says ("… và độ che phủ?"), the best clause whose name does."""
    names = [prepare(figure.name) for clause in chosen for figure in clause.figures]
    for term in question.terms:
        weight = evidence.weights.get(term, 0.0)
        if any(match_text([term], evidence.weights, name).recall for name in names) or weight < 1:
            continue
        for clause in evidence.clauses:
            if match_text([term], evidence.weights, prepare(clause.figures[0].name)).recall == 1.0:
                if clause not in chosen:
                    yield clause
                break


def _is_repeat(clause: Clause, chosen: Sequence[Clause]) -> bool:
    """The same names again from the same report ("tổng hợp" sections repeat what was told before)."""
    names = {figure.name for figure in clause.figures}
    return any(
        clause.report == one.report
        and names == {figure.name for figure in one.figures}
        and clause.sentence == one.sentence
        for one in chosen
    )
