"""Whether figures of an indicator may be added over areas, by ``codes/additive.toml``."""

from __future__ import annotations

from functools import cache

from graph.arithmetic.ranges import unit_scale
from graph.cube import indicator_key
from graph.rows import ObservationRow
from ingest.composition import compose, composition_of_concept
from ontology.lexicon import load_table


def is_additive(row: ObservationRow) -> bool:
    """Whether two areas have as much of it together as both apart: never a rate, average or bound."""
    kind = unit_scale(row.unit).kind
    name = indicator_key(row.indicator_text)
    if "/" in row.unit or row.qualifier or any(words in name for words in _listed("never")):
        return False
    made = composition_of_concept(row.concept) if row.concept else compose(row.indicator_text, kind)
    return kind in _listed("kinds") and made.property in _listed("properties")


@cache
def _listed(key: str) -> frozenset[str]:
    found = load_table("additive")[key]
    assert isinstance(found, list)
    return frozenset(map(str, found))
