"""Which period districts are compared in: one that they share, or the newest of each. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.language import Language
from search.wording import notation_label
from ui.messages import tell
from ui.series_figures import Figure, days_of

NEWEST = "newest"
"""In place of a period: of each district its newest."""


def periods_of(figures: Iterable[Figure]) -> dict[str, int]:
    """The periods that figures are of, the newest first, with their districts counted."""
    told: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        told[figure.row.period].add(figure.row.district)
    return {period: len(told[period]) for period in sorted(told, key=_newest_last, reverse=True)}


def default_period(counts: Mapping[str, int], districts: int) -> str:
    """The period with most districts, of several the newest; where no two share one, the newest of each."""
    most = max(counts.values(), default=0)
    if most < 2 <= districts:
        return NEWEST
    return next((period for period, count in counts.items() if count == most), NEWEST)


def period_options(counts: Mapping[str, int], districts: int, language: Language) -> dict[str, str]:
    """What can be chosen, in words: each period with its districts, and the newest of each district."""
    options = {
        period: tell(
            language, "indicators.period_of", period=notation_label(period, language), districts=count
        )
        for period, count in counts.items()
    }
    if len(counts) > 1:
        options[NEWEST] = tell(language, "indicators.newest", districts=districts)
    return options


def in_period(figures: Sequence[Figure], period: str) -> tuple[Figure, ...]:
    """The figures of a period, or of each district's newest: the largest first, a district's own together."""
    newest: dict[str, str] = {}
    for figure in figures:
        known = newest.setdefault(figure.row.district, figure.row.period)
        newest[figure.row.district] = max(known, figure.row.period, key=_newest_last)
    wanted = [
        figure
        for figure in figures
        if figure.row.period == (newest[figure.row.district] if period == NEWEST else period)
    ]
    largest: dict[str, float] = {}
    for figure in wanted:
        largest[figure.row.district] = max(figure.size, largest.get(figure.row.district, figure.size))
    return tuple(sorted(wanted, key=lambda one: (-largest[one.row.district], one.row.district, -one.size)))


def _newest_last(period: str) -> tuple[object, ...]:
    end, start = days_of(period)
    return end, -start.toordinal(), period
