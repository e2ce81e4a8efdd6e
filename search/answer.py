"""Answers a question: parse it, choose the route, check every figure, hand back text, rows and citations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.catalogue import list_reports
from graph.store import GraphStore
from search.chips import interpretation, understood_as
from search.cite import Citation
from search.counted import told_without, unknown_counted
from search.draft import Asked, Draft, Row, Status
from search.figures import unsupported, written_values
from search.follow.offers import next_questions
from search.follow.turns import Turn, understand
from search.holdings import Catalogue, known_report
from search.index import Index
from search.intents import Intent
from search.nearest import nearest_names
from search.phrase import capitalised, period_label, say
from search.question import Question
from search.reports_asked import reports_asked
from search.route.beside import BESIDE, with_beside
from search.route.both import answer_both
from search.route.capital import complete_capital, tell_capital
from search.route.communes import list_communes
from search.route.compare import compare
from search.route.elsewhere import planned_elsewhere, told_elsewhere
from search.route.event_lists import list_districts_with_event
from search.route.event_mentions import find_mentions
from search.route.events import check_event
from search.route.figures import answer_by_figures
from search.route.goals import check_goal
from search.route.links import list_documents, list_programmes
from search.route.listing import list_stored_reports
from search.route.missing import no_report
from search.route.not_all import not_all
from search.route.older import from_older_report
from search.route.other_time import in_its_time
from search.route.parts import list_parts
from search.route.products import list_products
from search.route.quoted import quotes_in_words
from search.route.ranking import rank_districts
from search.route.refused import refused
from search.route.targets import list_targets
from search.route.trend import tell_trend
from search.route.unasked import asks_nothing, offer_questions
from search.route.under import list_districts_under
from search.route.units import list_units
from search.route.unknown_yet import unknown_yet
from search.understood import is_understood, why_not_understood, words_unknown


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user gets. ``interpretation`` maps slots to labels, to be shown and corrected.

    ``status`` is ``answered``, ``no`` (the reports say that it did not happen), ``ended``, ``not_found``
    or ``ambiguous`` (``suggestions`` are the choices). ``sparql`` ran and gives ``rows``. ``understood``
    is false where the question named nothing that could be looked for. ``resolved`` is the whole question
    where it followed another, and ``kept`` the slots that it took over; ``plain_answer`` is the text that
    was rephrased, if it was (``search.rephrase``). ``follow_ups`` are questions that may come next.
    ``beside`` is what reports tell beside the rows: quantities told more than once, changes held against
    earlier reports, figures of old units (``search.route.beside``).
    """

    question: str
    language: str
    status: str
    answer: str
    interpretation: Mapping[str, str] = field(default_factory=dict)
    sparql: str = ""
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    understood: bool = True
    resolved: str = ""
    kept: tuple[str, ...] = ()
    plain_answer: str = ""
    follow_ups: tuple[str, ...] = ()
    beside: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The fixed fields, ready for ``json.dumps``."""
        return {
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "answer": self.answer,
            "interpretation": dict(self.interpretation),
            "sparql": self.sparql,
            "rows": [dict(row) for row in self.rows],
            "citations": [citation.to_json() for citation in self.citations],
            "caveats": list(self.caveats),
            "suggestions": list(self.suggestions),
            "resolved": self.resolved,
            "kept": list(self.kept),
            "plain_answer": self.plain_answer,
            **{name: [dict(row) for row in self.beside.get(name, ())] for name in BESIDE},
        }


def answer_question(
    text: str,
    store: GraphStore,
    index: Index,
    overrides: Mapping[str, str] | None = None,
    earlier: Sequence[Turn] = (),
) -> Answer:
    """Answers from the reports in the store. ``overrides`` are slots that the user corrected, by chip;
    ``earlier`` the questions that this one may follow, the oldest first.

    Never states a figure that it does not cite: see ``search.figures``.
    """
    catalogue = read_catalogue(store, index)
    turns = (*earlier, Turn(text, overrides or {}))
    understood = understand(turns, catalogue, index.restore, index.knows)
    question = understood.question
    asked = Asked(question, catalogue, reports_asked(question.slots, catalogue), store, index)
    draft = checked(with_beside(asked, in_its_time(asked, _draft(asked))), asked)
    draft = replace(draft, caveats=(*draft.caveats, *from_older_report(asked, draft)))
    return Answer(
        question=text,
        language=question.language.value,
        status=draft.status.value,
        answer=capitalised(draft.text),
        interpretation=interpretation(question),
        sparql=draft.sparql,
        rows=draft.rows,
        citations=draft.citations,
        caveats=(*understood_as(question), *draft.caveats, *nearest_names(asked, draft)),
        suggestions=draft.suggestions,
        understood=is_understood(question),
        resolved=question.text if understood.kept else "",
        kept=understood.kept,
        follow_ups=next_questions(question, draft.status, catalogue),
        beside=draft.beside,
    )


def read_catalogue(store: GraphStore, index: Index | None = None) -> Catalogue:
    """The reports of a store: by the index of its facts, if there is one.

    A store opened for reading never changes, so it is looked through once.
    """
    if index is not None and index.facts:
        return index.facts.catalogue
    return _kept_catalogue(store) if store.read_only else _catalogue(store)


def checked(draft: Draft, asked: Asked) -> Draft:
    """The draft, if all its figures are borne out; else rebuilt from what it cites, word for word.

    What no quote bears out never reaches the user.
    """
    quotes = [citation.quote for citation in draft.citations]
    values = (*draft.values, *written_values(draft.rows, quotes))
    if not unsupported(draft.text, quotes, values, _names(draft, asked)):
        return draft
    language = asked.question.language
    told = quotes_in_words(asked, draft.citations[:3], language)
    if not told or unsupported(told, quotes, (), _names(draft, asked)):
        told = say(language, "missing.nothing")
    return replace(draft, text=told, caveats=(*draft.caveats, say(language, "caveat.unverified")))


def _draft(asked: Asked) -> Draft:
    question = asked.question
    if question.intent is Intent.UNITS:
        return list_units(question)
    if question.ambiguous:
        return _ask_back(asked)
    if not is_understood(question):
        return Draft(Status.NOT_FOUND, why_not_understood(question))
    if question.unmatched and not question.slots.districts:
        return no_report(asked)
    if not asked.reports:
        return _without_reports(asked)
    if asks_nothing(question):
        return offer_questions(asked)
    unknown = unknown_counted(question)
    if unknown and not told_without(question, asked.evidence):
        return Draft(Status.NOT_FOUND, words_unknown(question, unknown))
    return not_all(asked, answer_both(asked, _routed(asked), _routed))


def _without_reports(asked: Asked) -> Draft:
    """What reports of other places or periods tell of what is asked about, else which reports there are."""
    if _told_later(asked):
        return list_districts_with_event(asked)
    return told_elsewhere(asked) or planned_elsewhere(asked) or no_report(asked)


def _routed(asked: Asked) -> Draft:
    """The answer of the intent's route, unless it leaves open what another one can tell."""
    question = asked.question
    if money := unknown_yet(asked) or tell_capital(asked):
        return money
    draft = complete_capital(asked, _ROUTES.get(question.intent, answer_by_figures)(asked))
    vague = draft.status is Status.NOT_FOUND or question.intent is Intent.PASSAGE
    if vague and question.asks("asks-now"):
        return Draft(Status.NOT_FOUND, say(question.language, "missing.now"))
    if _is_loose(question, draft) and (no := refused(asked)):
        return no
    if draft.status is Status.NOT_FOUND and question.slots.events and question.intent in _OF_FIGURES:
        return _told_as_event(asked) or draft
    return draft


