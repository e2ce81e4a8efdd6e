"""Vietnam's administrative units, valid in time: frozen lookups over ``codes/places.csv``.

The file holds four states of the country: ``2019`` (only the districts that ended before 2023), ``2023``,
``2025-06`` (the last day of the districts) and ``2025-07`` (34 provinces, communes directly under them).
Reports of districts speak of all but the last.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ontology.values import Area

PROVINCE, DISTRICT, COMMUNE = 1, 2, 3

_PROVINCE_DIGITS, _DISTRICT_DIGITS = 2, 3
_TODAY = "2025-07"


class Unit(NamedTuple):
    """One version of an administrative unit.

    ``code`` is the statistical office's code, with the suffix ``-2025`` for units that began on
    2025-07-01 (the office gave them codes of merged units). ``state`` is the latest of the four states
    in which this version stood; ``valid_from`` and ``valid_to`` (last day, included) are ``None`` where
    the sources hold no date. ``aliases`` are other spellings and the names of units merged into it,
    the latter as spaceless keys.
    """

    code: str
    kind: str
    name: str
    parent: str
    state: str
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def level(self) -> int:
        """``PROVINCE``, ``DISTRICT`` or ``COMMUNE``."""
        digits = len(self.official_code)
        return {_PROVINCE_DIGITS: PROVINCE, _DISTRICT_DIGITS: DISTRICT}.get(digits, COMMUNE)

    @property
    def stands(self) -> bool:
        """Whether the unit is one of today's: 34 provinces, and communes directly under them."""
        return self.is_new or (self.valid_to is None and self.state == "2025-06")

    @property
    def is_new(self) -> bool:
        """Whether the unit began on 2025-07-01."""
        return self.state == _TODAY

    @property
    def official_code(self) -> str:
        """The statistical office's code alone."""
        return self.code.partition("-")[0]

    @property
    def area(self) -> Area:
        """The unit as facts name it."""
        return Area(self.code, self.kind, self.name, self.parent)


