"""Which projects of programmes a question names: "Dự án 3", "Tiểu dự án 1 Dự án 4 Chương trình 1719"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.match.programme_parts import match_part_names, parents, part_of
from ontology.lexicon import load_concepts
from ontology.values import Concept, Period

_NOW = 2023  # of a question without a time: the projects of the term that most reports are of


def read_parts(text: str, programmes: Sequence[str], periods: Sequence[Period]) -> tuple[Concept, ...]:
    """The projects and sub-projects named, of the programmes named or of any that has such a one.

    Levels and criteria are indicators of their own, and no parts here.
    """
    year = periods[0].start.year if periods else _NOW
    among = [programme for programme in programmes if programme in parents()] or sorted(parents())
    found = (part_of(name.value, programme, year) for name in match_part_names(text) for programme in among)
    named = {part.id: part for part in found if part is not None and "kind" not in part.extra}
    return tuple(named.values())


def with_narrower(parts: Iterable[Concept]) -> tuple[str, ...]:
    """The ids of parts and of their sub-projects."""
    ids = {part.id for part in parts}
    return tuple(row.id for row in load_concepts("programme_parts") if row.id in ids or row.broader in ids)
