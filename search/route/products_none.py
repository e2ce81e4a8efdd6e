"""Says that a district has no recognised OCOP product, or none of so many stars, where a report tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.lookups import find_figures
from graph.queries import find_ocop
from graph.rows import OcopRow
from ingest.fact import Measure
from ingest.match.programmes import match_programmes
from ingest.ocop_status import EXPIRED, RECOGNISED, WITHDRAWN
from ingest.sentence import split_sentences
from ingest.text import even_tones, nfc
from search.choose import choose
from search.cite import Citation, without_repeats
from search.denial import denials
from search.draft import Asked, Draft, Status
from search.evidence import FoundPassage
from search.holdings import KnownReport
from search.outlook import is_outlook
from search.phrase import join, period_label, say
from search.route.missing import nothing_found
from search.route.quoted import quotes_in_words
from search.wording import area_label, cite_passage

_STARS = re.compile(r"(?<!\d)0?([1-5])\s*sao(?!\w)")
_COUNT = re.compile(r"(?<![\d/.,])(\d{1,3})\s+sản phẩm(?![^.;,]{0,20}(?:dự kiến|phấn đấu))")
_GRADED = re.compile(r"(?<![\d/.,])(\d{1,3})\s+sản phẩm[^.;,\d]{0,60}?[1-5]\s*sao")
_HAD = (RECOGNISED, EXPIRED, WITHDRAWN)
_CITED = 4
_LOOKED_AT = 40  # reports that are searched one by one
_REPORTS = 3
_PRODUCT = "sản phẩm"


def no_products(asked: Asked, sparql: str) -> Draft:
    """That no such product is named; a no where a report denies them, or tells the stars of all it has."""
    language, stars = asked.question.language, asked.question.slots.stars
    key = "products.none_stars" if stars else "products.none"
    lead = " ".join(
        say(language, key, **_about(asked, report), **({"stars": str(stars)} if stars else {}))
        for report in asked.reports[:_REPORTS]
    )
    names = tuple(period_label(report.period, language) for report in asked.reports)
    if cited := tuple(without_repeats(_telling(asked))):
        text = f"{lead} {quotes_in_words(asked, cited[:2], language)}"
        return Draft(
            Status.NO, text, citations=cited, sparql=sparql, names=names, values=(Decimal(stars or 0),)
        )
    draft = nothing_found(asked, choose(asked.question, asked.evidence), lead)
    return Draft(
        Status.NOT_FOUND,
        draft.text,
        citations=draft.citations,
        sparql=sparql,
        names=names,
        values=(Decimal(stars or 0),),
    )


def districts_without(asked: Asked) -> Draft | None:
    """The districts whose reports say that none of their products is recognised yet."""
    language = asked.question.language
    having = {row.source.district for row in _recognised(asked)}
    without = [report for report in asked.reports if report.district.code not in having][:_LOOKED_AT]
    found = [
        (report, cite_passage(one.passage, asked.catalogue))
        for report in without
        for one in _denials_of(_alone(asked, report), report)[:1]
    ]
    if not found:
        return None
    districts = tuple(dict.fromkeys(area_label(report.district, language) for report, _ in found))
    cited = tuple(citation for _, citation in found)
    lead = say(
        language, "products.without", count=str(len(districts)), districts=join(list(districts), language)
    )
    return Draft(
        Status.ANSWERED,
        f"{lead} {quotes_in_words(asked, cited[:_REPORTS], language)}",
        rows=tuple(
            {
                "district": report.district.name,
                "period": report.period.notation,
                "report": report.name,
                "line": citation.line,
            }
            for report, citation in found
        ),
        citations=cited,
        names=tuple(period_label(report.period, language) for report, _ in found),
        values=(Decimal(len(districts)),),
    )


def _alone(asked: Asked, report: KnownReport) -> Asked:
    """The question of one report: over many, search finds the denials of a few only."""
    return Asked(asked.question, asked.catalogue, (report,), asked.store, asked.index)


def _recognised(asked: Asked) -> list[OcopRow]:
    rows = find_ocop(asked.store, stars=[], reports=asked.report_ids).rows
    return [row for row in rows if row.status in _HAD]


def _about(asked: Asked, report: KnownReport) -> dict[str, str]:
    language = asked.question.language
    return {
        "period": period_label(report.period, language),
        "district": area_label(report.district, language),
    }


def _telling(asked: Asked) -> Iterator[Citation]:
    """The passages that say no: all that is denied, else all whose stars are told and are others."""
    reports = asked.reports
    denied = [one for report in reports for one in _denials_of(asked, report)]
    if not denied and len(reports) == 1 and _has_only_others(asked, reports[0]):
        denied = [one for one in _passages(asked, reports[0]) if _STARS.search(_text(one))]
    if len({one.passage.report for one in denied}) == len(reports):
        for one in denied[:_CITED]:
            yield cite_passage(one.passage, asked.catalogue)


def _denials_of(asked: Asked, report: KnownReport) -> list[FoundPassage]:
    """The passages in which such products are denied: "chưa sản phẩm nào được xếp hạng"."""
    stars = asked.question.slots.stars
    every = [one for one in asked.evidence.passages if one.passage.report == report.id]
    found = every if stars else _passages(asked, report)  # "sản phẩm 5 sao" are of no other programme
    return [one for one in found if any(_denies(sentence, stars) for sentence in _sentences(one))]


def _denies(sentence: str, stars: int | None) -> bool:
    for mention in denials().find(sentence):
        rest = sentence[mention.end :].lstrip()
        if _PRODUCT not in mention.surface.lower() and not rest.lower().startswith(_PRODUCT):
            continue
        told = _STARS.search(re.split(r"[,;.]", rest)[0])
        if (told is None and stars is None) or (told is not None and int(told[1]) == stars):
            return True
        if told is None and stars is not None and _PRODUCT in mention.surface.lower():
            return True  # of what has no product recognised at all none has so many stars
    return False


def _has_only_others(asked: Asked, report: KnownReport) -> bool:
    """Whether all recognised products have their stars told, and none the number asked for."""
    stars = asked.question.slots.stars
    texts = [_text(one) for one in _passages(asked, report)]
    if stars is None or any(int(told[1]) == stars for text in texts for told in _STARS.finditer(text)):
        return False
    rows = find_ocop(asked.store, stars=[], reports=[report.id]).rows
    named = len({row.product for row in rows if row.stars and row.status == RECOGNISED})
    graded = max([named, *(sum(_numbers(_GRADED, text)) for text in texts)])
    counted: list[Decimal | int] = [
        *(n for text in texts for n in _numbers(_COUNT, text)),
        *_counts(asked, report),
    ]
    return bool(counted) and graded >= max(counted)


def _counts(asked: Asked, report: KnownReport) -> list[Decimal]:
    """What the figures say that there are, of tables as well."""
    claims = [
        figure.claim
        for clause in asked.evidence.clauses
        for figure in clause.figures
        if clause.report == report.id and figure.measure is Measure.VALUE and "ocop" in figure.name.lower()
    ]
    return [row.value for row in find_figures(asked.store, claims).rows if row.unit == _PRODUCT]


def _numbers(pattern: re.Pattern[str], text: str) -> Sequence[int]:
    return [int(match[1]) for match in pattern.finditer(text)]


def _passages(asked: Asked, report: KnownReport) -> list[FoundPassage]:
    """What search found in a report about the programme, but for what is striven for."""
    return [
        one
        for one in asked.evidence.passages
        if one.passage.report == report.id
        and not is_outlook(one.passage.section)
        and any(m.value.id == "OCOP" for m in match_programmes(f"{one.passage.context}\n{one.passage.text}"))
    ]


def _sentences(found: FoundPassage) -> Iterator[str]:
    text = _text(found)
    for start, end in split_sentences(text):
        yield text[start:end]


def _text(found: FoundPassage) -> str:
    return even_tones(nfc(found.passage.text))
