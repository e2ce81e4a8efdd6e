"""Whether a figure's unit can be that of an indicator: a percentage is no population, a sum no area."""

from __future__ import annotations

from functools import lru_cache

from ingest.match.units import unit_at
from ingest.text import even_tones

_MEASURED = frozenset({"area", "mass", "volume", "length", "money", "power", "rate", "ratio", "produce"})
_COUNT = "count"  # people, animals, cases, works: what is counted can be counted by many words


def is_other_kind(unit: str, wanted: str) -> bool:
    """Whether two units measure different things; what no list knows may be anything."""
    one, other = _kind(unit), _kind(wanted)
    return bool(one and other) and one != other


@lru_cache(maxsize=1024)
def _kind(unit: str) -> str:
    found = unit_at(even_tones(unit).split(), 0)
    if found is None:
        return ""
    kind = found[1].kind
    return kind if kind in _MEASURED else _COUNT
