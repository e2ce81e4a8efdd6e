"""The figures of the old units that a unit of today was made of, quantity by quantity.

A sum is made only where it is one: the old units went whole into the unit, no report leaves one of them out,
and the quantity is additive. It is derived and never passes for a reported figure. Else the parts stand side
by side, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from graph.arithmetic.figures import bare_name, sort_figures
from graph.bridge.additive import is_additive
from graph.cells.find import issue_dates, same_figure
from graph.cells.preference import Issued, prefer
from graph.queries import find_observations
from graph.rows import ObservationRow
from graph.store import GraphStore
from ingest.fact import Measure
from ontology.gazetteer import Unit, load_gazetteer
from ontology.lexicon import concepts_by_id

_ROLES = (Measure.VALUE, Measure.PLAN)


class Outcome(StrEnum):
    """Whether the parts make a figure of today's unit, and if not why; worded in ``codes/additive.toml``."""

    SUM = "sum"
    CARRIED = "carried"
    INCOMPLETE = "incomplete"
    DIVIDED = "divided"
    CHANGED = "changed"
    NOT_ADDITIVE = "not_additive"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class Bridged:
    """One quantity of a unit of today, by the old units that it was made of.

    ``parts`` are the reported figures, ``taken`` those of them that the sum is of: one for each old unit.
    ``total`` is the derived figure, ``None`` where there is none; ``missing`` the old units that keep it from
    being one.
    """

    unit: Unit
    parts: tuple[ObservationRow, ...]
    outcome: Outcome
    taken: tuple[ObservationRow, ...] = ()
    total: Decimal | None = None
    missing: tuple[Unit, ...] = ()

    @property
    def first(self) -> ObservationRow:
        """A part; indicator, period, role, unit and status are those of all."""
        return self.parts[0]

    def message(self, language: str) -> str:
        """How the figure was made, or why there is none; ``vi`` or ``en``."""
        named = ", ".join(unit.area.label for unit in self.missing)
        words = concepts_by_id("additive")[self.outcome].extra[f"message_{language}"]
        return words.format(unit=self.unit.area.label, missing=named)


_Key = tuple[object, ...]


def bridge(store: GraphStore, unit: Unit) -> tuple[Bridged, ...]:
    """What reports tell of the old units that became a unit of today, by indicator and period."""
    codes = [old.code for old in _all_before(unit)]
    if not codes:
        return ()
    rows = find_observations(store, areas=codes, measures=_ROLES).rows
    return bridge_rows(unit, rows, issue_dates(store))


def bridge_rows(
    unit: Unit, rows: Iterable[ObservationRow], issued: Issued | None = None
) -> tuple[Bridged, ...]:
    """The same from the rows of these old units."""
    alike: dict[_Key, dict[str, ObservationRow]] = defaultdict(dict)
    for row in rows:
        alike[_key(row)].setdefault(row.claim, row)
    found = (_bridged(unit, tuple(parts.values()), issued or {}) for parts in alike.values())
    return tuple(sorted(found, key=lambda one: (one.first.indicator_text, one.first.period, one.first.claim)))


def _all_before(unit: Unit) -> tuple[Unit, ...]:
    """The units that it was made of, and those that these were made of, back to the first."""
    found = {old.code: old for old in _before(unit)}
    for old in tuple(found.values()):
        found |= {earlier.code: earlier for earlier in _all_before(old)}
    return tuple(found.values())


def _before(unit: Unit) -> tuple[Unit, ...]:
    return tuple(old for old in load_gazetteer().predecessors(unit) if old.code != unit.code)


def _key(row: ObservationRow) -> _Key:
    """What must be the same to be added: a name that no list knows counts within one report only."""
    named = row.concept or row.source.report
    when = (row.period, row.plan_period, row.measure)
    return named, bare_name(row), *when, row.unit, row.status, row.programme, row.programme_part


def _bridged(unit: Unit, parts: tuple[ObservationRow, ...], issued: Issued) -> Bridged:
    by_area: dict[str, list[ObservationRow]] = defaultdict(list)
    for row in parts:
        by_area[row.area_code or ""].append(row)
    if not all(map(is_additive, parts)) or len(sort_figures(parts).all) < len(parts):
        return Bridged(unit, parts, Outcome.NOT_ADDITIVE)
    taken = {code: _one_of(rows, issued) for code, rows in by_area.items()}
    if None in taken.values():
        return Bridged(unit, parts, Outcome.CONFLICTING)
    figures = {code: row for code, row in taken.items() if row is not None}
    doubt = _doubt(unit, figures)
    if doubt is not None:
        outcome, units = doubt
        return Bridged(unit, parts, outcome, missing=units)
    used = tuple(figures[old.code] for old in _before(unit))
    outcome = Outcome.SUM if len(used) > 1 else Outcome.CARRIED
    return Bridged(unit, parts, outcome, used, sum((row.value for row in used), Decimal(0)))


def _one_of(rows: Sequence[ObservationRow], issued: Issued) -> ObservationRow | None:
    """The figure of one old unit: the preferred one of several that agree, ``None`` where they do not."""
    if not all(same_figure(one, other) for one, other in combinations(rows, 2)):
        return None
    return prefer(sort_figures(rows).all, issued)[0][0].row


def _doubt(unit: Unit, figures: Mapping[str, ObservationRow]) -> tuple[Outcome, tuple[Unit, ...]] | None:
    """What keeps the figures from being one of the whole unit, and the old units that do."""
    old = _before(unit)
    found = {
        Outcome.DIVIDED: tuple(one for one in old if one.successors != (unit.code,)),
        Outcome.CHANGED: tuple(one for one in old if _changed(one)),
        Outcome.INCOMPLETE: tuple(one for one in old if one.code not in figures),
    }
    return next(((outcome, units) for outcome, units in found.items() if units), None)


def _changed(old: Unit) -> bool:
    """Whether its code was borne by another extent before: then nobody can tell of which a figure is."""
    return len(load_gazetteer().versions(old.code)) > 1 or bool(load_gazetteer().predecessors(old))
