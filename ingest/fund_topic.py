"""The fund or programme that a heading is about: its sums need not name it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.match.programmes import match_programmes
from ingest.subjects import read_left
from ingest.text import in_capitals, lower
from ingest.tokens import Stream
from ingest.wording import expand_words

_YEAR = re.compile(r"\s*(?:giai đoạn|năm)?\s*20\d\d(?:\s*[-–]\s*20\d\d)?.*$", re.IGNORECASE)
_FUNDS = ("capital", "investment", "money")


def fund_topic(section: Sequence[str]) -> str:
    """What the nearest heading that names a fund or programme is about, ``""`` where none does."""
    return next((topic for heading in reversed(section) if (topic := _topic(heading))), "")


@lru_cache(maxsize=512)
def _topic(heading: str) -> str:
    stream = Stream(heading)
    named = read_left(stream, range(len(stream)))
    if named.concept in _FUNDS and named.thing:
        return _YEAR.sub("", named.thing)
    programme = next(iter(match_programmes(heading)), None)
    if programme is None:
        return ""
    return expand_words(lower(programme.surface) if in_capitals(programme.surface) else programme.surface)
