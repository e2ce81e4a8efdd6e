"""The administrative units and villages that a report names: each spelling once, with what it was read as."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.evidence import cite
from ingest.fact import Issue, PlaceMention, ReportIdentity
from ingest.match.mention import Mention
from ingest.match.places import PlaceContext, match_candidates
from ingest.report_parts import Part, parts_of
from ontology.gazetteer import Gazetteer, load_gazetteer, name_key
from ontology.place_words import VILLAGE, load_place_words
from ontology.values import Area

_SHOWN = 5


def extract_places(document: Document, identity: ReportIdentity) -> Iterator[PlaceMention | Issue]:
    """One mention for each spelling of each place, where it first stands; ambiguous names as issues.

    ``as_written`` leaves out the word of the kind where the name says enough, so ``xã Nậm Xe`` and
    ``Nậm Xe`` are one spelling; it stays where it tells the unit from another of the same name
    (``xã Mường Tè``) and before towns, which are known by it.
    """
    context = PlaceContext(identity.district.code, identity.province.code, relaxed=False)
    seen: set[tuple[str, tuple[Area, ...]]] = set()
    for part in parts_of(document):
        for mention in match_candidates(part.text, context):
            claim = _claim(document, part, mention)
            spelling = claim.as_written if isinstance(claim, PlaceMention) else mention.surface
            if (spelling, mention.value) not in seen:
                seen.add((spelling, mention.value))
                yield claim


def _claim(document: Document, part: Part, mention: Mention[tuple[Area, ...]]) -> PlaceMention | Issue:
    evidence = cite(document, part.block, mention.start, mention.end, part.cell)
    if len(mention.value) == 1:
        area = mention.value[0]
        return PlaceMention(_spelling(mention.surface, area), area, evidence)
    gazetteer = load_gazetteer()
    named = [f"{area.label} ({_container(gazetteer, area)})" for area in mention.value[:_SHOWN]]
    more = "" if len(mention.value) <= _SHOWN else f" và {len(mention.value) - _SHOWN} nơi khác"
    return Issue("ambiguous_place", f"“{mention.surface}” có thể là {', '.join(named)}{more}.", evidence)


def _container(gazetteer: Gazetteer, area: Area) -> str:
    unit = gazetteer.unit(area.code)
    return ", ".join(above.name for above in gazetteer.ancestors(unit)) if unit else ""


def _spelling(surface: str, area: Area) -> str:
    """The surface without the word of its kind, unless that tells it from another unit."""
    if _shares_name(area):
        return surface
    words = surface.split()
    for length in range(min(len(words) - 1, 3), 0, -1):
        kind = load_place_words().kinds.get(tuple(word.lower().rstrip(".") for word in words[:length]))
        if kind is not None and (kind.level == VILLAGE) == (not area.code):
            return " ".join(words[length:])
    return surface


def _shares_name(area: Area) -> bool:
    """Whether the unit that contains the area bears its name too."""
    above = load_gazetteer().unit(area.parent)
    return above is not None and name_key(above.name) == name_key(area.name)
