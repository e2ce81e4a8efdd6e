"""Ties as tables of the page: documents, programmes, communes, paths, and the sentences under each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.analysis.communes import CommuneEvents
from graph.analysis.documents import LinkEnd, SharedDocuments, TiedDocument
from graph.analysis.naming import NodeName
from graph.analysis.paths import Chain
from graph.event_index import MentionEntry
from graph.rows import Source
from search.language import Language
from search.wording import notation_label
from ui.happenings import kind_name, said_of
from ui.messages import tell, tell_if_known
from ui.names import area_name, node_name
from ui.render import TableRow, one_line
from ui.ties import Told

_AREAS = ("province", "district", "commune", "village")


def name_in(name: NodeName, language: Language) -> str:
    """What a node is called."""
    return node_name(name.kind, name.label, name.label_en, language)


def name_with_kind(name: NodeName, language: Language) -> str:
    """The same with its kind, to tell things of one name apart; areas have it in their name."""
    if name.kind in _AREAS:
        return name_in(name, language)
    return f"{name_in(name, language)} ({tell(language, f'node.{name.kind}')})"


def document_rows(documents: Iterable[TiedDocument], told: Told, language: Language) -> list[TableRow]:
    """Documents that tie programmes."""
    return [
        {
            "document": name_in(told.names[one.document], language),
            "tied_programmes": len(one.programmes),
            "in_reports": len(one.reports),
            "districts": len(one.districts),
            "sentences": one.sentences,
            "programmes": _names(one.programmes, told, language),
        }
        for one in documents
    ]


def shared_rows(pairs: Iterable[SharedDocuments], told: Told, language: Language) -> list[TableRow]:
    """Programmes that share documents."""
    return [
        {
            "programme": name_in(told.names[one.first], language),
            "shared_with": name_in(told.names[one.second], language),
            "documents": _names(one.documents, told, language),
        }
        for one in pairs
    ]


def group_words(groups: Sequence[Sequence[str]], told: Told, language: Language) -> str:
    """Groups of programmes in words: ``A, B | C``."""
    return " | ".join(_names(group, told, language, ", ") for group in groups)


def link_rows(links: Sequence[LinkEnd], told: Told, language: Language) -> list[TableRow]:
    """The sentences that tie programmes to documents."""
    return [
        {
            "document": name_in(told.names[link.document], language),
            "programme": name_in(told.names[link.programme], language),
            **_sentence(told.sources[link.claim]),
        }
        for link in links
    ]


def commune_rows(
    communes: Iterable[CommuneEvents], names: Mapping[str, NodeName], language: Language
) -> list[TableRow]:
    """Communes with their events counted; the words of what happened only."""
    return [
        {
            "commune": name_in(names[one.commune], language),
            "district": area_name(_district(one), "", language),
            "happened": len(one.happened),
            "over": len(one.over),
            "mentioned": len(one.mentioned),
            "events": "; ".join(_kinds(one, language)),
            "years": ", ".join(str(year) for year, _ in one.years),
        }
        for one in communes
    ]


def mention_rows(one: CommuneEvents, told: Told, language: Language) -> tuple[list[TableRow], list[Source]]:
    """The sentences that name a commune, those of what happened there first."""
    entries = [entry for event in (*one.happened, *one.over) for entry in event.mentions]
    entries += one.mentioned
    rows: list[TableRow] = [
        {
            "event": kind_name(entry.kind, entry.kind_label, language),
            "assertion": tell(language, f"assertion.{said_of(entry)}"),
            "period": notation_label(entry.period, language),
            **_sentence(told.sources[entry.claim]),
        }
        for entry in entries
    ]
    return rows, [told.sources[entry.claim] for entry in entries]


def path_rows(paths: Sequence[Chain], told: Told, language: Language) -> list[TableRow]:
    """The ties of paths, one a row, with the number of their path."""
    return [
        {
            "path": str(number),
            "from": name_in(told.names[tie.first], language),
            "tie": tell_if_known(language, f"tie.{tie.kind}") or tell(language, "tie.other"),
            "to": name_in(told.names[tie.second], language),
            "sentences": tie.sentences,
            "sentence": one_line(told.sources[tie.claim].sentence) if tie.claim else "",
        }
        for number, path in enumerate(paths, 1)
        for tie in path
    ]


def path_words(path: Chain, told: Told, language: Language) -> str:
    """A path as a line of names."""
    nodes = (path[0].first, *(tie.second for tie in path))
    return " — ".join(name_in(told.names[node], language) for node in nodes)


def _names(nodes: Iterable[str], told: Told, language: Language, between: str = "; ") -> str:
    return between.join(name_in(told.names[node], language) for node in nodes)


def _district(one: CommuneEvents) -> str:
    return _entries(one)[0].district


def _entries(one: CommuneEvents) -> list[MentionEntry]:
    return [*(entry for event in (*one.happened, *one.over) for entry in event.mentions), *one.mentioned]


def _kinds(one: CommuneEvents, language: Language) -> Iterable[str]:
    labels = {entry.kind: entry.kind_label for entry in _entries(one)}
    for kind, count in one.kinds:
        name = kind_name(kind, labels[kind], language)
        yield f"{name} ({count})" if count > 1 else name


def _sentence(source: Source) -> TableRow:
    return {"sentence": one_line(source.sentence), "report": source.file, "line": source.line}
