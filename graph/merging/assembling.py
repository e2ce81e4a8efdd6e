"""What is told of one node, put together of what the store says of it and of who names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from graph import iris
from graph.event_index import MentionEntry
from graph.merging.told import Cited, ToldDocument, ToldMention, ToldProgramme
from graph.organizations import body_in, level_of, seat_of, unit_of
from graph.rows import ReportRow
from ontology.gazetteer import load_gazetteer
from ontology.values import Area

_NO_DISTRICT = Area("", "", "")


@dataclass(frozen=True, slots=True)
class SaidOfDocument:
    """What the store says of a document, one for each combination where something is said twice."""

    node: str
    number: str | None
    kind: str | None
    body: str | None
    day: date | None
    year: str | None
    title: str | None


def cited(claim: str, report: ReportRow) -> Cited:
    """A sentence of a report that names a node."""
    issued = report.issued if isinstance(report.issued, date) else report.ends
    return Cited(claim, report.report, report.district, report.province, max(report.ends, issued))


def document(
    node: str, said: Sequence[SaidOfDocument], named: Iterable[Cited] = (), inferred: Iterable[str] = ()
) -> ToldDocument:
    """A document, of all that is said of it and the sentences that name it."""
    seats = {seat_of(row.body) for row in said if row.body}
    seat = seats.pop() if len(seats) == 1 else None
    years = {int(row.year[:4]) for row in said if row.year}
    return ToldDocument(
        node=node,
        whole=iris.kind(NamedNode(node)) != "doc-in",
        kind=said[0].kind or "",
        number=said[0].number or "",
        seat=seat,
        level=level_of(seat) if seat else None,
        unit=unit_of(seat) if seat else "",
        inferred=frozenset(inferred),
        year=years.pop() if len(years) == 1 else None,
        days=frozenset(row.day for row in said if row.day),
        titles=tuple(sorted({row.title for row in said if row.title})),
        cited=_in_order(named),
    )


def programme(node: str, names: Iterable[str], listed: bool, named: Iterable[Cited]) -> ToldProgramme:
    """A programme, of all its names and the sentences that name it."""
    told = _in_order(named)
    own = told[0] if told and not listed else None
    return ToldProgramme(
        node,
        tuple(sorted(names)),
        listed,
        own.district if own else "",
        own.province if own else "",
        told,
    )


def mentions(entries: Iterable[MentionEntry]) -> tuple[ToldMention, ...]:
    """Those of the mentions of events that tell of one which happened."""
    return tuple(
        ToldMention(
            entry.event,
            entry.claim,
            iris.claim_place(entry.claim)[0],
            entry.kind,
            entry.district,
            entry.begins,
            entry.ends,
        )
        for entry in entries
        if entry.event is not None
    )


def inferred_seat(report: ReportRow, name: str) -> str:
    """The seat of the body that a number in a report let infer."""
    return body_in(_area(report.district), _area(report.province), name).seat.value


def _in_order(named: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(named, key=lambda one: one.claim))


def _area(code: str) -> Area:
    unit = load_gazetteer().unit(code)
    return unit.area if unit else _NO_DISTRICT
