"""One cell of a table to figures: several numbers in a cell, signs, bounds, units of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.document import Cell
from ingest.fact import Measure, Status
from ingest.ledger import set_aside
from ingest.match.numbers import readings
from ingest.match.units import Unit, unit_at
from ingest.noun_phrases import read_left
from ingest.subjects import as_count
from ingest.table_heads import header_words
from ingest.times import Clock, period_of
from ingest.tokens import Kind, Stream
from ontology.values import Area, Period

# Reasons that also hold inside a cell; a lone number there is no numbering and no name.
_NO_FIGURES = frozenset({"date", "age", "threshold", "duration", "document_number", "programme_name"})
_MINUS, _PLUS = ("-", "–", "\u2212"), "+"
_BOUNDS = {"<": "<", ">": ">", "≥": ">=", "≤": "<="}
_COMPARED = (Measure.CHANGE, Measure.CHANGE_PCT, Measure.PCT_OF_BASE)
_REACH = 3  # tokens before a number in which "lũy kế" or "giảm" stands


@dataclass(frozen=True, slots=True)
class CellDraft:
    """One numeral of a cell: a figure, or a ledger ``reason``. Offsets are into the cell's flow.

    ``about`` is the row's name under its column's header, which may make it a programme's; ``area`` is
    set where the row is of a commune.
    """

    cell: Cell
    start: int
    end: int
    reason: str = ""
    value: Decimal = Decimal(0)
    unit: Unit | None = None
    measure: Measure = Measure.VALUE
    indicator: str = ""
    period: Period | None = None
    qualifier: str = ""
    group: int = 0
    row_kind: str = ""
    about: str = ""
    area: Area | None = None
    status: Status = Status.NORMAL
    sign: int = 1


def read_cell(cell: Cell, frame: CellDraft, report: Period, *, counts: bool) -> Iterator[CellDraft]:
    """The numerals of a cell, values still open; ``frame`` holds what row and column say of each.

    Without a name they go to the ledger, and without a unit too, unless the column ``counts`` what its
    header names.
    """
    stream = Stream(cell.flow.text)
    aside = {at: code for at, code in set_aside(stream, report).reasons.items() if code in _NO_FIGURES}
    for index, token in enumerate(stream):
        if token.kind is not Kind.NUMBER:
            continue
        draft = replace(frame, cell=cell, start=token.start, end=token.end)
        reason = aside.get(index, "")
        draft = replace(draft, reason=reason) if reason else _figure(stream, index, draft)
        known = draft.indicator and (counts or draft.unit is not None)
        yield draft if draft.reason or known else _unread(draft)


def _unread(draft: CellDraft) -> CellDraft:
    return CellDraft(draft.cell, draft.start, draft.end, reason="table_unread")


def is_signed(text: str) -> bool:
    """Whether a cell is a number with a sign before it: "-3,2", "+15"."""
    stream = Stream(text)
    return bool(stream) and stream.keys[0] in (*_MINUS, _PLUS) and _sign(stream, 1) is not None


def _figure(stream: Stream, index: int, draft: CellDraft) -> CellDraft:
    own = _own_unit(stream, index)
    draft = replace(draft, unit=own or draft.unit, qualifier=_bound(stream, index))
    draft = _signed(draft, stream, index)
    if own is not None and draft.row_kind == "ratio" and own.kind != "ratio":
        draft = replace(draft, indicator=_counted(draft.indicator, own))
    if _cumulative(stream, index) and draft.indicator:
        draft = replace(draft, indicator=f"{draft.indicator} lũy kế")
    return _second(draft, stream, index) if _follows_slash(stream, index) else draft


def _signed(draft: CellDraft, stream: Stream, index: int) -> CellDraft:
    sign = _sign(stream, index)
    falls = draft.measure in _COMPARED and "giảm" in stream.keys[max(0, index - _REACH) : index]
    if sign is None and not falls:
        return draft
    return replace(draft, sign=-1 if falls else sign or 1)


def _sign(stream: Stream, index: int) -> int | None:
    """The sign written right before a number that opens its cell or bracket; the dash of a range is none."""
    if not 0 < index < len(stream) or stream[index].kind is not Kind.NUMBER:
        return None
    mark = stream[index - 1]
    tight = mark.end == stream[index].start and (index == 1 or stream.keys[index - 2] == "(")
    if not tight or mark.key not in (*_MINUS, _PLUS):
        return None
    return 1 if mark.key == _PLUS else -1


def _own_unit(stream: Stream, index: int) -> Unit | None:
    """The unit after a number, or after both numbers of a pair ("12/12 xã")."""
    at = index + 1
    if stream.keys[at : at + 1] == ("/",) and at + 1 < len(stream) and stream[at + 1].kind is Kind.NUMBER:
        at += 2
    hit = unit_at(stream.keys, at)
    return hit[1] if hit else None


def _follows_slash(stream: Stream, index: int) -> bool:
    paired = stream.keys[max(0, index - 1) : index] == ("/",)
    return paired and index > 1 and stream[index - 2].kind is Kind.NUMBER


def _second(draft: CellDraft, stream: Stream, index: int) -> CellDraft:
    """The b of a/b: all there are ("11/17 xã"), or the plan, if it can be fallen short of ("40/45 ha")."""
    unit = draft.unit
    first, second = readings(stream[index - 2].text)[0], readings(stream[index].text)[0]
    if unit is not None and not unit.measured and unit.kind != "ratio" and first <= second:
        return replace(draft, measure=Measure.VALUE, indicator=f"tổng số {unit.text}")
    if draft.measure is not Measure.VALUE or draft.period is None:
        return draft
    return replace(
        draft, measure=Measure.PLAN, period=period_of(Measure.PLAN, draft.period, Clock(draft.period))
    )


def _counted(name: str, unit: Unit) -> str:
    """The count behind a share: "100% (17/17 xã)" in a row that is named "Tỷ lệ xã …"."""
    stream = Stream(name)
    return as_count(read_left(stream, range(len(stream))), unit).name or name


def _cumulative(stream: Stream, index: int) -> bool:
    before = " ".join(stream.keys[max(0, index - _REACH) : index])
    return any(word in before for word in header_words()["cumulative"])


def _bound(stream: Stream, index: int) -> str:
    return _BOUNDS.get(stream.keys[index - 1], "") if index else ""
