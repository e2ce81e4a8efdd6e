"""When a figure agrees with a record that a person wrote, on four levels; see ``tests.eval.extraction``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.text import even_tones

Row = Mapping[str, Any]

LEVELS = ("number", "typed", "named", "full")

_RULES = tomllib.loads((Path(__file__).with_name("levels.toml")).read_text("utf-8"))
_EMPTY = frozenset(map(even_tones, _RULES["empty_words"].split()))
_UNITS = {other: unit for unit, others in _RULES["same_units"].items() for other in others}
_AREA_WORDS = re.compile(rf"(?:{'|'.join(map(even_tones, _RULES['area_words']))}) ")
_PERIOD = re.compile(r"(\d{4})(-(?:H\d|Q\d|M\d+|\d\d))?")
_WORD = re.compile(r"[\w²³%‰/]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A record of the gold, the figure that comes nearest to it, and the level that they agree on."""

    gold: Row
    found: Row | None
    reached: str


def pair_up(gold: Sequence[Row], found: Sequence[Row]) -> tuple[list[Pair], list[Row]]:
    """One figure a record at most, the best agreement first, then the likest names."""
    candidates = sorted(
        (*_distance(g, f, level), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (level := agreement(g, f))
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in candidates:
        if i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    pairs = [Pair(g, *_partner(g, partner.get(i), found)) for i, g in enumerate(gold)]
    return pairs, [row for j, row in enumerate(found) if j not in used]


def agreement(gold: Row, found: Row) -> str:
    """The highest level on which a figure agrees with a record, ``""`` for none."""
    reached = ""
    for level, same in zip(LEVELS, _TESTS, strict=True):
        if not same(gold, found):
            return reached
        reached = level
    return reached


def likeness(one: str, other: str) -> float:
    """How many telling words two names share: 1 for all, 0 for none."""
    first, second = _telling(one), _telling(other)
    if not first or not second:
        return float(first == second)
    return 2 * len(first & second) / (len(first) + len(second))


def period_key(notation: str) -> str:
    """Year and part of the year; a season or school year counts by its first year."""
    found = _PERIOD.search(notation or "")
    return found[0] if found else ""


def reaches(reached: str, level: str) -> bool:
    """Whether a level that was reached is as high as another."""
    return bool(reached) and LEVELS.index(reached) >= LEVELS.index(level)


def _distance(gold: Row, found: Row, level: str) -> tuple[float, float, int]:
    names = likeness(gold["indicator"], found["indicator"])
    return -LEVELS.index(level), -names, abs(gold["line"] - found["line"])


def _partner(gold: Row, at: int | None, found: Sequence[Row]) -> tuple[Row | None, str]:
    return (None, "") if at is None else (found[at], agreement(gold, found[at]))


def _same_number(gold: Row, found: Row) -> bool:
    near = abs(gold["line"] - found["line"]) <= _RULES["near"]
    return near and abs(gold["value"] - found["value"]) <= 1e-6 * max(1, abs(gold["value"]))


def _same_type(gold: Row, found: Row) -> bool:
    return _unit(gold["unit"]) == _unit(found["unit"]) and gold["measure"] == found["measure"]


def _same_name(gold: Row, found: Row) -> bool:
    return likeness(gold["indicator"], found["indicator"]) >= _RULES["likeness"]


def _same_place_and_time(gold: Row, found: Row) -> bool:
    times = period_key(gold["period"]) == period_key(found["period"])
    return times and _area(gold["area"]) == _area(found["area"])


_TESTS = (_same_number, _same_type, _same_name, _same_place_and_time)


def _unit(text: str) -> str:
    unit = text.lower().strip(" .,;")
    return _UNITS.get(unit, unit)


def _area(text: str) -> str:
    return _AREA_WORDS.sub("", even_tones(text), count=1).strip()


def _telling(text: str) -> set[str]:
    return {word for word in _WORD.findall(even_tones(text)) if word not in _EMPTY}
