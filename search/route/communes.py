"""Answers which communes: those whose figures fit a limit or an end, and those that a sentence lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.figure_entries import FigureEntry, find_rows
from graph.queries import find_place_mentions
from graph.rows import ObservationRow, PlaceMentionRow
from ingest.document import Span
from ingest.text import fold
from ontology.gazetteer import COMMUNE, load_gazetteer
from search.cells import comparable, find_named, measured, size
from search.choose import choose
from search.cite import Citation, without_repeats
from search.draft import Asked, Draft, Row, Status
from search.evidence import FoundPassage
from search.holdings import KnownReport
from search.language import Language
from search.matching import match_text
from search.phrase import join, period_label, say
from search.route.figures import answer_by_figures, names_of
from search.route.quoted import citations_of, quotes_in_words
from search.route.refused import refused
from search.slots import Order
from search.wording import area_label, cite_passage, cite_sentence, observation_row, quantity
from search.words import take_apart

_CITATIONS = 6
_QUOTES = 2
_TOLD = 0.75  # of the question must stand in the sentence that lists communes
_NUMBER = r"(?P<number>\d{1,3})(?:\s*/\s*\d{1,3})?"
# "có 03/12 xã (A, B, C) đạt chuẩn": as many names as were counted, or it is no list of them.
_LISTED = re.compile(rf"{_NUMBER}\s+(?:xã|phường|thị trấn)\b[^()\d.;]{{0,60}}\((?P<names>[^()]{{3,300}})\)")
_BETWEEN = re.compile(r"\s*(?:,|;|\bvà\b)\s*")
_KIND = re.compile(r"^(?:các\s+)?(?:xã|phường|thị trấn|TT\.?)\s+")


@dataclass(frozen=True, slots=True)
class _List:
    report: KnownReport
    names: tuple[str, ...]
    passage: FoundPassage


def list_communes(asked: Asked) -> Draft:
    """The communes asked for; where neither figures nor a list tell them, what the reports say."""
    slots = asked.question.slots
    if slots.order or slots.threshold:
        found = find_named(asked, asked.question.terms, asked.reports, _is_commune)
        if chosen := _chosen(asked, comparable(measured(found.rows, slots.measures), slots.indicators)):
            told = find_rows(asked.store, chosen)
            return _by_figures(asked, told.rows, told.sparql)
    elif lists := list(_lists(asked)):
        return _by_lists(asked, lists)
    if no := refused(asked):
        return no
    draft = answer_by_figures(asked)
    if draft.status is not Status.ANSWERED:
        return draft
    caveat = say(asked.question.language, "communes.quoted")
    return replace(draft, caveats=(*draft.caveats, caveat))


def _is_commune(row: FigureEntry, report: KnownReport) -> bool:
    unit = load_gazetteer().unit(row.area_code) if row.area_code else None
    return unit is not None and unit.level == COMMUNE and row.area_code != report.district.code


def _chosen(asked: Asked, rows: Sequence[FigureEntry]) -> list[FigureEntry]:
    slots = asked.question.slots
    latest: dict[tuple[str, str], FigureEntry] = {}
    for row in sorted(rows, key=lambda row: (row.ends, -row.start)):
        latest[row.district, row.area] = row
    fitting = [row for row in latest.values() if slots.threshold is None or slots.threshold.holds(row.value)]
    ranked = sorted(fitting, key=lambda row: (size(row), row.area), reverse=slots.order is not Order.LOWEST)
    if slots.order is None or not ranked:
        return ranked
    last = ranked[min(slots.count or 1, len(ranked)) - 1]
    return [row for row in ranked if row in ranked[: slots.count or 1] or size(row) == size(last)]


def _by_figures(asked: Asked, rows: Sequence[ObservationRow], sparql: str) -> Draft:
    language = asked.question.language
    items = join([f"{row.area} {quantity(row, language)}" for row in rows], language)
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in rows))
    text = say(language, "communes.figures", name=rows[0].indicator_text, items=items)
    return Draft(
        status=Status.ANSWERED,
        text=f"{text} {quotes_in_words(asked, citations[:_QUOTES], language)}",
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(rows),
        citations=citations,
        sparql=sparql,
        names=names_of(rows, language),
        caveats=(say(language, "communes.named_only"),),
    )


def _lists(asked: Asked) -> Iterator[_List]:
    """The best list of each report: communes in brackets behind their number, in a clause that tells it."""
    seen: set[str] = set()
    for found in asked.evidence.passages:
        report = asked.catalogue.report(found.passage.report)
        if report is None or report.id in seen:
            continue
        for names, clause in listed_communes(found.passage.text):
            told = match_text(asked.question.terms, asked.evidence.weights, take_apart(clause)).recall
            if told >= _TOLD and not _is_denied(clause):
                seen.add(report.id)
                yield _List(report, names, found)
                break


def listed_communes(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of each list, with the clause around it."""
    for match in _LISTED.finditer(text):
        names = tuple(_KIND.sub("", name).strip() for name in _BETWEEN.split(match["names"]))
        if len(names) == int(match["number"]) and all(name[:1].isupper() for name in names):
            yield names, _clause(text, Span(match.start(), match.end()))


def _clause(text: str, span: Span) -> str:
    """The words around a list, up to the commas and stops that stand outside it."""
    before = re.split(r"[;.]\s|\n", text[: span.start])[-1]
    after = re.split(r"[;,.]\s|\n", text[span.end :])[0]
    return f"{before}{text[span.start : span.end]}{after}"


def _is_denied(clause: str) -> bool:
    return bool(re.search(r"\b(?:chưa|không|phấn đấu|dự kiến|mục tiêu)\b", clause))


def _by_lists(asked: Asked, lists: Sequence[_List]) -> Draft:
    language = asked.question.language
    cited = tuple(cite_passage(one.passage.passage, asked.catalogue) for one in lists)
    others = citations_of(asked, choose(asked.question, asked.evidence), ())
    citations: tuple[Citation, ...] = tuple(without_repeats((*cited, *others)))[:_CITATIONS]
    text = " ".join(_told(one, language) for one in lists)
    mentions = find_place_mentions(asked.store, [one.report.id for one in lists])
    return Draft(
        status=Status.ANSWERED,
        text=f"{text} {quotes_in_words(asked, cited[:_QUOTES], language)}",
        rows=tuple(row for one in lists for row in _rows(one, mentions.rows)),
        citations=citations,
        sparql=mentions.sparql,
        names=tuple(period_label(one.report.period, language) for one in lists),
        values=tuple(Decimal(len(one.names)) for one in lists),
    )


def _told(one: _List, language: Language) -> str:
    return say(
        language,
        "communes.listed",
        count=str(len(one.names)),
        district=area_label(one.report.district, language),
        period=period_label(one.report.period, language),
        items=join(list(one.names), language),
    )


def _rows(one: _List, mentions: Sequence[PlaceMentionRow]) -> Iterator[Row]:
    """A row for each name, on the line where the report has it in the list."""
    passage = one.passage.passage
    lines = {
        fold(row.place): row.source.line
        for row in mentions
        if row.source.report == one.report.id and passage.start <= row.source.start < passage.end
    }
    for name in one.names:
        yield {
            "district": one.report.district.name,
            "area": name,
            "period": one.report.period.notation,
            "report": one.report.name,
            "line": lines.get(fold(name), passage.line),
        }
