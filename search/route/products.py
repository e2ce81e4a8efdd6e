"""Answers about named OCOP products: which, of whom, with how many stars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from graph.queries import find_ocop
from graph.rows import OcopRow
from ingest.ocop_status import RECOGNISED
from search.choose import choose
from search.cite import without_repeats
from search.draft import Asked, Draft, Row, Status
from search.holdings import KnownReport
from search.phrase import period_label, say
from search.route.missing import nothing_found
from search.wording import area_label, cite_sentence

_CITATIONS = 6


def list_products(asked: Asked) -> Draft:
    """The products that the reports name; that a report only counts them is told as such."""
    slots = asked.question.slots
    found = find_ocop(asked.store, stars=[slots.stars] if slots.stars else [], reports=asked.report_ids)
    if not asked.report_ids or not found.rows:
        return _none(asked, found.sparql)
    sentences = [sentence for report in asked.reports for sentence in _told(asked, report, found.rows)]
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in found.rows))
    return Draft(
        status=Status.ANSWERED,
        text=" ".join(sentences),
        rows=tuple(_row(asked, row) for row in found.rows),
        citations=citations[:_CITATIONS],
        sparql=found.sparql,
        names=(*_names(asked), *(row.product for row in found.rows)),
        values=tuple(Decimal(number) for number in _numbers(asked, found.rows)),
    )


def _told(asked: Asked, report: KnownReport, rows: Sequence[OcopRow]) -> Iterator[str]:
    """A report's products: the recognised, which alone are counted, then those of each other standing."""
    of_status: dict[str, dict[str, OcopRow]] = {}
    for row in rows:
        if row.source.report == report.id:
            of_status.setdefault(row.status, {})[row.product] = row
    if not of_status:
        return
    language, stars = asked.question.language, asked.question.slots.stars
    about = {
        "period": period_label(report.period, language),
        "district": area_label(report.district, language),
    }
    recognised = of_status.pop(RECOGNISED, {})
    if recognised:
        yield say(
            language, "products.some", count=str(len(recognised)), items=_items(asked, recognised), **about
        )
    else:
        graded = f" {say(language, 'products.stars', stars=str(stars))}" if stars else ""
        yield say(language, "products.none_recognised", stars=graded, **about)
    for status, others in of_status.items():
        yield say(language, f"products.{status}", items=_items(asked, others))


def _items(asked: Asked, rows: Mapping[str, OcopRow]) -> str:
    return "; ".join(_item(asked, row) for row in rows.values())


def _none(asked: Asked, sparql: str) -> Draft:
    language, stars = asked.question.language, asked.question.slots.stars
    key = "products.none_stars" if stars else "products.none"
    text = " ".join(
        say(
            language,
            key,
            period=period_label(report.period, language),
            district=area_label(report.district, language),
            **({"stars": str(stars)} if stars else {}),
        )
        for report in asked.reports[:3]
    )
    draft = nothing_found(asked, choose(asked.question, asked.evidence), text)
    return Draft(
        Status.NOT_FOUND,
        draft.text,
        citations=draft.citations,
        sparql=sparql,
        names=_names(asked),
        values=(Decimal(stars or 0),),
    )


def _item(asked: Asked, row: OcopRow) -> str:
    language = asked.question.language
    stars = say(language, "products.stars", stars=str(row.stars)) if row.stars else ""
    owner = say(language, "products.owner", owner=row.owner) if row.owner else ""
    spaced = f" {stars}" if stars and not stars.startswith(" ") else stars
    return say(language, "products.item", product=row.product, stars=spaced, owner=owner)


def _row(asked: Asked, row: OcopRow) -> Row:
    report = asked.catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "product": row.product,
        "stars": row.stars,
        "owner": row.owner,
        "place": row.place,
        "status": row.status,
        "year": row.year,
        "period": row.period,
        "report": row.source.file,
        "line": row.source.line,
    }


def _names(asked: Asked) -> tuple[str, ...]:
    language = asked.question.language
    return tuple(period_label(report.period, language) for report in asked.reports)


def _numbers(asked: Asked, rows: Sequence[OcopRow]) -> set[int]:
    """How many products each report names: counted from the rows."""
    return {
        len({row.product for row in rows if row.source.report == report.id and row.status == RECOGNISED})
        for report in asked.reports
    }
