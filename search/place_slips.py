"""Whether words may be the name of a district with a slip of the finger, or are words of the language."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ontology.gazetteer import name_key
from search.glossary import translate
from search.language import Language, fillers, folded_fillers, is_english_filler
from search.limits import small_number

_SHORT, _LONG = 5, 9  # letters from which one or two slips of the finger are forgiven


def is_slip(typed: str, known: str, name: str) -> bool:
    """Whether a key is that of a name but for a letter or two; "Minh" of "U Minh" lost a word."""
    allowed = (len(known) >= _SHORT) + (len(known) >= _LONG)
    near = abs(len(typed) - len(known)) <= allowed and 0 < Levenshtein.distance(typed, known) <= allowed
    return near and not any(typed == name_key(name.replace(word, "", 1)) for word in name.split())


def is_ordinary(words: Sequence[str], *, opens: bool, cased: bool, marked: bool) -> bool:
    """Whether words are no spelling of a name: all are words of the language, none is written as a name.

    A word that bears its marks and no capital is none either, where names are written with capitals
    (``cased``) or it stands alone; behind a word for a district (``marked``) anything may be a name.
    ``opens`` says that the first word begins the question, where its capital tells nothing.
    """
    small = [word[0].islower() or (opens and at == 0) for at, word in enumerate(words)]
    if all(low and _is_of_language(word.lower()) for low, word in zip(small, words, strict=True)):
        return True
    bare = any(word[0].islower() and not word.isascii() for word in words)
    return bare and not marked and (cased or len(words) == 1)


def _is_of_language(word: str) -> bool:
    idle = word in fillers(Language.VIETNAMESE) or (word.isascii() and word in folded_fillers())
    return idle or is_english_filler(word) or small_number(word) is not None or any(translate(word))
