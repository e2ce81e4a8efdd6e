"""BM25 over folded syllables and pairs of neighbours, on SQLite's full-text table."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from search.catalogue import Condition
from search.passage import Passage
from search.tokens import joined, pairs, syllables

# How much a hit counts in each column. A pair is made of two syllables that count already; the context (a
# footnote's sentence, a table's title) helps to find a passage but is not what it says.
WORDS, PAIRS, CONTEXT = 1.0, 1.0, 0.3
MOST = 30_000
"""Passages that are scored for a question, at most: each costs a microsecond."""


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words and pairs to look for; any of them may hit."""

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.pairs)


class Frequencies:
    """In how many passages of an index each term stands: counted once, for an index never changes."""

    def __init__(self, connection: sqlite3.Connection, most: int = MOST) -> None:
        self._connection = connection
        self._most = most
        self._known: dict[str, int] = {}

    def selective(self, query: Query) -> Query:
        """The rarest terms of a query: as many as stand in ``most`` passages together, at least the rarest.

        A word that stands in every third passage tells little of which is meant; to score all of these costs
        seconds where there are millions. Terms that stand nowhere are left in.
        """
        terms = sorted((*query.pairs, *query.words), key=self._of)
        together = accumulate(map(self._of, terms))
        rarest = next((self._of(term) for term in terms if self._of(term)), 0)
        kept = {term for term, all_ in zip(terms, together, strict=True) if all_ <= max(rarest, self._most)}
        return Query(_among(query.words, kept), _among(query.pairs, kept))

    def _of(self, term: str) -> int:
        if term not in self._known:
            counted = self._connection.execute(
                "SELECT count(*) FROM terms WHERE terms MATCH ?", (f'"{term}"',)
            )
            self._known[term] = int(counted.fetchone()[0])
        return self._known[term]


def query_of(text: str) -> Query:
    """A question's own words, each once."""
    return Query(_once(syllables(text)), _once(pairs(text)))


def add_terms(connection: sqlite3.Connection, id_: int, passage: Passage) -> None:
    """Makes a passage findable. The caller commits."""
    connection.execute(
        "INSERT INTO terms (rowid, words, pairs, context) VALUES (?, ?, ?, ?)", (id_, *_columns(passage))
    )


def remove_terms(connection: sqlite3.Connection, id_: int, passage: Passage) -> None:
    """Takes a passage out again: a contentless table must be told the very terms that went in."""
    connection.execute(
        "INSERT INTO terms (terms, rowid, words, pairs, context) VALUES ('delete', ?, ?, ?, ?)",
        (id_, *_columns(passage)),
    )


def rank(
    connection: sqlite3.Connection,
    query: Query,
    limit: int,
    only: Condition | None = None,
) -> list[tuple[int, float]]:
    """The best passages by BM25 with their scores, best first, ties by id. Filters come before ranking."""
    if not query:
        return []
    # The plus keeps SQLite from asking the full-text table once for every id that the filter lets pass.
    where = (
        f" AND +rowid IN (SELECT id FROM passage WHERE {only.clause})" if only and only.clause != "1" else ""
    )
    # bm25() is negative, the better the lower.
    rows = connection.execute(
        f"SELECT rowid, -bm25(terms, ?, ?, ?) AS score FROM terms WHERE terms MATCH ?{where}"
        " ORDER BY score DESC, rowid LIMIT ?",
        (WORDS, PAIRS, CONTEXT, _match(query), *(only.values if only else ()), limit),
    )
    return [(int(id_), float(score)) for id_, score in rows]


def _columns(passage: Passage) -> tuple[str, str, str]:
    context = " ".join((*passage.section, passage.context))
    return joined(syllables(passage.text)), joined(pairs(passage.text)), joined(syllables(context))


def _match(query: Query) -> str:
    """The question in the full-text table's own language. Every token is quoted: none can be an operator."""
    parts = []
    if query.words:
        parts.append(f"{{words context}} : ({_any(query.words)})")
    if query.pairs:
        parts.append(f"pairs : ({_any(query.pairs)})")
    return " OR ".join(parts)


def _any(tokens: Sequence[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)


def _among(terms: Iterable[str], kept: Container[str]) -> tuple[str, ...]:
    return tuple(term for term in terms if term in kept)


def _once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
