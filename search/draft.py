"""Contract: what a route is given and what it hands back, before figures are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from graph.rows import ObservationRow
from graph.store import GraphStore
from search.cite import Citation
from search.evidence import Evidence, gather
from search.holdings import Catalogue, KnownReport
from search.index import Index
from search.known_figures import KnownFigures, figures_known
from search.question import Question

Row = Mapping[str, object]


class Status(StrEnum):
    """What an answer says of the matter asked about."""

    ANSWERED = "answered"
    NO = "no"
    ENDED = "ended"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its check.

    ``text`` states the answer in sentences. ``names`` are words with digits that are no figures (periods,
    document numbers, dates); ``values`` the numbers that the text may state beside what the citations quote:
    counts of the rows themselves, and limits that the question named. ``figures`` are the reported figures
    among the rows, most important first; what reports tell ``beside`` them is looked up of these
    (``search.route.beside``) and kept by the fields of an answer.
    """

    status: Status
    text: str
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    sparql: str = ""
    names: tuple[str, ...] = ()
    values: tuple[Decimal, ...] = ()
    caveats: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    figures: tuple[ObservationRow, ...] = ()
    beside: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


class Asked:
    """A question with everything that may answer it. ``reports`` are those that its slots leave."""

    def __init__(
        self,
        question: Question,
        catalogue: Catalogue,
        reports: tuple[KnownReport, ...],
        store: GraphStore,
        index: Index,
    ) -> None:
        self.question = question
        self.catalogue = catalogue
        self.reports = reports
        self.store = store
        self.index = index

    @cached_property
    def evidence(self) -> Evidence:
        """Passages and clauses of the reports in question."""
        return gather(self.question, self.reports, self.store, self.index)

    @cached_property
    def figures(self) -> KnownFigures:
        """The figures of all reports, by report or by what they count."""
        return figures_known(self.store, self.index)

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The ids of the reports in question."""
        return tuple(report.id for report in self.reports)
