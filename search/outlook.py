"""Whether headings announce what is to come or what went wrong (``codes/outlook.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ingest.text import fold
from ontology.phrases import load_words


def is_outlook(section: Iterable[str]) -> bool:
    """Whether any heading above announces tasks, aims or plans, and no results."""
    plans, results = _words("plans"), _words("results")
    return any(
        any(word in heading for word in plans) and not any(word in heading for word in results)
        for heading in map(_bare, section)
    )


def is_shortcoming(section: Sequence[str]) -> bool:
    """Whether the nearest headings announce what did not go well; what was done is told before them."""
    return any(word in heading for word in _words("shortcomings") for heading in map(fold, section[-2:]))


def asks_shortcomings(question: str) -> bool:
    """Whether a question asks for what did not go well."""
    return any(word in fold(question) for word in _words("shortcomings_asked"))


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    """A heading folded, without names of programmes that hold a word for an aim."""
    folded = fold(heading)
    for name in _words("names"):
        folded = folded.replace(name, " ")
    return folded


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(map(fold, load_words("outlook")[name]))
