"""Answers over many districts: which ones lie above a limit, which are first, all of them side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from graph.lookups import find_figures
from graph.provenance import SECTION_SEPARATOR
from graph.rows import ObservationRow
from ingest.fact import Measure
from search.choose import choose
from search.cite import without_repeats
from search.draft import Asked, Draft, Status
from search.outlook import is_outlook
from search.phrase import format_quantity, join, say
from search.route.figures import answer_by_figures, names_of
from search.route.missing import nothing_found
from search.route.parts import list_parts
from search.route.quoted import quotes_in_words
from search.route.stated import cited, left_over, more_rows, stated_rows
from search.slots import Order, Slots, Threshold
from search.wording import area_label, cite_sentence, notation_label, observation_row, quantity

_NAMED = 0.75  # a name must cover this share of what is ranked, or different things would be compared
_DEFAULT_COUNT = 10
_SPREAD = 0.5  # how much worse the name of another district's figure may fit


def rank_districts(asked: Asked) -> Draft:
    """For each district its latest figure of the indicator asked for, filtered and ordered as asked."""
    rows, sparql = _figures(asked)
    if asked.question.slots.parts and not _of_one_part(rows):
        return list_parts(asked)
    if not rows:
        choice = choose(asked.question, asked.evidence)
        return nothing_found(asked, choice) if asked.question.slots.threshold else answer_by_figures(asked)
    chosen = list(_ordered(asked, _filtered(rows, asked.question.slots.threshold)))
    return _draft(asked, chosen, rows, sparql)


def _draft(
    asked: Asked, chosen: Sequence[ObservationRow], rows: Sequence[ObservationRow], sparql: str
) -> Draft:
    language, slots = asked.question.language, asked.question.slots
    name = (chosen or rows)[0].indicator_text
    limit = format_quantity(slots.threshold.value, slots.threshold.unit, language) if slots.threshold else ""
    comparator = (
        say(language, f"ranking.{_KEYS[slots.threshold.comparator.value]}") if slots.threshold else ""
    )
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in chosen or rows))
    if not chosen:
        text = say(language, "ranking.none", name=name, comparator=comparator, limit=limit)
        values = _spoken(slots.threshold, "0")
        return Draft(Status.NOT_FOUND, text, (), citations[:6], sparql, (name,), values)
    told = stated_rows(chosen)
    items = join([_item(asked, row) for row in told], language)
    key = "threshold" if slots.threshold else f"order_{slots.order.value}" if slots.order else "all"
    count = str(len({row.source.district for row in chosen}))
    parts = {"name": name, "items": items}
    if slots.threshold:
        parts |= {"count": count, "comparator": comparator, "limit": limit}
    text = say(language, f"ranking.{key}", **parts)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join(
            (
                text,
                *more_rows(asked, len(chosen) - len(told)),
                quotes_in_words(asked, citations[:3], language),
            )
        ),
        rows=tuple(observation_row(row, asked.catalogue) for row in chosen),
        citations=cited(asked, citations, told),
        sparql=sparql,
        names=(name, *names_of((*chosen, *rows), language)),
        values=(*left_over(chosen), *_spoken(slots.threshold, count)),
    )


def _spoken(threshold: Threshold | None, count: str) -> tuple[Decimal, ...]:
    """Numbers that stand in the question or were counted from the rows: no figures of a report."""
    return (Decimal(count), *((threshold.value,) if threshold else ()))


_KEYS = {">": "over", ">=": "at-least", "<": "under", "<=": "at-most"}


def _figures(asked: Asked) -> tuple[list[ObservationRow], str]:
    """One value for each district: of the clauses whose name fits best, the latest one."""
    clauses = [clause for clause in asked.evidence.clauses if clause.match.recall >= _NAMED]
    if not clauses:
        return [], ""
    names = {figure.name for clause in clauses for figure in clause.figures}
    found = find_figures(
        asked.store,
        names=names,
        reports=sorted({clause.report for clause in clauses}),
        measures=_measures(asked.question.slots),
    )
    scores = {figure.claim: clause.score for clause in clauses for figure in clause.figures}
    parts = {part.id for part in asked.question.slots.parts}
    rows = [
        row
        for row in found.rows
        if row.claim in scores and _is_comparable(asked, row) and (not parts or row.programme_part in parts)
    ]
    rows = _alike(rows, scores)
    best: dict[str, ObservationRow] = {}
    for row in sorted(rows, key=lambda row: (_fit(row, scores), row.ends), reverse=True):
        best.setdefault(row.source.district, row)
    return list(best.values()), found.sparql


def _measures(slots: Slots) -> Collection[Measure]:
    """Values; of projects, whose money is allotted by plan, what the question asks for or either."""
    if not slots.parts:
        return (Measure.VALUE,)
    return slots.measures or (Measure.VALUE, Measure.PLAN)


def _of_one_part(rows: Sequence[ObservationRow]) -> bool:
    """Whether the figures are of one project, so that they compare; two programmes have a Dự án 3."""
    return len({row.programme_part for row in rows}) == 1


def _alike(rows: Sequence[ObservationRow], scores: dict[str, float]) -> list[ObservationRow]:
    """Only rows of the unit of the best one, and about as good: shares and counts have no common order."""
    if not rows:
        return []
    top = max(rows, key=lambda row: scores[row.claim])
    return [row for row in rows if row.unit == top.unit and _fit(row, scores) >= _fit(top, scores) - _SPREAD]


def _fit(row: ObservationRow, scores: dict[str, float]) -> float:
    """Scores in steps: small differences of wording must not beat a newer figure."""
    return round(scores[row.claim] * 4) / 4


def _is_comparable(asked: Asked, row: ObservationRow) -> bool:
    """About the whole district, and in the unit of the limit."""
    threshold = asked.question.slots.threshold
    whole = row.area_code in (None, row.source.district)
    told = not is_outlook((row.source.section or "").split(SECTION_SEPARATOR))
    return whole and told and (threshold is None or not threshold.unit or threshold.unit == row.unit)


def _filtered(rows: Iterable[ObservationRow], threshold: Threshold | None) -> list[ObservationRow]:
    if threshold is None:
        return list(rows)
    return [row for row in rows if _holds(row, threshold)]


def _holds(row: ObservationRow, threshold: Threshold) -> bool:
    """A printed bound helps: "trên 62,5%" is over 60, and over 62.5."""
    if threshold.comparator.holds(row.value, threshold.value):
        return True
    return row.qualifier == ">" and threshold.comparator.value in (">", ">=") and row.value == threshold.value


def _ordered(asked: Asked, rows: Sequence[ObservationRow]) -> Iterable[ObservationRow]:
    slots = asked.question.slots
    ranked = sorted(
        rows, key=lambda row: (row.value, row.source.district), reverse=slots.order is not Order.LOWEST
    )
    if slots.order is None:
        return ranked
    return ranked[
        : slots.count or (1 if len(ranked) < _DEFAULT_COUNT and not slots.count else _DEFAULT_COUNT)
    ]


def _item(asked: Asked, row: ObservationRow) -> str:
    language = asked.question.language
    report = asked.catalogue.report(row.source.report)
    return say(
        language,
        "ranking.item",
        district=area_label(report.district, language) if report else row.source.district_label,
        value=quantity(row, language),
        period=notation_label(row.period, language),
    )
