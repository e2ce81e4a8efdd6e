"""What an assistant may ask of the graph. Ids are taken only where a search or a summary gave them.

The docstrings are what the assistant reads: they say what a tool gives, and where its ids come from.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from graph.claims import Narrowed
from graph.described import describe
from graph.selection import Selection
from ingest.fact import Assertion, Measure
from ontology.errors import BadInput
from search.follow.turns import Turn
from search.language import Language
from ui import indicator_records, lists
from ui.assistant.names import NameKind, find_names, is_known
from ui.records import Json, network_record
from ui.service import Service, Snapshot

MOST = 50
"""Items of one answer: more than these an assistant does not read."""
QUERY_ROWS, QUERY_SECONDS = 200, 30.0
_NAMED = {
    "district": "search_names(kind='district')",
    "programme": "search_names(kind='programme')",
    "event": "search_names(kind='event')",
}

Words = Annotated[str, Field(min_length=1, max_length=300)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="most items")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="items to pass over")]
Code = Annotated[str | None, Field(description="a district's id, from search_names")]
Period = Annotated[
    str | None, Field(description="2024, 2024-H1, 2024-Q1, 2024-06 or as-of:2024-06-30: what touches it")
]
Labels = Annotated[Literal["vi", "en"], Field(description="language of the labels")]


class Tools:
    """The tools over one service; each reads one state of it."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def graph_summary(self) -> Json:
        """What is stored: how many reports of which districts and periods, how many facts of each kind, the
        programmes that are named most. Begin here.
        """
        snapshot = self._service.snapshot()
        stored = snapshot.manifest.reports
        kinds = sorted({kind for report in stored for kind in report.counts})
        named = lists.programmes(snapshot, Selection(), lists.Part(limit=10), Language.VIETNAMESE).items
        places = lists.districts(snapshot, lists.Part(limit=MOST), Language.VIETNAMESE)
        return {
            "generation": snapshot.manifest.generation,
            "reports": len(stored),
            "periods": sorted({report.period for report in stored}),
            "facts": {kind: sum(report.counts.get(kind, 0) for report in stored) for kind in kinds},
            "districts": places.total,
            "first_districts": places.items,
            "programmes": named,
        }

    def search_indicators(self, words: Words, limit: Limit = 10, language: Labels = "vi") -> Json:
        """Indicators that reports give figures of, by words of their names in Vietnamese (with or without
        diacritics) or English. Their ids are for get_observations.
        """
        part = lists.Part(limit=limit)
        found = indicator_records.indicators(self._service.snapshot(), words, "", part, Language(language))
        return _page(found, part)

    def search_names(self, kind: NameKind, words: str = "", limit: Limit = 20) -> Json:
        """Districts, programmes, kinds of events, documents or reports whose names hold the words (all of
        them without words). Their ids and IRIs are for the other tools.
        """
        return {"items": find_names(self._service.snapshot().store, kind, words, limit)}

    def get_observations(
        self,
        indicator: Annotated[str, Field(description="an indicator's id, from search_indicators")],
        district: Code = None,
        period: Period = None,
        measure: Annotated[Measure | None, Field(description="role: value, plan, change …")] = None,
        limit: Limit = 20,
        offset: Offset = 0,
        language: Labels = "vi",
    ) -> Json:
        """Figures of an indicator, each with unit, place, period and role (value, plan, percentage of plan,
        change …), and with the quote and the sentence that it was read from. Cite these.
        """
        snapshot = self._service.snapshot()
        _require_indicator(snapshot, indicator)
        _require(snapshot, "district", district)
        named = indicator_records.named_indicator(indicator)
        narrowed = Narrowed(
            Selection(indicator=named, district=district, period=period),
            measures=(measure,) if measure else (),
        )
        part = lists.Part(offset, limit)
        return _page(lists.figures(snapshot, narrowed, part, Language(language)), part)

    def list_events(
        self,
        event: Annotated[str | None, Field(description="a kind's id, from search_names")] = None,
        district: Code = None,
        period: Period = None,
        status: Annotated[Assertion | None, Field(description="whether it is said to have happened")] = None,
        limit: Limit = 20,
        offset: Offset = 0,
        language: Labels = "vi",
    ) -> Json:
        """What reports say of events (diseases, disasters, fires …), each with its sentence. Mind "status":
        occurred and ended happened; absent is denied, risk only feared, response_only only prevented.
        """
        snapshot = self._service.snapshot()
        _require(snapshot, "event", event)
        _require(snapshot, "district", district)
        narrowed = Narrowed(
            Selection(event=event, district=district, period=period), assertions=(status,) if status else ()
        )
        part = lists.Part(offset, limit)
        return _page(lists.events(snapshot, narrowed, part, Language(language)), part)

    def programme_documents(
        self, programme: Annotated[str, Field(description="a programme's id, from search_names")]
    ) -> Json:
        """A programme with the legal documents that it rests on, each with the sentence that says so."""
        snapshot = self._service.snapshot()
        _require(snapshot, "programme", programme)
        return lists.programme(snapshot, programme, Language.VIETNAMESE)

    def entity_neighbourhood(
        self,
        iri: Annotated[str, Field(description="an IRI from a search or from another answer")],
        steps: Annotated[int, Field(ge=1, le=2)] = 1,
        language: Labels = "vi",
    ) -> Json:
        """What stands around a node: districts, programmes, documents, events, places, and the sentence of
        one of the facts that tie each to it.
        """
        if describe(self._service.snapshot().store, iri) is None:
            raise BadInput(
                f"There is no node {iri[:300]}.", "IRIs come from search_names and search_indicators."
            )
        return network_record(self._service.neighbourhood(iri, steps), Language(language))

    def ask(self, question: Words, after: Annotated[list[Words] | None, Field(max_length=10)] = None) -> Json:
        """Answers a question in Vietnamese or English from the reports, with rows and citations, or says
        that it is not reported. ``after``: earlier questions that this one follows.
        """
        answer = self._service.ask(question, earlier=[Turn(one) for one in after or ()])
        return {name: value for name, value in answer.to_json().items() if name != "sparql"}

    def sparql_query(
        self, query: Annotated[str, Field(min_length=1, max_length=20_000, description="SELECT or ASK")]
    ) -> Json:
        """Runs a read-only SPARQL query over all reports; prefixes (hkg, qb, sd-dim, skos, schema, prov, oa
        …) are declared. At most 200 rows. For what the other tools do not answer; quote through
        ``?fact prov:wasQuotedFrom/oa:hasSelector/oa:exact ?quote``.
        """
        result = self._service.sparql(query, QUERY_ROWS, QUERY_SECONDS)
        if result.kind == "graph":
            raise BadInput("CONSTRUCT and DESCRIBE give graphs.", "Ask with SELECT or ASK.")
        told: dict[str, Any] = json.loads(result.to_json())
        return told | {"truncated": result.truncated}


def _page(found: lists.Listed, part: lists.Part) -> Json:
    following = part.offset + part.limit
    return {
        "items": found.items,
        "total": found.total,
        "next_offset": following if following < found.total else None,
    }


def _require_indicator(snapshot: Snapshot, id_: str) -> None:
    """The same for an indicator."""
    try:
        indicator_records.indicator(snapshot, id_, Language.VIETNAMESE)
    except lists.NotThere as error:
        raise BadInput(error.message, "Ids come from search_indicators.") from error


def _require(snapshot: Snapshot, kind: NameKind, id_: str | None) -> None:
    """Raises ``BadInput`` for an id that no search has given."""
    if id_ is not None and not is_known(snapshot.store, kind, id_):
        raise BadInput(f"There is no {kind} with the id {id_[:200]!r}.", f"Ids come from {_NAMED[kind]}.")
