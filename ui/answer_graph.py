"""What the rows of an answer tie together, as a network of districts, events, programmes, documents. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from graph import iris
from graph.network import MOST_NODES, Projection
from search.language import Language
from ui.answer_figures import AnswerRow
from ui.names import area_name, concept_name, document_name
from ui.workspace import StoredReport

_TIED = ("event", "programme", "document", "product")
_FEWEST = 4  # nodes that make a picture


def answer_network(
    rows: Sequence[AnswerRow], reports: Mapping[str, StoredReport], language: Language
) -> Projection | None:
    """Each district tied to what its rows name beside it; ``None`` where that is too little for a picture.

    Districts and programmes bear the IRIs of the graph, so that a picture of them leads on.
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for row in rows:
        tied = [(kind, str(row[kind])) for kind in _TIED if row.get(kind)]
        names = dict(
            [_district(row, reports, language), *(_node(kind, code, language) for kind, code in tied)]
        )
        names.pop("", None)
        for node, (kind, label) in names.items():
            if node in graph or len(graph) < MOST_NODES:
                graph.add_node(node, label=label, label_en=label, kind=kind, folded=0)
        first, *others = (node for node in names if node in graph) if names else ("",)
        for other in others:
            if not graph.has_edge(first, other):
                graph.add_edge(first, other, kind="row", claims=1, source=None)
    return Projection(graph, 0) if len(graph) >= _FEWEST else None


def _district(
    row: AnswerRow, reports: Mapping[str, StoredReport], language: Language
) -> tuple[str, tuple[str, str]]:
    report = reports.get(str(row.get("report")))
    if report is None or not report.district_code:
        return "", ("district", "")
    name = area_name(report.district_code, report.district, language)
    return iris.area(report.district_code).value, ("district", name)


def _node(kind: str, code: str, language: Language) -> tuple[str, tuple[str, str]]:
    if kind == "event":
        return f"event {code}", (kind, concept_name("events", code, code, language))
    if kind == "programme":
        return iris.programme(code).value, (kind, concept_name("programmes", code, code, language))
    if kind == "document":
        return f"document {code}", (kind, document_name(code, language))
    return f"{kind} {code}", (kind, code)
