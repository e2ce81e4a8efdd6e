"""Takes an indicator's name apart: measured property × population × season, for what no list can hold.

>>> compose("diện tích gieo trồng lúa đông xuân", "area")
Composition(property='area', population='lúa', season='dong-xuan')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.fact import Measure, Measurement
from ingest.linking import unit_kinds
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import load_words

_WORDS = "composition_words"
_YEARS = r"(?:\s+(?:năm\s+)?20\d\d(?:\s*[-–]\s*20\d\d)?)?"
_IN_ITS_UNIT = frozenset({Measure.VALUE, Measure.PLAN, Measure.CHANGE})


@dataclass(frozen=True, slots=True)
class Composition:
    """What an indicator is made of.

    ``property`` is an id of the properties list, ``None`` where neither name nor unit tells it;
    ``population`` the Vietnamese words of what has the property, ``""`` where the property says all
    ("dân số"); ``season`` an id of the seasons list or ``None``.
    """

    property: str | None
    population: str
    season: str | None


def composition_of(fact: Measurement) -> Composition:
    """That of the figure's indicator: of the list's name where it is linked, else of its own full name.

    A percentage of plan is no unit of its indicator: without a property in the name it has none.
    """
    if fact.concept:
        return composition_of_concept(fact.concept)
    unit = concepts_by_id("units").get(fact.unit_code or "")
    counts = fact.measure in _IN_ITS_UNIT
    kind = unit.extra.get("kind", "") if unit else ("count" if not fact.unit else "")
    return compose(fact.indicator, kind if counts else "")


@cache
def composition_of_concept(id_: str) -> Composition:
    """That of an indicator of the code list, by its preferred name and canonical unit."""
    return compose(concepts_by_id("indicators")[id_].vi, unit_kinds(id_)[0])


@lru_cache(maxsize=65536)
def compose(name: str, unit_kind: str) -> Composition:
    """Takes a full name apart; ``unit_kind`` is the kind of its own unit, ``""`` if unknown."""
    words = " ".join(name.split())
    head = _property(even_tones(words))
    property_ = _properties()[head] if head else _defaults().get(unit_kind)
    rest, season = _without_season(words[len(head) :].strip(), cases=property_ == "number")
    return Composition(property_, _population(rest), season)


def _property(key: str) -> str:
    """The longest property that the name opens with, in the spelling of the key."""
    found = (label for label in _properties() if key == label or key.startswith(f"{label} "))
    return max(found, key=len, default="")


def _without_season(words: str, *, cases: bool) -> tuple[str, str | None]:
    """The words but for their season; "vụ" that opens a count of cases is none ("số vụ đông người")."""
    match = _seasons().search(even_tones(words))
    if match is None or (cases and match["vu"] and match.start() == 0):
        return words, None
    label = match["whole"] or match["short"]
    start = match.end("crop") if match["crop"] else match.start()
    return f"{words[:start]} {words[match.end() :]}".strip(), _season_ids()[label]


def _population(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:-–")
    while (shorter := _idle().sub("", even_tones(text))) != even_tones(text):
        at = even_tones(text).index(shorter) if shorter else 0
        text = text[at : at + len(shorter)].strip(" ,;:-–")
    return text


@cache
def _properties() -> Mapping[str, str]:
    return {even_tones(label): row.id for row in load_concepts("properties") for label in row.labels}


@cache
def _defaults() -> Mapping[str, str]:
    rows = load_concepts("properties")
    return {kind: row.id for row in rows for kind in row.extra.get("default", "").split()}


@cache
def _season_ids() -> Mapping[str, str]:
    return {even_tones(label): row.id for row in load_concepts("seasons") for label in row.labels}


@cache
def _seasons() -> re.Pattern[str]:
    """A season of several syllables anywhere, one of a single syllable after "vụ" or a crop."""
    labels = sorted(_season_ids(), key=len, reverse=True)
    whole = _either(label for label in labels if " " in label)
    short = _either(label for label in labels if " " not in label)
    crops, verbs = _either(_words("crops")), _either(_words("no_seasons"))
    return re.compile(
        rf"(?<!\w)(?:(?P<crop>{crops})\s+)?(?:(?P<vu>vụ)\s+)?(?!(?:{verbs})(?!\w))"
        rf"(?:(?P<whole>{whole})|(?(crop)|(?(vu)|(?!)))(?P<short>{short}))(?!\w){_YEARS}"
    )


@cache
def _idle() -> re.Pattern[str]:
    words = _either(_words("idle"))
    return re.compile(rf"^(?:{words})(?:\s+|$)|(?:^|\s+)(?:{words})$")


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(map(even_tones, load_words(_WORDS)[name]), key=len, reverse=True))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))
