"""Printed changes of an answer, held against what the report of the time before tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.year_before import COMPARED, JudgedChange, StoredPeriod, Verdict, judge_changes
from graph.rows import ObservationRow
from ingest.record import number
from search.draft import Asked, Row
from search.language import Language
from search.phrase import format_quantity, say
from search.route.conflicts import reports_beside, same_indicators, source_label
from search.wording import notation_label, quantity

_SAID = (Verdict.AGREES, Verdict.CONTRADICTS, Verdict.NO_REPORT)


def find_changes(asked: Asked, rows: Sequence[ObservationRow]) -> tuple[JudgedChange, ...]:
    """The changes among the rows with their verdicts, by all reports of the districts."""
    claims = {row.claim for row in rows if row.measure in COMPARED}
    if not claims:
        return ()
    told = {row.claim: row for row in (*rows, *same_indicators(asked, rows))}
    reports = reports_beside(asked, rows)
    stored = [StoredPeriod(one.id, one.district.code, one.period.notation) for one in reports]
    found = judge_changes(sort_figures(told.values()), stored)
    return tuple(one for one in found if one.change.claim in claims)


def bases_of(changes: Iterable[JudgedChange]) -> tuple[ObservationRow, ...]:
    """The earlier figures that changes were held against."""
    return tuple({one.base.claim: one.base for one in changes if one.base}.values())


def changes_in_words(asked: Asked, changes: Iterable[JudgedChange], language: Language) -> tuple[str, ...]:
    """What was found, each sentence once; silent where a report is stored that does not tell the figure."""
    return tuple(dict.fromkeys(_in_words(asked, changes, language)))


def change_row(judged: JudgedChange) -> Row:
    """A change for machines, with its verdict and the earlier figure."""
    row, base = judged.change, judged.base
    return {
        "iri": row.claim, "indicator": row.indicator_text, "measure": row.measure.value,
        "value": number(row.value), "unit": row.unit, "compared_with": row.compared_with,
        "verdict": judged.verdict.value, "base": _base_row(base) if base else None,
    }  # fmt: skip


def _base_row(row: ObservationRow) -> Row:
    return {
        "iri": row.claim, "value": number(row.value), "unit": row.unit, "report": row.source.file,
        "line": row.source.line, "quote": row.source.quote,
    }  # fmt: skip


def _in_words(asked: Asked, changes: Iterable[JudgedChange], language: Language) -> Iterator[str]:
    for one in changes:
        if one.verdict in _SAID:
            yield say(
                language,
                f"change.{one.verdict.value}",
                change=format_quantity(abs(one.change.value), one.change.unit, language),
                base=quantity(one.base, language) if one.base else "",
                source=source_label(asked, one.base) if one.base else "",
                period=notation_label(one.change.compared_with or "", language),
            )
