"""Text in the encodings of old Vietnamese fonts, TCVN3 (ABC) and VNI, to Unicode.

Fonts of capitals show TCVN3's small letters as capitals: in words and lines that are else in capitals they
become such.

A file may hold both: paragraphs of an old report pasted into a new one. What is already Unicode stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import cast

from ontology.lexicon import load_table

# The commonest words of any Vietnamese report, as Unicode and as they look in an old font encoding that is
# read as Windows text (TCVN3 puts "ö" where Unicode has "ệ", VNI writes the tone as a letter of its own).
_WORDS = re.compile(r"(?<!\w)(?:và|của|các|được|trong|năm|với|thực|hiện|huyện|là|có|kế|đạt|công)(?!\w)", re.I)
_TCVN3 = re.compile(r"(?<!\w)(?:vµ|cña|c\xb8c|®\xad?îc|n¨m|víi|thùc|hiÖn|huyÖn|lµ|kÕ|®¹t|c«ng)(?!\w)", re.I)
_VNI = re.compile(
    r"(?<!\w)(?:vaø|cuûa|caùc|ñöôïc|naêm|vôùi|thöïc|hieän|huyeän|laø|keá|ñaït|coâng)(?!\w)", re.I
)
_UNICODE_ONLY = re.compile(
    "[ăđĩũơư\u1ea0-\u1ef9]", re.I
)  # letters of Vietnamese that old encodings have no sign for
_VIETNAMESE = frozenset("àáâãèéêìíòóôõùúý")
_OF_ANY_TEXT = frozenset("«»¼½¾×")  # beside letters also where nothing is old
_STRETCH = re.compile(r"(\n|</(?:p|li|h[1-6]|t[dh])>)")
_CODES = re.compile(r"\S*[\d/]\S*")
_FEW = 2  # words of an old look that are chance
_CAPITALS = 2  # ASCII capitals, and no small letter beside them: a word or line in capitals


@dataclass(frozen=True, slots=True)
class Font:
    """An old encoding: what it is called, the look of its commonest words, and how it becomes Unicode."""

    name: str
    words: re.Pattern[str]
    convert: Callable[[str], str]


def vietnamese_words(text: str) -> int:
    """How many of the commonest words of Vietnamese reports stand in it."""
    return len(_WORDS.findall(text))


def old_font(text: str) -> Font | None:
    """The old encoding that a text, or some of its lines, is in: several of the commonest words look like it.

    Where most words do, all is converted but lines that hold letters which only Unicode has; where fewer do,
    only lines that hold signs which only the old encoding has.
    """
    for font in _FONTS:
        if (old := len(font.words.findall(text))) > _FEW:
            return replace(font, convert=partial(_convert, font, mostly=old > vietnamese_words(text)))
    return None


def _convert(font: Font, text: str, *, mostly: bool) -> str:
    """The text with all stretches (lines, paragraphs, cells) converted that are not Unicode already."""
    signs = _signs(font.name)

    def is_old(stretch: str) -> bool:
        if len(font.words.findall(stretch)) > vietnamese_words(stretch):
            return True
        if _UNICODE_ONLY.search(stretch):
            return False
        return mostly or not signs.isdisjoint(stretch.lower())

    return "".join(font.convert(one) if is_old(one) else one for one in _STRETCH.split(text))


def font_warning(name: str) -> tuple[str, ...]:
    """What a person should know of a text that was converted; nothing for no old encoding."""
    return (f"Written in the old {name} encoding; converted to Unicode.",) if name else ()


def _from_tcvn3(text: str) -> str:
    letters = _letters("tcvn3")
    lines = (_line_from_tcvn3(line, letters) for line in text.split("\n"))
    return "\n".join(lines)


def _line_from_tcvn3(line: str, letters: Mapping[str, str]) -> str:
    signs = re.escape("".join(letters))
    made = re.sub(rf"[A-Za-z{signs}]+", lambda word: _word_from_tcvn3(word[0], letters), line)
    return made.upper() if _in_capitals(line) else made


def _word_from_tcvn3(word: str, letters: Mapping[str, str]) -> str:
    made = "".join(letters.get(sign, sign) for sign in word)
    return made.upper() if _in_capitals(word) else made


def _in_capitals(written: str) -> bool:
    """Whether the letters that show their case are capitals; those of codes (187/BC) always are."""
    seen = [sign for sign in _CODES.sub("", written) if sign.isascii() and sign.isalpha()]
    return len(seen) >= _CAPITALS and all(sign.isupper() for sign in seen)


def _from_vni(text: str) -> str:
    letters = _letters("vni")
    longest = sorted(letters, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)

    def means(match: re.Match[str]) -> str:
        letter = letters[match[0].lower()]
        return letter.upper() if match[0][0].isupper() else letter

    return pattern.sub(means, text)


@cache
def _letters(font: str) -> Mapping[str, str]:
    table = cast(Mapping[str, str], load_table("legacy_fonts")[font])
    return dict(zip(table["written"].split(" "), table["means"].split(" "), strict=True))


@cache
def _signs(name: str) -> frozenset[str]:
    """What the old encoding writes and no Unicode text in Vietnamese does."""
    written = frozenset("".join(_letters(_TABLES[name])).lower())
    return frozenset(sign for sign in written - _VIETNAMESE - _OF_ANY_TEXT if not sign.isascii())


_TABLES = {"TCVN3 (ABC)": "tcvn3", "VNI": "vni"}
_FONTS = (Font("TCVN3 (ABC)", _TCVN3, _from_tcvn3), Font("VNI", _VNI, _from_vni))
