"""The catalogue of indicators as a page lists it: what is reported, found by words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.series import OWN, Spread, indicator_node
from ingest.text import even_tones, fold, nfc
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.values import Concept
from search.language import Language
from ui.names import concept_name
from ui.render import TableRow

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator that reports give figures of: its id (``own:`` and the name if no list has it)."""

    id: str
    figures: int


def reported(counts: Mapping[str, int], sector: str = "") -> tuple[Listed, ...]:
    """The indicators of the code list that are reported (counted by node), of a sector if one is named."""
    found = (
        Listed(concept.id, counts[node])
        for concept in load_concepts("indicators")
        if (node := indicator_node(concept.id).value) in counts
        and sector in ("", concept.extra.get("sector"))
    )
    return tuple(sorted(found, key=lambda one: (-one.figures, one.id)))


def search(indicators: Sequence[Listed], words: str) -> tuple[Listed, ...]:
    """Those whose names, in either language and any spelling, hold all the words, the nearest first."""
    wanted = _words(words)
    if not wanted:
        return tuple(indicators)
    hits = [(fit, one) for one in indicators if (fit := _fit(wanted, _spellings(one.id)))]
    return tuple(one for _, one in sorted(hits, key=lambda hit: (-hit[0], -hit[1].figures)))


def search_names(names: Mapping[str, str], counts: Mapping[str, int], words: str) -> tuple[Listed, ...]:
    """The names that no code list has (by node) and that hold all the words; none without words."""
    wanted = _words(words)
    if not wanted:
        return ()
    hits = [
        (fit, Listed(OWN + name, counts[node]))
        for node, name in names.items()
        if node in counts and (fit := _fit(wanted, (_words(name),)))
    ]
    return tuple(one for _, one in sorted(hits, key=lambda hit: (-hit[0], -hit[1].figures, hit[1].id)))


def indicator_name(indicator: str, language: Language) -> str:
    """What an indicator is called; one that no list has by the words of the reports."""
    return concept_name("indicators", indicator, indicator.removeprefix(OWN), language)


def sector_name(indicator: str, language: Language) -> str:
    """The sector of an indicator of the list, else empty."""
    concept = concepts_by_id("indicators").get(indicator)
    return concept_name("sectors", concept.extra.get("sector"), "", language) if concept else ""


def other_names(indicator: str, language: Language) -> tuple[str, ...]:
    """What else an indicator of the list is called."""
    concept = concepts_by_id("indicators").get(indicator)
    if concept is None:
        return ()
    return concept.alternatives_en if language == Language.ENGLISH else concept.alternatives


def catalogue_table(
    shown: Iterable[Listed], spreads: Mapping[str, Spread], language: Language
) -> list[TableRow]:
    """Indicators, one a row, with how much there is to compare, as far as it is counted already."""
    return [
        {
            "indicator": indicator_name(one.id, language),
            "sector": sector_name(one.id, language),
            "districts": spread.districts if (spread := spreads.get(one.id)) else None,
            "periods": spread.periods if spread else None,
            "figures": one.figures,
        }
        for one in shown
    ]


@cache
def _spellings(indicator: str) -> tuple[tuple[str, ...], ...]:
    concept = concepts_by_id("indicators")[indicator]
    return tuple(dict.fromkeys(_words(label) for label in _labels(concept)))


def _labels(concept: Concept) -> tuple[str, ...]:
    return (*concept.labels, *concept.written, *concept.labels_en)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(even_tones(nfc(text))))


def _begins(word: str, wanted: str) -> bool:
    """Whether a word begins as wanted; diacritics count where they were typed."""
    return (word if fold(wanted) != wanted else fold(word)).startswith(wanted)


def _fit(wanted: Sequence[str], spellings: Iterable[Sequence[str]]) -> float:
    """How much of the best fitting spelling is what is wanted; 0 where no spelling begins all the words."""
    return max((_fit_of(wanted, spelling) for spelling in spellings), default=0)


def _fit_of(wanted: Sequence[str], spelling: Sequence[str]) -> float:
    if not all(any(_begins(word, one) for word in spelling) for one in wanted):
        return 0
    folded = {*spelling, *map(fold, spelling)}
    whole = sum(one in folded for one in wanted)
    return (1 + whole) / (1 + len(spelling))
