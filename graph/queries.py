"""What can be asked of the graph: each function runs one file of ``graph/sparql`` and returns typed rows.

To add a query: write ``graph/sparql/<name>.rq`` (``graph.query_file`` tells its conventions), a frozen
dataclass whose fields are named like the query's variables (as in ``graph.rows``), and call
``fetch(store, "<name>", Row, **given)``. A field of type ``Source`` is read from the quote that
``#include source.rq`` finds.
``Result.sparql`` is the very text that ran.

Filters are codes, ids and notations, or IRIs from other rows; several values of one filter mean "any of
them", several filters "all of them"; an empty filter is none. ``period`` keeps what touches it, ``inside``
what lies wholly within: a figure of the first half of 2024 touches June 2024 and lies inside 2024.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from pyoxigraph import NamedNode

from graph import iris
from graph.cube import MEASURES, indicator_key
from graph.events import ASSERTIONS
from graph.observed import read_observations
from graph.query_file import Result, fetch
from graph.rows import (
    CitationRow,
    DocumentRow,
    EventImpactRow,
    EventPlaceRow,
    EventRow,
    FigureRow,
    IssueRow,
    LinkRow,
    ObservationRow,
    OcopRow,
    PlaceMentionRow,
    ProgrammeMentionRow,
)
from graph.store import GraphStore
from ingest.fact import Assertion, Measure
from ontology.values import Period


def find_observations(
    store: GraphStore,
    *,
    areas: Iterable[str] = (),
    within: Iterable[str] = (),
    districts: Iterable[str] = (),
    reports: Iterable[str] = (),
    concepts: Iterable[str] = (),
    words: Iterable[str] = (),
    measures: Iterable[Measure] = (),
    programmes: Iterable[str] = (),
    parts: Iterable[str] = (),
    numbers: Iterable[str] = (),
    period: Period | None = None,
    inside: Period | None = None,
    claims: Iterable[str] = (),
    limit: int | None = None,
) -> Result[ObservationRow]:
    """Figures, in the order of their reports.

    ``areas`` are the codes that the figures are about, ``within`` codes that may also contain them,
    ``districts`` those whose reports say them. ``words`` must all stand in the indicator's full
    name, diacritics and case ignored. ``numbers`` are of documents that they are reported under.
    """
    found: Result[FigureRow] = fetch(
        store,
        "observations",
        FigureRow,
        areas=iris_of(iris.area, areas),
        within=iris_of(iris.area, within),
        districts=iris_of(iris.area, districts),
        reports=[*reports],
        indicators=iris_of(iris.indicator, concepts),
        words=[indicator_key(word) for word in words],
        measures=[MEASURES[measure] for measure in measures],
        programmes=iris_of(iris.programme, programmes),
        parts=iris_of(iris.programme, parts),
        numbers=[*numbers],
        claims=iris_of(NamedNode, claims),
        limit=limit,
        **dates(period, inside),
    )
    return Result(read_observations(store, (row.claim for row in found.rows)), found.sparql)


def find_events(
    store: GraphStore,
    *,
    types: Iterable[str] = (),
    assertions: Iterable[Assertion] = (),
    districts: Iterable[str] = (),
    within: Iterable[str] = (),
    places: Iterable[str] = (),
    reports: Iterable[str] = (),
    period: Period | None = None,
    inside: Period | None = None,
    claims: Iterable[str] = (),
    limit: int | None = None,
) -> Result[EventRow]:
    """Event mentions. ``places`` are codes that a mention itself names; see ``event_places`` for theirs."""
    return fetch(
        store,
        "events",
        EventRow,
        types=iris_of(iris.event_type, types),
        assertions=[ASSERTIONS[assertion] for assertion in assertions],
        districts=iris_of(iris.area, districts),
        within=iris_of(iris.area, within),
        places=iris_of(iris.area, places),
        reports=[*reports],
        claims=iris_of(NamedNode, claims),
        limit=limit,
        **dates(period, inside),
    )


def event_places(store: GraphStore, claims: Iterable[str]) -> Result[EventPlaceRow]:
    """The places that these mentions (``EventRow.claim``) name."""
    return fetch(store, "event_places", EventPlaceRow, claims=iris_of(NamedNode, claims))


def event_impacts(store: GraphStore, claims: Iterable[str]) -> Result[EventImpactRow]:
    """The figures that these mentions (``EventRow.claim``) give for what the event left behind."""
    return fetch(store, "event_impacts", EventImpactRow, claims=iris_of(NamedNode, claims))


def find_place_mentions(store: GraphStore, reports: Iterable[str]) -> Result[PlaceMentionRow]:
    """Where these reports name places."""
    return fetch(store, "place_mentions", PlaceMentionRow, reports=[*reports])


def programme_documents(
    store: GraphStore,
    *,
    programmes: Iterable[str] = (),
    numbers: Iterable[str] = (),
    districts: Iterable[str] = (),
    within: Iterable[str] = (),
    reports: Iterable[str] = (),
    limit: int | None = None,
) -> Result[LinkRow]:
    """Sentences that tie a programme to a document.

    Asked by ``programmes`` it gives their documents, asked by ``numbers`` of documents their programmes.
    """
    return fetch(
        store,
        "links",
        LinkRow,
        **_programmes(programmes, districts, reports),
        numbers=[*numbers],
        districts=iris_of(iris.area, districts),
        within=iris_of(iris.area, within),
        reports=[*reports],
        limit=limit,
    )


def find_citations(
    store: GraphStore,
    *,
    numbers: Iterable[str] = (),
    nodes: Iterable[str] = (),
    districts: Iterable[str] = (),
    within: Iterable[str] = (),
    reports: Iterable[str] = (),
    limit: int | None = None,
) -> Result[CitationRow]:
    """Where documents are cited; ``nodes`` are ``document_node`` of other rows."""
    return fetch(
        store,
        "citations",
        CitationRow,
        numbers=[*numbers],
        documents=iris_of(NamedNode, nodes),
        districts=iris_of(iris.area, districts),
        within=iris_of(iris.area, within),
        reports=[*reports],
        limit=limit,
    )


def find_documents(
    store: GraphStore,
    *,
    numbers: Iterable[str] = (),
    nodes: Iterable[str] = (),
    districts: Iterable[str] = (),
    programmes: Iterable[str] = (),
    limit: int | None = None,
    ordered: bool = True,
) -> Result[DocumentRow]:
    """Legal documents that the districts' reports cite, or that a sentence ties to the programmes.

    ``ordered`` by number and name: of tens of thousands that takes as long as reading them.
    """
    return fetch(
        store,
        "documents",
        DocumentRow,
        numbers=[*numbers],
        documents=iris_of(NamedNode, nodes),
        districts=iris_of(iris.area, districts),
        programmes=iris_of(iris.programme, programmes),
        ordered=1 if ordered else None,
        limit=limit,
    )


def find_programme_mentions(
    store: GraphStore,
    *,
    programmes: Iterable[str] = (),
    districts: Iterable[str] = (),
    reports: Iterable[str] = (),
    limit: int | None = None,
) -> Result[ProgrammeMentionRow]:
    """Paragraphs that speak of programmes."""
    return fetch(
        store,
        "programme_mentions",
        ProgrammeMentionRow,
        **_programmes(programmes, districts, reports),
        districts=iris_of(iris.area, districts),
        reports=[*reports],
        limit=limit,
    )


def find_ocop(
    store: GraphStore,
    *,
    claims: Iterable[str] = (),
    stars: Iterable[int] = (),
    districts: Iterable[str] = (),
    within: Iterable[str] = (),
    reports: Iterable[str] = (),
    period: Period | None = None,
    limit: int | None = None,
) -> Result[OcopRow]:
    """OCOP products as each report speaks of them, of any standing.

    ``period`` is that of the report.
    """
    return fetch(
        store,
        "ocop",
        OcopRow,
        claims=iris_of(NamedNode, claims),
        stars=[*stars],
        districts=iris_of(iris.area, districts),
        within=iris_of(iris.area, within),
        reports=[*reports],
        limit=limit,
        **dates(period, None),
    )


def find_issues(
    store: GraphStore,
    *,
    codes: Iterable[str] = (),
    districts: Iterable[str] = (),
    reports: Iterable[str] = (),
    limit: int | None = None,
) -> Result[IssueRow]:
    """Entries of the ledger."""
    return fetch(
        store,
        "issues",
        IssueRow,
        codes=[*codes],
        districts=iris_of(iris.area, districts),
        reports=[*reports],
        limit=limit,
    )


def iris_of(mint: Callable[[str], NamedNode], ids: Iterable[str]) -> list[NamedNode]:
    """IRIs of codes and ids; what is an IRI already stays."""
    return [NamedNode(one) if one.startswith("https://") else mint(one) for one in ids]


def _programmes(ids: Iterable[str], *narrower: object) -> dict[str, list[NamedNode]]:
    """``among`` where the question is narrower: VALUES of programmes lead to all that is told of them."""
    return {"among" if any(narrower) else "programmes": iris_of(iris.programme, ids)}


def dates(period: Period | None, inside: Period | None) -> dict[str, date]:
    """The bounds that ``#include period.rq`` takes: first and last day."""
    given: dict[str, date] = {}
    for name, asked in (("touches", period), ("inside", inside)):
        if asked is not None:
            given[f"{name}_from"] = asked.start
            given[f"{name}_until"] = asked.end - timedelta(days=1)
    return given
