"""BM25 over folded syllables and pairs of neighbours, on SQLite's full-text table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.catalogue import Condition
from search.passage import Passage
from search.tokens import joined, pairs, syllables

# How much a hit counts in each column. A pair is made of two syllables that count already; the context (a
# footnote's sentence, a table's title) helps to find a passage but is not what it says.
WORDS, PAIRS, CONTEXT = 1.0, 1.0, 0.3


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words and pairs to look for; any of them may hit."""

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.pairs)


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


def _once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
