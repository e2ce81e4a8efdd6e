"""Printed changes beside what the report of the time before tells. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from graph.arithmetic.figures import sort_figures
from graph.arithmetic.year_before import JudgedChange, StoredPeriod, judge_changes
from graph.rows import ObservationRow
from search.language import Language
from search.wording import notation_label, quantity
from ui.clauses import Line
from ui.messages import tell
from ui.names import source_name


def with_verdicts(
    lines: Iterable[Line], same: Iterable[ObservationRow], stored: Collection[StoredPeriod]
) -> tuple[Line, ...]:
    """The lines with what became of their changes; ``same`` are all figures of the indicators on these lines,
    ``stored`` the reports at hand.
    """
    lines = tuple(lines)
    rows = {row.claim: row for row in (*same, *(row for line in lines for row in line.rows))}
    judged = {one.change.claim: one for one in judge_changes(sort_figures(rows.values()), stored)}
    return tuple(
        replace(line, judged=tuple(judged[row.claim] for row in line.changes if row.claim in judged))
        for line in lines
    )


def verdict_words(judged: JudgedChange, language: Language) -> str:
    """Whether the change agrees with the report of the time before, or why nobody can tell."""
    base = judged.base
    when = notation_label(judged.change.compared_with or "", language)
    figure = quantity(base, language) if base else ""
    where = source_name(base.source, language) if base else ""
    return tell(language, f"verdict.{judged.verdict.value}", figure=figure, where=where, when=when)
