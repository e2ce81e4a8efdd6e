"""What the reader of a flow makes of one numeral, before it becomes a fact or a ledger entry."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.figures import Figure
from ingest.frames import Held
from ingest.roles import Role
from ingest.subjects import Subject
from ontology.values import Area, Period


@dataclass(frozen=True, slots=True)
class Draft:
    """One figure as read; offsets are into the flow. ``reason`` is a ledger code where it is no fact.

    ``numerals`` counts the numerals that the figure is made of (two in "1601, 61", none of a zero told in
    words); ``clause_start`` is where its words begin, ``bare`` that none but linking words stand there,
    ``place`` the commune that the figure is of, if its own words are that name; ``part_of`` the group of its
    total; ``value_period`` is the time of what is so, ``plan_period`` the one that it has as a plan.
    """

    start: int
    end: int
    numerals: int
    reason: str = ""
    numeral_end: int = 0
    held: Held | None = None
    figure: Figure | None = None
    role: Role | None = None
    subject: Subject | None = None
    group: int = 0
    period: Period | None = None
    value_period: Period | None = None
    plan_period: Period | None = None
    clause_start: int = 0
    bare: bool = False
    place: Area | None = None
    part_of: int | None = None

    @property
    def spent(self) -> bool:
        """Whether the figure is money that was disbursed."""
        return self.subject is not None and self.subject.concept == "disbursement"
