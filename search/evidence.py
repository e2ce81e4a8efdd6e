"""Gathers what may answer a question: passages that tell of it, and clauses with figures that bear its name.

Two views of the same text are joined. Search ranks passages by words and meaning; the graph knows for every
figure what it counts. A clause counts the more, the better its name fits the question and the higher search
ranks the passage around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from graph.lookups import NamedFigure
from graph.store import GraphStore
from ingest.document import Span
from ingest.fact import Measure
from ingest.match.events import match_events
from search.catalogue import SearchFilter
from search.holdings import KnownReport
from search.index import Hit, Index
from search.known_figures import KnownFigures, figures_known
from search.matching import NEAR, Match, coverage, match_name, match_text, term_weights, word_weights
from search.outlook import is_outlook
from search.passage import Passage
from search.question import Question
from search.reading import Steps
from search.rerank import rank_worth
from search.surroundings import Surroundings, programmes_told
from search.topics import Term
from search.unit_kinds import is_other_kind
from search.words import Words, take_apart

_PASSAGES = 40  # looked at; far fewer are shown
_WHOLE_REPORTS = (
    12  # up to so many reports all names are looked at; beyond, only the reports that search finds
)
_OUTLOOK = 0.4  # what a target costs where a result is asked for
_OTHER_MEASURE = 0.4  # what a name counts whose figure is in a unit of another kind than the indicator's


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with how well it tells of the question: ``told`` is the share of the terms that it covers."""

    passage: Passage
    rank: int
    told: float

    @property
    def score(self) -> float:
        """Half the words, half the rank that search gave it."""
        return 0.5 * self.told + 0.5 * rank_worth(self.rank)


@dataclass(frozen=True, slots=True)
class Clause:
    """The figures of one clause, with how well its best name fits and what its passage adds."""

    figures: tuple[NamedFigure, ...]
    match: Match
    passage: FoundPassage | None
    score: float

    @property
    def report(self) -> str:
        """The report that says it."""
        return self.figures[0].report

    @property
    def sentence(self) -> tuple[str, Span]:
        """Report and offsets of the sentence around it."""
        return (self.report, self.figures[0].sentence)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages and clauses, each best first, and what the question's terms and words of names weigh here."""

    passages: tuple[FoundPassage, ...]
    clauses: tuple[Clause, ...]
    weights: Mapping[Term, float]
    words: Mapping[str, float]


def gather(question: Question, reports: Sequence[KnownReport], store: GraphStore, index: Index) -> Evidence:
    """The evidence in some reports, for a question about anything."""
    ids = frozenset(report.id for report in reports)
    # Terms are weighed below, with the names of figures; the reports in question are chosen already.
    steps = Steps(scope=False, rerank=False)
    whole = len(ids) == index.manifest.reports  # then nothing has to be kept out
    inside = SearchFilter() if whole else SearchFilter(reports=ids)
    hits = index.search(question, _PASSAGES, inside, steps) if ids else ()
    texts = [_words(question, hit.passage) for hit in hits]
    figures = _figures(figures_known(store, index), ids, hits)
    names = {name: take_apart(name) for name in dict.fromkeys(figure.name for figure in figures)}
    weights = term_weights(question.terms, [*texts, *names.values()])
    passages = _ranked(question.terms, weights, hits, texts)
    words = word_weights(tuple(names.values()))
    clauses = _clauses(question, weights, words, figures, names, passages)
    return Evidence(passages, clauses, weights, words)


def _words(question: Question, passage: Passage) -> Words:
    """What a passage says; a programme asked about also where it is called by other words."""
    told = programmes_told(question, f"{passage.context}\n{passage.text}")
    return take_apart("\n".join((passage.text, passage.context, *passage.section[-2:], *told)))


def _figures(known: KnownFigures, ids: frozenset[str], hits: Sequence[Hit]) -> tuple[NamedFigure, ...]:
    if len(ids) > _WHOLE_REPORTS:
        ids = frozenset(dict.fromkeys(hit.passage.report for hit in hits[:_WHOLE_REPORTS]))
    return tuple(figure for report in sorted(ids) for figure in known.of_report(report))


def _ranked(
    terms: Sequence[Term], weights: Mapping[Term, float], hits: Sequence[Hit], texts: Sequence[Words]
) -> tuple[FoundPassage, ...]:
    found = [
        FoundPassage(hit.passage, rank, match_text(terms, weights, text).recall)
        for rank, (hit, text) in enumerate(zip(hits, texts, strict=True), start=1)
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.rank)))


def _clauses(
    question: Question,
    weights: Mapping[Term, float],
    words: Mapping[str, float],
    figures: Sequence[NamedFigure],
    names: Mapping[str, Words],
    passages: Sequence[FoundPassage],
) -> tuple[Clause, ...]:
    around = Surroundings(question)
    named = {(figure.name, figure.concept or "") for figure in figures}
    matches = {
        (name, concept): (
            match_name(question.terms, weights, names[name], words, concept),
            match_name(around.rest, weights, names[name], words, concept),
        )
        for name, concept in named
    }
    grouped = groupby(
        sorted(figures, key=lambda f: (f.report, f.group, f.start)), key=lambda f: (f.report, f.group)
    )
    places = _Places(passages)
    clauses = [_clause(question, around, tuple(group), matches, places) for _, group in grouped]
    told = [clause for clause in clauses if clause.score > 0]
    return tuple(sorted(told, key=lambda clause: (-clause.score, clause.report, clause.figures[0].start)))


