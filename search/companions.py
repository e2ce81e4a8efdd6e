"""The clauses that an answer states beside the best ones: other things and parts that a question asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.fact import Measure
from search.evidence import Clause, Evidence
from search.facets import facets
from search.matching import NEAR, match_name, match_text
from search.question import Question
from search.surroundings import asks_parts, parts_of_programmes
from search.topics import Term
from search.words import take_apart

_FACET = 0.5  # what a clause of one thing asked for must score, beside the best one of all
_FACET_NAMED = 0.6  # and how well its name must fit that thing
_RIVALS = 60  # clauses, the best ones, that are looked through for it
_AMOUNTS = frozenset({Measure.VALUE, Measure.PLAN})


def companions(question: Question, evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """What the chosen clauses leave open, clause by clause."""
    told = list(chosen)
    for found in (
        _mates(evidence, told),
        _missing(question, evidence, told),
        _of_facets(question, evidence, told),
        _siblings(evidence, told) if question.asks("asks-parts") else (),
        _of_programmes(question, evidence, told) if asks_parts(question) else (),
    ):
        for clause in found:
            if clause not in told:
                told.append(clause)
                yield clause


def _mates(evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """Beside a plan what came of it, told in the same sentence: "kế hoạch vốn là …, đã giải ngân …"."""
    plans = [clause for clause in chosen if all(one.measure is Measure.PLAN for one in clause.figures)]
    for clause in evidence.clauses:
        values = {figure.unit for figure in clause.figures if figure.measure is Measure.VALUE}
        if clause not in chosen and any(
            clause.sentence == plan.sentence and values & {figure.unit for figure in plan.figures}
            for plan in plans
        ):
            yield clause


def _missing(question: Question, evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """For a term that no chosen name says ("… và độ che phủ?"), the best clause whose name does."""
    names = [take_apart(figure.name) for clause in chosen for figure in clause.figures]
    for term in question.terms:
        weight = evidence.weights.get(term, 0.0)
        if any(match_text([term], evidence.weights, name).recall for name in names) or weight < 1:
            continue
        for clause in evidence.clauses:
            if match_text([term], evidence.weights, take_apart(clause.figures[0].name)).recall == 1.0:
                if clause not in chosen:
                    yield clause
                break


def _of_facets(question: Question, evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """For each thing that is asked for apart, the best clause named so: "bao nhiêu bác sỹ, mấy … vạn dân"."""
    least = _FACET * max((clause.score for clause in chosen), default=0.0)
    rivals = [clause for clause in evidence.clauses[:_RIVALS] if clause.score >= least]
    for terms in facets(question):
        fits = [(facet_fit(terms, evidence, clause), clause) for clause in rivals]
        fit, best = max(fits, key=lambda one: one[0], default=(0.0, None))
        if best is not None and fit >= _FACET_NAMED:
            yield best


def facet_fit(terms: Sequence[Term], evidence: Evidence, clause: Clause) -> float:
    """How well the name of a clause fits one of several things asked for; nothing if it leaves some out."""
    figure = clause.figures[0]
    match = match_name(terms, evidence.weights, take_apart(figure.name), evidence.words, figure.concept or "")
    return match.f1 if match.recall >= NEAR else 0.0


def _siblings(evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """The other parts of a whole that is asked for by its parts: told beside one of them in its unit."""
    best = next(iter(chosen), None)
    if best is None or best.passage is None:
        return
    units = {figure.unit for figure in best.figures if figure.measure in _AMOUNTS}
    for clause in evidence.clauses:
        amounts = {figure.unit for figure in clause.figures if figure.measure in _AMOUNTS}
        beside = clause.passage is best.passage and clause.match.recall > 0
        if clause not in chosen and amounts & units and (beside or clause.sentence == best.sentence):
            yield clause


def _of_programmes(question: Question, evidence: Evidence, chosen: Sequence[Clause]) -> Iterator[Clause]:
    """Of each programme that one asked about is made of the best clause, if none is chosen."""
    told = {figure.programme for clause in chosen for figure in clause.figures}
    for programme in sorted(parts_of_programmes(question) - told):
        own = (
            clause
            for clause in evidence.clauses
            if any(f.programme == programme and f.measure in _AMOUNTS for f in clause.figures)
            and (clause.match.recall > 0 or _is_money(question, clause))
        )
        if best := next(own, None):
            yield best


def _is_money(question: Question, clause: Clause) -> bool:
    """Whether money is asked for, and told by each of its figures that is an amount."""
    units = [figure.unit for figure in clause.figures if figure.measure in _AMOUNTS]
    return question.asks("capital", "measure-plan", "disbursed") and all(u.endswith("đồng") for u in units)
