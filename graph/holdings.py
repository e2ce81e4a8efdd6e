"""How much a selection takes, counted without reading it: what a user sees before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.catalogue import count_facts
from graph.queries import iris_of
from graph.query_file import Result, fetch
from graph.rows import CountRow
from graph.selection import Selection, select_reports, settle
from graph.store import GraphStore
from ontology.errors import BadInput
from ontology.values import Period


@dataclass(frozen=True, slots=True)
class EventTypeRow:
    """A kind of event, with how often it is told of, whether it happened or not."""

    node: str
    type: str | None
    label: str
    mentions: int


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """An indicator, with how often it is measured; ``concept`` is its id in the code list."""

    node: str
    concept: str | None
    label: str
    figures: int


@dataclass(frozen=True, slots=True)
class _PeriodRow:
    node: str
    period: str
    begins: date
    ends: date


def count_selected(store: GraphStore, selection: Selection) -> tuple[CountRow, ...]:
    """The facts that a selection takes, by report and kind; only of selections that are ``either``.

    Indicators and documents go by IRI here. Raises ``BadInput`` as ``select_reports`` and ``settle`` do.
    """
    chosen = settle(store, selection)
    if not selection.either or chosen.names or chosen.numbers:
        raise BadInput("Only a selection of any of its kinds, by IRI, can be counted.")
    reports = [row.report for row in select_reports(store, selection)]
    if not reports:
        return ()
    if not selection.by_fact:
        return count_facts(store, reports=reports).rows
    kinds = {
        "programmes": _nodes(chosen.programmes),
        "parts": _nodes(chosen.parts),
        "indicators": _nodes(chosen.indicators),
        "events": _nodes(chosen.events),
        "documents": _nodes(chosen.documents),
    }
    periods = periods_touching(store, chosen.periods)
    if chosen.periods and not periods:
        return ()
    time = {"periods": periods} if any(kinds.values()) else {"spans": periods}
    narrow = iris_of(iris.graph, reports) if selection.district or selection.report else []
    return fetch(store, "selected", CountRow, graphs=narrow, **time, **kinds).rows


def list_event_types(store: GraphStore) -> Result[EventTypeRow]:
    """The kinds of events that there are, the most told of first."""
    return fetch(store, "event_types", EventTypeRow)


def list_indicator_uses(store: GraphStore) -> Result[IndicatorUse]:
    """The indicators that there are, the most measured first."""
    return fetch(store, "indicator_uses", IndicatorUse)


def periods_touching(store: GraphStore, periods: Iterable[Period]) -> list[NamedNode]:
    """The periods of the graph that share a day with one of these."""
    wanted = tuple(periods)
    if not wanted:
        return []
    rows = fetch(store, "period_nodes", _PeriodRow).rows
    return [
        NamedNode(row.node)
        for row in rows
        if any(row.begins < one.end and row.ends >= one.start for one in wanted)
    ]


def _nodes(nodes: Iterable[object]) -> list[NamedNode]:
    return sorted((node for node in nodes if isinstance(node, NamedNode)), key=str)
