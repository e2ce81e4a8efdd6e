"""Sentences of answers, from the templates in ``phrases_vi.toml`` and ``phrases_en.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files

from ontology.errors import BadLexicon
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Period
from search.language import Language

_SCHOOL_YEAR = "school-year"
_NUMBERED = re.compile(r"\b(?P<number>\d+) (?P<between>(?:\w+ )?)(?P<one>[^\W\d_]+)\|(?P<many>[^\W\d_]+)")


@cache
def templates(language: Language) -> Mapping[str, str]:
    """All templates of a language by their key (``"section.name"``)."""
    text = files("search").joinpath(f"phrases_{language.value}.toml").read_text("utf-8")
    return {
        f"{section}.{name}": template
        for section, rows in tomllib.loads(text).items()
        for name, template in rows.items()
    }


def say(language: Language, key: str, /, **parts: str) -> str:
    """One template filled in; of ``district|districts`` behind a number the form that agrees.

    Raises ``BadLexicon`` for an unknown key or a part that is missing.
    """
    try:
        return _NUMBERED.sub(_agreed, " ".join(templates(language)[key].format_map(parts).split()))
    except KeyError as error:
        raise BadLexicon(f"phrases_{language.value}.toml: {key} lacks {error}.") from error


def _agreed(match: re.Match[str]) -> str:
    return f"{match['number']} {match['between']}{match['one' if match['number'] == '1' else 'many']}"


def format_number(value: Decimal, language: Language) -> str:
    """``4.376,59`` in Vietnamese, ``4,376.59`` in English; no trailing zeros, a minus sign if negative."""
    digits = f"{value.normalize():,f}"
    if language == Language.ENGLISH:
        return digits
    return digits.translate(str.maketrans(",.", ".,"))


def format_quantity(value: Decimal, unit: str, language: Language) -> str:
    """The number with its unit; percent and per mille signs stand right behind it."""
    number = format_number(value, language)
    if not unit:
        return number
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit_label(unit, language)}"


def unit_label(unit: str, language: Language) -> str:
    """A unit as people of that language write it; an unknown unit stays as it is."""
    if language == Language.VIETNAMESE:
        return unit
    known = templates(language).get(f"unit.{unit}")
    head, _, rest = unit.partition(" ")
    if known is None and rest and head in _scales() and (scale := templates(language).get(f"unit.{head}")):
        return f"{scale} {unit_label(rest, language)}"
    return known or unit


@cache
def _scales() -> frozenset[str]:
    """The words that only multiply a unit: "nghìn", but not "trường" before "trường hợp"."""
    rows = load_concepts("units")
    return frozenset(label for row in rows if row.extra.get("kind") == "scale" for label in row.labels)


def capitalised(sentence: str) -> str:
    """The sentence with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def join(parts: Sequence[str], language: Language) -> str:
    """``a, b và c`` / ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {templates(language)['word.and']} {parts[-1]}"


def period_label(period: Period, language: Language) -> str:
    """A period in words: ``6 tháng đầu năm 2024`` / ``the first half of 2024``."""
    notation = period.notation
    if notation.startswith("as-of:"):
        day = period.start
        if language == Language.VIETNAMESE:
            return say(language, "period.day", day=f"{day.day}/{day.month}/{day.year}")
        month = say(language, f"month.{day.month}")
        return say(language, "period.day", day=f"{day.day} {month} {day.year}")
    year, _, rest = notation.partition("-")
    if " " in notation:
        return _season_label(notation, language)
    if not rest:
        return say(language, "period.year", year=year)
    return _part_label(year, rest, period, language)


def _part_label(year: str, rest: str, period: Period, language: Language) -> str:
    if rest[0] in "HQM":
        key = (
            f"period.half-{rest[1:]}"
            if rest[0] == "H"
            else f"period.{'quarter' if rest[0] == 'Q' else 'months'}"
        )
        return say(language, key, year=year, number=rest[1:])
    if len(rest) == 4:
        return say(language, "period.term", first=year, last=str((period.end - timedelta(days=1)).year))
    month = say(language, f"month.{int(rest)}")
    return say(language, "period.month", year=year, month=month)


def _season_label(notation: str, language: Language) -> str:
    years, _, name = notation.partition(" ")
    season = next((row for row in concepts_by_id("seasons").values() if name in (row.vi, row.id)), None)
    if season is not None and language == Language.ENGLISH:
        name = season.en.removesuffix(" season")
    school = season is not None and season.id == _SCHOOL_YEAR
    return say(language, "period.school_year" if school else "period.season", years=years, name=name)


def check_templates() -> None:
    """Raises ``BadLexicon`` unless both languages have the same keys with the same parts."""
    vietnamese, english = (_signature(language) for language in Language)
    if wrong := {key for key in vietnamese | english if vietnamese.get(key) != english.get(key)}:
        raise BadLexicon(f"The phrases of the two languages differ: {', '.join(sorted(wrong))}.")


def _signature(language: Language) -> dict[str, frozenset[str]]:
    from string import Formatter

    return {
        key: frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
        for key, template in templates(language).items()
        if not key.startswith("unit.")
    }
