"""Gives a Vietnamese question its diacritics back, by the syllables and neighbours that reports use.

Dense models are lost without diacritics (measured: a tenth of the hits), and many people type without.
Each folded syllable has a few accented forms; the likeliest path through them is found by Viterbi over
counts of neighbours in the indexed reports, with the phrases of ``question_phrases.toml`` added, because
reports never ask questions.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log
from typing import Protocol

from ingest.text import even_tones, fold, nfc
from search.passage import Passage

_WORD = re.compile(r"[^\W\d_]+")
_MOST_FORMS = 24  # forms kept for one folded syllable; the commonest hold nearly all of the text
_PHRASE_WEIGHT = 20  # how often a phrase of the data file counts as seen
_SMOOTHING = 0.02  # the share of a neighbour that was never seen
_SYLLABLES = 100_000  # of a text that counts stand for; only its order of magnitude matters


class Counts(Protocol):
    """How often syllables and neighbours were seen."""

    def forms(self, folded: str) -> Mapping[str, int]:
        """The accented forms of a folded syllable with their counts."""
        ...

    def neighbours(self, first: str, second: str) -> int:
        """How often the second syllable followed the first."""
        ...


class StoredCounts:
    """Counts of the indexed reports, with those of the general phrases added."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._general = general_counts()
        # An open index never changes: what was looked up once stays true. At most as many as syllables.
        self._known: dict[str, Mapping[str, int]] = {}

    def forms(self, folded: str) -> Mapping[str, int]:
        """Forms seen in reports or phrases."""
        if folded not in self._known:
            query = "SELECT form, count FROM syllable WHERE folded = ? ORDER BY count DESC, form LIMIT ?"
            found = Counter(dict(self._connection.execute(query, (folded, _MOST_FORMS)).fetchall()))
            self._known[folded] = found + Counter(dict(self._general.forms(folded)))
        return self._known[folded]

    def neighbours(self, first: str, second: str) -> int:
        """Neighbours seen in reports or phrases."""
        query = "SELECT count FROM neighbours WHERE first = ? AND second = ?"
        row = self._connection.execute(query, (first, second)).fetchone()
        return (int(row[0]) if row else 0) + self._general.neighbours(first, second)


class TextCounts:
    """Counts of some texts, in memory."""

    def __init__(self, texts: Iterable[str], weight: int = 1) -> None:
        self._forms: dict[str, Counter[str]] = {}
        self._neighbours: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for clause in clauses(text):
                for form in clause:
                    self._forms.setdefault(fold(form), Counter())[form] += weight
                for pair in pairwise(clause):
                    self._neighbours[pair] += weight

    def forms(self, folded: str) -> Mapping[str, int]:
        """Forms seen in the texts."""
        return self._forms.get(folded, {})

    def neighbours(self, first: str, second: str) -> int:
        """Neighbours seen in the texts."""
        return self._neighbours[first, second]


@cache
def general_counts() -> TextCounts:
    """The counts of question words and common phrases in the package's data."""
    return TextCounts(general_phrases(), _PHRASE_WEIGHT)


def general_phrases() -> tuple[str, ...]:
    """The phrases of ``question_phrases.toml``."""
    text = files("search").joinpath("question_phrases.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["phrases"])


def add_counts(connection: sqlite3.Connection, passages: Iterable[Passage], sign: int = 1) -> None:
    """Counts the syllables of passages in, or out with ``sign=-1``. The caller commits."""
    forms: Counter[str] = Counter()
    neighbours: Counter[tuple[str, str]] = Counter()
    for passage in passages:
        for clause in clauses(passage.text):
            forms.update(clause)
            neighbours.update(pairwise(clause))
    connection.executemany(
        "INSERT INTO syllable VALUES (?, ?, ?)"
        " ON CONFLICT (form) DO UPDATE SET count = count + excluded.count",
        [(form, fold(form), sign * count) for form, count in sorted(forms.items())],
    )
    connection.executemany(
        "INSERT INTO neighbours VALUES (?, ?, ?)"
        " ON CONFLICT (first, second) DO UPDATE SET count = count + excluded.count",
        [(first, second, sign * count) for (first, second), count in sorted(neighbours.items())],
    )
    if sign < 0:
        connection.execute("DELETE FROM syllable WHERE count <= 0")
        connection.execute("DELETE FROM neighbours WHERE count <= 0")


def restore(text: str, counts: Counts) -> str:
    """The text with the likeliest diacritics. Words that no report knows stay as they are.

    Letters keep their case, and everything between the words stands as it was.
    """
    text = nfc(text)
    parts: list[str] = []
    at = 0
    for match, form in zip(_WORD.finditer(text), _likeliest(_words(text), counts), strict=True):
        parts += (text[at : match.start()], _like(match[0], form))
        at = match.end()
    return "".join((*parts, text[at:]))


def clauses(text: str) -> Iterator[list[str]]:
    """The syllables of each clause, in lower case with even tone marks; figures part them."""
    for clause in re.split(r"[^\w\s]|\d|\n", even_tones(nfc(text))):
        words = _WORD.findall(clause)
        if words:
            yield words


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def _likeliest(words: Sequence[str], counts: Counts) -> list[str]:
    """Viterbi: at each word, the best path that ends in each of its forms."""
    paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    for word in words:
        nexts: dict[str, tuple[float, list[str]]] = {}
        for form, count in sorted(_forms(word, counts).items()):
            score, path = max(
                ((s + _transition(last, form, count, counts), p) for last, (s, p) in paths.items()),
                key=lambda pair: pair[0],
            )
            nexts[form] = (score, [*path, form])
        paths = nexts
    return max(paths.values(), key=lambda pair: pair[0])[1]


def _transition(last: str, form: str, count: int, counts: Counts) -> float:
    """The logarithm of how likely a form is after another, mixed with how common it is at all.

    Not how likely it is among the forms of its own syllable: a syllable of one form would then tell
    nothing of the word before it ("trâu" of "đàn").
    """
    common = _SMOOTHING * count / _SYLLABLES
    seen = counts.neighbours(last, form) if last else 0
    if not seen:
        return log(common)
    return log(common + (1 - _SMOOTHING) * seen / max(seen, counts.forms(fold(last)).get(last, 0)))


def _forms(word: str, counts: Counts) -> Mapping[str, int]:
    """The forms that a word may stand for: itself alone if it bears marks already or nobody knows it."""
    low = even_tones(word)
    if fold(low) != low:
        return {low: 1}
    return counts.forms(low) or {low: 1}


def _like(word: str, form: str) -> str:
    """A form in the case of the word that it stands for."""
    if len(word) > 1 and word.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
