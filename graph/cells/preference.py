"""Which figure of a cell is preferred: the rules of ``codes/cell_preference.toml``, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from graph.arithmetic.ranges import Printed
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.periods import parse_period

_RULES = "cell_preference"
_DAY = 10  # characters of a day in ISO form
Issued = Mapping[str, str]
"""When each report was issued, by its id: a year, month or day in ISO form."""


def prefer(figures: Sequence[Printed], issued: Issued) -> tuple[tuple[Printed, ...], tuple[str, ...]]:
    """The figures that no rule puts behind another one, and the rules that put one behind, as tried.

    Figures that stand alike in every rule are all left: then none of them is preferred.
    """
    left, decided = tuple(figures), []
    for rule in load_concepts(_RULES):
        ranks = _RANKS[rule.id](left, issued)
        ahead = tuple(figure for figure, rank in zip(left, ranks, strict=True) if rank == max(ranks))
        if len(ahead) < len(left):
            decided.append(rule.id)
        left = ahead
    return left, tuple(decided)


def reason(rules: Iterable[str], language: str) -> str:
    """The rules in words, ``vi`` or ``en``."""
    listed = concepts_by_id(_RULES)
    return "; ".join(listed[rule].extra[f"reason_{language}"] for rule in rules)


def in_table(figure: Printed) -> bool:
    """Whether it is told in a row of a table: the canonical text parts cells by tabs."""
    return "\t" in figure.row.source.sentence


def _statuses(figures: Sequence[Printed], _issued: Issued) -> list[int]:
    order = concepts_by_id(_RULES)["status"].extra["order"]
    return [-order.index(figure.row.status) for figure in figures]


def _report_ends(figures: Sequence[Printed], _issued: Issued) -> list[int]:
    return [parse_period(figure.row.source.report_period).end.toordinal() for figure in figures]


def _issue_days(figures: Sequence[Printed], issued: Issued) -> list[int]:
    """All alike unless each report's day is known: of a year alone nobody can tell which came later."""
    days = [issued.get(figure.row.source.report, "") for figure in figures]
    if any(len(day) != _DAY for day in days):
        return [0] * len(days)
    return [date.fromisoformat(day).toordinal() for day in days]


def _digits(figures: Sequence[Printed], _issued: Issued) -> list[int]:
    steps = sorted({figure.step for figure in figures}, reverse=True)
    return [steps.index(figure.step) for figure in figures]


def _tables(figures: Sequence[Printed], _issued: Issued) -> list[int]:
    return [int(in_table(figure)) for figure in figures]


_RANKS: Mapping[str, Callable[[Sequence[Printed], Issued], list[int]]] = {
    "status": _statuses,
    "report": _report_ends,
    "issued": _issue_days,
    "digits": _digits,
    "table": _tables,
}
