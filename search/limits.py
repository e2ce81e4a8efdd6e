"""Limits and ends of a ranking that a question names: "trên 60%", "lowest three", "4 sao"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.document import Span
from ingest.match.numbers import NUMERAL
from ingest.match.numbers import readings as number_readings
from ingest.text import fold
from ontology.lexicon import load_concepts
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
_NEAR = 12  # letters between two limits of one figure: "over 40% but under 45%"
_LOWER = (Comparator.OVER, Comparator.AT_LEAST)
_SIGNS = {
    ">": Comparator.OVER,
    "<": Comparator.UNDER,
    **dict.fromkeys((">=", "≥"), Comparator.AT_LEAST),
    **dict.fromkeys(("<=", "≤"), Comparator.AT_MOST),
}
_SIGNED = re.compile(r"(?P<sign>[<>]=?|[≥≤])\s*(?P<number>\d+(?:[.,]\d+)*)")
_TRAILING = ("at-least", "at-most")
_JOINED = re.compile(r"(?:[^\W_]|[^\W_][/-])$")
_GLUED = re.compile(r"[^\W_]|[/-][^\W_]")
_BLANK = re.compile(r"\s{0,2}")
_UNIT = re.compile(r"\s*(%|‰|percent\b|per cent\b|phần trăm|phan tram|[^\W\d_]+(?:/[^\W\d_]+)?)")
_STARS = re.compile(r"(?<!\w)(\d|[a-z]+)[\s-]+(?:sao|stars?)(?!\w)")
_RANGE = re.compile(
    r"(?<!\w)(?:tu|khoang|between|from|giua)\s+(?P<year>nam\s+)?(?P<first>\d+(?:[.,]\d+)*)"
    r"\s*(?:%|percent|per cent|phan tram|[a-z]{1,10})?\s*"
    r"(?:den|toi|va|and|to|-|–)\s*(?P<last>\d+(?:[.,]\d+)*)(?!\w)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"[/-]\d|\s*(?:thang|/\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_DISTRICTS = r"(?:huyen|xa|dia phuong|districts?|communes?)\b"
_TOP = re.compile(r"(?<!\w)(?:top|bottom)\s+(\d{1,2}|[a-z]+)(?!\w)")


def read_threshold(
    text: str, cues: tuple[Cue, ...], language: Language, taken: Iterable[Span] = ()
) -> tuple[Threshold, Span] | None:
    """The limit that stands right behind (or before) a cue of comparison, or a range, with its words.

    ``taken`` are spans of times, in which no limit stands: "up to 16 March".
    """
    text = _masked(text, taken)
    if found := _range(text, language):
        return found
    limits = list(_limits(text, cues, language))
    if len(limits) > 1 and (between := _both(*limits[:2])):
        return between
    return limits[0] if limits else None


def _masked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + "_" * (span.end - span.start) + text[span.end :]
    return text


def _both(one: tuple[Threshold, Span], other: tuple[Threshold, Span]) -> tuple[Threshold, Span] | None:
    """A lower and an upper limit as one: "over 40% and under 45%"."""
    low, high = sorted((one, other), key=lambda found: found[0].value)
    if low[0].comparator not in _LOWER or high[0].comparator in _LOWER or low[0].value == high[0].value:
        return None
    ends = sorted((low[1], high[1]), key=lambda span: span.start)
    if ends[1].start - ends[0].end > _NEAR:  # of two figures, each with a limit of its own
        return None
    span = Span(min(end.start for end in ends), max(end.end for end in ends))
    limit = replace(
        low[0],
        unit=low[0].unit or high[0].unit,
        upto=high[0].value,
        below=high[0].comparator is Comparator.UNDER,
    )
    return limit, span


def _limits(text: str, cues: tuple[Cue, ...], language: Language) -> Iterator[tuple[Threshold, Span]]:
    """Every limit of one end, in the order of the text: behind a cue, or behind a sign (">= 40%")."""
    for match in _SIGNED.finditer(text):
        unit, end = _unit_after(text, match.end())
        yield (
            Threshold(_SIGNS[match["sign"]], _value(match["number"], language), unit),
            Span(match.start(), end),
        )
    for cue in sorted(cues, key=lambda cue: (cue.span.start, -cue.span.end)):
        comparator = None if _is_part(cue, cues) else _COMPARATORS.get(cue.id)
        number = _number_near(text, cue) if comparator else None
        if comparator and number:
            unit, end = _unit_after(text, number.end())
            start = min(cue.span.start, number.start())
            value = _value(number[0], language)
            yield Threshold(comparator, value, unit), Span(start, max(end, cue.span.end))


def _is_part(cue: Cue, cues: tuple[Cue, ...]) -> bool:
    """Whether a cue is only a piece of the words of another: "carried-over" sets no limit."""
    return any(
        not one.open
        and one.id not in _COMPARATORS
        and one.span.start <= cue.span.start
        and cue.span.end <= one.span.end
        and one.span != cue.span
        for one in cues
    )


def _range(text: str, language: Language) -> tuple[Threshold, Span] | None:
    """A range of a quantity: "từ 5 đến 10 xã", "between 20% and 30%". Two years are a time, and no limit."""
    for match in _RANGE.finditer(fold(text)):
        first, last = (text[slice(*match.span(group))] for group in ("first", "last"))
        if match["year"] or (_YEAR.fullmatch(first) and _YEAR.fullmatch(last)):
            continue
        unit, end = _unit_after(text, match.end())
        low, high = _value(first, language), _value(last, language)
        if low < high and not (unit == "" and _DATE.match(fold(text), match.end())):
            unit = unit or _unit_after(text, match.end("first"))[0]
            return Threshold(Comparator.BETWEEN, low, unit, high), Span(match.start(), max(end, match.end()))
    return None


def read_order(cues: tuple[Cue, ...]) -> Order | None:
    """Which end of a ranking is asked for, by the first cue."""
    for cue in cues:
        if cue.id in (Order.HIGHEST.value, Order.LOWEST.value):
            return Order(cue.id)
    return None


def asks_both_ends(cues: tuple[Cue, ...]) -> bool:
    """Whether both ends of a ranking are asked for, each in words of its own."""
    ends = [cue for cue in cues if cue.id in (Order.HIGHEST.value, Order.LOWEST.value)]
    return any(
        one.id != other.id and (one.span.end <= other.span.start or other.span.end <= one.span.start)
        for one in ends
        for other in ends
    )


def read_count(text: str, cues: tuple[Cue, ...], taken: Iterable[Span] = ()) -> tuple[int, Span] | None:
    """How many are asked for, and where it stands: "top 3", "lowest three", "ba huyện thấp nhất".

    ``taken`` are spans of times: in "cao nhất năm 2023" no five stands.
    """
    folded = fold(_masked(text, taken))
    found = _counted(_TOP.search(folded), 0)
    for cue in () if found else cues:
        if cue.id in (Order.HIGHEST.value, Order.LOWEST.value):
            end = cue.span.end
            after = re.match(r"\s+(\d{1,2}|[a-z]+)(?!\w)", folded[end:])
            before = re.search(rf"(?<!\w)(\d{{1,2}}|[a-z]+)\s+{_DISTRICTS}", folded[: cue.span.start])
            return _counted(after, end) or _counted(before, 0)
    return found


def _counted(match: re.Match[str] | None, offset: int) -> tuple[int, Span] | None:
    number = small_number(match[1]) if match else None
    return (number, Span(match.start(1) + offset, match.end(1) + offset)) if match and number else None


def read_stars(text: str) -> int | None:
    """The number of stars of an OCOP product: "4 sao", "three-star"."""
    match = _STARS.search(fold(text))
    return small_number(match[1]) if match else None


def _number_near(text: str, cue: Cue) -> re.Match[str] | None:
    """The numeral inside a cue, right behind it, or before one that follows its figure ("30% or more")."""
    numerals = [match for match in NUMERAL.finditer(text) if _stands_alone(text, match)]
    for match in numerals:
        if cue.span.start <= match.start() and match.end() <= cue.span.end:
            return match
    for match in numerals:
        if match.start() >= cue.span.end:
            if _BLANK.fullmatch(text[cue.span.end : match.start()]):
                return match
            break
    before = [match for match in numerals if match.end() <= cue.span.start] if cue.id in _TRAILING else []
    near = before and re.fullmatch(r"\s?(?:%|\w+)?\s?", text[before[-1].end() : cue.span.start])
    return before[-1] if near else None


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a numeral is a word, but for its unit ("40ha"): those of "30a", "H5N6", "08/QĐ" are none."""
    if _JOINED.search(text[: match.start()]):
        return False
    glued = _GLUED.match(text, match.end())
    return glued is None or bool(_unit_after(text, match.end())[0])


