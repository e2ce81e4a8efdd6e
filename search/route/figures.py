"""Answers by figures and quotes: look-ups, comparisons, reasons, and all that has no route of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from graph.lookups import find_figures
from graph.query_file import Result
from graph.rows import ObservationRow
from ingest.fact import Measure
from search.choose import Choice, choose
from search.cite import Citation, overlaps, without_repeats
from search.denial import find_denial
from search.draft import Asked, Draft, Status
from search.evidence import Clause
from search.excerpt import excerpt
from search.holdings import KnownReport
from search.intents import Intent
from search.language import Language
from search.phrase import period_label, say
from search.route.missing import nothing_found
from search.topics import Term
from search.wording import (
    area_label,
    cite_passage,
    cite_sentence,
    clause_in_words,
    name_of,
    observation_row,
    period_names,
)

_CITATIONS = 6
_QUOTES = 3
_WORTH_QUOTING = 0.5  # of what the best passage tells
_AS_GOOD = 0.85  # the name of another clause fits about as well as that of the best one
_HALF_AS_GOOD = 0.5
NAMED = 0.5  # a name of a figure must cover at least this share of what the question speaks of
_SOME = 0.2  # a name that tells less has nothing to do with the question
_PURE = 0.6  # the share of its own words that such a name has from the question
TOLD = 0.52  # and a passage this share: it has more words, so some fit by chance
_QUOTING = frozenset({Intent.REASON, Intent.PASSAGE, Intent.DOCUMENTS, Intent.PROGRAMMES, Intent.COMMUNES})


def answer_by_figures(asked: Asked) -> Draft:
    """The figures whose names fit, with their plan, percentage and change, and the sentences quoted."""
    choice = choose(asked.question, asked.evidence)
    if choice.named < NAMED and (no := _denied(asked, choice)):
        return no
    if asked.question.asks("asks-person") or not is_told(choice):
        return nothing_found(asked, choice)
    if asked.question.intent is Intent.LOOKUP and choice.named < NAMED:
        return _in_passing(asked, replace(choice, clauses=_told_in_passing(asked, choice)))
    return answer_by_choice(asked, choice)


def _in_passing(asked: Asked, choice: Choice) -> Draft:
    """An answer without a figure of the name asked for: its reader is told so."""
    if not choice.clauses:
        return nothing_found(asked, choice)
    draft = answer_by_choice(asked, choice)
    return replace(draft, caveats=(*draft.caveats, say(asked.question.language, "caveat.quoted_only")))


def answer_by_choice(asked: Asked, choice: Choice) -> Draft:
    """The figures and quotes of a choice, or that there is nothing but a plan."""
    found = figures_of(asked, choice)
    if _is_only_planned(asked, choice):
        return _only_plan(asked, choice, found)
    return Draft(
        status=Status.ANSWERED,
        text=_text(asked, choice, found.rows),
        rows=tuple(observation_row(row, asked.catalogue) for row in found.rows),
        citations=citations_of(asked, choice, found.rows),
        sparql=found.sparql,
        names=names_of(found.rows, asked.question.language),
        values=tuple(row.value for row in found.rows),
        caveats=tuple(_caveats(found.rows, asked.question.language)),
    )


def _denied(asked: Asked, choice: Choice) -> Draft | None:
    """No figure bears the name asked for, but a sentence says that there is none."""
    if not asked.question.asks("asks-quantity", "asks-yes-no"):
        return None
    return denied(asked, choice)


def denied(asked: Asked, choice: Choice, about: Collection[Term] = ()) -> Draft | None:
    """A no in the words of the report, if a passage denies the thing asked for."""
    question = asked.question
    found = find_denial(question, choice, asked.evidence.weights, about)
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
    plans = [row for row in found.rows if row.measure is Measure.PLAN][:_QUOTES]
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
        values=tuple(row.value for row in plans),
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
    told = [found for found in choice.passages if found.told >= TOLD]
    bare = len([term for term in asked.question.terms if term.forms]) == 1
    return tuple(
        clause
        for clause in choice.clauses
        if clause.passage in told
        and (clause.match.precision >= _PURE or (not bare and clause.match.recall >= _SOME))
    )


def figures_of(asked: Asked, choice: Choice) -> Result[ObservationRow]:
    """The whole rows of the chosen clauses, best clause first, and the query that gives them."""
    claims = [figure.claim for clause in choice.clauses for figure in clause.figures]
    if not claims:
        return Result((), "")
    # By the claims alone: names and reports beside them would treble the time and find the same.
    found = find_figures(asked.store, claims=claims)
    order = {claim: i for i, claim in reversed(list(enumerate(claims)))}
    return Result(tuple(sorted(found.rows, key=lambda row: order[row.claim])), found.sparql)


def _text(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> str:
    language = asked.question.language
    stated = "" if asked.question.intent in _QUOTING else facts_in_words(asked, rows)
    quotes = quotes_of(asked, choice, rows)
    return " ".join(part for part in (stated, quotes_in_words(asked, quotes, language)) if part)


def facts_in_words(asked: Asked, rows: Sequence[ObservationRow]) -> str:
    """A sentence for each report that the figures come from."""
    language = asked.question.language
    sentences = []
    for report_id in dict.fromkeys(row.source.report for row in rows):
        report = asked.catalogue.report(report_id)
        if report is not None:
            own = [row for row in rows if row.source.report == report_id]
            facts = _facts(own, report, language)
            labels = (area_label(report.district, language), period_label(report.period, language))
            sentences.append(
                say(language, "fact.lead", district=labels[0], period=labels[1], facts="; ".join(facts))
            )
    return " ".join(sentences)


def _facts(rows: Sequence[ObservationRow], report: KnownReport, language: Language) -> tuple[str, ...]:
    """Each clause in words; what is told twice in the same words stands once."""
    clauses = (list(group) for _, group in groupby(rows, key=lambda row: row.group))
    return tuple(dict.fromkeys(clause_in_words(clause, report, language) for clause in clauses))


def citations_of(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> tuple[Citation, ...]:
    """The sentences of the figures and the best passages in turn; of a cause the passages first."""
    sentences = [cite_sentence(row.source, asked.catalogue) for row in rows]
    passages = [cite_passage(found.passage, asked.catalogue) for found in choice.passages if found.told]
    sentences = list(without_repeats(sentences))
    first, second = sentences, passages
    if asked.question.intent is Intent.REASON:
        first, second = passages, sentences
    return tuple(without_repeats(in_turn(first, second)))[:_CITATIONS]


def in_turn(one: Sequence[Citation], other: Sequence[Citation]) -> Iterable[Citation]:
    """The first of each, the second of each, and so on."""
    for i in range(max(len(one), len(other))):
        yield from one[i : i + 1]
        yield from other[i : i + 1]


def quotes_of(asked: Asked, choice: Choice, rows: Sequence[ObservationRow]) -> tuple[Citation, ...]:
    """The citations that the answer itself quotes: no place twice, and no passage that tells much less."""
    least = _WORTH_QUOTING * max((found.told for found in choice.passages), default=0.0)
    weak = {(f.passage.report, f.passage.start) for f in choice.passages if f.told < least}
    sentences = {(row.source.report, row.source.sentence_start) for row in rows}
    chosen: list[Citation] = []
    for citation in citations_of(asked, choice, rows):
        place = (citation.report_id, citation.start)
        if (place in sentences or place not in weak) and not any(overlaps(citation, c) for c in chosen):
            chosen.append(citation)
    return tuple(chosen[:_QUOTES])


def quotes_in_words(asked: Asked, quotes: Sequence[Citation], language: Language) -> str:
    """Quotes, a sentence for each report."""
    sentences = []
    for report_id in dict.fromkeys(quote.report_id for quote in quotes):
        report = asked.catalogue.report(report_id)
        texts = [
            say(language, "quote.one", quote=excerpt(q.quote, asked.question.terms, asked.evidence.weights))
            for q in quotes
            if q.report_id == report_id
        ]
        if report is not None:
            sentences.append(
                say(
                    language,
                    "quote.lead",
                    district=area_label(report.district, language),
                    period=period_label(report.period, language),
                    quotes=" ".join(texts),
                )
            )
    return " ".join(sentences)


def _caveats(rows: Sequence[ObservationRow], language: Language) -> Iterable[str]:
    statuses = {row.status for row in rows}
    for status, key in (("E", "estimate"), ("P", "provisional"), ("F", "forecast")):
        if status in statuses:
            yield say(language, f"caveat.{key}")


def names_of(rows: Iterable[ObservationRow], language: Language) -> tuple[str, ...]:
    """Names of indicators and periods, whose digits ("chương trình 135") are no figures."""
    rows = tuple(rows)
    notations = (
        notation for row in rows for notation in (row.period, row.compared_with or "", row.plan_period or "")
    )
    names = (name for row in rows for name in (name_of(row, language), row.area))
    return (*dict.fromkeys(names), *period_names(notations, language))
