"""Limits and ends of a ranking that a question names: "trên 60%", "lowest three", "4 sao"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from ingest.document import Span
from ingest.match.numbers import NUMERAL
from ingest.match.numbers import readings as number_readings
from ingest.text import fold
from ontology.phrases import load_words
from search.cues import Cue
from search.language import Language
from search.slots import Comparator, Order, Threshold

_COMPARATORS = {
    "over": Comparator.OVER,
    "at-least": Comparator.AT_LEAST,
    "under": Comparator.UNDER,
    "at-most": Comparator.AT_MOST,
}
_BLANK = re.compile(r"\s{0,2}")
_UNIT = re.compile(r"\s*(%|‰|percent\b|per cent\b|phần trăm|phan tram|[^\W\d_]+(?:/[^\W\d_]+)?)")
_STARS = re.compile(r"(?<!\w)(\d|[a-z]+)[\s-]+(?:sao|stars?)(?!\w)")
_TOP = re.compile(r"(?<!\w)(?:top|bottom)\s+(\d{1,2}|[a-z]+)(?!\w)")


def read_threshold(text: str, cues: tuple[Cue, ...], language: Language) -> tuple[Threshold, Span] | None:
    """The limit that stands right behind (or before) a cue of comparison, with its words."""
    for cue in sorted(cues, key=lambda cue: (cue.span.start, -cue.span.end)):
        comparator = _COMPARATORS.get(cue.id)
        number = _number_near(text, cue) if comparator else None
        if comparator and number:
            unit, end = _unit_after(text, number.end())
            start = min(cue.span.start, number.start())
            value = _value(number[0], language)
            return Threshold(comparator, value, unit), Span(start, max(end, cue.span.end))
    return None


def read_order(cues: tuple[Cue, ...]) -> Order | None:
    """Which end of a ranking is asked for, by the first cue."""
    for cue in cues:
        if cue.id in (Order.HIGHEST.value, Order.LOWEST.value):
            return Order(cue.id)
    return None


def read_count(text: str, cues: tuple[Cue, ...]) -> int | None:
    """How many are asked for: "top 3", "lowest three", "ba huyện thấp nhất"."""
    folded = fold(text)
    match = _TOP.search(folded)
    if match:
        return _small_number(match[1])
    for cue in cues:
        if cue.id in (Order.HIGHEST.value, Order.LOWEST.value):
            after = re.match(r"\s+(\d{1,2}|[a-z]+)(?!\w)", folded[cue.span.end :])
            number = _small_number(after[1]) if after else None
            before = re.search(
                r"(?<!\w)(\d{1,2}|[a-z]+)\s+(?:huyen|xa|districts?|communes?)\b", folded[: cue.span.start]
            )
            return number or (_small_number(before[1]) if before else None)
    return None


def read_stars(text: str) -> int | None:
    """The number of stars of an OCOP product: "4 sao", "three-star"."""
    match = _STARS.search(fold(text))
    return _small_number(match[1]) if match else None


def _number_near(text: str, cue: Cue) -> re.Match[str] | None:
    inside = NUMERAL.search(text, cue.span.start, cue.span.end)
    if inside:
        return inside
    behind = NUMERAL.match(text, _BLANK.match(text, cue.span.end).end())  # type: ignore[union-attr]
    if behind:
        return behind
    before = list(NUMERAL.finditer(text, 0, cue.span.start))
    near = before and re.fullmatch(r"\s?(?:%|\w+)?\s?", text[before[-1].end() : cue.span.start])
    return before[-1] if near else None


def _unit_after(text: str, at: int) -> tuple[str, int]:
    match = _UNIT.match(text, at)
    if not match:
        return "", at
    word = match[1].lower()
    if word in ("percent", "per cent", "phần trăm", "phan tram"):
        return "%", match.end()
    known = {fold(unit) for unit in load_words("question_numbers")["units"]}
    return (match[1], match.end()) if word in "%‰" or fold(word) in known else ("", at)


def _value(surface: str, language: Language) -> Decimal:
    """A number as the question's language writes it: ``10,000`` is ten thousand in English."""
    if language == Language.ENGLISH:
        plain = surface.replace(",", "")
        return Decimal(plain) if plain.count(".") <= 1 else number_readings(surface)[0]
    return number_readings(surface)[0]


def _small_number(word: str) -> int | None:
    return int(word) if word.isdigit() else _words().get(word)


@cache
def _words() -> dict[str, int]:
    lists = load_words("question_numbers")
    return {fold(word): number for key in ("vi", "en") for number, word in enumerate(lists[key], start=1)}
