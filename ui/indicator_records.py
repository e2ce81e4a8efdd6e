"""Indicators that reports give figures of, as records: found by words of either language."""

from __future__ import annotations

from collections.abc import Mapping

from graph.keeping import kept
from graph.series import OWN, count_figures, indicator_node, unlisted_names
from graph.store import GraphStore
from ingest.composition import composition_of_concept
from ontology.lexicon import concepts_by_id
from search.known_series import known_spread
from search.language import Language
from ui.indicator_list import Listed as Indicator
from ui.indicator_list import indicator_name, other_names, reported, search, search_names
from ui.lists import Listed, NothingNamed, NotThere, Part
from ui.records import Json
from ui.service import Snapshot


def indicators(snapshot: Snapshot, words: str, sector: str, part: Part, language: Language) -> Listed:
    """The indicators that hold all the words, the nearest first; without words the most told first.

    Those of the code list come first; names that no list has are found by words only.
    """
    store = snapshot.store
    if sector and sector not in concepts_by_id("sectors"):
        there = ", ".join(sorted(concepts_by_id("sectors")))
        raise NothingNamed(f"There is no sector {sector!r}.", f"There are: {there}.")
    found = [*search(reported(_counts(store), sector), words)]
    if words and not sector:
        found += search_names(_unlisted(store), _counts(store), words)
    return Listed([_record(snapshot, one, language) for one in part.of(found)], len(found))


def indicator(snapshot: Snapshot, id_: str, language: Language) -> Json:
    """One indicator by its id: of the code list's, or ``own:`` and the name that reports write."""
    counts, node = _counts(snapshot.store), indicator_node(id_).value
    if node not in counts:
        raise NotThere(f"No report gives figures of the indicator {id_[:200]!r}.", "Search for its words.")
    return _record(snapshot, Indicator(id_, counts[node]), language) | _details(id_, language)


def _record(snapshot: Snapshot, one: Indicator, language: Language) -> Json:
    spread = known_spread(snapshot.store, snapshot.index, one.id)
    return {
        "id": one.id,
        "iri": indicator_node(one.id).value,
        "concept": None if one.id.startswith(OWN) else one.id,
        "label": indicator_name(one.id, language),
        "figures": one.figures,
        "districts": spread.districts,
        "periods": spread.periods,
    }


def _details(id_: str, language: Language) -> Json:
    concept = concepts_by_id("indicators").get(id_)
    if concept is None:
        return {"other_names": [], "sector": None, "unit": None, "broader": None, "property": None,
                "population": None, "season": None}  # fmt: skip
    parts = composition_of_concept(id_)
    return {
        "other_names": list(other_names(id_, language)),
        "sector": concept.extra.get("sector"),
        "unit": concept.extra.get("unit"),
        "broader": concept.broader,
        "property": parts.property,
        "population": parts.population,
        "season": parts.season,
    }


@kept(1)
def _counts(store: GraphStore) -> Mapping[str, int]:
    return count_figures(store)


@kept(1)
def _unlisted(store: GraphStore) -> Mapping[str, str]:
    return unlisted_names(store)


def sectors() -> tuple[str, ...]:
    """The ids of the closed list of sectors."""
    return tuple(concepts_by_id("sectors"))


def named_indicator(id_: str) -> str:
    """An indicator's id as a selection names it: one that no list has by its IRI."""
    return indicator_node(id_).value if id_.startswith(OWN) else id_
