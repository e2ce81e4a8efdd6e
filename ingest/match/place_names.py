"""Which units a run of words can name: candidates with their spelling cost, not yet a decision."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.match.place_tokens import Token, Words
from ingest.match.spelling import sound_key, spelling_cost
from ontology.gazetteer import COMMUNE, Gazetteer, Unit, name_key, one_i
from ontology.place_words import KindWord

LONGEST_NAME = 5  # words; "Nông trường Trần Phú" has four, "Phan Rang - Tháp Chàm" four
OTHER_KIND = 2  # cost of "xã" before the name of a town: units rise in rank
FORMER_NAME = 3  # cost of the name of a unit that was merged into the candidate
SHORT_KEY = 8  # letters below which only one may be wrong
YEAR_DIGITS = 4

Pool = tuple[tuple[int, Unit], ...]

_INSIDE_NAME = re.compile(r"\s*[-–]?\s*")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known before reading: codes of the district and the province that a text is about.

    ``relaxed`` reads names in lower case and without diacritics, as questions have them; by default
    it holds where no district is known.
    """

    district: str | None = None
    province: str | None = None
    relaxed: bool | None = None

    @property
    def is_relaxed(self) -> bool:
        """Whether to read as a question is read."""
        return self.district is None if self.relaxed is None else self.relaxed


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up the words of one text under one context."""

    words: Words
    context: PlaceContext
    gazetteer: Gazetteer

    def counts(self, first: int) -> list[int]:
        """How many words a name at ``first`` could have, longest first."""
        most, tokens = 1, self.words.tokens
        while most < LONGEST_NAME and first + most < len(tokens):
            gap = self.words.gap(first + most)
            if gap != " " and not _INSIDE_NAME.fullmatch(gap):
                break
            most += 1
        return [count for count in range(most, 0, -1) if not self._ends_in_year(first + count)]

    def pool(self, first: int, count: int, kind: KindWord | None = None) -> Pool:
        """All units of the kind, wherever they lie, that these words name or nearly name."""
        tokens = self.run(first, count)
        units = self.gazetteer.keyed("".join([token.key for token in tokens]))
        alike = self._sounding_alike(tokens)
        if not units and not alike:
            return ()
        surface = self.words.surface(first, count)
        dashed = "-" in surface or "–" in surface
        costs = [
            (self._cost(surface, tokens, unit), unit) for unit in units if not dashed or "-" in unit.name
        ]
        costs += [(spelling_cost(surface, unit.name), unit) for unit in alike if unit not in units]
        return tuple(
            (cost + kind_cost, unit)
            for cost, unit in costs
            if cost is not None and cost <= count + 1 and (kind_cost := _kind_cost(unit, kind)) is not None
        )

    def misspelt(self, first: int, count: int) -> Pool:
        """Communes of the district with a wrong letter or two, the nearest ones."""
        surface = self.words.surface(first, count)
        most = 1 if len(name_key(surface)) < SHORT_KEY else 2
        costs = (
            (cost, unit)
            for unit in self.gazetteer.communes_of(self.context.district or "")
            if len(unit.name.split()) == count
            and (cost := spelling_cost(surface, unit.name, most_letters=most)) is not None
        )
        ranked = sorted(costs, key=lambda pair: pair[0])
        return tuple(pair for pair in ranked if pair[0] == ranked[0][0])

    def run(self, first: int, count: int) -> tuple[Token, ...]:
        """The words themselves."""
        return self.words.tokens[first : first + count]

    def is_near(self, unit: Unit) -> bool:
        """Whether the unit lies in the district or province of the context."""
        return self.is_own(unit) or (
            self.context.province is not None and self.gazetteer.is_within(unit, self.context.province)
        )

    def is_own(self, unit: Unit) -> bool:
        """Whether the unit is the district of the context or a commune of it."""
        own = self.gazetteer.reach(self.context.district) if self.context.district is not None else ()
        return unit.code in own or unit.parent in own

    def _sounding_alike(self, tokens: tuple[Token, ...]) -> tuple[Unit, ...]:
        """Communes of the district that sound as the words do: "Tung Trung Phố" for Tung Chung Phố."""
        if self.context.district is None or len(tokens) == 1:
            return ()
        heard = "".join([token.sound for token in tokens])
        named = _by_sound(self.gazetteer, self.context.district).get(heard, ())
        return tuple(unit for unit in named if len(unit.name.split()) == len(tokens))

    def _cost(self, surface: str, tokens: tuple[Token, ...], unit: Unit) -> int | None:
        """What it costs to read the surface, which folds to a name or alias of the unit, as that unit."""
        spelled = [name for name in (unit.name, *unit.aliases) if not name.islower()]
        costs = [
            cost
            for name in spelled
            if _aligned(surface, tokens, name) and (cost := spelling_cost(surface, name)) is not None
        ]
        if costs:
            return 0 if self.context.is_relaxed and surface.isascii() else min(costs)
        # Names of merged units are known as spaceless keys: nothing tells where their words end.
        key = "".join(token.key for token in tokens)
        former = is_capital(tokens) and key in unit.aliases
        return FORMER_NAME if former else None

    def _ends_in_year(self, after: int) -> bool:
        """Whether the last word is "nam" before a year: "thanh xuan nam 2024" is not Thanh Xuân Nam."""
        tokens = self.words.tokens
        if not self.context.is_relaxed or after >= len(tokens):
            return False
        year = tokens[after].digits and len(tokens[after].text) == YEAR_DIGITS
        return tokens[after - 1].key == "nam" and year


def is_capital(tokens: tuple[Token, ...]) -> bool:
    """Whether the words are written as a name: each capitalised, or a number after the first."""
    return tokens[0].capital and all(token.capital or token.digits for token in tokens)


def _aligned(surface: str, tokens: tuple[Token, ...], name: str) -> bool:
    """Whether the words end where the name's do: "va nho" is not Vân Hồ. One word may be a glued name."""
    if len(tokens) == 1 or "'" in surface or "’" in surface:
        return True
    return [one_i(token.key) for token in tokens] == [
        one_i(name_key(word)) for word in re.split(r"[\s-]+", name)
    ]


@lru_cache(maxsize=64)
def _by_sound(gazetteer: Gazetteer, district: str) -> Mapping[str, tuple[Unit, ...]]:
    """The communes of a district by how their names sound."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in gazetteer.communes_of(district):
        found[sound_key(unit.name)].append(unit)
    return {sound: tuple(units) for sound, units in found.items()}


def _kind_cost(unit: Unit, kind: KindWord | None) -> int | None:
    """``None`` where the word cannot mean the unit. "thành phố" may be a province, "province" no city."""
    if kind is None:
        return 0
    if unit.kind in kind.kinds and unit.level <= kind.level:
        return 0
    return OTHER_KIND if unit.level == kind.level else None


def is_commune_kind(kind: KindWord) -> bool:
    """Whether the word is one of communes, towns and wards that the gazetteer knows."""
    return kind.level == COMMUNE and not kind.strict
