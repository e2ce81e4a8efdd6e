"""A district's figures as lines: what one clause tells stands in one line, lines stand by sector. Pure.

No figure is computed: shares and changes are those that reports print. Only the length of a bar without a
printed share comes from its two printed numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.arithmetic.year_before import JudgedChange
from graph.cells.find import Cell, cells_by_claim, find_cells, same_figure
from graph.cells.preference import Issued
from graph.clause_index import ClauseEntry
from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import fold
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Period
from search.language import Language
from search.phrase import format_quantity
from search.wording import name_of, notation_label, quantity
from ui.messages import tell
from ui.names import area_name, concept_name

UNLISTED = "other"
"""The sector of figures whose indicator is in no code list."""
PLANNED, CHANGED = "planned", "changed"
"""Lines that a plan or a change is told of."""
_PLANS = frozenset({Measure.PLAN, Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS})
_CHANGES = frozenset({Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE})
_WITH = {PLANNED: _PLANS, CHANGED: _CHANGES}
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """What was reached against the plan, in percent of it. ``printed``: a report prints that share."""

    share: float
    printed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: the figures by what they say, and what other places say of the same quantity.

    ``conflicts`` are figures that contradict the line's, ``alike`` those that agree with them. ``preferred``
    are the cells with a conflict of which one figure is preferred, ``judged`` the changes of the line beside
    what earlier reports tell.
    """

    name: str
    scope: str
    concept: str | None
    values: tuple[ObservationRow, ...]
    plans: tuple[ObservationRow, ...]
    changes: tuple[ObservationRow, ...]
    bar: Bar | None
    conflicts: tuple[ObservationRow, ...] = ()
    alike: tuple[ObservationRow, ...] = ()
    preferred: tuple[Cell, ...] = ()
    judged: tuple[JudgedChange, ...] = ()

    @property
    def first(self) -> ObservationRow:
        """The figure that the line is opened at."""
        return (*self.values, *self.plans, *self.changes)[0]

    @property
    def rows(self) -> tuple[ObservationRow, ...]:
        """All figures that the line shows."""
        return (*self.values, *self.plans, *self.changes, *self.conflicts, *self.alike)


def sector_of(entry: ClauseEntry) -> str:
    """The id of the sector of what a clause counts."""
    concept = concepts_by_id("indicators").get(entry.concept or "")
    return concept.extra.get("sector", UNLISTED) if concept else UNLISTED


def sector_name(sector: str, language: Language) -> str:
    """A sector in words."""
    return concept_name("sectors", sector, tell(language, "district.unlisted"), language)


def choose_clauses(
    entries: Iterable[ClauseEntry], *, period: Period | None = None, words: str = "", told: str = ""
) -> tuple[ClauseEntry, ...]:
    """The clauses whose time touches the period and that hold all words; by ``told`` only those with a plan
    or a change. They stand by sector, in the order of the reports.
    """
    wanted = fold(words).split()
    measures = _WITH.get(told, frozenset())
    found = (
        entry
        for entry in entries
        if (period is None or (entry.begins < period.end and entry.ends >= period.start))
        and (not measures or entry.measures & measures)
        and all(word in entry.words for word in wanted)
    )
    order = {concept.id: number for number, concept in enumerate(load_concepts("sectors"))}
    return tuple(sorted(found, key=lambda entry: order.get(sector_of(entry), len(order))))


def sector_counts(entries: Iterable[ClauseEntry]) -> dict[str, int]:
    """How many lines each sector has, in the order of the sectors."""
    return dict(Counter(sector_of(entry) for entry in entries))


def to_lines(
    entries: Sequence[ClauseEntry], rows: Iterable[ObservationRow], period: str, language: Language
) -> tuple[Line, ...]:
    """The clauses with their figures. Place and time are told where they are not the district's and period's;
    of figures told under several programmes one stands for all.
    """
    told: dict[str, dict[str, ObservationRow]] = defaultdict(dict)
    for row in rows:
        told[row.group].setdefault(row.claim, row)
    found = ((entry, list(told[entry.group].values())) for entry in entries)
    return tuple(_line(own, period, language) for _, own in found if own)


def with_cells(
    lines: Iterable[Line], same: Iterable[ObservationRow], issued: Issued | None = None
) -> tuple[Line, ...]:
    """The lines with what other places say of the same quantities, alike or beyond rounding; ``same`` are all
    figures of the indicators on these lines, ``issued`` tells when their reports were.
    """
    cells = cells_by_claim(find_cells(same, issued))
    return tuple(_with(line, cells) for line in lines)


