"""Schemes (đề án) that only reports name: "Đề án phát triển cây dược liệu", "Đề án 162"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.text import even_tones
from ontology.phrases import load_words

_SCHEME = re.compile(r"(?<!\w)[Đđ](?:ề|Ề) (?:án|ÁN)(?P<tail>\s+[^.;:,()\n“”\"]+)")
_NUMBERED = re.compile(r"\s+(?:số\s+)?(?P<number>\d{1,4}(?:[-/][\w/-]+)?)(?!\d|[.,]\d|\s*(?:%|triệu|tỷ))")
_LONGEST = 14  # words
_SHORTEST = 2
_NEAR = 40  # characters that hold the two words before


def match_schemes(text: str) -> Iterator[Mention[str]]:
    """The schemes that a text names, each by its name: with its number, or by what it is to do.

    Schemes in general ("các đề án", "đề án đã được duyệt") and those of listed programmes are no names.
    """
    listed = match_programmes(text)
    for match in _SCHEME.finditer(text):
        if _is_plural(text[max(0, match.start() - _NEAR) : match.start()]):
            continue
        name, end = _name(text, match)
        within = any(m.start < end and match.start() < m.end for m in listed)
        if name and not within:
            yield Mention(match.start(), end, text[match.start() : end], f"đề án {name}")


def _is_plural(before: str) -> bool:
    words = even_tones(before).split()[-2:]
    return any(word in _words("scheme_plural") for word in words)


def _name(text: str, match: re.Match[str]) -> tuple[str, int]:
    number = _NUMBERED.match(text, match.start("tail"))
    if number is not None:
        return number["number"], number.end("number")
    words = list(re.finditer(r"\S+", match["tail"]))
    keys = [even_tones(word[0]) for word in words]
    if not keys or not any(" ".join(keys).startswith(f"{verb} ") for verb in _words("scheme_verbs")):
        return "", match.end()
    last = next((i for i in range(len(words)) if _stops(keys, i)), len(words))
    last = min(last, _LONGEST)
    while last and keys[last - 1] in _words("scheme_dangling"):
        last -= 1
    if last < _SHORTEST:
        return "", match.end()
    name = " ".join(word[0] for word in words[:last])
    return name[0].lower() + name[1:], match.start("tail") + words[last - 1].end()


def _stops(keys: list[str], index: int) -> bool:
    """Whether the name ends before this word: a time, a place at large, a verb about the scheme."""
    rest = " ".join(keys[index : index + 3]) + " "
    return any(rest.startswith(f"{stop} ") for stop in _words("scheme_stops"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(map(even_tones, load_words("scheme_words")[name]))
