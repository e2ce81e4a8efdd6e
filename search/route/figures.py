"""Answers by figures and quotes: look-ups, comparisons, reasons, and all that has no route of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.lookups import find_figures
from graph.query_file import Result
from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import fold
from ontology.values import Concept, Period
from search.choose import Choice, choose
from search.denial import find_any_denial, find_denial
from search.draft import Asked, Draft, Status
from search.evidence import Clause
from search.intents import Intent
from search.language import Language
from search.matching import NEAR, coverage
from search.phrase import period_label, say
from search.reasons import gives_cause
from search.rerank import passage_words
from search.route.missing import nothing_found
from search.route.quoted import citations_of, quotes_in_words, quotes_of
from search.route.stated import facts_in_words, left_over
from search.topics import Term
from search.wording import (
    area_label,
    cite_passage,
    clause_in_words,
    name_of,
    observation_row,
    period_names,
)

_PLANS = 3
_AS_GOOD = 0.85  # the name of another clause fits about as well as that of the best one
_HALF_AS_GOOD = 0.5
NAMED = 0.5  # a name of a figure must cover at least this share of what the question speaks of
_SOME = 0.2  # a name that tells less has nothing to do with the question
_PURE = 0.6  # the share of its own words that such a name has from the question
TOLD = 0.52  # and a passage this share: it has more words, so some fit by chance
_NEGATED = re.compile(r"\b(?:not|never|no|nothing|without|chua|khong)\b|n['’]t\b")
_QUOTING = frozenset({Intent.REASON, Intent.PASSAGE, Intent.DOCUMENTS, Intent.PROGRAMMES, Intent.COMMUNES})


def answer_by_figures(asked: Asked) -> Draft:
    """The figures whose names fit, with their plan, percentage and change, and the sentences quoted."""
    choice = choose(asked.question, asked.evidence)
    if not _is_named_exactly(choice) and (no := _denied(asked, choice)):
        return no
    if asked.question.asks("asks-person") or not is_told(choice):
        return nothing_found(asked, choice)
    if asked.question.intent is Intent.REASON and not _gives_cause(asked, choice):
        return _figures_without_cause(asked) or no_cause(asked, choice)
    if asked.question.intent is Intent.LOOKUP and choice.named < NAMED:
        return _in_passing(asked, replace(choice, clauses=_told_in_passing(asked, choice)))
    return answer_by_choice(asked, choice)


def _is_named_exactly(choice: Choice) -> bool:
    """Whether a figure's name says what was asked and little else: then no denial elsewhere counts."""
    exact = (c.match.recall >= NEAR and c.match.precision >= NAMED for c in choice.clauses)
    return choice.named >= NAMED and any(exact)


def _gives_cause(asked: Asked, choice: Choice) -> bool:
    question, weights = asked.question, asked.evidence.weights
    return any(gives_cause(found.passage, question, weights) for found in choice.passages)


def _figures_without_cause(asked: Asked) -> Draft | None:
    """Of "why, and how much" the second half alone; the answer then says that no cause was found."""
    if not asked.question.asks("asks-quantity", "asks-measure"):
        return None
    question = replace(asked.question, intent=Intent.LOOKUP)
    draft = answer_by_figures(Asked(question, asked.catalogue, asked.reports, asked.store, asked.index))
    if draft.status is not Status.ANSWERED:
        return None
    return replace(draft, caveats=(*draft.caveats, say(question.language, "missing.no_cause")))


def no_cause(asked: Asked, choice: Choice) -> Draft:
    """No cause is given of the thing asked about; what the report does say of it is quoted."""
    language = asked.question.language
    draft = nothing_found(asked, choice, say(language, "missing.no_cause"))
    quotes = quotes_in_words(asked, draft.citations[:1], language)
    return replace(draft, text=f"{draft.text} {quotes}")


