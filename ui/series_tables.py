"""Figures of an indicator as tables and as the points of charts, in the reader's words. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.rows import DistrictRow
from graph.series import SeriesRow
from ingest.fact import Measure
from search.language import Language
from search.phrase import format_number, format_quantity, unit_label
from search.wording import notation_label
from ui.copying import figure_words
from ui.messages import tell, tell_if_known
from ui.names import area_name
from ui.render import TableRow
from ui.series_figures import Figure, days_of

_ALWAYS = ("district", "value", "unit", "period", "indicator")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one district and period."""

    across: Figure
    up: Figure


def district_names(rows: Iterable[DistrictRow], language: Language) -> dict[str, str]:
    """Districts by code, short; with the province where several share a name."""
    known = list(rows)
    shared = Counter(row.name for row in known)
    return {
        row.district: row.name
        if shared[row.name] == 1
        else f"{row.name} ({area_name(row.province, row.province_label, language)})"
        for row in known
    }


def figures_table(figures: Sequence[Figure], names: Mapping[str, str], language: Language) -> list[TableRow]:
    """Figures, one a row, as printed; columns in which no row says anything are left out."""
    rows = [_figure_row(figure, names, language) for figure in figures]
    told = [name for name in rows[0] if name in _ALWAYS or any(row[name] for row in rows)] if rows else []
    return [{name: row[name] for name in told} for row in rows]


def pairs_of(across: Iterable[Figure], up: Iterable[Figure]) -> tuple[Pair, ...]:
    """Figures of two indicators that are of one district and period; of conflicting ones every pair."""
    others: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in up:
        others[figure.cell].append(figure)
    return tuple(Pair(figure, other) for figure in across for other in others[figure.cell])


def pairs_table(
    pairs: Iterable[Pair], titles: tuple[str, str], names: Mapping[str, str], language: Language
) -> list[TableRow]:
    """Pairs, one a row; ``titles`` name the indicators."""
    return [
        {
            "district": names[pair.across.row.district],
            "period": notation_label(pair.across.row.period, language),
            titles[0]: amount(pair.across.row, language),
            titles[1]: amount(pair.up.row, language),
        }
        for pair in pairs
    ]


def amount(row: SeriesRow, language: Language, known: str = "") -> str:
    """The number as printed, with its unit, bound and standing: ``khoảng 62,5% (ước)``.

    A ``known`` unit, which the axis tells, is not told again; but for the signs that belong to a number.
    """
    unit = "" if row.unit == known and known not in ("%", "‰") else row.unit
    number = format_quantity(row.value, unit, language)
    bound = tell_if_known(language, f"qualifier.{row.qualifier}") or row.qualifier or ""
    standing = tell(language, f"obs_status.{row.status}")
    return f"{bound} {number}{f' ({standing})' if standing else ''}".strip()


def plan_words(figure: Figure, language: Language) -> str:
    """The plans that the clauses print; a plan for another period says so."""
    return "; ".join(dict.fromkeys(_plan(plan, figure.row.period, language) for plan in figure.plans))


def share_words(figure: Figure, language: Language) -> str:
    """The shares of plan that the clauses print, never computed: ``98%``; ``vượt 5%``."""
    return "; ".join(dict.fromkeys(_share(share, language) for share in figure.shares))


def copied(figure: Figure, names: Mapping[str, str], language: Language) -> str:
    """A figure in the words that are copied with its source."""
    row = figure.row
    cells: TableRow = {
        "indicator": f"{row.text}, {names[row.district]}",
        "value": row.value,
        "unit": unit_label(row.unit, language),
        "measure": _standing(figure, language),
        "period": notation_label(row.period, language),
    }
    return figure_words(cells, language)


def busiest(figures: Iterable[Figure], most: int) -> tuple[str, ...]:
    """The districts with figures of most periods; only such as have several, if any has."""
    periods: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        periods[figure.row.district].add(figure.row.period)
    several = [code for code in periods if len(periods[code]) > 1] or list(periods)
    return tuple(sorted(several, key=lambda code: (-len(periods[code]), code))[:most])


def by_time(figures: Iterable[Figure]) -> list[Figure]:
    """Figures district by district, the oldest first."""
    return sorted(figures, key=lambda one: (one.row.district, days_of(one.row.period), -one.size))


def _figure_row(figure: Figure, names: Mapping[str, str], language: Language) -> TableRow:
    row = figure.row
    return {
        "district": names[row.district],
        "value": row.value,
        "unit": unit_label(row.unit, language),
        "status": _standing(figure, language),
        "period": notation_label(row.period, language),
        "plan": plan_words(figure, language),
        "share": share_words(figure, language),
        "remark": tell(language, "indicators.differs") if figure.differs else "",
        "indicator": row.text,
    }


def _standing(figure: Figure, language: Language) -> str:
    bound = tell_if_known(language, f"qualifier.{figure.row.qualifier}") or figure.row.qualifier or ""
    return ", ".join(filter(None, (tell(language, f"obs_status.{figure.row.status}"), bound)))


def _plan(plan: SeriesRow, period: str, language: Language) -> str:
    said = amount(plan, language)
    planned_for = plan.plan_period or plan.period
    return said if planned_for == period else f"{said} ({notation_label(planned_for, language)})"


def _share(share: SeriesRow, language: Language) -> str:
    if share.measure is Measure.PCT_OF_PLAN:
        return format_quantity(share.value, share.unit, language)
    number = format_number(abs(share.value), language)
    return tell(
        language, "indicators.below_plan" if share.value < 0 else "indicators.above_plan", share=number
    )
