"""A named place before it is decided which of the units of its name it is."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.match.place_names import Pool


@dataclass(frozen=True, slots=True)
class Hit:
    """A named place before it is decided which: ``text[start:end]`` with its kind word if adjacent.

    ``level`` is that of the kind word (``None``: no kind word); ``pool`` the units with their costs;
    ``village`` a village's name; ``linked`` says that it continues the list of the hit before;
    ``abroad`` that it is a place of another country, which contains no unit of the gazetteer;
    ``unknown`` that it is called a unit but is none of the gazetteer's; ``far`` that it is a name alone that
    only communes elsewhere bear.
    """

    start: int
    end: int
    level: int | None
    pool: Pool = ()
    kind: str = ""
    village: str = ""
    linked: bool = False
    abroad: bool = False
    unknown: bool = False
    far: bool = False
