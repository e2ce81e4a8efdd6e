"""English words without their inflection and in one spelling, so that lists need hold one form only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ingest.text import lower
from ontology.phrases import load_words

_DOUBLED = re.compile(
    r"([bgmnprt])\1$|(?<=[aeiou][^aeiou]el)l$"
)  # "allotted" is of "allot", "levelled" of "level"
_ENDINGS = (
    ("ies", "y", 4),
    ("ied", "y", 5),
    ("sses", "ss", 5),
    ("ings", "", 7),
    ("ing", "", 6),
    ("ed", "", 5),
    ("s", "", 4),
)
# British and American: "labour", "centre", "programme", "recognise", "mechanisation", "defence", "diarrhoea".
_SPELLINGS = (
    (re.compile(r"(?<=[^\W_]{3})our$"), "or"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"amme$"), "am"),
    (re.compile(r"(?<=[^\W_]{3})is(?=e$|er$|$|ation)"), "iz"),
    (re.compile(r"(?<=[^\W_]{3})ense$"), "ence"),
    (re.compile(r"^(h?)ae"), r"\1e"),
    (re.compile(r"rrhoea"), "rrhea"),
)


def stem(word: str) -> str:
    """An English word without its regular endings, in one spelling: ``"planted"`` -> ``"plant"``."""
    word = re.sub(r"['’]s$", "", lower(word))
    if base := _irregular().get(word):
        return _bare(base)
    return _bare(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending, rest, least in _ENDINGS:
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            return _DOUBLED.sub(lambda m: m[1] or "", word) if ending in ("ing", "ings", "ed") else word
    return word


def _bare(word: str) -> str:
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@cache
def _irregular() -> Mapping[str, str]:
    return {form: base for base, forms in load_words("english_forms").items() for form in forms}
