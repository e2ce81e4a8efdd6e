"""Answers which targets a district missed, reached or exceeded: by the printed share of the plan alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.queries import find_observations
from graph.rows import ObservationRow
from ingest.fact import Measure
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.holdings import KnownReport
from search.phrase import period_label, say
from search.route.figures import names_of
from search.route.quoted import quotes_in_words
from search.route.ranking import COMPARATORS
from search.slots import Threshold
from search.wording import area_label, cite_sentence, clause_in_words, limit_in_words, observation_row

_WHOLE = Decimal(100)
_ITEMS = 15  # of one report that are told in words; all stand in the rows
_QUOTES = 3
_SHARES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)
_YEAR = 360  # days; a shorter report is about a part of the year for which its plans are made


def list_targets(asked: Asked) -> Draft:
    """The indicators of each report in question whose share of the plan is as asked for."""
    language = asked.question.language
    found = find_observations(asked.store, measures=_SHARES, reports=asked.report_ids)
    wanted, limit = _wanted(asked), asked.question.slots.threshold
    texts, rows, shown = [], [], []
    for report in asked.reports:
        own = [row for row in _once(found.rows, report) if _fits(row, wanted, limit)]
        own.sort(key=_share, reverse=wanted == "exceeded")
        texts.append(_told(asked, report, own, wanted))
        rows += own
        shown += own[:_ITEMS]
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in shown))
    caveats = tuple(_caveats(asked)) if rows else ()
    return Draft(
        status=Status.ANSWERED if rows else Status.NOT_FOUND,
        text=" ".join((*texts, quotes_in_words(asked, citations[:_QUOTES], language))).strip(),
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(shown),
        citations=citations,
        sparql=found.sparql,
        names=(*names_of(rows, language), *(period_label(r.period, language) for r in asked.reports)),
        values=(*_counts(rows), *_limits(limit)),
        caveats=caveats,
    )


def _wanted(asked: Asked) -> str:
    if asked.question.slots.threshold:
        return "limit"
    if asked.question.asks("target-missed"):
        return "missed"
    return "exceeded" if asked.question.asks("target-exceeded") else "reached"


def _once(rows: Sequence[ObservationRow], report: KnownReport) -> Iterator[ObservationRow]:
    """Each share of the report about the whole district once; text and table often say the same."""
    seen: set[tuple[str, Decimal]] = set()
    for row in rows:
        key = (row.concept or row.indicator_text.lower(), row.value)
        whole = row.area_code == report.district.code or row.area == report.district.label
        if row.source.report == report.id and whole and key not in seen:
            seen.add(key)
            yield row


def _fits(row: ObservationRow, wanted: str, limit: Threshold | None) -> bool:
    share = _share(row)
    if limit is not None:
        return row.unit == "%" and limit.holds(share)
    return (
        share < _WHOLE if wanted == "missed" else share > _WHOLE if wanted == "exceeded" else share >= _WHOLE
    )


def _share(row: ObservationRow) -> Decimal:
    return row.value if row.measure is Measure.PCT_OF_PLAN else _WHOLE + row.value


def _told(asked: Asked, report: KnownReport, rows: Sequence[ObservationRow], wanted: str) -> str:
    language = asked.question.language
    about = {
        "district": area_label(report.district, language),
        "period": period_label(report.period, language),
    }
    if not rows:
        return say(language, "targets.none", **about)
    if limit := asked.question.slots.threshold:
        about["limit"] = limit_in_words(limit, language)
        about["comparator"] = say(language, COMPARATORS[limit.kind])
    items = [clause_in_words([row], report, language) for row in rows[:_ITEMS]]
    if len(rows) > _ITEMS:
        items.append(say(language, "targets.others", count=str(len(rows) - _ITEMS)))
    return say(language, f"targets.{wanted}", count=str(len(rows)), items="; ".join(items), **about)


def _limits(limit: Threshold | None) -> tuple[Decimal, ...]:
    """The numbers that the question itself names."""
    return tuple(one for one in (limit.value, limit.upto) if one is not None) if limit else ()


def _counts(rows: Sequence[ObservationRow]) -> Iterator[Decimal]:
    """How many were listed of each report, and how many of them are told in the rows alone."""
    for report in {row.source.report for row in rows}:
        count = sum(row.source.report == report for row in rows)
        yield Decimal(count)
        yield Decimal(max(0, count - _ITEMS))


def _caveats(asked: Asked) -> Iterator[str]:
    language = asked.question.language
    yield say(language, "targets.printed")
    for report in asked.reports:
        if (report.period.end - report.period.start).days < _YEAR:
            yield say(language, "targets.partial", period=period_label(report.period, language))