def _clause(
    question: Question,
    surroundings: Surroundings,
    figures: tuple[NamedFigure, ...],
    matches: Mapping[tuple[str, str], tuple[Match, Match]],
    places: _Places,
) -> Clause:
    around = places.around(figures[0])
    passage = around.passage if around else None
    before = places.paragraph(passage) if passage else ()
    pairs = [matches[figure.name, figure.concept or ""] for figure in figures]
    if not (around and around.told) and not any(whole.recall or rest.recall for whole, rest in pairs):
        return Clause(figures, pairs[0][0], around, 0.0)
    fits = (
        surroundings.completed(whole, rest, figure, before)
        for (whole, rest), figure in zip(pairs, figures, strict=True)
    )
    best = max(fits, key=lambda match: match.f1)
    if _is_other_measure(question, figures):
        best = Match(_OTHER_MEASURE * best.recall, best.precision)
    if _is_other_indicator(question, figures) or _counts_an_event(question, figures):
        best = Match(_OTHER_MEASURE * best.recall, _OTHER_MEASURE * best.precision)
    elsewhere = not surroundings.fits_place(figures, passage)
    if elsewhere or (not best.recall and not (around and around.told)):
        return Clause(figures, best, around, 0.0)
    fit = 0.2 * _fits_measures(question, figures) + 0.2 * _fits_unit(question, figures)
    if around and not question.slots.measures & {Measure.PLAN} and is_outlook(around.passage.section):
        fit -= _OUTLOOK
    score = best.f1 + 0.5 * (around.score if around else 0.0) + fit + 0.1 * _fits_period(question, figures)
    return Clause(figures, best, around, score)


def _is_other_measure(question: Question, figures: Sequence[NamedFigure]) -> bool:
    """Whether one indicator is asked for and none of the values is in a unit of its kind."""
    wanted = {indicator.extra.get("unit", "") for indicator in question.slots.indicators}
    rates = any("related" in indicator.extra for indicator in question.slots.indicators)
    if rates and any(figure.measure is Measure.PCT_OF_PLAN for figure in figures):
        return False  # a rate of disbursement is told as the share of the plan that was reached
    values = [figure.unit for figure in figures if figure.measure in (Measure.VALUE, Measure.PLAN)]
    return len(wanted) == 1 and bool(values) and all(is_other_kind(unit, *wanted) for unit in values)


def _is_other_indicator(question: Question, figures: Sequence[NamedFigure]) -> bool:
    """Whether a name tells only parts of the indicator asked for, and the list knows another by it.

    "Số tiêu chí nông thôn mới bình quân mỗi xã" has most words of "số xã đạt chuẩn nông thôn mới".
    """
    wanted = {indicator.id for indicator in question.slots.indicators}
    known = {figure.concept for figure in figures if figure.concept}
    units = {indicator.extra.get("unit", "") for indicator in question.slots.indicators}
    if not (wanted and known) or wanted & known or any(figure.unit in units for figure in figures):
        return False
    named = [term for term in question.terms if term.concept in wanted]
    names = [take_apart(figure.name) for figure in figures]
    return bool(named) and not any(coverage(term, name) >= NEAR for term in named for name in names)


def _counts_an_event(question: Question, figures: Sequence[NamedFigure]) -> bool:
    """Whether an indicator is asked for, no event, and the figures count where or how often one was.

    Communes with bird flu ("cúm gia cầm") are no poultry ("tổng đàn gia cầm").
    """
    asks_indicator = bool(question.slots.indicators) and not question.slots.events
    return asks_indicator and all(not figure.concept and _names_event(figure.name) for figure in figures)


@lru_cache(maxsize=4096)
def _names_event(name: str) -> bool:
    return any(True for _ in match_events(name))


class _Places:
    """Finds the passage around an offset; the passages of a report do not overlap."""

    def __init__(self, passages: Iterable[FoundPassage]) -> None:
        self._found: dict[str, list[FoundPassage]] = {}
        for found in sorted(passages, key=lambda one: one.passage.start):
            self._found.setdefault(found.passage.report, []).append(found)

    def around(self, figure: NamedFigure) -> FoundPassage | None:
        """The passage that holds the figure, if it was found; of two (a footnote cuts one) the later."""
        own = self._found.get(figure.report, [])
        last = bisect_right(own, figure.start, key=lambda found: found.passage.start)
        inside = (found for found in reversed(own[:last]) if figure.start < found.passage.end)
        return next(inside, None)

    def paragraph(self, passage: Passage) -> tuple[Passage, ...]:
        """The passage with those of its own paragraph before it that were found too."""
        own = (found.passage for found in self._found[passage.report])
        return tuple(one for one in own if one.block == passage.block and one.start <= passage.start)


def _fits_unit(question: Question, figures: Sequence[NamedFigure]) -> bool:
    """Whether a value bears a unit that the question asks for ("bao nhiêu tấn", "what share")."""
    wanted = {label.lower() for unit in question.units for label in unit.labels}
    if question.asks("asks-percent"):
        wanted.add("%")
    return any(figure.unit.lower() in wanted for figure in figures if figure.measure is Measure.VALUE)


def _fits_period(question: Question, figures: Sequence[NamedFigure]) -> bool:
    """Whether a figure is of a period asked about, and not only of a part of it (a crop season)."""
    wanted = {period.notation for period in question.slots.periods}
    return any(figure.period in wanted for figure in figures)


_ROLES = (
    frozenset({Measure.VALUE}),
    frozenset({Measure.PLAN}),
    frozenset({Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS}),
    frozenset({Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE}),
)


def _fits_measures(question: Question, figures: Sequence[NamedFigure]) -> float:
    """The share of the roles asked for that the clause has; a plain question asks for the value."""
    wanted = [role for role in _ROLES if role & question.slots.measures] or [_ROLES[0]]
    there = {figure.measure for figure in figures}
    return sum(bool(role & there) for role in wanted) / len(wanted)
