"""Slips of the finger in a question: words that nothing knows, read as near words that fit their neighbours.

A word that is itself known is never touched, nor one that two words are equally near to. What was read
instead is handed back, to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from ingest.text import even_tones, fold, nfc
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import load_phrases, load_words
from search.diacritics import general_phrases
from search.language import Language, detect_language, lacks_diacritics
from search.slots import ReadAs
from search.synonyms import synonym_groups
from search.telex import decode

Known = Callable[[str], bool]

_WORD = re.compile(r"[^\W\d_]+")
_NAMING = ("indicators", "events", "programmes")
_SPEAKING = ("properties", "question_cues", "question_words", "question_periods")
_SHORT = 3  # letters; a shorter word has too many neighbours
_SHORT_ENGLISH, _LONG = 5, 9  # letters of a word from which one or two slips are forgiven


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words that the lists know, and which of them stand side by side."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def fits(self, before: str, word: str, after: str) -> int:
        """Beside how many of its neighbours the lists have the word."""
        return ((before, word) in self.pairs) + ((word, after) in self.pairs)


def correct_spelling(text: str, known: Known = lambda _: False) -> tuple[str, tuple[ReadAs, ...]]:
    """The text with its slips mended, and what was read as what. ``known`` tells words of the reports."""
    text, read_as = _without_telex(nfc(text), known)
    language = detect_language(text)
    plain = language == Language.VIETNAMESE and lacks_diacritics(text)
    form = fold if plain or language == Language.ENGLISH else even_tones
    vocabulary = _vocabulary(language, plain)
    words = list(_WORD.finditer(text))
    forms = ["", *(form(match[0]) for match in words), ""]
    mended = []
    for place, match in enumerate(words, 1):
        word = forms[place]
        if word in vocabulary.words or known(word) or _is_name(text, match):
            continue
        near = _nearest(vocabulary, forms[place - 1], word, forms[place + 1], language)
        if near:
            forms[place] = near
            mended.append((match, near))
    for match, near in reversed(mended):
        text = text[: match.start()] + near + text[match.end() :]
    return text, (*read_as, *(ReadAs(match[0], near) for match, near in mended))


def _nearest(vocabulary: _Vocabulary, before: str, word: str, after: str, language: Language) -> str:
    """The one near word that the lists have beside a neighbour; ``""`` for none or several."""
    ranked = sorted(_candidates(vocabulary, before, word, after, language))
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return ""
    return ranked[0][2]


def _candidates(
    vocabulary: _Vocabulary, before: str, word: str, after: str, language: Language
) -> Iterator[tuple[int, int, str]]:
    """Near words with how badly they fit: the neighbours that they lack, then the letters that differ."""
    bare = fold(word)
    least = _SHORT_ENGLISH if language == Language.ENGLISH else _SHORT
    if len(bare) < least:
        return
    allowed = 2 if len(bare) >= _LONG else 1
    for near in _near_length(vocabulary, len(bare), allowed):
        other = fold(near)
        distance = OSA.distance(bare, other, score_cutoff=allowed)
        fits = vocabulary.fits(before, near, after)
        if distance > allowed or not fits or _is_inflected(bare, other):
            continue
        if language == Language.ENGLISH and bare[0] != other[0]:
            continue
        if language == Language.VIETNAMESE and before and (before, near) not in vocabulary.pairs:
            continue  # a Vietnamese word belongs to the one before it more than to the one behind it
        yield -fits, distance, near


def _near_length(vocabulary: _Vocabulary, length: int, allowed: int) -> Iterator[str]:
    return (word for word in vocabulary.words if abs(len(word) - length) <= allowed)


def _is_inflected(one: str, other: str) -> bool:
    """Whether two English words differ by an ending only."""
    short, long = sorted((one, other), key=len)
    return long in (f"{short}s", f"{short}d")


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is written as a name: with a capital, neither first nor in capitals as a whole."""
    word = match[0]
    first = not text[: match.start()].strip(" \"'“(")
    return word[0].isupper() and not first and not (word.isupper() and len(word) >= _SHORT)


def _without_telex(text: str, known: Known) -> tuple[str, tuple[ReadAs, ...]]:
    """Keys of Telex decoded, if that makes the text Vietnamese."""
    vocabulary = _vocabulary(Language.VIETNAMESE, plain=False)
    found = []
    for match in _WORD.finditer(text):
        meant = decode(match[0])
        if meant and (even_tones(meant) in vocabulary.words or known(even_tones(meant))):
            found.append((match, meant))
    decoded = text
    for match, meant in reversed(found):
        decoded = decoded[: match.start()] + meant + decoded[match.end() :]
    if not found or detect_language(decoded) != Language.VIETNAMESE:
        return text, ()
    return decoded, tuple(_joined(text, found))


def _joined(text: str, found: list[tuple[re.Match[str], str]]) -> Iterator[ReadAs]:
    """What was read as what; words that stand side by side are told together."""
    begin, end, said = 0, -1, ""
    for match, meant in found:
        if end >= 0 and not text[end : match.start()].strip():
            said, end = f"{said} {meant}", match.end()
            continue
        if said:
            yield ReadAs(text[begin:end], said)
        begin, end, said = match.start(), match.end(), meant
    if said:
        yield ReadAs(text[begin:end], said)


@cache
def _vocabulary(language: Language, plain: bool) -> _Vocabulary:
    form = fold if plain or language == Language.ENGLISH else even_tones
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    english = language == Language.ENGLISH
    for phrases, told in (
        ((_english(_NAMING), True), (_english(_SPEAKING), False)) if english else _vietnamese()
    ):
        for phrase in phrases:
            spoken = [form(word) for word in _WORD.findall(nfc(phrase))]
            words.update(spoken)
            if told:
                pairs.update(pairwise(spoken))
    return _Vocabulary(frozenset(words), frozenset(pairs))


def _vietnamese() -> Iterator[tuple[Iterable[str], bool]]:
    """Phrases, and whether they name things: what only asks and joins tells nothing about its neighbours."""
    yield (label for name in _NAMING for row in load_concepts(name) for label in row.labels), True
    yield (phrase.text for phrase in load_phrases("programmes")), True
    yield (form for forms in load_words("glossary").values() for form in forms), True
    yield concepts_by_id("question_cues")["asks-product"].labels, True
    yield (word for group in synonym_groups() for word in group), False
    yield (label for name in _SPEAKING for row in load_concepts(name) for label in row.labels), False
    yield general_phrases(), False


def _english(lists: Iterable[str]) -> Iterator[str]:
    for name in lists:
        yield from (label for row in load_concepts(name) for label in row.labels_en)
    yield from load_words("glossary")
    yield from load_words("english_vocabulary")
