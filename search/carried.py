"""Years that money comes from: "vốn chuyển nguồn từ 2022, 2023" asks for no report of 2022 and 2023."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.document import Span
from ingest.text import fold
from search.cues import Cue

_CARRIED = "carried-over"
_YEARS = re.compile(
    r"\s*(?:nam\s+|the year\s+)?20\d\d(?:\s*(?:,|va|and|&|-|–|den|to)\s*(?:nam\s+)?20\d\d)*(?!\d)"
)


def carried_from(text: str, cues: Iterable[Cue]) -> Iterator[Span]:
    """Where the years stand that something was carried over from."""
    folded = fold(text)
    for cue in cues:
        if cue.id == _CARRIED and (years := _YEARS.match(folded, cue.span.end)):
            yield Span(cue.span.end, years.end())
