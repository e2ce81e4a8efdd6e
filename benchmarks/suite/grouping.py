"""Questions that group figures: the index of facts that ``ask`` reads, against SPARQL over the same quads.

Each question is put three times: to the index of facts, grouped by a few lines of Python as answers group it;
as plain SPARQL to our store; and as the same SPARQL to rdflib's store in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.suite.scale import seconds
from benchmarks.suite.table import Cell, Table
from ingest.fact import Measure

if TYPE_CHECKING:
    from graph.figure_entries import FigureEntry
    from search.fact_index import FactIndex

TITLE = "Questions that group figures"
RATES = ("forest-cover", "poverty-rate", "yield-rice-winter-spring")
AMOUNTS = ("revenue-local", "herd-poultry", "area-rice")
EVENTS = ("african_swine_fever", "forest_fire")
_HAPPENED = ("occurred", "ended")
_ROUNDS = 5

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A question in words, in SPARQL, and as what reads the index of facts."""

    name: str
    sparql: str
    ours: Callable[[FactIndex], Rows]


def most_of(indicator: str) -> Grouped:
    """The most that is told of an indicator by place, the first place first."""
    return Grouped(
        f"most of `{indicator}` by place",
        f"""SELECT ?key (MAX(?value) AS ?found) WHERE {{
  {_figures(indicator)}
}} GROUP BY ?key ORDER BY DESC(?found)""",
        lambda facts: _by(_entries(facts, indicator), max),
    )


def sum_of(indicator: str) -> Grouped:
    """The sum of the figures of an indicator by place."""
    return Grouped(
        f"sum of `{indicator}` by place",
        f"""SELECT ?key (SUM(?value) AS ?found) WHERE {{
  {_figures(indicator)}
}} GROUP BY ?key""",
        lambda facts: _by(_entries(facts, indicator), sum),
    )


def districts_with(event: str) -> Grouped:
    """In which districts and years an event happened, with how often it is told."""
    return Grouped(
        f"districts and years with `{event}`",
        f"""SELECT ?key (COUNT(?mention) AS ?found) WHERE {{
  VALUES ?assertion {{ {" ".join(f"<{_assertion(one)}>" for one in _HAPPENED)} }}
  ?mention hkg:eventType <{_event(event)}> ; hkg:assertion ?assertion ;
    schema:temporalCoverage/time:hasBeginning/time:inXSDDate ?begins ;
    prov:wasQuotedFrom/oa:hasSource/prov:wasDerivedFrom/dct:spatial/skos:notation ?district .
  BIND(CONCAT(?district, " ", STR(YEAR(?begins))) AS ?key)
}} GROUP BY ?key""",
        lambda facts: _mentions(facts, event),
    )


def questions() -> tuple[Grouped, ...]:
    """All of them."""
    return (*map(most_of, RATES), *map(sum_of, AMOUNTS), *map(districts_with, EVENTS))


def asked_of_index(store: Any) -> dict[str, Any]:
    """The answers of the index of facts of an open store, which is made first and not timed."""
    from search.fact_index import FactIndex, update_facts

    with tempfile.TemporaryDirectory() as name:
        update_facts(None, Path(name), store, ())
        facts = FactIndex(Path(name) / "facts.sqlite")
        answers = {one.name: _timed(lambda one=one: one.ours(facts), _ROUNDS) for one in questions()}
        facts.close()
    return answers


def asked_in_sparql(query: Callable[[str], Iterable[Mapping[str, Any]]], rounds: int) -> dict[str, Any]:
    """The answers of a store that takes SPARQL."""
    from ontology.terms import PREFIXES

    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

    def rows(text: str) -> Rows:
        return [[_text(row["key"]), _text(row["found"])] for row in query(head + text)]

    return {one.name: _timed(lambda one=one: rows(one.sparql), rounds) for one in questions()}


def table(index: Mapping[str, Any], store: Mapping[str, Any], rdflib: Mapping[str, Any]) -> Table:
    """A row for each question; answers are the same if every value is."""
    rows: list[tuple[Cell, ...]] = []
    for name, own in index.items():
        times = [1000 * one[name]["s"] for one in (index, store, rdflib)]
        same = own["rows"] == store[name]["rows"] == rdflib[name]["rows"]
        rows.append((name, times[2] / times[0], *times, len(own["rows"]), "same" if same else "differ"))
    rows.append(("median of the ratios", median(float(row[1] or 0) for row in rows), *[None] * 4, ""))
    head = ("question", "× rdflib", "index of facts, ms", "our store, ms", "rdflib, ms", "rows", "answers")
    return Table(TITLE, head, tuple(rows))


def _timed(work: Callable[[], Rows], rounds: int) -> dict[str, Any]:
    found: list[Rows] = []
    times = [seconds(lambda: found.append(work())) for _ in range(rounds)]
    return {"s": median(times), "rows": sorted([key, _plain(value)] for key, value in found[-1])}


def _plain(value: str) -> str:
    return format(Decimal(value).normalize(), "f")


def _text(term: Any) -> str:
    return str(getattr(term, "value", term))


def _figures(indicator: str) -> str:
    from graph import iris

    told = f"?claim hkg:indicator <{iris.indicator(indicator).value}> ; hkg:actual ?value"
    return f"{told} ; sd-dim:refArea ?area . ?area skos:notation ?key ."


def _event(event: str) -> str:
    from graph import iris

    return iris.event_type(event).value


def _assertion(assertion: str) -> str:
    from graph.events import ASSERTIONS
    from ingest.fact import Assertion

    return ASSERTIONS[Assertion(assertion)].value


def _entries(facts: FactIndex, indicator: str) -> Iterable[FigureEntry]:
    found = facts.figures.of_concepts({indicator}, facts.reports)
    told = (entry for entry in found if entry.measure is Measure.VALUE and entry.area_code)
    return (entry for entry in told if entry.number == 0)  # a claim under two programmes has two entries


def _by(entries: Iterable[FigureEntry], gather: Callable[[list[Decimal]], Decimal | int]) -> Rows:
    values: dict[str, list[Decimal]] = {}
    for entry in entries:
        values.setdefault(str(entry.area_code), []).append(entry.value)
    return [[code, str(gather(own))] for code, own in values.items()]


def _mentions(facts: FactIndex, event: str) -> Rows:
    counts: dict[str, int] = {}
    for row in facts.mentions.of_kinds({event}, facts.reports):
        if row.assertion.value in _HAPPENED:
            key = f"{row.source.district} {row.begins.year}"
            counts[key] = counts.get(key, 0) + 1
    return [[key, str(count)] for key, count in counts.items()]
