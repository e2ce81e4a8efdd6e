"""What an answer states of its rows: only as many as its citations can carry, the rest stand in the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from graph.rows import ObservationRow
from search.cite import Citation, without_repeats
from search.draft import Asked
from search.holdings import KnownReport
from search.language import Language
from search.phrase import period_label, say
from search.wording import area_label, cite_sentence, clause_in_words

_SENTENCES = 12  # that figures are stated from; a reader checks no more, and each is cited
CITATIONS = 6  # shown at first; more only where more is stated


def stated_rows(rows: Iterable[ObservationRow]) -> tuple[ObservationRow, ...]:
    """The rows of the first sentences; of a sentence all its rows or none."""
    rows = tuple(rows)
    places = list(dict.fromkeys((row.source.report, row.source.sentence_start) for row in rows))
    kept = frozenset(places[:_SENTENCES])
    return tuple(row for row in rows if (row.source.report, row.source.sentence_start) in kept)


def left_over(rows: Sequence[ObservationRow]) -> tuple[Decimal, ...]:
    """How many rows are not stated, as a number that the answer may say; empty if none."""
    count = len(rows) - len(stated_rows(rows))
    return (Decimal(count),) if count else ()


def cited(
    asked: Asked, first: Iterable[Citation], rows: Iterable[ObservationRow], limit: int = CITATIONS
) -> tuple[Citation, ...]:
    """The first citations up to a limit, then the sentences of all stated rows that these do not hold."""
    kept = tuple(without_repeats(first))[:limit]
    needed = (cite_sentence(row.source, asked.catalogue) for row in stated_rows(rows))
    return tuple(without_repeats((*kept, *needed)))


def facts_in_words(asked: Asked, rows: Sequence[ObservationRow]) -> str:
    """A sentence for each report that the figures come from, and how many rows are left to the table."""
    language = asked.question.language
    told = stated_rows(rows)
    sentences = []
    for report_id in dict.fromkeys(row.source.report for row in told):
        report = asked.catalogue.report(report_id)
        if report is not None:
            own = [row for row in told if row.source.report == report_id]
            facts = "; ".join(_facts(own, report, language))
            labels = (area_label(report.district, language), period_label(report.period, language))
            sentences.append(say(language, "fact.lead", district=labels[0], period=labels[1], facts=facts))
    return " ".join((*sentences, *more_rows(asked, len(rows) - len(told))))


def more_rows(asked: Asked, count: int) -> tuple[str, ...]:
    """That so many rows more stand in the table; nothing of none."""
    return (say(asked.question.language, "fact.more", count=str(count)),) if count else ()


def _facts(rows: Sequence[ObservationRow], report: KnownReport, language: Language) -> tuple[str, ...]:
    """Each clause in words; what is told twice in the same words stands once."""
    clauses = (list(group) for _, group in groupby(rows, key=lambda row: row.group))
    return tuple(dict.fromkeys(clause_in_words(clause, report, language) for clause in clauses))
