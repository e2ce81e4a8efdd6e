"""Which documents tie programmes together, and which programmes share documents. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A sentence that ties a programme to a document (IRIs); ``district`` is the code of its report's."""

    claim: str
    programme: str
    document: str
    sentence: str
    report: str
    district: str


@dataclass(frozen=True, slots=True)
class TiedDocument:
    """A document with the sentences that tie it to programmes, each once for each programme.

    ``apart`` are the groups of programmes that no other document holds together: empty where others do.
    """

    document: str
    links: tuple[LinkEnd, ...]
    apart: Groups = ()

    @property
    def programmes(self) -> tuple[str, ...]:
        """The programmes tied."""
        return tuple(sorted({link.programme for link in self.links}))

    @property
    def sentences(self) -> int:
        """How many sentences tie."""
        return len({link.sentence for link in self.links})

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports in which they stand."""
        return tuple(sorted({link.report for link in self.links}))

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts that report so."""
        return tuple(sorted({link.district for link in self.links}))


@dataclass(frozen=True, slots=True)
class SharedDocuments:
    """Two programmes, and the links of both to the documents that they share."""

    first: str
    second: str
    links: tuple[LinkEnd, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents shared."""
        return tuple(sorted({link.document for link in self.links}))


def tied_documents(
    links: Iterable[LinkEnd], wider: Mapping[str, str], *, least: int = 2
) -> tuple[TiedDocument, ...]:
    """The documents with at least so many programmes: the most programmes first, then districts, reports.

    ``wider`` tells what programme another is a part of: of the two only the part counts.
    """
    own: dict[str, list[LinkEnd]] = defaultdict(list)
    for link in sorted(links, key=lambda link: link.claim):
        own[link.document].append(link)
    narrow = {document: _narrowest(told, wider) for document, told in own.items()}
    apart = _apart(link for told in narrow.values() for link in told)
    found = (TiedDocument(document, told, apart.get(document, ())) for document, told in narrow.items())
    return tuple(sorted((one for one in found if len(one.programmes) >= least), key=_rank))


def shared_documents(links: Iterable[LinkEnd], wider: Mapping[str, str]) -> tuple[SharedDocuments, ...]:
    """The pairs of programmes that share documents, the most documents first, then links."""
    pairs: dict[tuple[str, str], list[LinkEnd]] = defaultdict(list)
    for tied in tied_documents(links, wider):
        for pair in combinations(tied.programmes, 2):
            pairs[pair] += [link for link in tied.links if link.programme in pair]
    found = (
        SharedDocuments(*pair, tuple(sorted(told, key=lambda link: (link.document, link.claim))))
        for pair, told in pairs.items()
    )
    return tuple(sorted(found, key=lambda one: (-len(one.documents), -len(one.links), one.first, one.second)))


def _narrowest(links: Iterable[LinkEnd], wider: Mapping[str, str]) -> tuple[LinkEnd, ...]:
    """Each programme once a sentence, and none that another one of the document is a part of."""
    once = {(link.sentence, link.programme): link for link in links}
    above: set[str] = set()
    for _, programme in once:
        up = wider.get(programme)
        while up is not None and up not in above:
            above.add(up)
            up = wider.get(up)
    return tuple(link for link in once.values() if link.programme not in above)


def _apart(links: Iterable[LinkEnd]) -> dict[str, Groups]:
    """Documents without which programmes would fall apart into groups, with these groups."""
    import networkx as nx  # late: it takes a tenth of a second of a start

    graph: nx.Graph[Any] = nx.Graph()
    documents = set()
    for link in links:
        documents.add(link.document)
        graph.add_edge(link.programme, link.document)
    found = {}
    for document in documents & set(nx.articulation_points(graph)):
        around = graph.subgraph(nx.node_connected_component(graph, document) - {document})
        parts = nx.connected_components(around)
        found[document] = tuple(sorted(tuple(sorted(part - documents)) for part in parts))
    return found


def _rank(one: TiedDocument) -> tuple[int, int, int, int, str]:
    return (-len(one.programmes), -len(one.districts), -len(one.reports), -one.sentences, one.document)
