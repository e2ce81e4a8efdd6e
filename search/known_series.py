"""Series of an indicator over all reports: from the index of facts, else from the graph, with the same rows.

The graph leads from each figure to its report, its clause and its period, half a millisecond a figure; an
indicator may have a figure or two in every report.
"""

from __future__ import annotations

from graph.keeping import kept
from graph.series import OWN, SeriesRow, Spread, find_series, series_of_entries, spread_of
from graph.store import GraphStore
from search.index import Index


def known_series(store: GraphStore, index: Index, indicator: str) -> tuple[SeriesRow, ...]:
    """What ``graph.series.find_series`` tells, by the quickest way that there is."""
    if index.facts is None or indicator.startswith(OWN):
        return find_series(store, indicator)
    return series_of_entries(store, index.facts.figures.of_concepts([indicator], index.facts.reports))


@kept(4096)
def known_spread(store: GraphStore, index: Index, indicator: str) -> Spread:
    """What ``graph.series.spread_of`` tells, by the quickest way that there is."""
    if index.facts is None or indicator.startswith(OWN):
        return spread_of(store, indicator)
    return Spread(*index.facts.figures.spread(indicator))
