"""Observations read node by node: all that an answer says and cites of single claims.

A query over thirty patterns takes Oxigraph longer to plan than to run. Where the claims are known, all that
is said of them is read from their nodes; nodes that claims share (areas, periods, reports) are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from pyoxigraph import NamedNode

from graph import iris
from graph.keeping import kept
from graph.nodes import (
    Properties,
    days,
    in_vietnamese,
    node,
    nodes,
    notation,
    one,
    properties,
    shared,
    subjects,
)
from graph.rows import ObservationRow
from graph.sources import read_source
from graph.store import GraphStore
from ontology.terms import (
    ELI,
    HKG,
    PROV,
    QB,
    RDFS,
    SCHEMA,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
)


def read_observations(store: GraphStore, claims: Iterable[str]) -> tuple[ObservationRow, ...]:
    """The rows of these claims, in the order of their reports; of what is no observation none."""
    rows = (row for claim in dict.fromkeys(claims) for row in _rows_of(store, claim))
    return tuple(sorted(rows, key=lambda row: (row.source.report, row.source.start, row.claim)))


@kept(64)
def claims_of_report(store: GraphStore, report: str) -> tuple[NamedNode, ...]:
    """The observations of a report, by its id."""
    return tuple(subjects(store, QB["dataSet"], iris.dataset(report)))


@kept(8192)
def _rows_of(store: GraphStore, claim: str) -> tuple[ObservationRow, ...]:
    return tuple(_rows(store, NamedNode(claim)))


def _rows(store: GraphStore, claim: NamedNode) -> Iterator[ObservationRow]:
    """One row, or one for each of several programmes, parts and documents that it is reported under."""
    own = properties(store, claim)
    if QB["measureType"] not in own:
        return
    measure = node(own, QB["measureType"])
    area = shared(store, node(own, SDMX_DIMENSION["refArea"]))
    period = node(own, SDMX_DIMENSION["refPeriod"])
    (group,) = subjects(store, QB["observation"], claim)
    begins, ends = days(store, period)
    fixed: dict[str, Any] = {
        "claim": claim.value,
        "group": group.value,
        "part_of": one(own, HKG["partOf"]),
        "indicator_text": one(own, HKG["indicatorText"]),
        "concept": notation(store, own, HKG["indicator"]),
        "measure_node": measure.value,
        "value": one(own, measure),
        "unit": one(own, SCHEMA["unitText"]),
        "as_written": one(own, HKG["valueAsWritten"]),
        "status_node": one(own, SDMX_ATTRIBUTE["obsStatus"]),
        "area": in_vietnamese(area, RDFS["label"]),
        "area_code": one(area, SKOS["notation"]),
        "period": one(shared(store, period), SKOS["notation"]),
        "begins": begins,
        "ends": ends,
        "qualifier": one(own, HKG["qualifier"]),
        "plan_period": notation(store, own, HKG["planPeriod"]),
        "compared_with": notation(store, own, HKG["comparedWith"]),
        "source": read_source(store, node(own, PROV["wasQuotedFrom"])),
    }
    programmes = _named(store, own, HKG["programme"])
    parts = _named(store, own, HKG["programmePart"])
    documents = [one(shared(store, document), ELI["number"]) for document in nodes(own, HKG["document"])] or [
        None
    ]
    for (programme, label), (part, part_label), document in product(programmes, parts, documents):
        yield ObservationRow(
            **fixed,
            programme=programme,
            programme_label=label,
            programme_part=part,
            part_label=part_label,
            document=document,
        )


def _named(store: GraphStore, own: Properties, predicate: NamedNode) -> list[tuple[str | None, str | None]]:
    """Notation and label of each value; of none one pair without either."""
    named = [shared(store, value) for value in nodes(own, predicate)]
    found = [(one(value, SKOS["notation"]), in_vietnamese(value, SKOS["prefLabel"])) for value in named]
    return found or [(None, None)]
