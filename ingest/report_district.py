"""Which district a report is of: a vote of everything that names one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from ingest.match.mention import Mention
from ingest.match.place_names import Names, PlaceContext
from ingest.match.place_reading import name_finder
from ingest.match.place_tokens import Words, read_words
from ingest.match.places import match_candidates
from ingest.report_parts import Part, ReportParts
from ingest.text import fold
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE, load_gazetteer, name_key, one_i
from ontology.phrases import load_table, load_words
from ontology.place_words import KindWord, load_place_words
from ontology.values import Area, Period

# Weights of evidence. A header, a date line or a closing sentence each decide alone against the body's talk
# of neighbours; a town in the date line is its district's seat, perhaps not the only place of its name.
_HEADER, _DATELINE, _CLOSING, _TITLE = 15, 15, 12, 8
_SEAT, _CAPITAL = 7, 1  # in a province's capital its own offices sit too
_CUED, _NAMED, _COMMUNE = 2, 1, 1
_MOST_NAMED, _MOST_COMMUNES = 8, 12  # votes of one kind beyond this add nothing
_ENOUGH = 2
_CLEAR = 1.6  # the first must have so many times the votes of the second
_WITH_KIND = 3  # how much a kind word tells more of a unit's version than a bare name

_DATELINE_TEXT = re.compile(
    r"(?P<before>[^,;]*?)\s*,?\s*ngay(?:[\s.…_]*\d{0,2}[\s.…_]*thang[\s.…_]*\d{0,2}[\s.…_]*nam|\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\s*$)"
)


@dataclass(slots=True)
class DistrictVotes:
    """Votes by district code, with the evidence that weighed most and where it stands."""

    weights: dict[str, dict[Area | None, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    areas: dict[str, Counter[Area]] = field(default_factory=lambda: defaultdict(Counter))
    reasons: dict[str, list[tuple[float, str, Part, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    provinces: Counter[str] = field(default_factory=Counter)

    def add(self, area: Area, weight: float, reason: str, part: Part, start: int, end: int) -> None:
        """One vote for a district: for the version that the words name, for any if they name its commune."""
        named = None if reason == "communes" else _as_named(area, part.text[start:end])
        self.weights[area.code][named] += weight
        if named is not None:
            self.areas[area.code][named] += 1 if reason == "dateline" else _WITH_KIND
        self.reasons[area.code].append((weight, reason, part, start, end))

    def score(self, code: str, periods: Sequence[Period] = ()) -> float:
        """The votes for a district, without those for versions of it that did not stand then."""
        given = self.weights.get(code, {})
        return sum(weight for area, weight in given.items() if area is None or _stood(area, periods))

    def ranked(self, periods: Sequence[Period] = ()) -> list[tuple[float, Area]]:
        """Districts by votes, the most first."""
        scored = ((code, self.score(code, periods)) for code in self.weights)
        ranked = sorted((pair for pair in scored if pair[1]), key=lambda pair: (-pair[1], pair[0]))
        areas = ((score, self.area(code, periods)) for code, score in ranked)
        return [(score, area) for score, area in areas if area is not None]

    def area(self, code: str, periods: Sequence[Period] = ()) -> Area | None:
        """The version of the unit that the text names most: Mộc Châu was a huyện before it was a thị xã.

        Only of those that stood in the periods; ``None`` if none did.
        """
        named = (area for area, _ in self.areas[code].most_common() if _stood(area, periods))
        versions = (unit.area for unit in reversed(load_gazetteer().versions(code)))
        return next(named, None) or next((area for area in versions if _stood(area, periods)), None)

    def best_reason(self, code: str) -> tuple[str, Part, int, int]:
        """What weighed most for the district."""
        _, reason, part, start, end = max(self.reasons[code], key=lambda vote: vote[0])
        return reason, part, start, end


def count_votes(parts: ReportParts, body: Iterable[Part]) -> DistrictVotes:
    """Reads all evidence of a report's district."""
    votes = DistrictVotes()
    for part in (*parts.head, *parts.signature):
        _vote_dateline(part, votes)
    groups = (
        (parts.head, _HEADER, "issuer"),
        (parts.title, _TITLE, "title"),
        (parts.closing, _CLOSING, "closing"),
    )
    for group, weight, reason in groups:
        for part in group:
            _vote_named(part, votes, weight, reason)
    _vote_body(body, votes)
    return votes


