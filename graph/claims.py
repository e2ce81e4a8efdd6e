"""Long lists of facts by their IRIs alone: to count and page through, reading only what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph import iris
from graph.cube import MEASURES, indicator_key
from graph.event_index import MentionEntry, event_index
from graph.holdings import periods_touching
from graph.keeping import kept
from graph.nodes import python_value, values
from graph.queries import find_documents, iris_of
from graph.query_file import fetch
from graph.selection import FactFilter, Selection, named_in_english, select_reports, settle, several
from graph.store import GraphStore
from ingest.document import Span
from ingest.fact import Assertion, Measure
from ontology.errors import BadInput
from ontology.gazetteer import load_gazetteer
from ontology.lexicon import find_concept
from ontology.terms import HKG, SDMX_CODE


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of facts is narrowed to: a ``selection`` as of an export, and what one kind of fact alone
    has. ``areas`` are codes of what figures are about.
    """

    selection: Selection = field(default_factory=Selection)
    areas: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    statuses: tuple[str, ...] = ()
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    claim: str


@kept(8)
def list_figures(store: GraphStore, narrowed: Narrowed) -> tuple[str, ...]:
    """The observations that hold all conditions, report by report in the order of their text.

    Raises ``BadInput`` for words that name nothing.
    """
    found = _figures(store, narrowed)
    given = several(narrowed.selection.indicator)
    documents = several(narrowed.selection.document)
    if not found or len(given) > 1:  # figures of one say nothing of another
        require_indicators(store, given)
    if not found or len(documents) > 1:
        require_documents(store, documents)
    if not found or len(narrowed.areas) > 1:
        _require_areas(narrowed.areas)
    return found


def require_documents(store: GraphStore, given: Iterable[str]) -> None:
    """Raises ``BadInput`` for numbers of documents that no report cites."""
    for number in given:
        if not number.startswith("https://") and not find_documents(store, numbers=[number], limit=1).rows:
            raise BadInput(
                f"No document that is cited has the number {number!r}.", "Write it in full, as 143/NQ-HĐND."
            )


def _require_areas(codes: Iterable[str]) -> None:
    gazetteer = load_gazetteer()
    if unknown := [code for code in codes if gazetteer.unit(code) is None]:
        raise BadInput(f"No area has the code {unknown[0]!r}.", "Codes stand in the figures as area_code.")


def require_indicators(store: GraphStore, given: Iterable[str]) -> None:
    """Raises ``BadInput`` for words that are in no indicator's name: a slip is not told as no figures."""
    for words in given:
        if not _is_listed(words) and not _figures(store, Narrowed(Selection(indicator=words))):
            raise BadInput(
                f"No indicator that is reported is called {words!r}.",
                "Write its id, or words of its name in Vietnamese or English.",
            )


def _figures(store: GraphStore, narrowed: Narrowed) -> tuple[str, ...]:
    chosen = settle(store, narrowed.selection)
    graphs, periods = _graphs(store, narrowed.selection), periods_touching(store, chosen.periods)
    if graphs == [] or (chosen.periods and not periods):
        return ()
    found = {
        row.claim
        for named in _named(narrowed.selection)
        for row in fetch(
            store,
            "claims",
            _Claim,
            graphs=graphs,
            **{"in_all" if graphs is None else "periods": periods},
            programmes=[*chosen.programmes, *_named_nodes(chosen.parts)],
            documents=_named_nodes(chosen.documents),
            numbers=sorted(chosen.numbers),
            areas=iris_of(iris.area, narrowed.areas),
            measures=[MEASURES[measure] for measure in narrowed.measures],
            statuses=[SDMX_CODE[f"obsStatus-{status}"] for status in narrowed.statuses],
            **named,
        ).rows
    }
    return tuple(sorted(found, key=_place))


@kept(8)
def list_mentions(store: GraphStore, narrowed: Narrowed) -> tuple[str, ...]:
    """The mentions of events that hold all conditions, report by report in the order of their text.

    Raises ``BadInput`` for words that name nothing.
    """
    chosen = settle(store, narrowed.selection)
    reports = {iris.segment(report.report) for report in select_reports(store, narrowed.selection)}
    found = (
        entry.claim
        for entry in event_index(store)
        if iris.claim_place(entry.claim)[0] in reports
        and _is_meant(entry, chosen)
        and (not narrowed.assertions or entry.assertion in narrowed.assertions)
    )
    return tuple(sorted(found, key=_place))


def printed_place(store: GraphStore, report: str, span: Span) -> tuple[int | None, bool | None]:
    """The printed page on which a quote begins and whether OCR read it; neither where there are no pages."""
    quote = iris.quote(report, span)
    pages = values(store, quote, HKG["firstPage"])  # alone: most quotes have none, and all else to say
    if not pages:
        return None, None
    return int(python_value(pages[0])), any(map(python_value, values(store, quote, HKG["readByOcr"])))


def _is_meant(entry: MentionEntry, chosen: FactFilter) -> bool:
    kinds, periods = chosen.events, chosen.periods
    if kinds and iris.event_type(entry.kind) not in kinds:
        return False
    return not periods or any(entry.begins < one.end and entry.ends >= one.start for one in periods)


def _graphs(store: GraphStore, selection: Selection) -> list[NamedNode] | None:
    """The graphs of the reports that are meant; ``None`` for those of all."""
    if not (selection.district or selection.report):
        return None
    return [iris.graph(report.report) for report in select_reports(store, selection)]


def _named(selection: Selection) -> list[dict[str, list[NamedNode] | list[str]]]:
    """The indicators that are meant: those of the list by their nodes, others by words of their names."""
    given = several(selection.indicator)
    listed = [one for one in given if _is_listed(one)]
    by_words = [one for one in given if one not in listed]
    listed += named_in_english(by_words)
    nodes: list[dict[str, list[NamedNode] | list[str]]] = [{"indicators": iris_of(iris.indicator, listed)}]
    words: list[dict[str, list[NamedNode] | list[str]]] = [
        {"words": indicator_key(one).split()} for one in by_words
    ]
    return [*(nodes if listed else ()), *words] or [{}]


def _is_listed(indicator: str) -> bool:
    """Whether it is an IRI or an id of the code list, and no words of a name."""
    return indicator.startswith("https://") or find_concept("indicators", indicator) is not None


def _named_nodes(nodes: Iterable[object]) -> list[NamedNode]:
    return sorted((node for node in nodes if isinstance(node, NamedNode)), key=str)


def _place(claim: str) -> tuple[str, int, int, str]:
    report, span = iris.claim_place(claim)
    return report, span.start, span.end, claim
