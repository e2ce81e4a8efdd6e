"""Answers about money of programmes in one district: which was paid out most, each of them, or just one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.lookups import find_figures
from ontology.values import Concept
from search.capital import (
    WHOLE,
    Money,
    asks_money,
    asks_money_alone,
    compared_figure,
    compared_name,
    is_of_another,
    money_told,
    of_one_programme,
    says_spent,
    single_programmes,
    whole_told,
)
from search.cells import size
from search.choose import choose
from search.draft import Asked, Draft, Status
from search.holdings import KnownReport
from search.intents import Intent
from search.language import Language
from search.phrase import period_label, say
from search.route.figures import names_of
from search.route.missing import nothing_found
from search.route.quoted import quotes_in_words
from search.route.stated import cited
from search.surroundings import asks_parts
from search.wording import area_label, notation_label, observation_row, quantity

_QUOTES = 3
_TWO = 2
_INTENTS = (Intent.LOOKUP, Intent.PASSAGE, Intent.PROGRAMMES, Intent.COMPARISON, Intent.RANKING)


def tell_capital(asked: Asked) -> Draft | None:
    """The money of each programme of a whole, or of one in several districts; ``None`` if none compares."""
    slots = asked.question.slots
    if slots.communes or asked.question.intent not in _INTENTS or not asks_money(asked.question):
        return None
    if len(slots.districts) > 1 and len(slots.programmes) == 1:
        return _side_by_side(asked)
    if len(slots.districts) == 1 and asks_parts(asked.question):
        return _by_programme(asked)
    return None


def _side_by_side(asked: Asked) -> Draft | None:
    """One programme, or all together, in each of the districts named."""
    found = (of_one_programme(asked, report) for report in asked.reports)
    told = [money for money in found if money and compared_figure(asked.question, money)]
    if {money.report.district for money in told} != set(asked.question.slots.districts):
        return None
    return _draft(asked, _in_order(asked, told))


def _by_programme(asked: Asked) -> Draft | None:
    """Each programme, the end asked for first; all of them together where no end is asked for."""
    slots = asked.question.slots
    programmes = single_programmes(slots.programmes)
    told = [money for report in asked.reports for money in money_told(asked, report, programmes)]
    measured = _in_order(asked, told)
    if len({money.programme.id for money in told}) < _TWO or (slots.order and len(measured) < _TWO):
        return None
    if slots.order:
        return _draft(asked, [*measured, *(m for m in told if m not in measured)], _ends(asked, measured))
    wholes = [whole for report in asked.reports if (whole := whole_told(asked, report))]
    return _draft(asked, [*wholes, *told])


def complete_capital(asked: Asked, draft: Draft) -> Draft:
    """The money of the programmes named, where no name told it; never that of another programme instead."""
    question = asked.question
    plain = len(question.slots.districts) == 1 and not question.slots.communes and not asks_parts(question)
    if not (plain and asks_money(question)) or question.intent not in _INTENTS:
        return draft
    told = [money for report in asked.reports for money in _told(asked, report)]
    wants_spent = question.asks("disbursed")
    told_spent = any(money.is_spent or not wants_spent for money in told)
    if told_spent and (draft.status is Status.NOT_FOUND or (wants_spent and asks_money_alone(question))):
        return _draft(asked, told)
    beside = draft.status is Status.NOT_FOUND or _is_of_others(asked, draft) or _is_no_money(asked, draft)
    return _untold(asked, told) if wants_spent and not told_spent and beside else draft


def _untold(asked: Asked, told: Sequence[Money]) -> Draft:
    """That nothing is told of what was paid out, beside what was allotted if that is."""
    if told:
        return replace(_draft(asked, told), status=Status.NOT_FOUND)
    return nothing_found(asked, choose(asked.question, asked.evidence))


def _told(asked: Asked, report: KnownReport) -> Iterable[Money]:
    """The money of each programme named, or of all together if they are."""
    programmes = asked.question.slots.programmes
    if any(one.id == WHOLE for one in programmes):
        return filter(None, (whole_told(asked, report),))
    return money_told(asked, report, programmes)


def _is_no_money(asked: Asked, draft: Draft) -> bool:
    """Whether only money was asked for, and none of the figures stated is any."""
    names = [(str(row.get("unit", "")), str(row.get("indicator", ""))) for row in draft.rows]
    money = any(unit.endswith("đồng") or says_spent(name) for unit, name in names)
    return bool(names) and not money and asks_money_alone(asked.question)


def _is_of_others(asked: Asked, draft: Draft) -> bool:
    """Whether every sum paid out that an answer states is of other programmes than those asked about."""
    names = {str(row["indicator"]) for row in draft.rows if says_spent(str(row.get("indicator", "")))}
    figures = (f for report in asked.report_ids for f in asked.figures.of_report(report))
    claims = sorted(f.claim for f in figures if f.name in names)
    rows = find_figures(asked.store, claims=claims).rows if claims else ()
    return bool(rows) and all(is_of_another(row, asked.question.slots.programmes) for row in rows)


def _in_order(asked: Asked, told: Iterable[Money]) -> list[Money]:
    """The money that can be compared, most first."""
    figures = ((compared_figure(asked.question, money), money) for money in told)
    return [
        money for _, money in sorted(((size(row), m) for row, m in figures if row), key=lambda one: -one[0])
    ]


def _ends(asked: Asked, ranked: Sequence[Money]) -> Iterator[str]:
    """Which programme stands at each end that is asked for."""
    language = asked.question.language
    name = say(language, compared_name(asked.question))
    for cue, end in (("highest", ranked[0]), ("lowest", ranked[-1])):
        if asked.question.asks(cue) or asked.question.slots.order == cue:
            row = compared_figure(asked.question, end)
            item = f"{_label(end.programme, language)} {quantity(row, language) if row else ''}".strip()
            yield say(language, f"ranking.order_{cue}", name=name, items=item)


def _draft(asked: Asked, told: Sequence[Money], lead: Iterable[str] = ()) -> Draft:
    language = asked.question.language
    rows = [row for money in told for row in money.rows]
    citations = cited(asked, (), rows)
    quotes = quotes_in_words(asked, citations[:_QUOTES], language)
    return Draft(
        status=Status.ANSWERED,
        text=" ".join((*lead, *_sentences(asked, told), quotes)),
        rows=tuple(observation_row(row, asked.catalogue) for row in rows),
        figures=tuple(rows),
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
    told = (("allotted", money.allotted), ("spent", money.spent), ("share", money.share))
    parts = [say(language, f"capital.{key}", value=quantity(row, language)) for key, row in told if row]
    if not money.is_spent:
        parts.append(say(language, "capital.untold"))
    times = {row.period for row in (money.spent, money.share) if row} - {money.report.period.notation}
    if times:
        parts[-1] += " " + say(language, "fact.at_time", period=notation_label(min(times), language))
    return say(language, "capital.item", programme=_label(money.programme, language), facts=", ".join(parts))


def _label(programme: Concept, language: Language) -> str:
    return programme.en if language == Language.ENGLISH else programme.vi
