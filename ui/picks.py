"""What a user picks to take away: the lists to pick from, the selection that it makes, and what that holds.

Pure: it is given rows of the graph and returns words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from graph.holdings import EventTypeRow, IndicatorUse
from graph.rows import CountRow, ProgrammeRow
from graph.selection import Selection
from ontology.periods import parse_period
from ontology.terms import HKG, QB
from search.language import Language
from search.wording import notation_label
from ui.documents import Entry
from ui.messages import tell
from ui.names import area_name, concept_name, document_name, programme_name
from ui.render import MOST_OFFERED, TableRow, format_cell
from ui.workspace import StoredReport

KINDS = {
    QB["Observation"].value: "observations",
    HKG["EventMention"].value: "events",
    HKG["LegalCitation"].value: "citations",
    HKG["ProgrammeLink"].value: "links",
    HKG["ProgrammeMention"].value: "mentions",
    HKG["OcopRecognition"].value: "products",
    HKG["PlaceMention"].value: "places",
    HKG["LedgerIssue"].value: "issues",
}
"""The kinds of facts by their class, in the order in which they are told."""
_STORED = {
    "observations": "observations", "events": "events", "legal": "citations", "links": "links",
    "programmes": "mentions", "ocop": "products", "places": "places", "issues": "issues",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picks:
    """What was picked, by its codes (districts, reports), notations (periods) or IRIs (all others)."""

    district: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    document: tuple[str, ...] = ()

    @property
    def selection(self) -> Selection:
        """As the graph takes it: places and times narrow, of the others any will do."""
        return Selection(**{one.name: getattr(self, one.name) or None for one in fields(self)}, either=True)

    def of_reports(self, reports: Iterable[StoredReport]) -> list[StoredReport] | None:
        """The reports that are taken whole; ``None`` where single facts are picked."""
        if self.selection.by_fact:
            return None
        return [
            one
            for one in reports
            if (not self.district or one.district_code in self.district)
            and (not self.report or one.id in self.report)
        ]


@dataclass(frozen=True, slots=True)
class Holding:
    """How many facts of each kind (``KINDS``), from how many reports."""

    facts: Mapping[str, int]
    reports: tuple[str, ...]

    @property
    def total(self) -> int:
        """All facts."""
        return sum(self.facts.values())


def holding_of(rows: Iterable[CountRow]) -> Holding:
    """What was counted, over all reports."""
    facts, reports = Counter[str](), dict[str, None]()
    for row in rows:
        facts[KINDS.get(row.kind, row.kind)] += row.facts
        reports[row.report] = None
    return Holding({kind: facts[kind] for kind in KINDS.values() if facts[kind]}, tuple(reports))


def holding_of_reports(reports: Iterable[StoredReport]) -> Holding:
    """What whole reports hold, as it was counted when they were read."""
    facts, kept = Counter[str](), list(reports)
    for report in kept:
        facts.update({_STORED[kind]: count for kind, count in report.counts.items() if kind in _STORED})
    return Holding(
        {kind: facts[kind] for kind in KINDS.values() if facts[kind]}, tuple(one.id for one in kept)
    )


def holding_table(holding: Holding, language: Language) -> list[TableRow]:
    """One row a kind."""
    return [
        {"kind": tell(language, f"holds.{name}"), "count": count} for name, count in holding.facts.items()
    ]


def summary(picked: Mapping[str, Sequence[str]], holding: Holding, language: Language) -> str:
    """``Văn Quan, Tủa Chùa; first half of 2024: 1,106 figures, 33 events, 4 links, from 3 reports``.

    ``picked`` are the names of what was picked, list by list.
    """
    lists = [", ".join(names) for names in picked.values() if names]
    what = "; ".join(lists) if lists else tell(language, "export.everything")
    shown = {
        name: format_cell(holding.facts.get(name, 0), language)
        for name in ("observations", "events", "links")
    }
    reports = format_cell(len(holding.reports), language)
    return tell(language, "export.summary", what=what, reports=reports, **shown)


def district_options(reports: Iterable[StoredReport], language: Language) -> dict[str, str]:
    """Districts with the number of their reports."""
    codes = Counter(one.district_code for one in reports)
    names = {one.district_code: area_name(one.district_code, one.district, language) for one in reports}
    return {code: _with(names[code], codes[code], language) for code in sorted(names, key=names.__getitem__)}


def period_options(
    reports: Iterable[StoredReport], asked: Iterable[str], language: Language
) -> dict[str, str]:
    """Periods of the reports, the newest first; with those that a link asks for, if they are periods."""
    counts = Counter(one.period for one in reports)
    wanted = {*counts, *(one for one in asked if _is_period(one))}
    newest = sorted(wanted, key=lambda one: parse_period(one).end, reverse=True)
    return {one: _with(notation_label(one, language), counts[one], language) for one in newest}


def programme_options(rows: Iterable[ProgrammeRow], language: Language) -> dict[str, str]:
    """Programmes with how often they are told of."""
    return {row.node: _with(programme_name(row, language), row.mentions, language) for row in rows}


def indicator_options(
    rows: Iterable[IndicatorUse], asked: Iterable[str], language: Language
) -> dict[str, str]:
    """The most measured indicators, and those that a link asks for."""
    known = list(rows)
    wanted = set(asked)
    shown = [row for place, row in enumerate(known) if place < MOST_OFFERED or row.node in wanted]
    return {
        row.node: _with(concept_name("indicators", row.concept, row.label, language), row.figures, language)
        for row in shown
    }


def event_options(rows: Iterable[EventTypeRow], language: Language) -> dict[str, str]:
    """Kinds of events with how often they are told of, whether they happened or not."""
    return {
        row.type or row.node: _with(
            concept_name("events", row.type, row.label, language), row.mentions, language
        )
        for row in rows
    }


def document_options(entries: Iterable[Entry], asked: Iterable[str], language: Language) -> dict[str, str]:
    """The most cited documents, and those that a link asks for."""
    wanted = set(asked)
    shown = (entry for place, entry in enumerate(entries) if place < MOST_OFFERED or entry.node in wanted)
    return {
        entry.node: _with(document_name(entry.label, language), entry.citations, language) for entry in shown
    }


def report_options(reports: Iterable[StoredReport], names: Mapping[str, str]) -> dict[str, str]:
    """Reports by their district and period, with their files; ``names`` are by id."""
    return {one.id: f"{names[one.id]} ({one.name})" for one in reports}


def bare(label: str) -> str:
    """A label of a list without its count."""
    return label.rsplit(" (", 1)[0]


def _with(name: str, count: int, language: Language) -> str:
    return f"{name} ({format_cell(count, language)})"


def _is_period(notation: str) -> bool:
    try:
        parse_period(notation)
    except ValueError:
        return False
    return True
