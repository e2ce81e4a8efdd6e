"""Answers over many districts: which ones lie above a limit, which are first, all of them side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import even_tones, fold
from search.capital import asks_money, compared_name
from search.cells import (
    Figure,
    commonest,
    scale_of,
    scale_words,
    size,
)
from search.choose import choose
from search.cite import without_repeats
from search.cues import RANKED
from search.draft import Asked, Draft, Status
from search.language import Language
from search.limits import asks_both_ends
from search.phrase import join, say
from search.route.figures import answer_by_choice, answer_by_figures, names_of
from search.route.missing import nothing_found
from search.route.parts import list_parts
from search.route.quoted import quotes_in_words
from search.route.ranked import figures_of_districts, in_full
from search.route.stated import CITATIONS, cited, left_over, more_rows, stated_rows
from search.slots import Comparator, Order, Slots, Threshold
from search.wording import (
    area_label,
    cite_sentence,
    limit_in_words,
    name_of,
    notation_label,
    observation_row,
    quantity,
)

_SEVERAL = 3  # districts at the end of a ranking, where the question wants more than one
_PLURAL = re.compile(r"\b(?:nhung|cac|districts)\b")
_SILENT = 8  # districts that are named though they tell nothing


def rank_districts(asked: Asked) -> Draft:
    """For each district its latest figure of the indicator asked for, filtered and ordered as asked."""
    rows = figures_of_districts(asked)
    if asked.question.slots.parts and not _of_one_part(rows):
        return list_parts(asked)
    if not rows:
        slots = asked.question.slots
        if slots.threshold or (slots.order and not slots.districts):  # an answer in no order is none
            return nothing_found(asked, choose(asked.question, asked.evidence))
        return _undenied(asked)
    fitting = _filtered(rows, asked.question.slots)
    order = asked.question.slots.order
    chosen, other = _ordered(asked, fitting, order), _opposite(asked)
    if not (order and other and chosen):
        return _draft(asked, chosen, rows)
    end = [row for row in _ordered(asked, fitting, other) if row not in chosen]
    return _draft(asked, chosen, rows, (other, end))


def _opposite(asked: Asked) -> Order | None:
    """The other end, where both are asked for: "which has the most, and which the fewest"."""
    slots = asked.question.slots
    if slots.districts or not asks_both_ends(asked.question.cues):
        return None
    return Order.LOWEST if slots.order is Order.HIGHEST else Order.HIGHEST


def _draft(
    asked: Asked,
    ranked: Sequence[Figure],
    rows: Sequence[Figure],
    opposite: tuple[Order, Sequence[Figure]] | None = None,
) -> Draft:
    """The rows that were ``ranked`` first, of all ``rows``; only what is stated is read in full."""
    language, slots = asked.question.language, asked.question.slots
    both = (*ranked, *opposite[1]) if ranked and opposite else ranked
    full = in_full(asked, both or rows)
    chosen, sparql = full.rows if ranked else (), full.sparql
    name = _name(asked, full.rows)
    sentences = without_repeats(cite_sentence(row.source, asked.catalogue) for row in full.rows)
    citations = tuple(islice(sentences, CITATIONS))
    if not chosen:
        text = say(language, "ranking.none", name=name, **_limit(asked))
        values = _spoken(slots.threshold, "0")
        caveats = tuple(_silent(asked, rows))
        return Draft(Status.NOT_FOUND, text, (), citations, sparql, (name,), values, caveats)
    told = stated_rows(chosen)
    count = str(len({row.district for row in chosen}))
    text = _text(asked, name, told, count, opposite and (opposite[0], len(ranked)))
    rest = (*more_rows(asked, len(chosen) - len(told)), quotes_in_words(asked, citations[:3], language))
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((text, *rest)),
        rows=tuple(observation_row(row, asked.catalogue) for row in chosen),
        figures=chosen,
        citations=cited(asked, citations, told),
        sparql=sparql,
        names=(name, *names_of(chosen, language)),
        values=(*left_over(chosen), *_spoken(slots.threshold, count)),
        caveats=tuple(_silent(asked, rows)),
    )


def _text(
    asked: Asked,
    name: str,
    told: Sequence[ObservationRow],
    count: str,
    opposite: tuple[Order, int] | None,
) -> str:
    """The rows in words; ``opposite`` is the other end that is asked for, with how many rows stand before."""
    language, slots = asked.question.language, asked.question.slots
    first = told[: opposite[1]] if opposite else told[:1] if slots.order and slots.districts else told
    items = join([_item(asked, row) for row in first], language)
    key = "threshold" if slots.threshold else f"order_{slots.order.value}" if slots.order else "all"
    limit = {"count": count, **_limit(asked)} if slots.threshold else {}
    text = say(language, f"ranking.{key}", name=name, items=items, **limit)
    others = join([_item(asked, row) for row in told[len(first) :]], language)
    if not others:
        return text
    if opposite:
        return f"{text} {say(language, f'ranking.order_{opposite[0].value}', name=name, items=others)}"
    return f"{text} {say(language, 'ranking.then', items=others)}"


def _limit(asked: Asked) -> dict[str, str]:
    """The limit that is asked for, in words; empty words where there is none."""
    language, limit = asked.question.language, asked.question.slots.threshold
    if limit is None:
        return {"comparator": "", "limit": ""}
    return {"comparator": say(language, COMPARATORS[limit.kind]), "limit": limit_in_words(limit, language)}


def _undenied(asked: Asked) -> Draft:
    """The figures without an order; what one sentence denies is no answer for all districts."""
    draft = answer_by_figures(asked)
    if draft.status is not Status.NO:
        return draft
    told = answer_by_choice(asked, choose(asked.question, asked.evidence))
    return replace(told, status=Status.ANSWERED if told.rows else Status.NOT_FOUND)


def _silent(asked: Asked, rows: Sequence[Figure]) -> Iterator[str]:
    """Whose reports do not tell the figure: they may well be above the limit too."""
    told = {row.district for row in rows}
    language = asked.question.language
    silent = list(dict.fromkeys(r.district for r in asked.reports if r.district.code not in told))
    if silent:
        labels = [area.name for area in silent[:_SILENT]]
        if len(silent) > _SILENT:
            labels.append(say(language, "word.others", count=str(len(silent) - _SILENT)))
        yield say(language, "ranking.silent", count=str(len(silent)), districts=", ".join(labels))


def _spoken(threshold: Threshold | None, count: str) -> tuple[Decimal, ...]:
    """Numbers that stand in the question or were counted from the rows: no figures of a report."""
    limits = (threshold.value, threshold.upto) if threshold else ()
    return (Decimal(count), *(limit for limit in limits if limit is not None))


COMPARATORS = {
    Comparator.OVER: "ranking.over",
    Comparator.AT_LEAST: "ranking.at-least",
    Comparator.UNDER: "ranking.under",
    Comparator.AT_MOST: "ranking.at-most",
    Comparator.BETWEEN: "ranking.between",
}


def _name(asked: Asked, rows: Sequence[ObservationRow]) -> str:
    language, slots = asked.question.language, asked.question.slots
    if asks_money(asked.question) and len(slots.programmes) == 1:
        label = slots.programmes[0].en if language == Language.ENGLISH else slots.programmes[0].vi
        return f"{say(language, compared_name(asked.question))} ({label})"
    told = {row.concept for row in rows}
    named = next((one for one in slots.indicators if len(slots.indicators) == 1 and one.id in told), None)
    if named:  # the name of a row may bear what only its own report adds
        return named.en if language == Language.ENGLISH and named.en else named.vi
    return name_of(rows[0], language)


def _of_one_part(rows: Sequence[Figure]) -> bool:
    """Whether the figures are of one project, so that they compare; two programmes have a Dự án 3."""
    return len({row.programme_part for row in rows}) == 1


def _filtered(rows: Sequence[Figure], slots: Slots) -> list[Figure]:
    limit = slots.threshold
    if not (limit and rows):
        return list(rows)
    scale = _scale(limit, rows)
    return [row for row in rows if _holds(row, limit, scale)]


def _scale(limit: Threshold, rows: Sequence[Figure]) -> Decimal:
    """What the limit counts in: its own unit, or the one that most of the figures have."""
    base, factor = scale_of(limit.unit)
    if limit.unit and base == scale_of(rows[0].unit)[0]:
        return factor
    head = even_tones(limit.unit).partition(" ")[0]
    if head in scale_words():  # "more than 300 thousand poultry": what is counted stands in the name
        return scale_words()[head]
    return scale_of(commonest(row.unit for row in rows))[1]


def _holds(row: Figure, limit: Threshold, scale: Decimal) -> bool:
    """A printed bound helps: "trên 62,5%" is over 60, and over 62.5."""
    if limit.holds(size(row), scale):
        return True
    over = limit.comparator in (Comparator.OVER, Comparator.AT_LEAST)
    return row.qualifier == ">" and over and size(row) == limit.value * scale


def _ordered(asked: Asked, rows: Sequence[Figure], order: Order | None) -> Sequence[Figure]:
    slots = asked.question.slots
    ranked = sorted(rows, key=lambda row: (size(row), row.district), reverse=order is not Order.LOWEST)
    if order is None or slots.districts:  # of districts that are named each is shown
        return ranked
    count = slots.count or (_SEVERAL if _asks_several(asked) else 1)
    last = size(ranked[min(count, len(ranked)) - 1]) if ranked else 0
    return [row for place, row in enumerate(ranked) if place < count or size(row) == last]


def _asks_several(asked: Asked) -> bool:
    """Whether the question speaks of districts in the plural, without saying how many."""
    text = asked.question.text
    cues = (cue for cue in asked.question.cues if cue.id in ("asks-district", RANKED))
    return any(_PLURAL.search(fold(text[cue.span.start : cue.span.end])) for cue in cues)


def _item(asked: Asked, row: ObservationRow) -> str:
    language = asked.question.language
    report = asked.catalogue.report(row.source.report)
    value = quantity(row, language)
    return say(
        language,
        "ranking.item",
        district=area_label(report.district, language) if report else row.source.district_label,
        value=say(language, "fact.plan", value=value) if row.measure is Measure.PLAN else value,
        period=notation_label(row.period, language),
    )
