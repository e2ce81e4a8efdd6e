"""View models of the documents that reports cite: entries, what narrows them down, rows of tables. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.organizations import level_of
from graph.overviews import DocumentUse
from graph.rows import CitationRow, DocumentRow, LinkRow, Source
from ingest.text import fold
from search.language import Language
from ui.messages import tell
from ui.names import document_name
from ui.render import TableRow, format_date, one_line

LEVELS = ("national", "province", "district", "commune", "unknown")
"""The levels of issuers, from the top."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with how often it is cited and the programmes (IRIs) that sentences tie to it."""

    node: str
    label: str
    number: str
    kind: str
    issuer: str
    level: str
    day: date | None
    year: int | None
    title: str
    citations: int
    reports: int
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What documents are looked for; what is empty does not narrow."""

    words: str = ""
    kind: str = ""
    level: str = ""
    year: str = ""
    programme: str = ""


def entries_of(documents: Iterable[DocumentRow], uses: Iterable[DocumentUse]) -> tuple[Entry, ...]:
    """All documents, the most cited first."""
    used = {use.node: use for use in uses}
    made = [_entry(row, used.get(row.node)) for row in documents]
    return tuple(sorted(made, key=lambda one: (-one.citations, one.label)))


def matching(entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """The entries that hold all that is wanted; words in any order, without case and diacritics."""
    words = fold(wanted.words).split()
    return tuple(
        entry
        for entry in entries
        if (not wanted.kind or entry.kind == wanted.kind)
        and (not wanted.level or entry.level == wanted.level)
        and (not wanted.year or str(entry.year or "") == wanted.year)
        and (not wanted.programme or wanted.programme in entry.programmes)
        and all(word in _text(entry) for word in words)
    )


def document_rows(
    entries: Iterable[Entry], programmes: Mapping[str, str], language: Language
) -> list[TableRow]:
    """The list; ``programmes`` are names by IRI."""
    return [
        {
            "document": document_name(entry.label, language),
            "date": format_date(entry.day or (str(entry.year) if entry.year else ""), language),
            "issuer": entry.issuer,
            "citations": entry.citations,
            "in_reports": entry.reports,
            "programmes": "; ".join(programmes.get(node, "") for node in entry.programmes),
            "subject": entry.title if fold(entry.title) not in fold(entry.label) else "",
        }
        for entry in entries
    ]


def mention_rows(
    links: Sequence[LinkRow], citations: Sequence[CitationRow], names: Mapping[str, str], language: Language
) -> tuple[list[TableRow], list[Source]]:
    """Where a document stands in the reports: first the sentences that tie it to a programme."""
    tied: list[tuple[str, Source]] = [
        (names.get(link.programme_node, link.programme_label), link.source) for link in links
    ]
    cited: list[tuple[str, Source]] = [("", citation.source) for citation in citations]
    rows: list[TableRow] = [
        {
            "tie": tell(language, "tie.ProgrammeLink" if programme else "tie.LegalCitation"),
            "programme": programme,
            "sentence": one_line(source.sentence),
            "report": source.file,
            "line": source.line,
        }
        for programme, source in (*tied, *cited)
    ]
    return rows, [source for _, source in (*tied, *cited)]


def kinds_of_documents(entries: Iterable[Entry], language: Language) -> dict[str, str]:
    """The kinds that there are, by their Vietnamese label, with how many documents are of each."""
    return _counted(
        (entry.kind for entry in entries), lambda kind: document_name(f"{kind} ", language).strip()
    )


def years_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The years of issue that there are, the newest first, with how many documents are of each."""
    found = _counted((str(entry.year or "") for entry in entries), str)
    return dict(sorted(found.items(), reverse=True))


def levels_of(entries: Iterable[Entry], language: Language) -> dict[str, str]:
    """The levels of issuers that there are, from the top, with how many documents are of each."""
    found = _counted((entry.level for entry in entries), lambda level: level_name(level, language))
    return {level: found[level] for level in LEVELS if level in found}


def level_name(name: str, language: Language) -> str:
    """A level of issuers in words."""
    return tell(language, f"level.{name}")


def _entry(row: DocumentRow, use: DocumentUse | None) -> Entry:
    level = level_of(row.issuer_node) if row.issuer_node else None
    return Entry(
        node=row.node,
        label=row.label or row.number or "",
        number=row.number or "",
        kind=row.kind or "",
        issuer=row.issuer or "",
        level=level or "unknown",
        day=row.day,
        year=row.day.year if row.day else (int(row.year[:4]) if row.year else None),
        title=row.title or "",
        citations=use.citations if use else 0,
        reports=use.reports if use else 0,
        programmes=use.programme_nodes if use else (),
    )


def _text(entry: Entry) -> str:
    when = f"{entry.day or ''} {format_date(entry.day, Language.VIETNAMESE)} {entry.year or ''}"
    return fold(f"{entry.label} {entry.number} {entry.issuer} {entry.title} {when}")


def _counted(values: Iterable[str], name: Callable[[str], str]) -> dict[str, str]:
    """Each value with its name and how often it is there, by name; empty ones are no value."""
    counts = Counter(filter(None, values))
    named = {value: f"{name(value)} ({count})" for value, count in counts.items()}
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))
