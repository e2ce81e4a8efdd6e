"""The fund or programme that a heading is about: its sums need not name it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.match.programmes import match_programmes
from ingest.noun_phrases import read_left
from ingest.subjects import Subject
from ingest.text import even_tones, in_capitals, lower
from ingest.tokens import Stream
from ingest.wording import expand_words
from ontology.phrases import load_words

_YEAR = re.compile(r"\s*(?:giai đoạn|năm)?\s*20\d\d(?:\s*[-–]\s*20\d\d)?.*$", re.IGNORECASE)
_EITHER = ("sự nghiệp", "đầu tư")
_FUNDS = ("capital", "investment", "money")


def fund_topic(section: Sequence[str]) -> str:
    """What the nearest heading that names a fund or programme is about, ``""`` where none does."""
    return next((topic for heading in reversed(section) if (topic := _topic(heading))), "")


def fund_kinds(section: Sequence[str]) -> tuple[str, ...]:
    """The kinds of capital that the headings over a block name, the outer first.

    A heading that names current and investment capital both tells neither, nor does what stands over it.
    """
    found: list[str] = []
    for heading in reversed(section):
        kinds = kinds_in(heading)
        both = all(even_tones(kind) in even_tones(heading) for kind in _EITHER)
        if len(kinds) > 1 or both:
            break
        either = any(kind.startswith(_EITHER) for kind in found)
        found = [k for k in kinds if k not in found and not (either and k.startswith(_EITHER))] + found
    return tuple(found)


def kinds_in(words: str) -> tuple[str, ...]:
    """The kinds of capital that words name: "vốn sự nghiệp" -> ``("sự nghiệp",)``."""
    key = even_tones(words)
    if "vốn" not in key:
        return ()
    return tuple(kind for kind in load_words("clause_words")["fund_kinds"] if even_tones(kind) in key)


def with_kinds(subject: Subject, kinds: Sequence[str]) -> Subject:
    """A fund with the kinds of capital that its heading gives it: "vốn sự nghiệp chương trình 30a"."""
    known = even_tones(subject.name)
    new = " ".join(kind for kind in kinds if even_tones(kind) not in known)
    if not new:
        return subject
    fund, rest = (
        ("vốn ", subject.thing.removeprefix("vốn "))
        if subject.thing.startswith("vốn ")
        else ("", subject.thing)
    )
    return replace(subject, thing=f"{fund}{new} {rest}".strip())


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
