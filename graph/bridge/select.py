"""Which of a unit's quantities a user asks for: by indicator and period."""

from __future__ import annotations

from graph.bridge.find import Bridged, bridge
from graph.cells.select import is_wanted
from graph.claims import require_indicators
from graph.selection import Selection, settle, several
from graph.store import GraphStore
from ontology.gazetteer import Unit


def select_bridged(store: GraphStore, unit: Unit, selection: Selection) -> tuple[Bridged, ...]:
    """The quantities of a unit of today that hold the conditions. Raises ``BadInput`` for bad words."""
    wanted = settle(store, selection)
    found = tuple(one for one in bridge(store, unit) if is_wanted(one.parts, wanted))
    if not found:
        require_indicators(store, several(selection.indicator))
    return found
