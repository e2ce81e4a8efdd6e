"""Vietnamese that was typed for a Telex keyboard which was off: "huyeenj" is "huyện"."""

from __future__ import annotations

import re
import unicodedata

from search.language import is_plain_syllable

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_LETTERS = (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"))
_DOUBLED = re.compile(r"aa|ee|dd|w")
_HOOKED = str.maketrans("uo", "ươ")
_LATE = re.compile(r"(?P<head>[^aeiouw]*)(?P<vowels>uo|u|o)(?P<coda>ng|[cmnpt])w")
_MARKED = "âêôăơư"
_SYLLABLE = re.compile(rf"(?P<head>[^aeiouy{_MARKED}]*)(?P<vowels>[aeiouy{_MARKED}]+)(?P<coda>[^\W\d_]*)")


def decode(word: str) -> str | None:
    """The word that the keys stand for; ``None`` where they are none of Telex.

    >>> decode("Kyf"), decode("huyeenj"), decode("duowngf"), decode("forest")
    ('Kỳ', 'huyện', 'dường', None)
    """
    low = word.lower()
    if not low.isascii() or not low.isalpha():
        return None
    if is_plain_syllable(low) and not _DOUBLED.search(low):
        return None
    bare, tone = _toneless(low)
    for keys, letter in _LETTERS:
        bare = bare.replace(keys, letter)
    bare = bare.replace("uơ", "ươ")
    late = _LATE.fullmatch(bare)  # the hook typed behind the coda: "truongw"
    if late:
        bare = late["head"] + late["vowels"].translate(_HOOKED) + late["coda"]
    bare = bare.replace("w", "ư")
    match = _SYLLABLE.fullmatch(bare)
    if match is None or not is_plain_syllable(_plain(bare)):
        return None
    whole = _with_tone(match["head"], match["vowels"], match["coda"], tone)
    return whole.capitalize() if word[0].isupper() else whole


def _toneless(word: str) -> tuple[str, str]:
    """The keys without the one for the tone, which stands at the end or behind the vowels."""
    if len(word) > 1 and word[-1] in _TONES and any(c in "aeiouyw" for c in word[:-1]):
        return word[:-1], _TONES[word[-1]]
    match = re.fullmatch(r"(?P<head>.*[aeiouyw])(?P<tone>[sfrxj])(?P<tail>(?:ng|nh|ch|[cmnptiuyo])?)", word)
    return (match["head"] + match["tail"], _TONES[match["tone"]]) if match else (word, "")


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(character for character in folded if not unicodedata.combining(character))


def _with_tone(head: str, vowels: str, coda: str, tone: str) -> str:
    """The tone goes on the marked vowel, else on the last but one of an open syllable."""
    if not tone:
        return head + vowels + coda
    marked = [i for i, letter in enumerate(vowels) if letter in _MARKED]
    first = len(vowels) > 1 and head[-1:] in ("q", "g") and vowels[0] in "ui"
    if marked:
        place = marked[-1]
    elif len(vowels) == 1 or coda:
        place = len(vowels) - 1
    else:
        place = len(vowels) - 1 if first and len(vowels) == 2 else max(0, len(vowels) - 2)
    toned = unicodedata.normalize("NFC", vowels[place] + tone)
    return head + vowels[:place] + toned + vowels[place + 1 :] + coda
