"""What to take away: a user's words, settled against what the graph holds, and the facts that they mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pyoxigraph import NamedNode

from graph import iris
from graph.catalogue import list_districts, list_programmes, list_reports
from graph.cube import indicator_key
from graph.description import Description, Node
from graph.queries import iris_of
from graph.rows import ReportRow
from graph.store import GraphStore
from ingest.text import fold, nfc
from ontology.errors import BadInput
from ontology.lexicon import load_concepts
from ontology.periods import parse_period
from ontology.terms import HKG, RDF
from ontology.values import Concept, Period

_PARTS_HINT = "A part of one goes by its id, as NTP-EM.3: see 'huyenkg export --codes programme_parts'."


Words = str | Sequence[str] | None
"""One word of a user, or several of which any will do."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph, in a user's words; what is not given does not narrow, what is given must all hold.

    Each may be several, of which any will do. ``district`` is a name or code, ``report`` an id or file name,
    ``programme`` (also a part of one) and ``event`` an id or label, ``indicator`` an id of the code list, an
    IRI or words of its name in either language, ``document`` the IRI or number of a document that is cited,
    ``period`` a notation: figures and events that touch it, and what else stands in reports that touch it.
    ``either``: of programmes, indicators, events and documents a fact need be of one kind only.
    ``construct`` is a CONSTRUCT query: it is asked of what the others take.
    """

    district: Words = None
    programme: Words = None
    report: Words = None
    indicator: Words = None
    event: Words = None
    period: Words = None
    document: Words = None
    either: bool = False
    construct: str | None = None

    @property
    def by_fact(self) -> bool:
        """Whether it takes single facts and not only whole reports."""
        return any((self.programme, self.indicator, self.event, self.period, self.document))

    @property
    def narrows(self) -> bool:
        """Whether anything but a query is given."""
        return self.by_fact or any((self.district, self.report))


def several(words: Words) -> tuple[str, ...]:
    """The words one by one, in NFC and without blanks around them; none for what is not given.

    Raises ``BadInput`` for blank words: they name nothing, and to pass them over would take everything.
    """
    if words is None or words == "":
        return ()
    given = tuple(nfc(one).strip() for one in ((words,) if isinstance(words, str) else words))
    if not all(given):
        raise BadInput("A filter is blank.", "Name something, or leave the filter out.")
    return given


def select_reports(store: GraphStore, selection: Selection) -> tuple[ReportRow, ...]:
    """The reports that a selection is about. Raises ``BadInput`` for a name that none bears."""
    reports = list_reports(store).rows
    if districts := several(selection.district):
        codes = {_district(store, words) for words in districts}
        reports = tuple(report for report in reports if report.district in codes)
    if named := several(selection.report):
        _require_reports(named, list_reports(store).rows)
        reports = tuple(one for one in reports if not {one.report, nfc(one.file)}.isdisjoint(named))
    return reports


def _require_reports(named: Iterable[str], reports: Iterable[ReportRow]) -> None:
    known = {name for row in reports for name in (row.report, nfc(row.file))}
    if unknown := [one for one in named if one not in known]:
        raise BadInput(f"No report is called {unknown[0]!r}.", "See 'huyenkg status'.")


@dataclass(frozen=True, slots=True)
class FactFilter:
    """A selection with its words settled into nodes and dates."""

    programmes: frozenset[NamedNode]
    parts: frozenset[Node]
    indicators: frozenset[Node]
    names: tuple[tuple[str, ...], ...]
    events: frozenset[Node]
    documents: frozenset[Node]
    numbers: frozenset[str]
    periods: tuple[Period, ...]
    either: bool

    def claims(self, report: ReportRow, description: Description) -> Iterator[NamedNode]:
        """The facts of one report that hold all conditions."""
        tied = frozenset().union(*(description.documents_of(one) for one in self.programmes))
        documents = self.documents | description.numbered(self.numbers)
        for claim in description.claims():
            if self._of_kind(claim, description, tied, documents) and self._of_period(
                description.dates(claim) or (report.begins, report.ends)
            ):
                yield claim

    def _of_kind(
        self, claim: NamedNode, description: Description, tied: frozenset[Node], documents: frozenset[Node]
    ) -> bool:
        held = [
            *([self._of_programme(claim, description, tied)] if self.programmes else ()),
            *([self._of_indicator(claim, description)] if self.indicators else ()),
            *([_meets(self.events, claim, HKG["eventType"], description)] if self.events else ()),
            *([_meets(documents, claim, HKG["document"], description)] if self._asks_documents else ()),
        ]
        return any(held) if self.either and held else all(held)

    @property
    def _asks_documents(self) -> bool:
        return bool(self.documents or self.numbers)

    def _of_programme(self, claim: NamedNode, description: Description, tied: frozenset[Node]) -> bool:
        if _meets(self.programmes, claim, HKG["programme"], description):
            return True
        if _meets(self.parts, claim, HKG["programmePart"], description):
            return True
        cited = description.has(claim, RDF["type"], HKG["LegalCitation"])
        return cited and _meets(tied, claim, HKG["document"], description)

    def _of_period(self, days: tuple[date, date]) -> bool:
        return not self.periods or any(
            days[0] < period.end and days[1] + timedelta(days=1) > period.start for period in self.periods
        )

    def _of_indicator(self, claim: NamedNode, description: Description) -> bool:
        if _meets(self.indicators, claim, HKG["indicator"], description):
            return True
        keys = description.texts(claim, HKG["indicatorKey"])
        return any(all(word in key for word in words) for words in self.names for key in keys)


def settle(store: GraphStore, selection: Selection) -> FactFilter:
    """The selection's words as nodes and dates. Raises ``BadInput`` for words that name nothing."""
    indicators = several(selection.indicator)
    documents = several(selection.document)
    for one in filter(_is_iri, indicators):
        _named_node(one)
    programmes = frozenset(_programme(store, words) for words in several(selection.programme))
    return FactFilter(
        programmes=programmes,
        parts=frozenset().union(*(_parts_of(one) for one in programmes)),
        indicators=frozenset(iris_of(iris.indicator, (*indicators, *named_in_english(indicators)))),
        names=tuple(tuple(indicator_key(one).split()) for one in indicators if not _is_iri(one)),
        events=frozenset(_event(words) for words in several(selection.event)),
        documents=frozenset(_named_node(one) for one in documents if _is_iri(one)),
        numbers=frozenset(one for one in documents if not _is_iri(one)),
        periods=tuple(_period(notation) for notation in several(selection.period)),
        either=selection.either,
    )


