"""What is so in a district: every figure, event and document of each year, drawn from a seed.

One number is a pure function of seed, district, concept and period, so reports of a district agree with each
other: the change that the report of 2023 prints is that against the figure of 2022.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from ingest.fact import Assertion
from ontology.gazetteer import DISTRICT, Unit, load_gazetteer
from ontology.lexicon import concepts_by_id
from ontology.values import Concept

_LAST_STATE, _KIND = "2025-06", "huyện"
_GROWTH = 0.06  # of a year, either way
_HALF = (0.43, 0.56)  # what a half-year has of the year's flow
_SHARE = (0.82, 1.17)  # what is reached of a plan


@dataclass(frozen=True, slots=True)
class Kind:
    """A figure that reports tell: see ``figures.toml``."""

    concept: Concept
    heading: str
    low: float
    high: float
    digits: int
    kind: str

    @property
    def unit(self) -> str:
        """Its unit as printed."""
        return str(self.concept.extra.get("unit", ""))


@dataclass(frozen=True, slots=True)
class Event:
    """What is said of an event in a district and year; ``count`` communes had it."""

    concept: Concept
    assertion: Assertion
    count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A decision or resolution as it is cited."""

    number: str
    kind: str
    day: str
    issuer: str

    def cited(self) -> str:
        """In the words of a report."""
        return f"{self.kind} số {self.number} ngày {self.day} của {self.issuer}"


@cache
def kinds() -> tuple[Kind, ...]:
    """All figures that may be told."""
    rows: Sequence[Mapping[str, Any]] = loads(_text("figures.toml"))["figure"]
    listed = concepts_by_id("indicators")
    return tuple(
        Kind(listed[row["concept"]], row["heading"], *row["range"], row["digits"], row["kind"])
        for row in rows
    )


@cache
def words() -> Mapping[str, Any]:
    """The words of reports: ``words.toml``."""
    return loads(_text("words.toml"))


@cache
def districts() -> tuple[Unit, ...]:
    """The districts that stood unchanged over all years, without the towns: their titles are others."""
    units = load_gazetteer().units
    versions = Counter(unit.code for unit in units)
    return tuple(
        unit
        for unit in units
        if unit.level == DISTRICT
        and unit.state == _LAST_STATE
        and unit.kind == _KIND
        and versions[unit.code] == 1
    )


def province(district: Unit) -> str:
    """Its province, as it was called over these years: Huế became a city in 2025."""
    gazetteer = load_gazetteer()
    return gazetteer.versions(gazetteer.province_of(district).code)[0].area.label


def figure(seed: int, district: Unit, kind: Kind, year: int, half: bool) -> Decimal:
    """The figure of a period."""
    draw = _random(seed, district.code, kind.concept.id)
    level = math.exp(draw.uniform(math.log(kind.low), math.log(kind.high)))
    growth = draw.uniform(-_GROWTH, _GROWTH) / (4 if kind.kind == "rate" else 1)
    own = _random(seed, district.code, kind.concept.id, year, half)
    value = level * (1 + growth) ** (year - 2020) * own.uniform(0.97, 1.03)
    if half and kind.kind == "flow":
        value *= own.uniform(*_HALF)
    if kind.unit == "%":
        value = min(value, 99.0)
    return Decimal(value).quantize(Decimal(1).scaleb(-kind.digits))


def planned(seed: int, district: Unit, kind: Kind, year: int) -> Decimal:
    """The plan of a figure for the whole year, as round as plans are."""
    share = _random(seed, district.code, kind.concept.id, year, "plan").uniform(*_SHARE)
    plan = float(figure(seed, district, kind, year, half=False)) / share
    step = 10 ** max(0, int(math.log10(plan)) - 2) if plan >= 1 else 1
    return Decimal(max(1, round(plan / step)) * step)


def events(seed: int, district: Unit, year: int) -> tuple[Event, ...]:
    """What a year's reports say of each kind of event; of some they say nothing."""
    found = []
    for name, chances in _CHANCES.items():
        draw = _random(seed, district.code, name, year)
        assertion = draw.choices((*chances, None), (*chances.values(), 1 - sum(chances.values())))[0]
        if assertion:
            found.append(Event(concepts_by_id("events")[name], assertion, draw.randint(2, 9)))
    return tuple(found)


def documents(seed: int, district: Unit, year: int) -> tuple[tuple[str, Document], ...]:
    """The documents that programmes rest on, by programme."""
    found, of = [], province(district)
    for programme in _PROGRAMMES:
        draw = _random(seed, of, programme, year)
        day = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{year}"
        kind, suffix, body = draw.choice(_ISSUED)
        number = f"{draw.randint(11, 3900)}/{suffix}"
        found.append((programme, Document(number, kind, day, f"{body} {of}")))
    return tuple(found)


def _random(seed: int, *about: object) -> random.Random:
    return random.Random("/".join(map(str, (seed, *about))))


def _text(name: str) -> str:
    return files("benchmarks.corpus").joinpath(name).read_text("utf-8")


_PROGRAMMES = ("NTM", "OCOP", "NTP-PR", "NTP-EM")
_ISSUED = (
    ("Quyết định", "QĐ-UBND", "UBND"),
    ("Kế hoạch", "KH-UBND", "UBND"),
    ("Nghị quyết", "NQ-HĐND", "HĐND"),
)
_DISEASE = {
    Assertion.OCCURRED: 0.15,
    Assertion.ENDED: 0.1,
    Assertion.ABSENT: 0.25,
    Assertion.RISK: 0.1,
    Assertion.RESPONSE_ONLY: 0.2,
}
_WEATHER = {
    Assertion.OCCURRED: 0.25,
    Assertion.ABSENT: 0.3,
    Assertion.RISK: 0.1,
    Assertion.RESPONSE_ONLY: 0.15,
}
_CHANCES: Mapping[str, Mapping[Assertion, float]] = {
    "african_swine_fever": _DISEASE,
    "foot_and_mouth": _DISEASE,
    "lumpy_skin": _DISEASE,
    "avian_flu": _DISEASE,
    "forest_fire": _WEATHER,
    "hail_storm": _WEATHER,
    "drought": _WEATHER,
}
