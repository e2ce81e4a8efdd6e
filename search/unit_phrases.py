"""The words of questions about administrative units, from ``codes/unit_questions.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ingest.document import Span
from ingest.text import even_tones, fold
from ontology.gazetteer import COMMUNE, DISTRICT, PROVINCE
from ontology.phrases import load_words
from search.language import Language, fillers, folded_fillers

PAST = frozenset({"before", "former"})
_LIST = "unit_questions"
_LEVELS = {"commune": COMMUNE, "district": DISTRICT, "province": PROVINCE, "any": 0, "what": 0, "where": 0}


class PhraseKind(NamedTuple):
    """What a phrase is: ``ask`` (with its level, 0 for any), else the name of its list, the ``source``."""

    name: str
    level: int = 0
    before: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a question, and whether a name stands right beside it."""

    kind: PhraseKind
    span: Span
    beside: bool = False


def unit_phrases(text: str) -> Iterator[Found]:
    """The words of the list in the text, the longest at each place."""
    for match in _pattern().finditer(fold(text)):
        written = even_tones(text[match.start() : match.end()]).split()
        for kind, words in _kinds()[" ".join(match[0].split())]:
            if _is_spelled(written, words):
                yield Found(kind, Span(match.start(), match.end()))
                break


def _is_spelled(written: Sequence[str], words: str) -> bool:
    """Whether the words are written with these diacritics, or with none: "Cú" is not "cũ", "cu" may be."""
    pairs = zip(written, words.split(), strict=True)
    return all(one.isascii() or one == other for one, other in pairs)


def is_idle(word: str) -> bool:
    """Whether a word of a question says nothing by itself: a filler, or the word for a kind of unit."""
    return fold(word) in _idle()


@cache
def _idle() -> frozenset[str]:
    kinds = load_words(_LIST, "idle")["kinds"]
    return frozenset(map(fold, kinds)) | folded_fillers() | fillers(Language.ENGLISH)


@cache
def _kinds() -> dict[str, list[tuple[PhraseKind, str]]]:
    """What each phrase of the list is, by its folded words; a phrase of two lists is the first one's."""
    found: dict[str, list[tuple[PhraseKind, str]]] = {}
    for name, phrases in load_words(_LIST).items():
        level, _, back = name.partition("_")
        kind = PhraseKind(name, 0, name in PAST)
        if level in _LEVELS:
            kind = PhraseKind("ask", _LEVELS[level], bool(back), level)
        for words in phrases:
            found.setdefault(fold(words), []).append((kind, even_tones(words)))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_kinds(), key=lambda words: (-len(words), words))
    choice = "|".join(r"\s+".join(map(re.escape, words.split())) for words in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
