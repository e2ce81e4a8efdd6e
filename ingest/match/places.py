"""Names of administrative units and villages in a text, read under the context of a report or question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from ingest.match.mention import Mention
from ingest.match.place_hit import Hit
from ingest.match.place_kinds import KindReader
from ingest.match.place_names import Names, PlaceContext, Pool
from ingest.match.place_reading import NameFinder, name_finder
from ingest.match.place_scan import Scanner
from ingest.match.place_tokens import read_words
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, Gazetteer, Unit, load_gazetteer, name_key
from ontology.place_words import load_place_words
from ontology.values import Area

__all__ = ["PlaceContext", "match_candidates", "match_places"]

# What a place outside the report's own district costs beside its spelling, by level: a wrong mark or two in
# a name of the district is likelier than a sudden commune of another province.
_IN_PROVINCE = {PROVINCE: 0, DISTRICT: 2, COMMUNE: 3}
_ELSEWHERE = {PROVINCE: 3, DISTRICT: 3, COMMUNE: 5}
_NOT_YET = 7
_KEPT = 1 << 12  # texts: several stages ask for the places of one paragraph
_SMALLER = 1  # a name without its kind: the larger unit first

# Before a larger unit, as in: bản A (xã B); xã A, huyện B; xã A thuộc huyện B.
_INSIDE = re.compile(r"\s*[,(\-–]?\s*(?:thuộc|của|ở|tại|of|in)?\s*", re.IGNORECASE)
# Before a smaller unit, as in: xã B: bản A; xã B (bản A); xã B gồm các bản A.
_OPENED = re.compile(r"\s*(?:[(:]|\(?gồm:?)\s*(?:các|\d+)?\s*(?:thôn|bản|xã)?\s*:?\s*", re.IGNORECASE)


def match_places(text: str, context: PlaceContext) -> Iterator[Mention[Area]]:
    """The places that a text names, left to right, each decided; ambiguous names are left out.

    A name is read as a unit of the context's district first, then of its province, then as the only
    unit elsewhere that bears it. A larger unit named beside it ("xã A, huyện B") decides before that.
    Villages have no code: ``Area("", "thôn", "Phi Giàng 2", parent)``; their parent is the commune if the
    text names it, else the context's district. Use ``match_candidates``
    for the ambiguous ones.
    """
    for mention in match_candidates(text, context):
        if len(mention.value) == 1:
            yield Mention(mention.start, mention.end, mention.surface, mention.value[0])


@lru_cache(maxsize=_KEPT)
def match_candidates(text: str, context: PlaceContext) -> tuple[Mention[tuple[Area, ...]], ...]:
    """Like ``match_places``, but an ambiguous name has all the units that it can mean."""
    gazetteer = load_gazetteer()
    words = read_words(text)
    decided = _decide(name_finder(Names(words, context, gazetteer), load_place_words()))
    wider = _widened(context, decided, gazetteer) if context.is_relaxed else None
    if wider is not None:
        decided = _decide(name_finder(Names(words, wider, gazetteer), load_place_words()))
    return tuple(
        Mention(hit.start, hit.end, text[hit.start : hit.end], areas) for hit, areas in decided if areas
    )


_NOWHERE = Area("abroad", "", "")
Decided = list[tuple[Hit, tuple[Area, ...]]]


def _widened(context: PlaceContext, decided: Decided, gazetteer: Gazetteer) -> PlaceContext | None:
    """In a question, the one district or province that it names is the context of its other names."""
    if context.district:
        return None
    sure = [unit for _, areas in decided if len(areas) == 1 and (unit := gazetteer.unit(areas[0].code))]
    districts = {unit.code for unit in sure if unit.level == DISTRICT}
    provinces = {unit.code for unit in sure if unit.level == PROVINCE}
    district = districts.pop() if len(districts) == 1 else None
    province = provinces.pop() if len(provinces) == 1 else None
    if district and province is None:
        found = gazetteer.unit(district)
        province = found.parent if found else None
    if district is None and province in (None, context.province):
        return None
    return PlaceContext(district, province or context.province, relaxed=True)


def _decide(finder: NameFinder) -> Decided:
    names = finder.names
    plain = names.words.plain and names.context.is_relaxed
    scanned = tuple(Scanner(finder, KindReader(names.words, finder.vocabulary, plain)).scan())
    hits = tuple(_told(names, scanned))
    levels = tuple(_level(finder, hit) for hit in hits)
    containers = _containers(names.words.text, hits, levels)
    outer: list[tuple[Area, ...] | None] = [None] * len(hits)
    decided: list[tuple[Area, ...]] = [()] * len(hits)
    # A container is always decided before what it contains.
    for index in sorted(range(len(hits)), key=levels.__getitem__):
        container = containers[index]
        if container is not None:
            around = decided[container], outer[container]
            outer[index] = _contents(hits[container], levels[container], *around)
        decided[index] = _Decision(finder, outer[index]).areas(hits[index])
    return list(zip(hits, decided, strict=True))


def _told(names: Names, hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """The hits, but a far one only where the district in which it lies is named beside it."""
    for hit, after in zip_longest(hits, hits[1:]):
        if not hit.far:
            yield hit
        elif after and after.level == DISTRICT and _joined(_INSIDE, names.words.text, hit, after):
            within = [one for one in hit.pool if any(one[1].parent == unit.code for _, unit in after.pool)]
            if within:
                yield replace(hit, pool=tuple(within))


def _contents(
    hit: Hit, level: int, areas: tuple[Area, ...], around: tuple[Area, ...] | None
) -> tuple[Area, ...] | None:
    """Where the things lie that a hit contains. All districts are known: an unknown one is abroad."""
    if hit.abroad or (hit.unknown and level < COMMUNE):
        return (_NOWHERE,)
    return around if hit.unknown else areas


def _level(finder: NameFinder, hit: Hit) -> int:
    """The level of its kind word, else of the unit that the name means where nothing else is said of it."""
    if hit.level is not None:
        return hit.level
    units = (finder.names.gazetteer.unit(area.code) for area in _Decision(finder, None).areas(hit))
    return min(unit.level for unit in units if unit is not None)


def _containers(text: str, hits: tuple[Hit, ...], levels: tuple[int, ...]) -> list[int | None]:
    """For each hit the index of the larger unit that the text puts around it."""
    containers: list[int | None] = [None] * len(hits)

    def listed(one: int, other: int) -> bool:
        # A bracket between them belongs to the first alone: "A (xã B), C (xã D)".
        apart = levels[one] != levels[other] or "(" in text[hits[one].end : hits[other].start]
        return hits[other].linked and not apart

    for i in range(len(hits) - 2, -1, -1):
        after = i + 1
        if levels[after] < levels[i] and _joined(_INSIDE, text, hits[i], hits[after]):
            containers[i] = after
        elif listed(i, after):
            containers[i] = containers[after]
    for i in range(1, len(hits)):
        before = i - 1
        if containers[i] is None and levels[before] < levels[i]:
            containers[i] = before if _joined(_OPENED, text, hits[before], hits[i]) else None
        elif containers[i] is None and listed(before, i):
            containers[i] = containers[before]
    return containers


def _joined(pattern: re.Pattern[str], text: str, one: Hit, other: Hit) -> bool:
    return pattern.fullmatch(text[one.end : other.start]) is not None


@dataclass(frozen=True, slots=True)
class _Decision:
    """Chooses among the units of a hit; ``outer`` are the areas that contain it, if the text says."""

    finder: NameFinder
    outer: tuple[Area, ...] | None

    def areas(self, hit: Hit) -> tuple[Area, ...]:
        if hit.abroad or hit.unknown:
            return ()
        if hit.village:
            return () if self.outer == (_NOWHERE,) else (self._village(hit),)
        versions = self._latest(self._inside(hit.pool))
        ranked = sorted(((cost + self._distance(unit, hit), cost), unit) for cost, unit in versions)
        best = [unit for total, unit in ranked if total == ranked[0][0]]
        # A merged commune often passed its name on to another code of the same district.
        newest = max((unit.state for unit in best), default="")
        if len({(unit.parent, unit.kind, name_key(unit.name)) for unit in best}) == 1:
            best = [unit for unit in best if unit.state == newest]
        return tuple(unit.area for unit in best)

    def _latest(self, pool: Pool) -> Pool:
        """One version of each unit: the one that fits best, of two that fit alike the later."""
        best: dict[str, tuple[int, Unit]] = {}
        for cost, unit in sorted(pool, key=lambda pair: (-pair[0], pair[1].state)):
            best[unit.code] = cost, unit
        return tuple(best.values())

    def _village(self, hit: Hit) -> Area:
        known = self.outer is not None and len(self.outer) == 1
        parent = self.outer[0].code if self.outer and known else self.finder.names.context.district or ""
        return Area("", hit.kind, hit.village, parent)

    def _inside(self, pool: Pool) -> Pool:
        if not self.outer:
            return pool
        codes = [area.code for area in self.outer]
        within = self.finder.names.gazetteer.is_within
        inside = tuple(c for c in pool if any(within(c[1], code) for code in codes))
        # "xã Mù Cả, huyện Tam Đường" may be two members of one list.
        return inside or tuple(c for c in pool if c[0] == 0 and self.finder.names.is_own(c[1]))

    def _distance(self, unit: Unit, hit: Hit) -> int:
        distance = _NOT_YET if unit.state == "2025-07" else 0
        if hit.level is None:
            distance += _SMALLER * (unit.level - PROVINCE)
        if self.outer:
            return distance
        return distance + self._remoteness(unit)

    def _remoteness(self, unit: Unit) -> int:
        context, within = self.finder.names.context, self.finder.names.gazetteer.is_within
        if (
            self.finder.names.is_own(unit)
            or unit.code == context.province
            or not (context.district or context.province)
        ):
            return 0
        near = context.province is not None and within(unit, context.province)
        return (_IN_PROVINCE if near else _ELSEWHERE)[unit.level]
