"""Answers that abstain: what is not reported, and what is nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ingest.text import fold
from search.choose import Choice
from search.cite import Citation, without_repeats
from search.draft import Asked, Draft, Status
from search.evidence import FoundPassage
from search.excerpt import telling_part
from search.holdings import KnownReport
from search.language import Language
from search.phrase import join, period_label, say
from search.places_found import nearest_districts
from search.wording import area_label, cite_part, cite_passage

_NEAREST = 4
_LONG = 800  # characters; of a longer passage only a part is cited
_NEAR = 0.15  # the share of the question that a name must tell to be offered instead
_SUBSTANCE = 12  # words; a shorter passage that tells nothing of the question is a date or a signature


def nothing_found(asked: Asked, choice: Choice, text: str = "") -> Draft:
    """The reports are there but do not speak of the matter; the closest passages are cited.

    Close are those that share most words with the question, and those that search finds by their meaning.
    """
    language = asked.question.language
    by_rank = sorted(asked.evidence.passages, key=lambda found: found.rank)[:_NEAREST]
    in_turn = (found for pair in zip_longest(choice.passages, by_rank) for found in pair if found)
    closest = tuple(
        without_repeats(
            _cited(asked, found)
            for found in in_turn
            if found.told or len(found.passage.text.split()) >= _SUBSTANCE
        )
    )
    return Draft(
        status=Status.NOT_FOUND,
        text=text or unreported(asked.reports, language),
        citations=closest[:_NEAREST],
        suggestions=tuple(_nearest_names(asked)),
    )


def _cited(asked: Asked, found: FoundPassage) -> Citation:
    """The passage; of one that is a page long, the clauses that tell most of the question."""
    whole = cite_passage(found.passage, asked.catalogue)
    if len(whole.quote) <= _LONG:
        return whole
    return cite_part(whole, telling_part(whole.quote, asked.question.terms, asked.evidence.weights))


def _nearest_names(asked: Asked) -> Iterator[str]:
    """The names of figures in these reports that come nearest to what was asked, to ask for instead."""
    language = asked.question.language
    told = [clause for clause in asked.evidence.clauses if clause.match.recall >= _NEAR]
    nearest = sorted(told, key=lambda clause: -clause.match.f1)
    names = dict.fromkeys(clause.figures[0].name for clause in nearest)
    for name in list(names)[:_NEAREST]:
        yield say(language, "suggest.figure", figure=name)


def unreported(reports: Iterable[KnownReport], language: Language) -> str:
    """That the reports do not report it, one sentence for each up to three."""
    reports = tuple(reports)
    if not 0 < len(reports) <= 3:
        return say(language, "missing.nothing")
    return " ".join(
        say(
            language,
            "missing.in_report",
            district=area_label(report.district, language),
            period=period_label(report.period, language),
        )
        for report in reports
    )


def no_report(asked: Asked) -> Draft:
    """No report is there of the district or period asked about: which are."""
    question, language = asked.question, asked.question.language
    slots = question.slots
    if question.unmatched and not slots.districts:
        return _unknown_place(asked)
    of_district = asked.catalogue.select(slots.districts, slots.provinces)
    if not of_district:
        names = join([area_label(area, language) for area in (*slots.districts, *slots.provinces)], language)
        text = " ".join(
            (say(language, "missing.no_report", district=names), *_namesakes(asked), _districts(asked))
        )
        return Draft(Status.NOT_FOUND, text, suggestions=_suggest_districts(asked))
    periods = join([period_label(period, language) for period in slots.periods], language)
    there = tuple(dict.fromkeys(period_label(report.period, language) for report in of_district))
    if slots.districts:
        names = join([area_label(area, language) for area in slots.districts], language)
        text = say(language, "missing.no_period", district=names, period=periods)
    else:
        text = say(language, "missing.no_period_at_all", period=periods)
    text += " " + say(language, "missing.nearest", periods=join(there[:12], language))
    suggestions = tuple(say(language, "suggest.period", period=period) for period in there[:_NEAREST])
    return Draft(Status.NOT_FOUND, text, names=(periods, *there), suggestions=suggestions)


def _namesakes(asked: Asked) -> Iterator[str]:
    """Districts with reports whose name is asked for, but of another province."""
    language = asked.question.language
    names = {fold(area.name) for area in asked.question.slots.districts}
    for report in {report.district.code: report for report in asked.catalogue.reports}.values():
        if fold(report.district.name) in names:
            labels = (area_label(report.district, language), area_label(report.province, language))
            yield say(language, "missing.namesake", district=labels[0], province=labels[1])


def _unknown_place(asked: Asked) -> Draft:
    language = asked.question.language
    name = asked.question.unmatched[0].surface
    text = say(language, "missing.unknown_place", name=name) + " " + _districts(asked)
    return Draft(Status.NOT_FOUND, text, names=(name,), suggestions=_suggest_districts(asked))


def _districts(asked: Asked) -> str:
    language = asked.question.language
    labels = [area_label(area, language) for area in asked.catalogue.districts]
    shown = labels[:12]
    if len(labels) > len(shown):
        shown.append("…")
    return say(language, "missing.nearest_districts", districts=", ".join(shown))


def _suggest_districts(asked: Asked) -> tuple[str, ...]:
    language = asked.question.language
    names = [name for one in asked.question.unmatched for name in one.candidates]
    wanted = [area.name for area in asked.question.slots.districts]
    names = names or list(nearest_districts(wanted[0] if wanted else "", asked.catalogue, _NEAREST))
    return tuple(say(language, "suggest.district", district=name) for name in names)