def decided(votes: DistrictVotes, periods: Sequence[Period] = ()) -> tuple[Area, ...]:
    """The district, or those between which the votes do not decide, or none.

    ``periods`` are those that the report may be about: a district that did not stand then does not report.
    """
    ranked = votes.ranked(periods)
    if not ranked or ranked[0][0] < _ENOUGH:
        return ()
    best = ranked[0][0]
    left = [(score, area) for score, area in ranked if score * _CLEAR > best or score == best]
    names = {name_key(area.name) for _, area in left}
    return _namesakes(left, votes) if len(left) > 1 and len(names) == 1 else tuple(area for _, area in left)


def _as_named(area: Area, surface: str) -> Area:
    """The version of the unit whose name the words write: ``Đạ Tẻh`` is also listed as a part of Đạ Huoai."""
    words = one_i(name_key(surface))
    if words.endswith(one_i(name_key(area.name))):
        return area
    versions = load_gazetteer().versions(area.code)
    return next((unit.area for unit in versions if words.endswith(one_i(name_key(unit.name)))), area)


def _stood(district: Area, periods: Sequence[Period]) -> bool:
    """Whether this version of the unit may have stood in one of the periods, by the dates that are known."""
    versions = load_gazetteer().versions(district.code)
    places = [i for i, unit in enumerate(versions) if unit.area == district]
    if not periods or not places:
        return True
    first, last = versions[places[0]], versions[places[-1]]
    before = versions[places[0] - 1].valid_to if places[0] else None
    began = first.valid_from or (before and before + timedelta(days=1))
    return any(
        (began is None or began < period.end) and (last.valid_to is None or last.valid_to >= period.start)
        for period in periods
    )


def _namesakes(left: list[tuple[float, Area]], votes: DistrictVotes) -> tuple[Area, ...]:
    """Districts of one name: what names the one names them all, so only the rest tells them apart."""
    common = min(score for score, _ in left)
    apart = [(score - common + _province_votes(area, votes), area) for score, area in left]
    apart.sort(key=lambda pair: -pair[0])
    best, second = apart[0][0], apart[1][0]
    return (apart[0][1],) if best > 0 and best >= _CLEAR * second else tuple(area for _, area in apart)


def _province_votes(district: Area, votes: DistrictVotes) -> int:
    province = load_gazetteer().unit(district.parent)
    # "Hòa Bình" without a kind may be the district itself.
    if province is None or name_key(province.name) == name_key(district.name):
        return 0
    return votes.provinces[province.code]


def _vote_dateline(part: Part, votes: DistrictVotes) -> None:
    """The name right before the comma in "Phong Thổ, ngày 25 tháng 6 năm 2024"."""
    match = _DATELINE_TEXT.search(fold(part.text))
    if match is None:
        return
    found = _name_before(read_words(part.text[: match.end("before")]))
    for area, start, end in found:
        votes.add(area, _dateline_weight(part.text[start:end], area), "dateline", part, start, end)


def _name_before(words: Words) -> list[tuple[Area, int, int]]:
    """Districts that the last words name, or whose commune they name; the longest name wins."""
    gazetteer = load_gazetteer()
    names = Names(words, PlaceContext(), gazetteer)
    for first in range(max(0, len(words.tokens) - 5), len(words.tokens)):
        count = len(words.tokens) - first
        units = [unit for cost, unit in names.pool(first, count) if cost <= 1 and unit.state != "2025-07"]
        start, end = words.tokens[first].start, words.tokens[-1].end
        if any(unit.level == PROVINCE for unit in units) and not any(
            unit.level == DISTRICT for unit in units
        ):
            return []
        districts = [unit for unit in units if unit.level == DISTRICT]
        seats = [above for unit in units if unit.level == COMMUNE and (above := gazetteer.unit(unit.parent))]
        chosen = districts or [unit for unit in seats if unit.level == DISTRICT]
        if chosen:
            return [(unit.area, start, end) for unit in {unit.code: unit for unit in chosen}.values()]
    return []


