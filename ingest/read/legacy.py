"""Text in the encodings of old Vietnamese fonts, TCVN3 (ABC) and VNI, to Unicode.

Fonts of capitals show TCVN3's small letters as capitals: in words and lines that are else in capitals they
become such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from ontology.lexicon import load_table

# The commonest words of any Vietnamese report, as Unicode and as they look in an old font encoding that is
# read as Windows text (TCVN3 puts "ö" where Unicode has "ệ", VNI writes the tone as a letter of its own).
_WORDS = re.compile(r"(?<!\w)(?:và|của|các|được|trong|năm|với|thực|hiện|huyện|là|có|kế|đạt|công)(?!\w)", re.I)
_TCVN3 = re.compile(r"(?<!\w)(?:vµ|cña|c\xb8c|®\xad?îc|n¨m|víi|thùc|hiÖn|huyÖn|lµ|kÕ|®¹t|c«ng)(?!\w)", re.I)
_VNI = re.compile(
    r"(?<!\w)(?:vaø|cuûa|caùc|ñöôïc|naêm|vôùi|thöïc|hieän|huyeän|laø|keá|ñaït|coâng)(?!\w)", re.I
)
_CODES = re.compile(r"\S*[\d/]\S*")
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
    """The old encoding that a text is in: more of the commonest words look like it than like Unicode."""
    good = vietnamese_words(text)
    return next((font for font in _FONTS if len(font.words.findall(text)) > max(2, good)), None)


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


_FONTS = (Font("TCVN3 (ABC)", _TCVN3, _from_tcvn3), Font("VNI", _VNI, _from_vni))