def _in_passing(asked: Asked, choice: Choice) -> Draft:
    """An answer without a figure of the name asked for: its reader is told so."""
    if not choice.clauses:
        return nothing_found(asked, choice)
    draft = answer_by_choice(asked, choice)
    return replace(draft, caveats=(*draft.caveats, say(asked.question.language, "caveat.quoted_only")))


def answer_by_choice(asked: Asked, choice: Choice) -> Draft:
    """The figures and quotes of a choice, or that there is nothing but a plan."""
    found, language = figures_of(asked, choice), asked.question.language
    if _is_only_planned(asked, choice):
        return _only_plan(asked, choice, found)
    none = asked.question.intent is not Intent.REASON and _is_none_in_words(found.rows)
    return Draft(
        status=Status.NO if none else Status.ANSWERED,
        text=_text(asked, choice, found.rows),
        rows=tuple(observation_row(row, asked.catalogue) for row in found.rows),
        citations=citations_of(asked, choice, found.rows),
        sparql=found.sparql,
        names=names_of(found.rows, language),
        values=left_over(found.rows),
        figures=() if asked.question.intent in _QUOTING else found.rows,
    )


def _is_none_in_words(rows: Sequence[ObservationRow]) -> bool:
    """Whether the report says in words that it is nothing: "chưa thực hiện giải ngân"."""
    values = (row for row in rows if row.measure is Measure.VALUE)
    first = next(values, None)
    return first is not None and not first.value and not any(c.isdigit() for c in first.as_written)


def _denied(asked: Asked, choice: Choice) -> Draft | None:
    """No figure bears the name asked for, but a sentence says that there is none."""
    question = asked.question
    if not question.asks("asks-quantity", "asks-yes-no"):
        return None
    if question.intent is Intent.REASON and _NEGATED.search(fold(question.text)):
        return None  # "why was nothing spent" knows that nothing was
    return denied(asked, choice)


def denied(
    asked: Asked, choice: Choice, about: Collection[Term] = (), events: Collection[Concept] = ()
) -> Draft | None:
    """A no in the words of the report, if a passage denies the thing asked for (of these ``events``)."""
    question = asked.question
    weights = asked.evidence.weights
    if question.asks("asks-yes-no") and not events:
        found = find_any_denial(question, choice, weights)
    else:
        found = find_denial(question, choice, weights, about, events)
    if found is None:
        return None
    citation = cite_passage(found.passage, asked.catalogue)
    text = say(question.language, "missing.denied")
    return Draft(
        status=Status.NO,
        text=f"{text} {quotes_in_words(asked, (citation,), question.language)}",
        citations=(citation,),
    )


def _is_only_planned(asked: Asked, choice: Choice) -> bool:
    """Whether a result is asked for and the best clause has nothing but a plan, no other fitting as well."""
    question = asked.question
    if question.intent in _QUOTING or not choice.clauses or Measure.PLAN in question.slots.measures:
        return False
    if question.asks("capital") and not question.asks("disbursed", "measure-actual"):
        return False  # money of a programme is allotted: the plan is what was asked for
    best = max(choice.clauses, key=lambda clause: clause.match.f1)
    first = choice.clauses[0]
    if first.match.recall >= _HALF_AS_GOOD * best.match.recall and any(
        figure.measure is Measure.VALUE for figure in first.figures
    ):
        return False
    rivals = (
        clause
        for clause in choice.clauses
        if clause.match.f1 >= _AS_GOOD * best.match.f1 or clause.sentence == best.sentence
    )
    return all(figure.measure is Measure.PLAN for clause in rivals for figure in clause.figures)


