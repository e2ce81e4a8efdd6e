"""What of a district is looked at, and how much there is of each part of its profile. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from graph.catalogue import list_programmes, list_reports
from graph.clause_index import clauses_of_district
from graph.event_index import MentionEntry, event_index
from graph.overviews import list_ocop
from graph.queries import find_documents
from graph.store import GraphStore
from ontology.periods import parse_period
from ontology.values import Period
from search.holdings import overlap
from search.language import Language
from search.wording import notation_label
from ui.clauses import choose_clauses
from ui.places_now import communes_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A district by its code, its name in the reader's language, and the notation of a period (or none)."""

    code: str
    name: str
    notation: str

    @property
    def period(self) -> Period | None:
        """The period, ``None`` for all of them."""
        return parse_period(self.notation) if self.notation else None

    def named(self, notation: str, language: Language) -> str:
        """A period in words."""
        return notation_label(notation, language)


def events_of(store: GraphStore, chosen: Chosen) -> tuple[MentionEntry, ...]:
    """The mentions of events in the district's reports whose time touches the period."""
    period = chosen.period
    return tuple(
        entry
        for entry in event_index(store)
        if entry.district == chosen.code
        and (period is None or (entry.begins < period.end and entry.ends >= period.start))
    )


def part_counts(store: GraphStore, chosen: Chosen) -> dict[str, int]:
    """How many figures, mentions of events, programmes, … there are."""
    districts, period = [chosen.code], chosen.period
    clauses = choose_clauses(clauses_of_district(store, chosen.code), period=period)
    return {
        "figures": sum(len(entry.claims) for entry in clauses),
        "events": len(events_of(store, chosen)),
        "programmes": len(list_programmes(store, districts=districts).rows),
        "documents": len(find_documents(store, districts=districts).rows),
        "products": sum(
            period is None or overlap(parse_period(row.period), period)
            for row in list_ocop(store, districts).rows
        ),
        "places": len(communes_of(chosen.code)),
        "reports": len(list_reports(store, districts=districts, period=period).rows),
    }
