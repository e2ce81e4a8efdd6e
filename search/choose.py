"""Chooses among the evidence: which clauses answer, which passages are quoted, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fact import Measure
from search.companions import companions, facet_fit
from search.evidence import Clause, Evidence, FoundPassage
from search.facets import each_is_asked, facets
from search.intents import Intent
from search.matching import coverage
from search.question import Question
from search.reasons import cause_bonus, gives_cause
from search.surroundings import Surroundings
from search.topics import Term
from search.words import take_apart

_CLAUSES = 6  # of one answer; a question asks for few things at once
_NEAR_BEST = 0.72  # a clause whose score falls below this share of the best one's is another matter
_NEAR_NAME = 0.5  # and one whose name tells less than this share of what the best one's tells, too
_AS_WELL = 0.8
_PASSAGES = 5
_PRECISE = 0.3  # the share of its own words that a name must share with the question
_HEAVY = 0.6  # what a term must weigh, beside the heaviest, to say what is asked for
UNKNOWN = 0.35  # what an English word without translation weighs, beside one that no text at hand has


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
    if question.intent is Intent.LOOKUP:
        clauses = _in_unit(question, clauses)
    worth = {found: _worth(found, evidence, question) for found in evidence.passages}
    passages = tuple(sorted(evidence.passages, key=lambda found: (-worth[found], found.rank)))
    known = _share_known(question, evidence)
    return Choice(
        clauses=clauses,
        passages=passages[:_PASSAGES],
        named=known * max((*map(_named, clauses), _facets_named(question, evidence, clauses)), default=0.0),
        told=known * max((found.told for found in passages[:_PASSAGES]), default=0.0),
    )


def _named(clause: Clause) -> float:
    """How well a name fits; one that mostly speaks of other things ("tỷ lệ dân số dùng nước sạch") less."""
    return clause.match.recall * min(1.0, clause.match.precision / _PRECISE)


def _facets_named(question: Question, evidence: Evidence, clauses: Sequence[Clause]) -> float:
    """Of several things that are each asked for, the share that a chosen name tells."""
    apart = facets(question)
    if not apart or not each_is_asked(question, apart):
        return 0.0
    told = sum(any(facet_fit(terms, evidence, clause) for clause in clauses) for terms in apart)
    return told / len(apart)


def _in_unit(question: Question, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Where a unit is asked for ("bao nhiêu héc-ta"), only what is told in it, if anything is."""
    wanted = {label for unit in question.units for label in unit.labels}
    fitting = tuple(c for c in clauses if any(figure.unit in wanted for figure in c.figures))
    return fitting or clauses


def _share_known(question: Question, evidence: Evidence) -> float:
    """The share of the question that could be looked for: English words that no list knows count a third.

    "How many people joined the army" must not be answered by any count of people.
    """
    known = sum(evidence.weights[term] for term in question.terms if term.forms)
    unknown = sum(UNKNOWN * evidence.weights[term] for term in question.terms if not term.forms)
    return known / (known + unknown) if known else 0.0


def _worth(found: FoundPassage, evidence: Evidence, question: Question) -> float:
    """A passage's own score, with the best name of a figure in it, or its causes if they are asked for."""
    if question.intent is Intent.REASON:
        passage = found.passage
        cause = gives_cause(passage, question, evidence.weights)
        return found.score + cause + cause_bonus("\n".join((passage.text, *passage.section[-1:])))
    inside = (clause.match.f1 for clause in evidence.clauses if clause.passage is found)
    return found.score + 0.5 * max(inside, default=0.0)


def _clauses(question: Question, evidence: Evidence) -> Iterator[Clause]:
    clauses = _planned(question, evidence.clauses)
    if not clauses:
        return
    best = clauses[0]
    heavy = _heavy(question, evidence)
    chosen: list[Clause] = []
    for clause in clauses:
        if clause.score < best.score * _NEAR_BEST or len(chosen) == _CLAUSES:
            break
        fits = clause.match.recall and clause.match.recall >= best.match.recall * _NEAR_NAME
        if fits and (clause is best or _is_of_heavy(heavy, clause)) and not _is_repeat(clause, chosen):
            chosen.append(clause)
            yield clause
    if question.intent is Intent.COMPARISON:
        yield from _other_reports(clauses, chosen)
    yield from companions(question, evidence, chosen)


def _heavy(question: Question, evidence: Evidence) -> tuple[Term, ...]:
    """The terms that say what is asked for; the others are shared by many figures ("tỷ lệ", "vi phạm").

    A programme is left out: its name stands in a heading as well.
    """
    known = [term for term in Surroundings(question).rest if term.forms]
    least = _HEAVY * max((evidence.weights[term] for term in known), default=0.0)
    return tuple(term for term in known if evidence.weights[term] >= least)


def _is_of_heavy(heavy: Sequence[Term], clause: Clause) -> bool:
    concepts = {figure.concept for figure in clause.figures} - {None}
    names = [take_apart(figure.name) for figure in clause.figures]
    return any(term.concept in concepts or any(coverage(term, name) > 0 for name in names) for term in heavy)


def _other_reports(clauses: Sequence[Clause], chosen: Sequence[Clause]) -> Iterator[Clause]:
    """In a comparison the best clause of each report that has none yet, if its name fits about as well."""
    told = {clause.report for clause in chosen}
    for clause in clauses:
        if clause.report not in told and clause.match.recall >= _AS_WELL * clauses[0].match.recall:
            told.add(clause.report)
            yield clause


def _planned(question: Question, clauses: Sequence[Clause]) -> Sequence[Clause]:
    """Where only a plan is asked for, the clauses that tell one; of the very year if any does."""
    if question.slots.measures != {Measure.PLAN}:
        return clauses
    plans = [c for c in clauses if any(figure.measure is Measure.PLAN for figure in c.figures)]
    years = {period.notation[:4] for period in question.slots.periods}
    of_year = [
        c for c in plans if any(f.measure is Measure.PLAN and f.period[:4] in years for f in c.figures)
    ]
    return of_year or plans or clauses


def _is_repeat(clause: Clause, chosen: Sequence[Clause]) -> bool:
    """The same names again from the same report ("tổng hợp" sections repeat what was told before)."""
    names = {figure.name for figure in clause.figures}
    return any(
        clause.report == one.report
        and names == {figure.name for figure in one.figures}
        and clause.sentence == one.sentence
        for one in chosen
    )
