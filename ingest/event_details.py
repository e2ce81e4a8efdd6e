"""Where an event was and what it left behind, read from a stretch of text."""

from __future__ import annotations

from ingest.event_claims import unique
from ingest.fact import Impact, ReportIdentity
from ingest.impacts import read_impacts
from ingest.match.events import match_events
from ingest.match.periods import match_periods
from ingest.match.places import PlaceContext, match_places
from ingest.strand import Strand
from ontology.values import Area

_LARGE = ("huyện", "tỉnh", "thị xã", "thành phố", "quận")


def places_in(text: str, identity: ReportIdentity) -> tuple[Area, ...]:
    """The communes and villages that the text names, each once."""
    named = (mention.value for mention in match_places(text, _context(identity)))
    return unique(area for area in named if area.kind not in _LARGE)


def impacts_in(strand: Strand, start: int, end: int, identity: ReportIdentity) -> tuple[Impact, ...]:
    """The figures of a stretch, without those that belong to dates and to names of places and events."""
    text = strand.text[start:end]
    named = (
        *match_periods(text, identity.period),
        *match_places(text, _context(identity)),
        *match_events(text),
    )
    return tuple(read_impacts(strand, start, end, [(mention.start, mention.end) for mention in named]))


def _context(identity: ReportIdentity) -> PlaceContext:
    return PlaceContext(identity.district.code, identity.province.code)
