"""Words of two syllables that OCR misread in the mark of one letter, put right by both syllables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from ingest.text import fold, lower
from ontology.phrases import load_words

_AROUND = ".,;:()[]\"'“”"


def mended_compounds(words: Sequence[str], after: str = "") -> list[str]:
    """The words of a line, of which ``after`` is the first of the next: "tố chức" is "tổ chức".

    Two neighbours that are a known word but for the marks of one letter are that word; signs of punctuation
    between them part them. Capitals stay.
    """
    read = [*words, after]
    bare = [lower(word.strip(_AROUND)) for word in read]
    beside = [
        at for at, (a, b) in enumerate(pairwise(read)) if a[-1:] not in _AROUND and b[:1] not in _AROUND
    ]
    settled = {at + side for at in beside if _is_known(bare[at], bare[at + 1]) for side in (0, 1)}
    for at in beside:
        meant = _meant(bare[at], bare[at + 1])
        wrong = next((at + side for side in (0, 1) if meant and meant[side] != bare[at + side]), None)
        if meant and wrong is not None and wrong not in settled:
            read[wrong] = _replaced(read[wrong], bare[wrong], meant[wrong - at])
            settled |= {at, at + 1}
    return read[:-1]


def _is_known(first: str, second: str) -> bool:
    read = f"{first} {second}"
    return read in _words().get(fold(read), ())


def _meant(first: str, second: str) -> tuple[str, str] | None:
    """The only known word that two syllables are but for one letter of one that may be misread."""
    read = f"{first} {second}"
    close = [
        word
        for word in _words().get(fold(read), ())
        if sum(a != b for a, b in zip(read, word, strict=True)) == 1
    ]
    if len(close) != 1:
        return None
    left, _, right = close[0].partition(" ")
    wrong = first if first != left else second
    return None if wrong in load_words("ocr_compounds")["kept"] else (left, right)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Word without its marks -> the known words that are so without theirs."""
    found: dict[str, tuple[str, ...]] = {}
    for word in load_words("ocr_compounds")["words"]:
        found[fold(word)] = (*found.get(fold(word), ()), word)
    return found


def _replaced(word: str, bare: str, meant: str) -> str:
    """The word with another syllable in it, its signs and capitals kept."""
    start = lower(word).index(bare)
    own = word[start : start + len(bare)]
    cased = "".join(a.upper() if b.isupper() else a for a, b in zip(meant, own, strict=True))
    return word[:start] + cased + word[start + len(bare) :]
