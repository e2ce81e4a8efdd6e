"""What ``ui.ties`` finds, as records ready for JSON: the command line prints them, an API may hand them out.

Every number has its sentences beside it as ``evidence``, in the fields of a citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.analysis.communes import CommuneEvents, NamedEvent
from graph.analysis.documents import LinkEnd, SharedDocuments, TiedDocument
from graph.analysis.naming import NodeName
from graph.analysis.paths import Chain
from graph.analysis.tie import Kind, Tie
from graph.event_index import MentionEntry
from graph.merging.shown import shown
from graph.rows import Source
from graph.store import GraphStore
from ui.happenings import said_of
from ui.merged import merged_records
from ui.render import one_line
from ui.ties import (
    TieFilter,
    Told,
    communes_in_events,
    documents_that_tie,
    near,
    paths_between,
    programmes_that_share,
    sentences_that_tie,
    told_of_communes,
    told_of_documents,
    told_of_near,
    told_of_paths,
)

Record = dict[str, Any]
_MOST_SENTENCES = 10
"""That a tie of a path is given with; ``sentences`` counts all."""


def documents_record(store: GraphStore, wanted: TieFilter, limit: int) -> Record:
    """``documents`` that tie programmes together and ``programmes`` that share documents, at most ``limit``
    of each; ``total`` and ``total_programmes`` count all. Raises ``BadInput``.
    """
    documents, shared = documents_that_tie(store, wanted), programmes_that_share(store, wanted)
    told = told_of_documents(store, [*documents[:limit], *shared[:limit]])
    whole = shown(store)
    return {
        "documents": [
            _document(one, told) | {"merged": merged_records(whole.merged(one.document))}
            for one in documents[:limit]
        ],
        "total": len(documents),
        "programmes": [_shared(one, told) for one in shared[:limit]],
        "total_programmes": len(shared),
    }


def communes_record(store: GraphStore, wanted: TieFilter, limit: int) -> Record:
    """``communes`` by the events that happened there, at most ``limit``; ``total`` counts all. Raises
    ``BadInput``.
    """
    communes = communes_in_events(store, wanted)
    told = told_of_communes(store, communes[:limit])
    return {"communes": [_commune(one, told) for one in communes[:limit]], "total": len(communes)}


def path_record(store: GraphStore, first: str, second: str, limit: int) -> Record:
    """The shortest ``paths`` between two things, at most ``limit``; ``others`` counts more of that length.

    Each tie has up to ten of its sentences. ``complete`` is false where the search was given up,
    ``code_lists`` true where only ties of code lists, which no sentence states, lead there. Raises
    ``BadInput``.
    """
    found = paths_between(store, first, second, limit)
    told = told_of_paths(store, found)
    return {
        "from": _node(found.first),
        "to": _node(found.second),
        "length": len(found.paths.found[0]) if found.paths.found else None,
        "paths": [_path(store, path, told) for path in found.paths.found],
        "others": found.paths.others,
        "complete": found.paths.complete,
        "code_lists": found.codes,
    }


def around_record(store: GraphStore, name: str, *, steps: int, limit: int, kinds: Sequence[Kind]) -> Record:
    """What is within ``steps`` (1 or 2) of a thing: ``nodes`` with their steps, ``ties`` with a sentence.

    ``left_out`` counts nodes beyond the ``limit``; behind the ``unopened`` was not looked. Raises
    ``BadInput``.
    """
    node, found = near(store, name, steps=steps, limit=limit, kinds=kinds)
    told = told_of_near(store, found)
    nodes = [one for one in found.steps if one in told.names]
    return {
        "node": _node(node),
        "nodes": [_node(told.names[one]) | {"steps": found.steps[one]} for one in nodes],
        "ties": [_tie(tie, [told.sources[tie.claim]] if tie.claim else []) for tie in found.ties],
        "left_out": found.left_out,
        "unopened": list(found.unopened),
    }


def _document(one: TiedDocument, told: Told) -> Record:
    return {
        **_node(told.names[one.document]),
        "programmes": [_node(told.names[node]) for node in one.programmes],
        "reports": len(one.reports),
        "districts": list(one.districts),
        "sentences": one.sentences,
        "only_tie_between": [[told.names[node].label for node in group] for group in one.apart],
        "evidence": _links(one.links, told),
    }


def _shared(one: SharedDocuments, told: Told) -> Record:
    return {
        "first": _node(told.names[one.first]),
        "second": _node(told.names[one.second]),
        "documents": [_node(told.names[node]) for node in one.documents],
        "evidence": _links(one.links, told),
    }


def _links(links: Iterable[LinkEnd], told: Told) -> list[Record]:
    return [
        {"document": link.document, "programme": link.programme, **evidence_record(told.sources[link.claim])}
        for link in links
    ]


def _commune(one: CommuneEvents, told: Told) -> Record:
    return {
        **_node(told.names[one.commune]),
        "happened": len(one.happened),
        "over": len(one.over),
        "mentioned": len(one.mentioned),
        "kinds": dict(one.kinds),
        "years": {str(year): count for year, count in one.years},
        "evidence": [
            *(record for event in one.happened for record in _event("happened", event, told)),
            *(record for event in one.over for record in _event("over", event, told)),
            *(_mention("mentioned", entry, told) for entry in one.mentioned),
        ],
    }


def _event(counted: str, event: NamedEvent, told: Told) -> list[Record]:
    return [_mention(counted, entry, told) for entry in event.mentions]


def _mention(counted: str, entry: MentionEntry, told: Told) -> Record:
    return {
        "as": counted,
        "event": entry.kind,
        "node": entry.event,
        "said": said_of(entry),
        "period": entry.period,
        **evidence_record(told.sources[entry.claim]),
    }


def _path(store: GraphStore, path: Chain, told: Told) -> Record:
    nodes = (path[0].first, *(tie.second for tie in path))
    return {
        "nodes": [_node(told.names[node]) for node in nodes],
        "ties": [_tie(tie, sentences_that_tie(store, tie)[:_MOST_SENTENCES]) for tie in path],
    }


def _tie(tie: Tie, sources: Iterable[Source]) -> Record:
    return {
        "first": tie.first,
        "second": tie.second,
        "tie": tie.kind,
        "sentences": tie.sentences,
        "evidence": [evidence_record(source) for source in sources],
    }


def _node(name: NodeName) -> Record:
    return {"node": name.node, "kind": name.kind, "label": name.label, "label_en": name.label_en}


def evidence_record(source: Source) -> Record:
    """Where something was read, in the fields of a citation, with the whole sentence."""
    return {
        "report": source.file,
        "report_id": source.report,
        "district": source.district,
        "line": source.line,
        "last_line": source.last_line,
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
        "sentence": one_line(source.sentence),
    }
