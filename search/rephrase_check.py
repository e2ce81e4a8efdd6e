"""Whether another wording of an answer says the same, and nothing else. Pure.

No check can read a sentence; these ask for much, and what fails any of them is not shown. A reply states the
figures of the answer, all of them, in its order, each with its unit; it names what the answer names; it
keeps the words that decide its meaning.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ingest.text import fold
from ontology.lexicon import load_concepts
from search.figures import unsupported
from search.language import Language, detect_language
from search.phrase import templates

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…“\"(]\s*|\s[-–]\s)$")
_MARKUP = re.compile(r"https?:|www\.|[<>`*#|\[\]{}\\]|[^\S ]|[^\w\s]{4,}")
_LONGEST_UNIT = 3
_ROOM, _RATIO = 120, 1.4


class Objection(StrEnum):
    """Why a reply is not shown."""

    EMPTY = "empty"
    LONG = "long"
    MARKUP = "markup"
    LANGUAGE = "language"
    FIGURE = "figure"
    ORDER = "order"
    NAME = "name"
    MEANING = "meaning"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Original:
    """The answer that is rephrased, its language, the quotes under it, and the places that it is about."""

    text: str
    language: Language
    quotes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def outside_quotes(self) -> str:
        """The answer's own words."""
        return _QUOTED.sub(" ", self.text)


def objection(reply: str, original: Original) -> Objection | None:
    """The first thing that is wrong with a reply; ``None`` if it may stand for the original."""
    return next((found for found, holds in _CHECKS.items() if holds(reply, original)), None)


@cache
def load_rules() -> Mapping[str, object]:
    """``rephrase.toml`` as it stands."""
    return tomllib.loads(files("search").joinpath("rephrase.toml").read_text("utf-8"))


def _is_long(reply: str, original: Original) -> bool:
    return len(reply) > _RATIO * len(original.text) + _ROOM


def _has_markup(reply: str, original: Original) -> bool:
    return any(match[0] not in original.text for match in _MARKUP.finditer(reply))


def _has_other_figures(reply: str, original: Original) -> bool:
    """A number, or a number's unit, that the answer does not state; also one spelled out."""
    if unsupported(reply, (original.text, *original.quotes)):
        return True
    known = set(_figures(original.text, original.language))
    if any(figure not in known for figure in _figures(reply, original.language)):
        return True
    words = _rule_words("numbers", original.language)
    return bool(_found(reply, words) - _found(original.text, words))


def _has_other_order(reply: str, original: Original) -> bool:
    """Figures left out or in another order; of several places, each before its own figures."""
    language = original.language
    told = _measured(_figures(original.outside_quotes, language))
    stated = _measured(_figures(reply, language))
    if not (
        _runs_through(told, stated) and _runs_through(stated, _measured(_figures(original.text, language)))
    ):
        return True
    if len(_places_in(original.outside_quotes, original)) < 2:
        return False
    return _anchors(reply, original) != _anchors(original.outside_quotes, original)


def _has_other_names(reply: str, original: Original) -> bool:
    """A name that neither the answer nor a quote has, or a place that got lost."""
    known = {fold(word) for text in (original.text, *original.quotes) for word in _WORD.findall(text)}
    if any(fold(name) not in known for name in _names(reply)):
        return True
    return bool(_places_in(original.outside_quotes, original) - _places_in(reply, original))


def _means_something_else(reply: str, original: Original) -> bool:
    now = _QUOTED.sub(" ", reply)
    return any(
        (_found(original.outside_quotes, words) and not _found(now, words))
        or (_found(now, words) and not _found(original.outside_quotes if strict else original.text, words))
        for words, strict in _meanings(original.language)
    )


def _quotes_otherwise(reply: str, original: Original) -> bool:
    said = [" ".join(text.split()) for text in (original.text, *original.quotes)]
    return any(not any(quoted in text for text in said) for quoted in _QUOTED.findall(reply))


_CHECKS: Mapping[Objection, Callable[[str, Original], bool]] = {
    Objection.EMPTY: lambda reply, _: not reply.strip(),
    Objection.LONG: _is_long,
    Objection.MARKUP: _has_markup,
    Objection.LANGUAGE: lambda reply, original: detect_language(reply) != original.language,
    Objection.FIGURE: _has_other_figures,
    Objection.ORDER: _has_other_order,
    Objection.NAME: _has_other_names,
    Objection.MEANING: _means_something_else,
    Objection.QUOTE: _quotes_otherwise,
}

Figure = tuple[str, str]


def _figures(text: str, language: Language) -> list[Figure]:
    """The numbers of a text as printed, each with the unit behind it."""
    found = []
    for match in _NUMBER.finditer(text):
        unit = _units(language).match(text, match.end())
        found.append((match[0], " ".join(unit[0].lower().split()) if unit else ""))
    return found


def _measured(figures: Iterable[Figure]) -> list[Figure]:
    """Without years: "năm 2023" may stand anywhere in a sentence."""
    return [figure for figure in figures if figure[1] or not _YEAR.fullmatch(figure[0])]


def _runs_through(part: Sequence[Figure], whole: Sequence[Figure]) -> bool:
    """Whether ``part`` stands in ``whole`` in its order, perhaps with others between."""
    rest = iter(whole)
    return all(one in rest for one in part)


@cache
def _units(language: Language) -> re.Pattern[str]:
    rows = load_concepts("units")
    labels = {label for row in rows for label in (*row.labels, *row.labels_en)}
    labels |= {words for key, words in templates(language).items() if key.startswith("unit.")}
    one = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:\s?(?:{one})(?![^\W_])){{1,{_LONGEST_UNIT}}}|\s?[%‰]", re.IGNORECASE)


def _places_in(text: str, original: Original) -> set[str]:
    return {place for place in original.places if place in text}


def _anchors(text: str, original: Original) -> list[str]:
    """Places and figures in order, a place that is named again at once counted once."""
    places = "|".join(re.escape(place) for place in sorted(original.places, key=len, reverse=True))
    anchors: list[str] = []
    for match in re.finditer(rf"{places}|{_NUMBER.pattern}", text):
        if not _YEAR.fullmatch(match[0]) and anchors[-1:] != [match[0]]:
            anchors.append(match[0])
    return anchors


def _names(text: str) -> list[str]:
    """Words with a capital letter that do not merely begin a sentence."""
    words = list(_WORD.finditer(text))
    found = []
    for word, following in zip(words, (*words[1:], None), strict=True):
        begins = bool(_SENTENCE_START.search(text[: word.start()]))
        goes_on = following is not None and following[0][0].isupper()
        if word[0][0].isupper() and (goes_on or not begins):
            found.append(word[0])
    return found


@cache
def _meanings(language: Language) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Groups of words, and whether only the answer's own words count."""
    rows = load_rules()["meaning"]
    assert isinstance(rows, list)
    return tuple((tuple(row[language.value]), bool(row.get("strict"))) for row in rows)


def _rule_words(section: str, language: Language) -> tuple[str, ...]:
    rows = load_rules()[section]
    assert isinstance(rows, dict)
    return tuple(rows[language.value])


def _found(text: str, words: tuple[str, ...]) -> set[str]:
    return set(_pattern(words).findall(text.lower()))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{spelled})(?![^\W_])")
