"""Where a fact was read, from the nodes of its quote.

A query that fetched all this itself would take Oxigraph longer to plan than to run, as the time of planning
grows faster than the number of patterns; so queries find quotes, and these are read here.
"""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from graph import iris
from graph.keeping import kept
from graph.nodes import node, notation, one, properties, python_value, values
from graph.rows import Source
from graph.store import GraphStore
from ontology.terms import DCT, HKG, NFO, OA, PROV


class _Report(NamedTuple):
    """What every row of a report repeats."""

    report: str
    file: str
    district: str
    district_label: str
    report_period: str


@kept(4096)
def read_source(store: GraphStore, quote: NamedNode) -> Source:
    """Where a claim was read: the report, the exact words, the sentence around them."""
    own = properties(store, quote)
    sentence = node(own, HKG["inSentence"])
    place = iris.quote_place(quote.value)[1]
    return Source(
        **_report_of(store, node(own, OA["hasSource"]))._asdict(),
        line=one(own, HKG["firstLine"]),
        last_line=one(own, HKG["lastLine"]),
        start=place.start,
        end=place.end,
        quote=_words(store, quote),
        sentence_start=one(own, HKG["sentenceStart"]),
        sentence_end=one(own, HKG["sentenceEnd"]),
        sentence=_words(store, sentence),
        section=one(own, HKG["section"]),
    )


def _words(store: GraphStore, quote: NamedNode) -> str:
    return str(python_value(values(store, iris.fragment(quote, "txt"), OA["exact"])[0]))


@kept(64)
def _report_of(store: GraphStore, source: NamedNode) -> _Report:
    own = properties(store, node(properties(store, source), PROV["wasDerivedFrom"]))
    return _Report(
        report=one(own, DCT["identifier"]),
        file=one(own, NFO["fileName"]),
        district=notation(store, own, DCT["spatial"]) or "",
        district_label=one(own, HKG["districtText"]),
        report_period=notation(store, own, DCT["temporal"]) or "",
    )
