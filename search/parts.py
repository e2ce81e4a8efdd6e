"""Which projects of programmes a question names: "Dự án 3", "Tiểu dự án 1 Dự án 4 Chương trình 1719"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ingest.match.programme_parts import match_part_names, parents, part_of
from ontology.lexicon import load_concepts
from ontology.values import Concept
from search.holdings import Catalogue
from search.reports_asked import reports_asked
from search.slots import Slots


def parts_asked(text: str, slots: Slots, catalogue: Catalogue) -> tuple[Concept, ...]:
    """The projects named, as they are numbered in the years of the reports that the other slots leave."""
    reports = reports_asked(slots, catalogue)
    years = {period.start.year for period in ([report.period for report in reports] or slots.periods)}
    return read_parts(text, [programme.id for programme in slots.programmes], sorted(years))


def read_parts(text: str, programmes: Sequence[str], years: Collection[int]) -> tuple[Concept, ...]:
    """The projects and sub-projects named, of the programmes named or of any that has such a one.

    Levels and criteria are indicators of their own, and no parts here.
    """
    among = [programme for programme in programmes if programme in parents()] or sorted(parents())
    found = (
        part_of(name.value, programme, year)
        for name in match_part_names(text)
        for programme in among
        for year in years
    )
    named = {part.id: part for part in found if part is not None and "kind" not in part.extra}
    return tuple(named.values())


def with_narrower(parts: Iterable[Concept]) -> tuple[str, ...]:
    """The ids of parts and of their sub-projects."""
    ids = {part.id for part in parts}
    return tuple(row.id for row in load_concepts("programme_parts") if row.id in ids or row.broader in ids)
