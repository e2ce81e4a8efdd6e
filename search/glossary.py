"""English words of a question to what Vietnamese reports call the same, from the code lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from ingest.match.mention import Mention
from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.phrases import load_words
from search.language import is_plain_syllable
from search.stem import stem

_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_GAP = re.compile(r"[\s\-–,'’]{1,2}")
_LISTS = ("indicators", "events", "programmes", "report_words")
_VOCABULARY = ("glossary", "english_vocabulary")
_LONGEST = 7

Entries = Mapping[tuple[str, ...], tuple[str, ...]]


def translate(text: str) -> Iterator[Mention[tuple[str, ...]]]:
    """The English phrases of the text that the lists know, longest first, with their Vietnamese phrases."""
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        length, forms = _longest(text, words[position : position + _LONGEST])
        if forms and not (length == 1 and _is_in_name(text, words, position)):
            start, end = words[position].start(), words[position + length - 1].end()
            yield Mention(start, end, text[start:end], forms)
        position += length


def _is_in_name(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word is a syllable of a Vietnamese name: "Ban" of "Van Ban" forbids nothing."""
    return _is_name(words[at]) and any(
        text[one.end() : two.start()] == " " and _is_name(one) and _is_name(two)
        for one, two in pairwise(words[max(0, at - 1) : at + 2])
    )


def _is_name(word: re.Match[str]) -> bool:
    return word[0][0].isupper() and is_plain_syllable(fold(word[0]))


def _longest(text: str, words: list[re.Match[str]]) -> tuple[int, tuple[str, ...]]:
    stems = [stem(word[0]) for word in words]
    for length in range(len(words), 0, -1):
        forms = _entries().get(tuple(stems[:length]))
        if forms and _unbroken(text, words[:length]):
            return length, forms
    return 1, ()


def _unbroken(text: str, words: list[re.Match[str]]) -> bool:
    return all(_GAP.fullmatch(text, one.end(), two.start()) for one, two in pairwise(words))


@cache
def _entries() -> Entries:
    """By stems; a phrase of a code list and the same in the glossary join their translations."""
    entries: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in _LISTS:
        for concept in load_concepts(name):
            for label in concept.labels_en if concept.extra.get("asked") != "no" else ():
                _add(entries, label, concept.labels)
    for name in _VOCABULARY:
        for phrase, forms in load_words(name).items():
            _add(entries, phrase, forms)
    return entries


def _add(entries: dict[tuple[str, ...], tuple[str, ...]], phrase: str, forms: tuple[str, ...]) -> None:
    key = tuple(stem(word[0]) for word in _WORD.finditer(phrase))
    if key:
        entries[key] = tuple(dict.fromkeys((*entries.get(key, ()), *forms)))
