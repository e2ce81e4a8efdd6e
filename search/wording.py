"""Facts in words: observations, reports and quotes as the sentences of an answer say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from graph.rows import DocumentRow, ObservationRow, Source
from ingest.document import Span
from ingest.fact import Measure
from ontology.lexicon import concepts_by_id
from ontology.periods import parse_period
from ontology.values import Area
from search.cite import Citation
from search.draft import Row
from search.holdings import Catalogue, KnownReport
from search.language import Language
from search.passage import Passage
from search.phrase import format_number, format_quantity, period_label, say
from search.slots import Threshold
from search.words import normal

_CHANGES = (Measure.CHANGE, Measure.CHANGE_PCT)


def area_label(area: Area, language: Language) -> str:
    """``huyện Phong Thổ`` / ``Phong Thổ district``."""
    if language == Language.VIETNAMESE:
        return area.label
    kind = next((row.en for row in concepts_by_id("area_kinds").values() if row.vi == area.kind), "")
    return f"{area.name} {kind}".strip()


def notation_label(notation: str, language: Language) -> str:
    """A period by its notation, in words."""
    try:
        return period_label(parse_period(notation), language)
    except ValueError:
        return notation


def name_of(row: ObservationRow, language: Language) -> str:
    """What is counted; in English by the code list's label where the name says no more than that."""
    return indicator_name(row.indicator_text, row.concept, language)


def indicator_name(text: str, concept: str | None, language: Language) -> str:
    """The same from the report's name of it and its entry in the code list."""
    if language != Language.ENGLISH:
        return text
    known = concepts_by_id("indicators").get(concept or "")
    return known.en if known else _english_names().get(normal(text), text)


@cache
def _english_names() -> Mapping[str, str]:
    """The English label by each Vietnamese one that is of a single indicator."""
    names: dict[str, set[str]] = {}
    for concept in concepts_by_id("indicators").values():
        for label in concept.labels:
            names.setdefault(normal(label), set()).add(concept.en)
    return {name: english.pop() for name, english in names.items() if len(english) == 1}


def clause_in_words(rows: Sequence[ObservationRow], report: KnownReport, language: Language) -> str:
    """The numbers of one clause: the value with plan, percentages and changes behind it in brackets.

    Place and time are told where they are not those of the report.
    """
    values = [row for row in rows if row.measure is Measure.VALUE]
    extras = [_extra(row, report, language) for row in rows if row not in values]
    if not values:
        scope = _place if rows[0].measure is Measure.PLAN else _scope  # a plan tells its period itself
        name = f"{name_of(rows[0], language)}{scope(rows[0], report, language)}"
        return say(language, "fact.no_value", name=name, extras=", ".join(extras))
    stated = "; ".join(_value(row, report, language) for row in values)
    return say(language, "fact.with_extras", fact=stated, extras=", ".join(extras)) if extras else stated


def point_in_words(rows: Sequence[ObservationRow], report: KnownReport, language: Language) -> str:
    """One figure of a series: its period and value, and what its clause adds ("giảm 2% so với năm 2022")."""
    value = say(
        language,
        "trend.point",
        period=notation_label(rows[0].period, language),
        value=quantity(rows[0], language),
    )
    extras = [_extra(row, report, language) for row in rows[1:]]
    return say(language, "fact.with_extras", fact=value, extras=", ".join(extras)) if extras else value


def _value(row: ObservationRow, report: KnownReport, language: Language) -> str:
    key = "fact.estimate" if row.status == "E" else "fact.value"
    name = f"{name_of(row, language)}{_scope(row, report, language)}"
    return say(language, key, name=name, value=quantity(row, language))


def _scope(row: ObservationRow, report: KnownReport, language: Language) -> str:
    """Where and when, as far as it is not what the report is about as a whole."""
    place = _place(row, report, language)
    if row.period == report.period.notation:
        return place
    return f"{place} {say(language, 'fact.at_time', period=notation_label(row.period, language))}"


def _place(row: ObservationRow, report: KnownReport, language: Language) -> str:
    if row.area_code == report.district.code or row.area == report.district.label:
        return ""
    return f" {say(language, 'fact.at', area=row.area)}"


def quantity(row: ObservationRow, language: Language) -> str:
    """The number with its unit and, where one is printed, its bound."""
    return f"{row.qualifier or ''}{format_quantity(row.value, row.unit, language)}"