def _dateline_weight(surface: str, area: Area) -> int:
    named = load_gazetteer().keyed(name_key(surface))
    if any(unit.level == PROVINCE for unit in named):
        return _CAPITAL
    return _DATELINE if name_key(surface) == name_key(area.name) else _SEAT


def _vote_named(part: Part, votes: DistrictVotes, weight: float, reason: str) -> None:
    """Districts named with their kind in the header, title or closing."""
    for mention in _districts(part.text):
        for area in mention.value:
            votes.add(area, weight, reason, part, mention.start, mention.end)
    for area, start, end in _committees(part.text):
        votes.add(area, weight, reason, part, start, end)


def _districts(text: str) -> Iterator[Mention[tuple[Area, ...]]]:
    for mention in match_candidates(text, PlaceContext(relaxed=False)):
        areas = tuple(area for area in mention.value if _is_district(area))
        if areas and fold(mention.surface).startswith(tuple(fold(area.kind) for area in areas)):
            yield Mention(mention.start, mention.end, mention.surface, areas)


def _committees(text: str) -> Iterator[tuple[Area, int, int]]:
    """Party committees, which name their kind otherwise: "Huyện ủy Mường Tè", "THỊ UỶ NGHĨA LỘ"."""
    words = read_words(text)
    finder = name_finder(Names(words, PlaceContext(), load_gazetteer()), load_place_words())
    for first in range(2, len(words.tokens)):
        if not words.tokens[first].capital or words.gap(first).strip():
            continue
        kind = _committee_kinds().get(f"{words.tokens[first - 2].key} {words.tokens[first - 1].key}")
        if kind is None:
            continue
        count, pool = finder.expected(first, kind)
        for cost, unit in pool:
            if cost <= 1 and unit.level == DISTRICT:
                yield unit.area, words.tokens[first].start, words.tokens[first + count - 1].end


@cache
def _committee_kinds() -> dict[str, KindWord]:
    rows = load_table("report_words")["committee"]
    assert isinstance(rows, list)
    return {fold(row["words"]): KindWord(row["kind"], DISTRICT, frozenset([row["kind"]])) for row in rows}


def _vote_body(body: Iterable[Part], votes: DistrictVotes) -> None:
    given: Counter[tuple[str, str]] = Counter()
    communes: set[tuple[str, str]] = set()
    for part in body:
        for area, start, end in _committees(part.text):
            given[area.code, "body"] += _CUED
            votes.add(area, _CUED if given[area.code, "body"] <= _MOST_NAMED else 0, "body", part, start, end)
        for mention in match_candidates(part.text, PlaceContext(relaxed=False)):
            cued = _is_cued(part.text[: mention.start])
            for area in mention.value:
                if area.code and not area.parent:
                    votes.provinces[area.code] += 1
                elif _is_district(area) and given[area.code, "body"] < _MOST_NAMED:
                    weight = _CUED if cued else _NAMED
                    given[area.code, "body"] += weight
                    votes.add(area, weight, "body", part, mention.start, mention.end)
                elif area.code and (area.parent, area.name) not in communes:
                    communes.add((area.parent, area.name))
                    given[area.parent, "communes"] += 1
                    if given[area.parent, "communes"] <= _MOST_COMMUNES:
                        _vote_parent(area, part, mention, votes)


def _vote_parent(area: Area, part: Part, mention: Mention[tuple[Area, ...]], votes: DistrictVotes) -> None:
    above = load_gazetteer().unit(area.parent)
    if above is not None and above.level == DISTRICT:
        weight = _COMMUNE if len(mention.value) == 1 else _COMMUNE / 2
        votes.add(above.area, weight, "communes", part, mention.start, mention.end)


def _is_district(area: Area) -> bool:
    unit = load_gazetteer().unit(area.code)
    return unit is not None and unit.level == DISTRICT


def _is_cued(before: str) -> bool:
    return fold(before).rstrip().endswith(_cue_words())


@cache
def _cue_words() -> tuple[str, ...]:
    return tuple(map(fold, load_words("report_words")["cues"]))
