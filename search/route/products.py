"""Answers about named OCOP products: which, of whom, with how many stars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from graph.queries import find_ocop
from graph.rows import OcopRow
from ingest.ocop_status import ASSESSED, PLANNED, RECOGNISED
from ingest.text import fold
from search.cite import Citation, without_repeats
from search.draft import Asked, Draft, Row, Status
from search.holdings import KnownReport
from search.intents import Intent
from search.owners_asked import asks_for_recognised, is_made_by, owners_asked
from search.phrase import period_label, say
from search.route.figures import answer_by_figures
from search.route.products_none import districts_without, no_products
from search.wording import area_label, cite_sentence

_AHEAD = (PLANNED, ASSESSED)


def list_products(asked: Asked) -> Draft:
    """The products that the reports name; that a report only counts them is told as such."""
    question = asked.question
    if question.asks("asks-quantity") and not question.asks("asks-product"):
        counted = answer_by_figures(_as_lookup(asked))
        if counted.status is Status.ANSWERED and _counts_them(asked, counted):
            return counted
    if question.asks("products-absent"):
        return districts_without(asked) or no_products(asked, "")
    stars = [question.slots.stars] if question.slots.stars else []
    found = find_ocop(asked.store, stars=stars, reports=asked.report_ids) if asked.report_ids else None
    rows = _asked_for(asked, found.rows) if found else []
    if question.asks("intends") and rows:
        # What a district means to have, and not what it has; where no name is read, its plans are quoted.
        rows = [row for row in rows if row.status in _AHEAD]
        if not rows:
            return answer_by_figures(_as_passages(asked))
    if not rows and not _names_ocop(asked):
        return answer_by_figures(asked)
    if found is None or not rows:
        return no_products(asked, found.sparql if found else "")
    if question.asks("asks-district", "asks-how-many-districts"):
        return _districts(asked, rows, found.sparql)
    return _listed(asked, rows, found.sparql)


def _counts_them(asked: Asked, draft: Draft) -> bool:
    """Whether figures count what is asked for; of products of so many stars a sentence must tell those."""
    stars = asked.question.slots.stars
    told = any(re.search(rf"(?<!\d)0?{stars} sao", citation.quote) for citation in draft.citations)
    return bool(draft.rows) and not draft.caveats and (stars is None or told)


def _as_passages(asked: Asked) -> Asked:
    question = replace(asked.question, intent=Intent.PASSAGE)
    return Asked(question, asked.catalogue, asked.reports, asked.store, asked.index)


def _as_lookup(asked: Asked) -> Asked:
    question = replace(asked.question, intent=Intent.LOOKUP)
    return Asked(question, asked.catalogue, asked.reports, asked.store, asked.index)


def _names_ocop(asked: Asked) -> bool:
    return any(programme.id == "OCOP" for programme in asked.question.slots.programmes)


def _asked_for(asked: Asked, rows: Sequence[OcopRow]) -> list[OcopRow]:
    """Those of the kind of maker asked for; of products that the question names only these."""
    folded = fold(asked.question.text)
    named = [row for row in rows if " " in row.product and fold(row.product) in folded]
    if not _names_ocop(asked):
        return named
    makers = owners_asked(asked.question.text)
    return named or [row for row in rows if is_made_by(row.owner, makers)]


def _are_named(asked: Asked, rows: Sequence[OcopRow]) -> bool:
    """Whether the question names the products itself."""
    folded = fold(asked.question.text)
    return all(" " in row.product and fold(row.product) in folded for row in rows)


def _listed(asked: Asked, rows: Sequence[OcopRow], sparql: str) -> Draft:
    told = {row.source.report for row in rows}
    slots = asked.question.slots
    sentences = [
        sentence
        for report in asked.reports
        if report.id in told or slots.districts
        for sentence in _told(asked, report, rows)
    ]
    text = asked.question.text
    graded = asked.question.asks("asks-yes-no") or asks_for_recognised(text) or _are_named(asked, rows)
    refused = graded and not any(row.status == RECOGNISED for row in rows)
    return Draft(
        status=Status.NO if refused else Status.ANSWERED,
        text=" ".join(sentences),
        rows=tuple(_row(asked, row) for row in rows),
        citations=_cited(asked, rows),
        sparql=sparql,
        names=(*_names(asked), *(row.product for row in rows)),
        values=tuple(Decimal(number) for number in _numbers(asked, rows)),
    )


def _districts(asked: Asked, rows: Sequence[OcopRow], sparql: str) -> Draft:
    """Which districts have such products: only the recognised count, the others are told apart."""
    language = asked.question.language
    recognised = [row for row in rows if row.status == RECOGNISED]
    if not recognised:
        draft = _listed(asked, rows, sparql)
        return replace(draft, status=Status.NOT_FOUND, rows=())
    draft = _listed(asked, recognised, sparql)
    count = len({row.source.district for row in recognised})
    lead = say(language, "products.districts", count=str(count))
    apart = [row for row in rows if row.status != RECOGNISED]
    caveats = tuple(_apart(asked, apart))
    return replace(
        draft, text=f"{lead} {draft.text}", values=(*draft.values, Decimal(count)), caveats=caveats
    )


def _apart(asked: Asked, rows: Sequence[OcopRow]) -> Iterator[str]:
    language = asked.question.language
    for status in dict.fromkeys(row.status for row in rows):
        items = {row.product: row for row in rows if row.status == status}
        yield say(language, f"products.{status}", items=_items(asked, items))


def _cited(asked: Asked, rows: Sequence[OcopRow]) -> tuple[Citation, ...]:
    return tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in rows))


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
    if not recognised and of_status and _are_named(asked, rows):
        pass  # other products than those asked for may well be recognised
    elif recognised:
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
