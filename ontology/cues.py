"""Cue words: what says that an event happened, ended, did not happen, is feared or is only prepared for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.errors import BadLexicon
from ontology.phrases import Phrase, expand, load_table

CUE, SKIP = "cue", "skip"
_SIDES = ("after", "before", "both")


@dataclass(frozen=True, slots=True)
class Cue:
    """One family of cues. The event stands ``after`` the cue, ``before`` it, or on ``both`` sides.

    ``reach`` counts the words that may stand between them; ``weight`` is added to that distance when
    the nearest cue is chosen. ``only`` limits it to one event or those whose group ends so (``disease``).
    """

    assertion: str
    side: str
    reach: int
    weight: int
    only: str = ""


@cache
def load_cues(name: str) -> tuple[tuple[Cue, tuple[Phrase, ...]], ...]:
    """The families of ``codes/<name>.toml``, each with its phrases.

    A phrase's id is ``CUE``, or ``SKIP`` for words that hold a cue but are none.

    Raises ``BadLexicon`` for an unknown side or an empty family.
    """
    table = load_table(name)
    rows, words = table.get("cue"), _words(table.get("words"))
    return tuple(
        _family(name, place, row, words) for place, row in enumerate(rows if isinstance(rows, list) else ())
    )


def _family(
    name: str, place: int, row: Mapping[str, object], words: Mapping[str, tuple[str, ...]]
) -> tuple[Cue, tuple[Phrase, ...]]:
    phrases = tuple(Phrase(CUE, text) for text in _expanded(row.get("patterns"), words))
    skipped = tuple(Phrase(SKIP, text) for text in _expanded(row.get("skip"), words))
    side = str(row.get("side"))
    if side not in _SIDES or not phrases:
        raise BadLexicon(
            f"codes/{name}.toml: cue {place} needs patterns and a side out of {', '.join(_SIDES)}."
        )
    reach, weight = int(str(row.get("reach", 8))), int(str(row.get("weight", 0)))
    return Cue(str(row["assertion"]), side, reach, weight, str(row.get("only", ""))), (*phrases, *skipped)


def _expanded(patterns: object, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for pattern in patterns if isinstance(patterns, list) else ():
        yield from expand(str(pattern), words)


def _words(table: object) -> dict[str, tuple[str, ...]]:
    return {str(k): tuple(map(str, v)) for k, v in table.items()} if isinstance(table, Mapping) else {}
