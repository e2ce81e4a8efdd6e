"""Whether two titles can be of one document. Reports shorten and paraphrase them, so words are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ingest.text import fold
from ontology.lexicon import load_concepts

_WORD = re.compile(r"\w+")
_AGREE, _DIFFER = 0.6, 0.34
"""The share of the shorter title's words that the longer one has: from the one on they are one title, below
the other two."""
_FEW = 4
"""Words that a title must have to say anything."""
_DISTINCT = 3


def title_key(title: str) -> str:
    """A title by its words alone."""
    return " ".join(_WORD.findall(fold(title)))


def agree(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether some title of the one is surely the other's."""
    return any(share is not None and share >= _AGREE for share in _shares(first, second))


def differ(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether both have titles, and they have hardly a word in common."""
    shares = [share for share in _shares(first, second) if share is not None]
    return bool(shares) and max(shares) < _DIFFER


@lru_cache(maxsize=65536)
def is_distinctive(title: str) -> bool:
    """Whether it says more than that it is a document of some body: "Nghị quyết của HĐND huyện" does not."""
    key = f" {title_key(title)} "
    for label in _idle_labels():
        key = key.replace(f" {label} ", " ")
    return len(key.split()) >= _DISTINCT


def _shares(first: Iterable[str], second: Iterable[str]) -> Iterable[float | None]:
    longer = [_words(title) for title in second]
    return [_share(words, other) for words in map(_words, first) for other in longer]


def _share(first: frozenset[str], second: frozenset[str]) -> float | None:
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= _FEW else None


@lru_cache(maxsize=65536)
def _words(title: str) -> frozenset[str]:
    return frozenset(title_key(title).split())


@cache
def _idle_labels() -> tuple[str, ...]:
    """Kinds of documents and bodies, and the words around them, the longest first."""
    listed = (concept for name in ("document_types", "issuers") for concept in load_concepts(name))
    labels = {title_key(label) for concept in listed for label in concept.labels}
    idle = labels | {"tinh", "huyen", "xa", "cua", "ve", "so", "nam", "dang bo"}
    return tuple(sorted(idle, key=lambda label: (-len(label), label)))
