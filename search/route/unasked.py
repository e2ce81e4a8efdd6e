"""Answers to what names a place or a time and asks nothing of it: which reports there are, what to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.fact import Measure
from ontology.lexicon import concepts_by_id
from search.draft import Asked, Draft, Status
from search.holdings import KnownReport
from search.intents import Intent
from search.phrase import capitalised, period_label, say
from search.question import Question
from search.wording import area_label, report_label

_ITEMS = 12
_SUGGESTED = 4


def asks_nothing(question: Question) -> bool:
    """Whether it names a place or a time alone: "Phong Thổ", "năm 2024"."""
    slots = question.slots
    named = slots.districts or slots.provinces or slots.communes or slots.periods
    return bool(named) and not question.terms and question.intent is Intent.PASSAGE


def offer_questions(asked: Asked) -> Draft:
    """The reports of the place or time, and questions that the newest of them answer."""
    language = asked.question.language
    labels = [report_label(report, language) for report in asked.reports]
    shown = labels[:_ITEMS]
    if len(labels) > len(shown):
        shown.append(say(language, "word.others", count=str(len(labels) - len(shown))))
    told = say(language, "reports.some", count=str(len(labels)), items="; ".join(shown))
    return Draft(
        Status.AMBIGUOUS,
        f"{say(language, 'ambiguous.nothing_asked')} {told}",
        names=(*shown, told),
        suggestions=tuple(_questions(asked)),
    )


def _questions(asked: Asked) -> Iterator[str]:
    """One question of each report in turn, the newest report first, of figures that it tells most of."""
    newest = sorted(asked.reports, key=lambda report: report.period.end, reverse=True)[:_SUGGESTED]
    language = asked.question.language
    offers: dict[str, None] = {}
    for place in range(_SUGGESTED):
        for report in newest:
            for name in _told(asked, report)[place : place + 1]:
                about = {"district": area_label(report.district, language)}
                about["period"] = period_label(report.period, language)
                offers[capitalised(say(language, "suggest.question", figure=name, **about))] = None
    yield from list(offers)[:_SUGGESTED]


def _told(asked: Asked, report: KnownReport) -> list[str]:
    """The listed indicators whose results a report tells, first those that it says most of."""
    concepts = concepts_by_id("indicators")
    figures = asked.figures.of_report(report.id)
    told = {figure.concept for figure in figures if figure.measure is Measure.VALUE}
    counts = Counter(
        figure.concept for figure in figures if figure.concept in concepts and figure.concept in told
    )
    ranked = sorted(counts, key=lambda concept: (-counts[concept], concept or ""))
    listed = [concepts[concept] for concept in ranked if concept]
    return [one.en or one.vi if asked.question.language == "en" else one.vi for one in listed]