def named_in_english(names: Iterable[str]) -> list[str]:
    """The ids of the list's indicators whose English names hold all the words of one of these names.

    What reports write is Vietnamese: the English names stand in the list alone.
    """
    wanted = [set(one.split()) for one in map(indicator_key, names) if not _is_iri(one)]
    return [
        concept.id
        for concept in load_concepts("indicators")
        if any(words <= set(indicator_key(label).split()) for words in wanted for label in concept.labels_en)
    ]


def _meets(
    wanted: Collection[Node], claim: NamedNode, property_: NamedNode, description: Description
) -> bool:
    return any(node in wanted for node in description.objects(claim, property_))


def _is_iri(words: str) -> bool:
    return words.startswith("https://")


def _named_node(words: str) -> NamedNode:
    try:
        return NamedNode(words)
    except ValueError as error:
        raise BadInput(
            f"{words!r} is no IRI.", "A space or a bracket in it is written as %20, %3C …"
        ) from error


def _district(store: GraphStore, words: str) -> str:
    rows = list_districts(store).rows
    names = {row.district: (row.district, row.name, row.label, row.label_en) for row in rows}
    provinces = {row.district: row.province_label for row in rows}
    return _one("district", words, names, lambda code: f"{names[code][2]}, {provinces[code]} ({code})")


def _programme(store: GraphStore, words: str) -> NamedNode:
    if _is_iri(words):
        return _named_node(words)
    rows = list_programmes(store).rows
    names: dict[str, tuple[str, ...]] = {
        row.node: (row.node, row.programme or "", row.label, row.label_en or "") for row in rows
    }
    parts = {iris.programme(part.id).value: _part_names(part) for part in load_concepts("programme_parts")}
    every = parts | names
    return NamedNode(
        _one("programme", words, every, lambda node: _shown_programme(every[node]), parts, _PARTS_HINT)
    )


def _part_names(part: Concept) -> tuple[str, ...]:
    """Its id, its labels, and what stands in them before the colon: "Dự án 3"."""
    labels = (*part.labels, *part.labels_en)
    return (part.id, part.id, *dict.fromkeys((*labels, *(label.partition(":")[0] for label in labels))))


def _shown_programme(names: tuple[str, ...]) -> str:
    """The id, else the label, of names that begin with the node."""
    return names[1] or names[2]


def _parts_of(programme: NamedNode | None) -> frozenset[Node]:
    """The project itself and its sub-projects, of what is a part and no programme."""
    parts = load_concepts("programme_parts")
    named = {part.id for part in parts if programme == iris.programme(part.id)}
    return frozenset(iris.programme(p.id) for p in parts if p.id in named or p.broader in named)


def _event(words: str) -> NamedNode:
    names = {c.id: (c.id, *c.labels, *c.labels_en) for c in load_concepts("events")}
    return iris.event_type(_one("kind of event", words, names, str))


def _period(notation: str) -> Period:
    try:
        return parse_period(notation)
    except ValueError as error:
        raise BadInput(
            f"{notation!r} is no period.", "Write 2024, 2024-H1, 2024-Q1, 2024-06 or as-of:2024-06-30."
        ) from error


def _one(
    what: str,
    words: str,
    names: Mapping[str, tuple[str, ...]],
    shown: Callable[[str], str],
    unlisted: Collection[str] = (),
    hint: str = "",
) -> str:
    """The one key that bears the name, exactly or, failing that, case and diacritics aside.

    Where none does, the error lists the keys but the ``unlisted``, which its ``hint`` tells of.
    """
    exact = [key for key, labels in names.items() if words in labels]
    found = exact or [key for key, labels in names.items() if fold(words) in map(fold, labels)]
    if len(found) == 1:
        return found[0]
    choices = ", ".join(sorted(map(shown, found or (key for key in names if key not in unlisted)))[:12])
    if found:
        raise BadInput(f"More than one {what} is called {words!r}: {choices}.", "Give its code.")
    there = f"There are: {choices}." if choices else ""
    raise BadInput(f"No {what} is called {words!r}.", f"{there} {hint}".strip())