def _only_plan(asked: Asked, choice: Choice, found: Result[ObservationRow]) -> Draft:
    language = asked.question.language
    plans = [row for row in found.rows if row.measure is Measure.PLAN][:_PLANS]
    report = asked.catalogue.report(plans[0].source.report) if plans else None
    if report is None:
        return nothing_found(asked, choice)
    facts = "; ".join(clause_in_words([row], report, language) for row in plans)
    text = say(
        language,
        "missing.only_plan",
        district=area_label(report.district, language),
        period=period_label(report.period, language),
        facts=facts,
    )
    return Draft(
        status=Status.NOT_FOUND,
        text=text,
        rows=tuple(observation_row(row, asked.catalogue) for row in plans),
        citations=citations_of(asked, choice, plans),
        sparql=found.sparql,
        names=names_of(plans, language),
    )


def is_told(choice: Choice) -> bool:
    """Whether the evidence speaks of what was asked, and not only of something near it.

    Measured over questions with and without an answer: the first kind lies above, the second below.
    """
    return choice.told >= TOLD or choice.named >= NAMED


def _told_in_passing(asked: Asked, choice: Choice) -> tuple[Clause, ...]:
    """The clauses of a figure asked for by a name that none bears, but that stand where it is told of.

    Where only one thing is asked for, a passage tells it as soon as it has the words, whatever they are said
    of; then only a name that is little else than those words lets it answer ("bắt 90 vụ, … ma túy").
    """
    weights = asked.evidence.weights
    named = [term for term in asked.question.terms if term.forms]
    listed = (term for term in named if term.listed)
    heaviest = max(listed, key=lambda term: weights[term], default=None)
    told = [
        found
        for found in choice.passages
        if found.told >= TOLD and (heaviest is None or coverage(heaviest, passage_words(found.passage)) > 0)
    ]
    units = {label for unit in asked.question.units for label in unit.labels}
    bare = len(named) == 1
    return tuple(
        clause
        for clause in choice.clauses
        if clause.passage in told
        and (not units or any(figure.unit in units for figure in clause.figures))
        and (clause.match.precision >= _PURE or (not bare and clause.match.recall >= _SOME))
    )


def figures_of(asked: Asked, choice: Choice) -> Result[ObservationRow]:
    """The whole rows of the chosen clauses, best clause first, and the query that gives them.

    Where a figure is told of just the time asked for, those of other times stand behind.
    """
    claims = [figure.claim for clause in choice.clauses for figure in clause.figures]
    if not claims:
        return Result((), "")
    # By the claims alone: names and reports beside them would treble the time and find the same.
    found = find_figures(asked.store, claims=claims)
    order = {claim: i for i, claim in reversed(list(enumerate(claims)))}
    others = {row.claim for row in of_other_times(found.rows, asked.question.slots.periods)}
    rows = sorted(found.rows, key=lambda row: (row.claim in others, order[row.claim]))
    return Result(tuple(rows), found.sparql)


def of_other_times(rows: Sequence[ObservationRow], periods: Iterable[Period]) -> Iterator[ObservationRow]:
    """The figures of another period than those asked for (a part of one, or what holds it) of what is told of
    one of these as well.
    """
    just = {period.notation for period in periods}
    of_time = (row for row in rows if row.period in just and row.measure is Measure.VALUE)
    told = {(row.concept, row.area_code) for row in of_time if row.concept}
    of_another = (row for row in rows if row.period not in just)
    yield from (row for row in of_another if (row.concept, row.area_code) in told)


def _text(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> str:
    language = asked.question.language
    stated = "" if asked.question.intent in _QUOTING else facts_in_words(asked, rows)
    quotes = quotes_of(asked, choice, rows)
    parts = (stated, quotes_in_words(asked, quotes, language))
    return " ".join(part for part in parts if part)


def names_of(rows: Iterable[ObservationRow], language: Language) -> tuple[str, ...]:
    """Names of indicators and periods, whose digits ("chương trình 135") are no figures."""
    rows = tuple(rows)
    notations = (
        notation for row in rows for notation in (row.period, row.compared_with or "", row.plan_period or "")
    )
    names = (name for row in rows for name in (name_of(row, language), row.area))
    return (*dict.fromkeys(names), *period_names(notations, language))
