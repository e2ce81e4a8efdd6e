"""Printed changes ("so với cùng kỳ") against the earlier value that the report of that time tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from graph.arithmetic.change import made
from graph.arithmetic.figures import Clause, Figures, Quantity, bare_name, quantity
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed, Range
from graph.rows import ObservationRow
from ingest.fact import Measure
from ontology.periods import parse_period

COMPARED = (Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE)


class Verdict(StrEnum):
    """What became of a printed change when it was held against the report of the time before."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    NO_REPORT = "no_report"
    """No report of that time is stored."""
    NOT_TOLD = "not_told"
    """A report is stored, but no figure of it is known to be the one compared with."""
    NOT_COMPARABLE = "not_comparable"
    """The sentence has no single value, or its time is not over, or what it is compared with is not said."""


@dataclass(frozen=True, slots=True)
class StoredPeriod:
    """A report that is stored: its id, the code of its district, the notation of its period."""

    report: str
    district: str
    period: str


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """A printed change and its verdict. ``value`` is the figure that changed, ``base`` the one before."""

    change: ObservationRow
    verdict: Verdict
    value: ObservationRow | None = None
    base: ObservationRow | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a change is held against: value and earlier values, in ranges."""

    printed: Printed
    value: Printed
    bases: Sequence[Printed]

    @property
    def agreeing(self) -> Printed | None:
        """The first earlier value that makes the printed change."""
        return next((base for base in self.bases if self._makes(base)), None)

    def _makes(self, base: Printed) -> bool:
        return any(one.meets(self.printed.range) for one in _all_made(self.printed, self.value, base))


def check_year_before(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Changes that the value and the earlier value do not make, as the report of that time tells it.

    Only where no other report tells the earlier value is it taken from the report itself. Only periods that
    were over when their report ended are compared: a season half sown is no season.
    """
    for _, told in _compared(figures):
        if told is not None and told.agreeing is None:
            role, base = told.printed.row.measure, told.bases[0]
            wording = "year-before-percent" if role is Measure.PCT_OF_BASE else "year-before"
            expected = _all_made(told.printed, told.value, base)[0]
            finding = compare(Check.YEAR_BEFORE, wording, told.printed, expected, (told.value, base))
            if finding is not None:
                yield finding


def judge_changes(figures: Figures, stored: Collection[StoredPeriod]) -> Iterator[JudgedChange]:
    """Every printed change among these figures, those of whole reports, with its verdict."""
    for printed, told in _compared(figures):
        if told is None:
            yield JudgedChange(printed.row, _unjudged(figures, printed, stored))
            continue
        good = told.agreeing
        base = good or told.bases[0]
        verdict = Verdict.AGREES if good else Verdict.CONTRADICTS
        yield JudgedChange(printed.row, verdict, told.value.row, base.row)


def _compared(figures: Figures) -> Iterator[tuple[Printed, _Told | None]]:
    """Each printed change, with what it is held against where that is known."""
    values = _values(figures)
    for clause in figures.clauses.values():
        for printed in clause.figures:
            if printed.row.measure in COMPARED:
                yield printed, _told(clause, printed, values)


def _told(clause: Clause, printed: Printed, values: Mapping[_Key, Sequence[Printed]]) -> _Told | None:
    value = _value_of(clause, printed)
    if value is None:
        return None
    bases = _bases(value, printed, values)
    return _Told(printed, value, bases) if bases else None


def _value_of(clause: Clause, printed: Printed) -> Printed | None:
    """The value that changed, if the clause tells one, in fitting units, of a time that was over."""
    value = clause.single(Measure.VALUE)
    single = clause.single(printed.row.measure) is not None
    if value is None or not single or not _is_over(value):
        return None
    return value if printed.row.measure is not Measure.CHANGE or printed.same_unit(value) else None


_Key = tuple[Quantity, str]
"""What is measured; of a part of a total its bare name too, as parts of one indicator are many."""


def _values(figures: Figures) -> Mapping[_Key, Sequence[Printed]]:
    found: dict[_Key, list[Printed]] = defaultdict(list)
    for one in figures.all:
        key = _key(one.row, one.row.period)
        if one.row.measure is Measure.VALUE and key is not None:
            found[key].append(one)
    return found


def _key(row: ObservationRow, period: str | None) -> _Key | None:
    measured = quantity(row, period)
    return None if measured is None else (measured, bare_name(row) if row.part_of else "")


def _bases(value: Printed, printed: Printed, values: Mapping[_Key, Sequence[Printed]]) -> Sequence[Printed]:
    """The earlier values that other reports tell, else those of the report itself."""
    key = _key(value.row, printed.row.compared_with)
    known = values.get(key, ()) if key is not None else ()
    fitting = [base for base in known if base.same_unit(value) and base.range.low > 0 and _is_over(base)]
    others = [base for base in fitting if base.row.source.report != value.row.source.report]
    return others or fitting


def _all_made(printed: Printed, value: Printed, base: Printed) -> tuple[Range, ...]:
    """What the change can be; a share may also have grown by so many points ("tăng 2%" of a rate)."""
    role = printed.row.measure
    change = made(role, value, base.range)
    points = role is Measure.CHANGE_PCT and value.scale.kind == "ratio"
    return (change, value.range.minus(base.range)) if points else (change,)


def _unjudged(figures: Figures, printed: Printed, stored: Collection[StoredPeriod]) -> Verdict:
    row = printed.row
    if row.compared_with is None:
        return Verdict.NOT_COMPARABLE
    if not any(_is_of_that_time(one, row) for one in stored):
        return Verdict.NO_REPORT
    known = _value_of(figures.clauses[row.group], printed) is not None and row.concept is not None
    return Verdict.NOT_TOLD if known else Verdict.NOT_COMPARABLE


def _is_of_that_time(one: StoredPeriod, row: ObservationRow) -> bool:
    """Whether it is another report of the district whose period meets the one compared with."""
    if one.report == row.source.report or one.district != row.source.district:
        return False
    before, reported = parse_period(row.compared_with or ""), parse_period(one.period)
    return before.start < reported.end and reported.start < before.end


def _is_over(figure: Printed) -> bool:
    """Whether the figure's period lies wholly before the end of its report's period."""
    last = parse_period(figure.row.source.report_period).end - timedelta(days=1)
    return figure.row.ends <= last