def limit_in_words(limit: Threshold, language: Language) -> str:
    """``60%`` / ``5.000–10.000 con``."""
    if limit.upto is None:
        return format_quantity(limit.value, limit.unit, language)
    return f"{format_number(limit.value, language)}–{format_quantity(limit.upto, limit.unit, language)}"


def _extra(row: ObservationRow, report: KnownReport, language: Language) -> str:
    amount = f"{row.qualifier or ''}{format_quantity(abs(row.value), row.unit, language)}"
    planned_for = row.plan_period or row.period
    if row.measure is Measure.PLAN and planned_for != report.period.notation:
        return say(language, "fact.plan_of", value=amount, period=notation_label(planned_for, language))
    if row.measure in _CHANGES:
        way = "up" if row.value > 0 else "down" if row.value < 0 else "same"
        return say(language, f"fact.{way}", value=amount, base=_base(row, language))
    if row.measure is Measure.PCT_OF_BASE:
        return say(language, "fact.pct_of_base", value=amount, base=_base(row, language))
    if row.measure is Measure.PCT_OF_PLAN_EXCESS and row.value < 0:
        return say(language, "fact.below_plan", value=amount)
    return say(language, f"fact.{row.measure.value}", value=amount)


def _base(row: ObservationRow, language: Language) -> str:
    return notation_label(row.compared_with, language) if row.compared_with else say(language, "fact.base")


def observation_row(row: ObservationRow, catalogue: Catalogue) -> Row:
    """A figure as a row of the answer's table."""
    report = catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "area": row.area,
        "period": row.period,
        "indicator": row.indicator_text,
        "measure": row.measure.value,
        "value": _number(row.value),
        "unit": row.unit,
        "qualifier": row.qualifier,
        "status": row.status,
        "as_written": row.as_written,
        "compared_with": row.compared_with,
        "programme_part": row.programme_part,
        "report": row.source.file,
        "line": row.source.line,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def cite_sentence(source: Source, catalogue: Catalogue) -> Citation:
    """The whole sentence around a fact, as the report has it."""
    report = catalogue.report(source.report)
    before = source.sentence[: max(0, source.start - source.sentence_start)].count("\n")
    first = source.line - before
    return Citation(
        report=source.file,
        report_id=source.report,
        line=first,
        last_line=first + source.sentence.count("\n"),
        start=source.sentence_start,
        end=source.sentence_end,
        quote=source.sentence,
        sentence_start=source.sentence_start,
        sentence_end=source.sentence_end,
        section=source.section or "",
        district=report.district.label if report else source.district_label,
        period=source.report_period,
    )


def cite_passage(passage: Passage, catalogue: Catalogue) -> Citation:
    """A whole passage, as the report has it."""
    report = catalogue.report(passage.report)
    return Citation(
        report=passage.name,
        report_id=passage.report,
        line=passage.line,
        last_line=passage.last_line,
        start=passage.start,
        end=passage.end,
        quote=passage.source,
        sentence_start=passage.start,
        sentence_end=passage.end,
        section=" / ".join(passage.section),
        district=report.district.label if report else "",
        period=report.period.notation if report else "",
    )


def cite_part(citation: Citation, part: Span) -> Citation:
    """A stretch of what is cited, inside the same sentence."""
    quote = citation.quote[part.start : part.end]
    line = citation.line + citation.quote.count("\n", 0, part.start)
    return replace(
        citation,
        line=line,
        last_line=min(citation.last_line, line + quote.count("\n")),
        start=citation.start + part.start,
        end=citation.start + part.end,
        quote=quote,
    )


def document_label(row: DocumentRow, language: Language) -> str:
    """A legal document with its day and issuer, as far as the reports tell them."""
    day = (
        say(language, "documents.day", day=f"{row.day.day}/{row.day.month}/{row.day.year}") if row.day else ""
    )
    issuer = say(language, "documents.issuer", issuer=row.issuer) if row.issuer else ""
    return say(
        language,
        "documents.item",
        kind=row.kind or "",
        number=row.number or row.title or row.label,
        day=f" {day}" if day else "",
        issuer=f" {issuer}" if issuer else "",
    )


def report_label(report: KnownReport, language: Language) -> str:
    """``6 tháng đầu năm 2024, huyện Phong Thổ``."""
    return say(
        language,
        "reports.item",
        district=area_label(report.district, language),
        period=period_label(report.period, language),
    )


def period_names(notations: Iterable[str], language: Language) -> tuple[str, ...]:
    """The words of periods, which hold digits that are no figures."""
    return tuple(dict.fromkeys(notation_label(notation, language) for notation in notations if notation))