class Gazetteer:
    """Immutable indexes over units. Every lookup answers in the file's order (codes ascending)."""

    __slots__ = ("_by_code", "_by_key", "_children", "_predecessors", "units")

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)
        # Lists inside, tuples out: 25,000 conversions would cost more than all else here.
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._by_key: dict[str, list[Unit]] = defaultdict(list)
        self._children: dict[str, list[Unit]] = defaultdict(list)
        self._predecessors: dict[str, list[Unit]] = defaultdict(list)  # filled when first asked for
        for unit in self.units:
            self._by_code[unit.code].append(unit)
            self._children[unit.parent].append(unit)
            key = one_i(name_key(unit.name))
            self._by_key[key].append(unit)
            for other in {one_i(name_key(alias)) for alias in unit.aliases} - {key} if unit.aliases else ():
                self._by_key[other].append(unit)

    def unit(self, code: str) -> Unit | None:
        """The latest version that bears the code, or ``None``."""
        versions = self.versions(code)
        return versions[-1] if versions else None

    def versions(self, code: str) -> tuple[Unit, ...]:
        """All versions that bear the code, earlier states first."""
        return tuple(self._by_code.get(code, ()))

    def labelled(self, code: str, label: str) -> Unit | None:
        """The version of a code that bears the label (``huyện Đạ Tẻh``), else the latest, or ``None``."""
        versions = (unit for unit in reversed(self.versions(code)) if unit.area.label == label)
        return next(versions, None) or self.unit(code)

    def keyed(self, key: str) -> tuple[Unit, ...]:
        """Units of every level and state whose name or alias folds to the key, whichever i it writes."""
        return tuple(self._by_key.get(one_i(key), ()))

    def children(self, code: str) -> tuple[Unit, ...]:
        """Units directly inside, in all states; ``""`` asks for the provinces."""
        return tuple(self._children.get(code, ()))

    def communes_of(self, district: str) -> tuple[Unit, ...]:
        """The units inside a district; of one that ended before 2023, those of its heirs."""
        return tuple(unit for code in self.reach(district) for unit in self.children(code))

    def reach(self, district: str) -> tuple[str, ...]:
        """The district's code, or those of its heirs if no source knows its communes."""
        unit = self.unit(district)
        if unit is None or district in self._children:
            return (district,)
        return (district, *unit.successors)

    def successors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that took over right after it, as far as the sources say.

        A district's are the communes that cover it, or the districts that it was merged into. A unit that
        goes on has none.
        """
        heirs = (self.unit(code) for code in unit.successors)
        return tuple(heir for heir in heirs if heir is not None)

    def today(self, unit: Unit) -> tuple[Unit, ...]:
        """The units that stand where it stood, followed to the last; a unit that stands is its own."""
        if unit.stands:
            return (unit,)
        found = {heir.code: heir for later in self.successors(unit) for heir in self.today(later)}
        return tuple(found[code] for code in sorted(found))

    def predecessors(self, unit: Unit) -> tuple[Unit, ...]:
        """The units whose successor it is: the old communes that went into a commune, and so on by level."""
        earlier = [one for one in self._earlier().get(unit.code, ()) if one.state < unit.state]
        alike = [one for one in earlier if one.level == unit.level]
        return tuple(alike or earlier)  # an island district without communes became one

    def _earlier(self) -> dict[str, list[Unit]]:
        if not self._predecessors:
            for unit in self.units:
                for code in unit.successors:
                    self._predecessors[code].append(unit)
        return self._predecessors

    def units_named(self, name: str, kind: str | None = None, within: str | None = None) -> tuple[Unit, ...]:
        """Units of that name, all candidates: 21 names are borne by 50 districts.

        A name written with its diacritics names only units that bear the same ones, up to the
        place of the tone mark (``Hoà`` and ``Hòa``) and to i and y (``Mĩ`` and ``Mỹ``); a name without any
        matches folded. ``kind`` is e.g. ``huyện``; ``within`` the code of a province or district that must
        contain the unit.
        """
        found: Iterator[Unit] | tuple[Unit, ...] = self.keyed(name_key(name))
        if not name.isascii():
            wanted = even_name(name)
            found = (u for u in found if wanted in map(even_name, (u.name, *u.aliases)))
        return tuple(
            u
            for u in found
            if (kind is None or u.kind == kind) and (within is None or self.is_within(u, within))
        )

    def is_within(self, unit: Unit, code: str) -> bool:
        """Whether the unit has the code or lies inside the unit that has it."""
        return unit.code == code or any(above.code == code for above in self.ancestors(unit))

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """The units that contain it, nearest first."""
        above = self.unit(unit.parent)
        while above is not None:
            yield above
            above = self.unit(above.parent)

    def province_of(self, unit: Unit) -> Unit:
        """The province that contains the unit, or the unit itself if it is one."""
        return ([unit, *self.ancestors(unit)])[-1]


def name_key(text: str) -> str:
    """A name folded to its ASCII letters and digits: ``"Ia H'Drai"`` -> ``"iahdrai"``."""
    return text.translate(_fold_table())


def one_i(letters: str) -> str:
    """Small letters with the i of an open syllable written one way: ``my`` as ``mi``, ``quy`` as ``qui``."""
    return _Y.sub("i", letters) if "y" in letters else letters


def even_name(text: str) -> str:
    """A name in lower case with its diacritics in one order: ``Thúy`` as ``Thuý``, ``Mỹ`` as ``Mĩ``."""
    letters = unicodedata.normalize("NFD", text.lower())
    base = one_i("".join(c for c in letters if c not in _TONES))
    tones = "".join(c for c in letters if c in _TONES or c == " ")
    return unicodedata.normalize("NFC", base) + "|" + tones


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once."""
    text = files("ontology").joinpath("codes", "places.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return Gazetteer(map(_unit, rows))


def _unit(row: list[str]) -> Unit:
    code, kind, name, parent, state, valid_from, valid_to, successors, aliases = row
    return Unit(
        code,
        kind,
        name,
        parent,
        state,
        _day(valid_from),
        _day(valid_to),
        tuple(successors.split()),
        tuple(aliases.split(";")) if aliases else (),
    )


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y|(?<=qu)y")


@cache
def _fold_table() -> dict[int, str | None]:
    """Maps Latin letters to ASCII in lower case; all else that names contain goes."""
    table: dict[int, str | None] = {ord("đ"): "d", ord("Đ"): "d"}
    for point in (*range(0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2010, 0x2020)):
        letters = unicodedata.normalize("NFD", chr(point).lower())
        plain = "".join(c for c in letters if c.isascii() and c.isalnum())
        table.setdefault(point, plain or None)
    return table