def _is_loose(question: Question, draft: Draft) -> bool:
    """Whether a yes/no question was answered by quotes alone, or not at all."""
    untold = draft.status is Status.NOT_FOUND and question.intent in _QUOTED
    return untold or question.intent is Intent.PASSAGE


def _told_as_event(asked: Asked) -> Draft | None:
    """What no figure's name answers ("tăng hay giảm bao nhiêu vụ") may be told of the event itself."""
    draft = check_event(asked)
    return None if draft.status is Status.NOT_FOUND else draft


def _told_later(asked: Asked) -> bool:
    """Whether reports of other periods tell of the events asked about in the periods asked."""
    return asked.question.intent in _OF_EVENTS and bool(find_mentions(asked).happened())


_OF_FIGURES = (Intent.LOOKUP, Intent.COMPARISON)
_QUOTED = (Intent.PRODUCTS, Intent.LOOKUP)
_OF_EVENTS = (Intent.EVENT_LIST, Intent.EVENT_CHECK)


_ROUTES: Mapping[Intent, Callable[[Asked], Draft]] = {
    Intent.EVENT_LIST: list_districts_with_event,
    Intent.EVENT_CHECK: check_event,
    Intent.RANKING: rank_districts,
    Intent.GOAL: check_goal,
    Intent.COMPARISON: compare,
    Intent.TREND: tell_trend,
    Intent.TARGETS: list_targets,
    Intent.COMMUNES: list_communes,
    Intent.DISTRICTS_UNDER: list_districts_under,
    Intent.PRODUCTS: list_products,
    Intent.PARTS: list_parts,
    Intent.DOCUMENTS: list_documents,
    Intent.PROGRAMMES: list_programmes,
    Intent.REPORTS: list_stored_reports,
}


def _ask_back(asked: Asked) -> Draft:
    choice = asked.question.ambiguous[0]
    text = say(
        asked.question.language, "ambiguous.which", name=choice.surface, choices="; ".join(choice.candidates)
    )
    return Draft(Status.AMBIGUOUS, text, names=choice.candidates, suggestions=choice.candidates)


def _names(draft: Draft, asked: Asked) -> tuple[str, ...]:
    """Words with digits that are no figures: labels of slots and reports, and what the draft names."""
    language = asked.question.language
    slots = asked.question.slots
    told = {*asked.catalogue.periods, *slots.periods, *slots.bases}
    periods = [period_label(period, language) for period in told]
    return (
        *draft.names,
        *asked.catalogue.names,
        *periods,
        *(document.number for document in slots.documents),
    )


@lru_cache(maxsize=2)
def _kept_catalogue(store: GraphStore) -> Catalogue:
    return _catalogue(store)


def _catalogue(store: GraphStore) -> Catalogue:
    return Catalogue(tuple(map(known_report, list_reports(store).rows)))