def _unit_after(text: str, at: int) -> tuple[str, int]:
    """The unit behind a number, with the scale before it: "nghìn con", "tỷ đồng", "thousand head"."""
    match = _UNIT.match(text, at)
    if not match:
        return "", at
    word = match[1].lower()
    if word in ("percent", "per cent", "phần trăm", "phan tram"):
        return "%", match.end()
    if scale := _scales().get(fold(word)):
        unit, end = _unit_after(text, match.end())
        plain = unit if unit not in "%‰" else ""
        return f"{scale} {plain}".strip(), end if plain else match.end()
    known = {fold(unit) for unit in load_words("question_numbers")["units"]}
    return (match[1], match.end()) if word in "%‰" or fold(word) in known else ("", at)


@cache
def _scales() -> dict[str, str]:
    """The words for thousand, million and billion of both languages, folded, as units begin with them."""
    rows = [row for row in load_concepts("units") if row.extra.get("kind") == "scale"]
    return {
        fold(word): row.vi for row in rows for word in (*row.labels, *row.labels_en) if fold(word) != "tr"
    }


def _value(surface: str, language: Language) -> Decimal:
    """A number as the question's language writes it: ``10,000`` is ten thousand in English."""
    if language == Language.ENGLISH:
        plain = surface.replace(",", "")
        return Decimal(plain) if plain.count(".") <= 1 else number_readings(surface)[0]
    return number_readings(surface)[0]


def small_number(word: str) -> int | None:
    """A number in digits, or one up to ten in words of either language, with or without its marks."""
    word = fold(word)
    return int(word) if word.isdigit() else _words().get(word)


@cache
def _words() -> dict[str, int]:
    lists = load_words("question_numbers")
    return {fold(word): number for key in ("vi", "en") for number, word in enumerate(lists[key], start=1)}
