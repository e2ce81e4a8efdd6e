"""Whether a place of a report tells what is to come, by its headings (``codes/outlook.toml``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ingest.text import fold
from ontology.phrases import load_words


def is_outlook(section: Iterable[str]) -> bool:
    """Whether any heading above announces tasks, aims or plans, and no results."""
    plans, results = _words("plans"), _words("results")
    return any(
        any(word in heading for word in plans) and not any(word in heading for word in results)
        for heading in map(_bare, section)
    )


def _bare(heading: str) -> str:
    """A heading folded, without names of programmes that hold a word for an aim."""
    folded = fold(heading)
    for name in _words("names"):
        folded = folded.replace(name, " ")
    return folded


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(map(fold, load_words("outlook")[name]))