def figure_words(row: ObservationRow, language: Language) -> str:
    """One figure as a line shows it: ``561 ha``, ``đạt 98,5% kế hoạch``, ``▲ tăng 2 ha so với năm 2023``."""
    amount = format_quantity(abs(row.value), row.unit, language)
    match row.measure:
        case Measure.VALUE:
            return f"{quantity(row, language)}{_status(row, language)}"
        case Measure.PLAN:
            planned = row.plan_period or row.period
            if planned == row.period:
                return tell(language, "figure.plan", amount=quantity(row, language))
            when = notation_label(planned, language)
            return tell(language, "figure.plan_of", amount=quantity(row, language), when=when)
        case Measure.PCT_OF_PLAN:
            return tell(language, "figure.reached", amount=amount)
        case Measure.PCT_OF_PLAN_EXCESS:
            return tell(language, f"figure.{'below' if row.value < 0 else 'above'}", amount=amount)
        case Measure.PCT_OF_BASE:
            told = tell(language, "figure.of_base", amount=amount, base=_base(row, language))
            return f"{_arrow(row.value - _WHOLE)} {told}"
    way = "same" if row.value == 0 else "up" if row.value > 0 else "down"
    told = tell(language, f"figure.{way}", amount=amount, base=_base(row, language))
    return f"{_arrow(row.value)} {told}"


def _line(rows: list[ObservationRow], period: str, language: Language) -> Line:
    rows.sort(key=lambda row: (row.source.start, row.claim))
    values = tuple(row for row in rows if row.measure is Measure.VALUE)
    plans = tuple(row for row in rows if row.measure in _PLANS)
    changes = tuple(row for row in rows if row.measure in _CHANGES)
    first = (*values, *plans, *changes)[0]
    return Line(
        name=name_of(first, language),
        scope=_scope(first, period, language),
        concept=first.concept,
        values=values,
        plans=plans,
        changes=changes,
        bar=_bar(values, plans),
    )


def _scope(row: ObservationRow, period: str, language: Language) -> str:
    """Where, when and of what part, as far as the page does not tell it already."""
    place = "" if row.area_code == row.source.district else area_name(row.area_code, row.area, language)
    when = "" if row.period == period else notation_label(row.period, language)
    part = concept_name("programme_parts", row.programme_part, row.part_label or "", language)
    return " · ".join(filter(None, (place, when, part)))


def _bar(values: Sequence[ObservationRow], plans: Sequence[ObservationRow]) -> Bar | None:
    shares = [row for row in plans if row.measure is Measure.PCT_OF_PLAN]
    beyond = [row for row in plans if row.measure is Measure.PCT_OF_PLAN_EXCESS]
    planned = [row for row in plans if row.measure is Measure.PLAN]
    if len(shares) == 1:
        return Bar(float(shares[0].value), True)
    if len(beyond) == 1 and not shares:
        return Bar(float(_WHOLE + beyond[0].value), True)
    if len(values) == len(planned) == 1 and not shares and not beyond:
        value, plan = values[0], planned[0]
        if value.unit == plan.unit and plan.value > 0 and value.value >= 0:
            return Bar(float(_WHOLE * value.value / plan.value), False)
    return None


def _with(line: Line, cells: Mapping[str, Cell]) -> Line:
    own = {row.claim: row for row in line.rows}
    alike: dict[str, ObservationRow] = {}
    against: dict[str, ObservationRow] = {}
    preferred: dict[frozenset[str], Cell] = {}
    for claim, row in own.items():
        cell = cells.get(claim)
        for other in cell.figures if cell else ():
            if other.claim not in own:
                (alike if same_figure(row, other) else against)[other.claim] = other
        if cell and cell.preferred and not cell.agrees:
            preferred[cell.claims] = cell
    return replace(
        line,
        conflicts=_in_order(against.values()),
        alike=_in_order(alike.values()),
        preferred=tuple(preferred.values()),
    )


def _in_order(rows: Iterable[ObservationRow]) -> tuple[ObservationRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.source.report, row.source.start)))


def _status(row: ObservationRow, language: Language) -> str:
    told = tell(language, f"obs_status.{row.status}")
    return f" ({told})" if told else ""


def _arrow(difference: Decimal) -> str:
    return "▲" if difference > 0 else "▼" if difference < 0 else "="


def _base(row: ObservationRow, language: Language) -> str:
    told = row.compared_with
    if not told:
        return tell(language, "figure.base")
    words = notation_label(told, language)
    return tell(language, "figure.base_day", day=words) if told.startswith("as-of:") else words
