"""Answers which districts take part in a programme, or follow a document: those whose reports say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from graph.queries import find_citations, find_programme_mentions
from graph.rows import Source
from search.cite import without_repeats
from search.denial import denies
from search.draft import Asked, Draft, Row, Status
from search.phrase import join, say
from search.route.quoted import quotes_in_words
from search.wording import area_label, cite_sentence

_QUOTES = 3


def list_districts_under(asked: Asked) -> Draft:
    """The districts whose reports speak of the programme or document, each with its sentence."""
    language = asked.question.language
    sources, sparql, named = _sources(asked)
    name = join(named, language)
    told = {source.district: source for source in reversed(sources) if not denies(source.sentence, named)}
    if asked.question.asks("event-absent"):
        return _without(asked, set(told), name, sparql, named)
    if not told:
        text = say(language, "under.none", name=name)
        return Draft(Status.NOT_FOUND, text, sparql=sparql, names=(name, *named))
    chosen = sorted(told.values(), key=lambda source: (source.report_period, source.district_label))
    labels = [_label(asked, source) for source in chosen]
    citations = tuple(without_repeats(cite_sentence(source, asked.catalogue) for source in chosen))
    text = say(language, "under.some", count=str(len(chosen)), name=name, districts=join(labels, language))
    return Draft(
        status=Status.ANSWERED,
        text=f"{text} {quotes_in_words(asked, citations[:_QUOTES], language)}",
        rows=tuple(_row(asked, source, name) for source in chosen),
        citations=citations,
        sparql=sparql,
        names=(name, *named),
        values=(Decimal(len(chosen)),),
    )


def _without(asked: Asked, told: set[str], name: str, sparql: str, named: list[str]) -> Draft:
    """That no report denies it; whose reports do not speak of it may still take part."""
    language = asked.question.language
    others = dict.fromkeys(r.district for r in asked.reports if r.district.code not in told)
    labels = [area_label(area, language) for area in others]
    text = say(language, "under.absent", name=name, districts=join(labels, language) or "–")
    return Draft(Status.NOT_FOUND, text, sparql=sparql, names=(name, *named))


def _sources(asked: Asked) -> tuple[Sequence[Source], str, list[str]]:
    slots, reports = asked.question.slots, asked.report_ids
    if slots.documents:
        cited = find_citations(asked.store, numbers=[d.number for d in slots.documents], reports=reports)
        return [row.source for row in cited.rows], cited.sparql, [d.label for d in slots.documents]
    programmes = [programme.id for programme in slots.programmes]
    found = find_programme_mentions(asked.store, programmes=programmes, reports=reports)
    english = asked.question.language == "en"
    return (
        _in_order(row.source for row in found.rows),
        found.sparql,
        [programme.en if english else programme.vi for programme in slots.programmes],
    )


def _in_order(sources: Iterable[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: (source.report, source.start))


def _label(asked: Asked, source: Source) -> str:
    report = asked.catalogue.report(source.report)
    return area_label(report.district, asked.question.language) if report else source.district_label


def _row(asked: Asked, source: Source, name: str) -> Row:
    report = asked.catalogue.report(source.report)
    return {
        "district": report.district.name if report else source.district_label,
        "about": name,
        "period": source.report_period,
        "report": source.file,
        "line": source.line,
    }
