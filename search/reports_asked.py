"""Which reports may answer a question: those of the places and times that it names."""

from __future__ import annotations

from ingest.fact import Measure
from ontology.periods import parse_period
from ontology.values import Area, Period
from search.holdings import Catalogue, KnownReport
from search.slots import Slots


def reports_asked(slots: Slots, catalogue: Catalogue) -> tuple[KnownReport, ...]:
    """The reports of the places and times named, a commune standing for its district.

    A period that no report tells of is given up if another one that is named does: "target for 2024" is
    told by the report of 2023. Where none tells of them, a report of the time that is compared with may.
    """
    periods = slots.periods
    if Measure.PLAN in slots.measures:  # what is planned for a year stands in the report of the year before
        periods = (*periods, *(_year_before(period) for period in periods))
    places = districts_meant(slots, catalogue)
    found = catalogue.select(places, slots.provinces, periods)
    return found or (catalogue.select(places, slots.provinces, slots.bases) if slots.bases else ())


def reports_of_places(slots: Slots, catalogue: Catalogue) -> tuple[KnownReport, ...]:
    """The reports of the places named, of any time: a later one may tell what happened before."""
    return catalogue.select(districts_meant(slots, catalogue), slots.provinces)


def districts_meant(slots: Slots, catalogue: Catalogue) -> tuple[Area, ...]:
    """The districts named, or those of the communes named."""
    if slots.districts or not slots.communes:
        return slots.districts
    parents = {commune.parent for commune in slots.communes}
    return tuple(area for area in catalogue.districts if area.code in parents)


def _year_before(period: Period) -> Period:
    return parse_period(str(period.start.year - 1))
