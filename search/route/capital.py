"""Answers about money of programmes in one district: which was paid out most, each of them, or just one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from graph.lookups import figures_of_report, find_figures
from graph.rows import ObservationRow
from ontology.values import Concept
from search.capital import WHOLE, Money, asks_money, money_told, says_spent, single_programmes
from search.cells import size
from search.draft import Asked, Draft, Status
from search.intents import Intent
from search.language import Language
from search.phrase import join, period_label, say
from search.route.figures import names_of
from search.route.quoted import quotes_in_words
from search.route.stated import cited
from search.surroundings import asks_parts
from search.wording import area_label, notation_label, observation_row, quantity

_QUOTES = 3
_TWO = 2
_SINGLE = (Intent.LOOKUP, Intent.PASSAGE, Intent.PROGRAMMES, Intent.COMPARISON, Intent.RANKING)


def tell_capital(asked: Asked) -> Draft | None:
    """For each programme of a whole its money, the end asked for first; ``None`` where nothing compares."""
    slots = asked.question.slots
    if not _is_of_one_district(asked) or not asks_parts(asked.question):
        return None
    programmes = single_programmes(slots.programmes)
    told = [money for report in asked.reports for money in money_told(asked, report, programmes)]
    measured = [money for money in told if _measure(asked, money) is not None]
    if len({money.programme.id for money in told}) < _TWO or (slots.order and len(measured) < _TWO):
        return None
    if slots.order:
        told = sorted(measured, key=lambda money: -_size(asked, money)) + [m for m in told if m not in measured]
    return _draft(asked, told, _ends(asked, measured) if slots.order else ())


def complete_capital(asked: Asked, draft: Draft) -> Draft:
    """The money of the programmes named, where no name told it; never that of another programme instead."""
    programmes = asked.question.slots.programmes
    if not _is_of_one_district(asked) or any(one.id == WHOLE for one in programmes):
        return draft
    told = [money for report in asked.reports for money in money_told(asked, report, programmes)]
    wants_spent = asked.question.asks("disbursed")
    if draft.status is Status.NOT_FOUND and any(money.is_spent or not wants_spent for money in told):
        return _draft(asked, told)
    untold = wants_spent and told and not any(money.is_spent for money in told)
    if untold and (draft.status is Status.NOT_FOUND or _is_of_others(asked, draft)):
        return replace(_draft(asked, told), status=Status.NOT_FOUND)
    return draft


def _is_of_others(asked: Asked, draft: Draft) -> bool:
    """Whether every sum paid out that an answer states is of other programmes than those asked about."""
    names = {str(row["indicator"]) for row in draft.rows if says_spent(str(row.get("indicator", "")))}
    wanted = {one.id for one in asked.question.slots.programmes} | {None}
    figures = (f for report in asked.report_ids for f in figures_of_report(asked.store, report))
    return bool(names) and not any(f.name in names and f.programme in wanted for f in figures)


def _is_of_one_district(asked: Asked) -> bool:
    slots = asked.question.slots
    return (
        asks_money(asked.question)
        and len(slots.districts) == 1
        and not slots.communes
        and asked.question.intent in _SINGLE
    )


def _measure(asked: Asked, money: Money) -> ObservationRow | None:
    """The figure that puts programmes in order: what was paid out by its share, or the sum asked for."""
    question = asked.question
    if not question.asks("disbursed"):
        return money.allotted
    return money.share


def _size(asked: Asked, money: Money) -> Decimal:
    row = _measure(asked, money)
    return size(row) if row else Decimal(0)


def _ends(asked: Asked, ranked: Sequence[Money]) -> Iterator[str]:
    """Which programme stands at each end that is asked for."""
    language = asked.question.language
    name = say(language, "capital.by_share" if asked.question.asks("disbursed") else "capital.by_allotted")
    in_order = sorted(ranked, key=lambda money: _size(asked, money))
    for cue, end in (("highest", in_order[-1]), ("lowest", in_order[0])):
        if asked.question.asks(cue) or asked.question.slots.order == cue:
            row = _measure(asked, end)
            item = f"{_label(end.programme, language)} {quantity(row, language) if row else ''}".strip()
            yield say(language, f"ranking.order_{cue}", name=name, items=item)


def _draft(asked: Asked, told: Sequence[Money], lead: Iterable[str] = ()) -> Draft:
    language = asked.question.language
    rows = [row for money in told for row in money.rows]
    citations = cited(asked, (), rows)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((*lead, *_sentences(asked, told), quotes_in_words(asked, citations[:_QUOTES], language))),
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        citations=citations,
        sparql=find_figures(asked.store, claims=sorted(row.claim for row in rows)).sparql,
        names=(*(_label(money.programme, language) for money in told), *names_of(rows, language)),
    )


def _sentences(asked: Asked, told: Sequence[Money]) -> Iterator[str]:
    language = asked.question.language
    for report in dict.fromkeys(money.report for money in told):
        facts = "; ".join(_in_words(money, language) for money in told if money.report == report)
        labels = area_label(report.district, language), period_label(report.period, language)
        yield say(language, "fact.lead", district=labels[0], period=labels[1], facts=facts)


def _in_words(money: Money, language: Language) -> str:
    parts = []
    if money.allotted:
        parts.append(say(language, "capital.allotted", value=quantity(money.allotted, language)))
    if money.spent:
        parts.append(say(language, "capital.spent", value=quantity(money.spent, language)))
    if money.share:
        parts.append(say(language, "capital.share", value=quantity(money.share, language)))
    if not money.is_spent:
        parts.append(say(language, "capital.untold"))
    elif time := next((row.period for row in (money.spent, money.share) if row), ""):
        if time != money.report.period.notation:
            parts[-1] += " " + say(language, "fact.at_time", period=notation_label(time, language))
    return say(language, "capital.item", programme=_label(money.programme, language), facts=", ".join(parts))


def _label(programme: Concept, language: Language) -> str:
    return programme.en if language == Language.ENGLISH else programme.vi
