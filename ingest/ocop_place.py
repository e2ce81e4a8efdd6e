"""Where a product is made."""

from __future__ import annotations

import re

from ingest.fact import ReportIdentity
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_places
from ingest.text import lower
from ontology.gazetteer import COMMUNE, DISTRICT, load_gazetteer
from ontology.values import Area

_MARKS = " -+*•"
_NEAR = 70  # characters behind a name that tell whose product it is
_OF = re.compile(r"(?:của|tại|ở|thuộc|[,(–-])\s*$")
_APART = re.compile(r"[\s,(–-]*(?:thuộc\s+)?")


def read_place(text: str, owner: str | None, identity: ReportIdentity) -> Area | None:
    """The commune in which a product is made, or the village if it is told with its commune.

    A place that is told outside the maker's name comes first; of the maker's name only a commune counts.
    """
    outside = text.replace(owner, " " * len(owner), 1) if owner else text
    return _smallest(_places(outside, identity), outside) or (
        _smallest(_communes(_places(owner, identity)), owner) if owner else None
    )


def is_place(name: str, identity: ReportIdentity) -> bool:
    """Whether a name is nothing but a place's: a commune that is recognised is no product."""
    return any(m.start == 0 and m.end == len(name) for m in _places(name, identity))


def made_elsewhere(before: str, behind: str, identity: ReportIdentity) -> bool:
    """Whether a product is told as another district's: ``X của HTX Y, huyện Z``, ``huyện Z có X``."""
    return any(
        _is_other_district(mention, identity) and _OF.search(words[: mention.start])
        for words in (f"({before.lstrip(_MARKS)}", behind[:_NEAR])
        for mention in _places(words, identity)
    )


def _is_other_district(mention: Mention[Area], identity: ReportIdentity) -> bool:
    unit = load_gazetteer().unit(mention.value.code) if mention.value.code else None
    named = unit is not None and lower(mention.surface).startswith(f"{unit.kind} ")
    return unit is not None and unit.level == DISTRICT and named and unit.code != identity.district.code


def _places(text: str, identity: ReportIdentity) -> list[Mention[Area]]:
    return list(match_places(text, PlaceContext(identity.district.code, identity.province.code)))


def _communes(places: list[Mention[Area]]) -> list[Mention[Area]]:
    return [mention for mention in places if _level(mention.value) == COMMUNE]


def _level(area: Area) -> int | None:
    unit = load_gazetteer().unit(area.code) if area.code else None
    return unit.level if unit else None


def _smallest(places: list[Mention[Area]], text: str) -> Area | None:
    communes = _communes(places)
    if communes:
        return _village_of(communes[0], places, text) or communes[0].value
    villages = [mention.value for mention in places if not mention.value.code]
    return next(iter(villages), None)


def _village_of(commune: Mention[Area], places: list[Mention[Area]], text: str) -> Area | None:
    for village in places:
        between = text[village.end : commune.start]
        if not village.value.code and village.end <= commune.start and _APART.fullmatch(between):
            return Area("", village.value.kind, village.value.name, commune.value.code)
    return None
