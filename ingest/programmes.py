"""Where a report speaks of programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Block, BlockKind, Document
from ingest.fact import ProgrammeMention
from ingest.links import extract_links
from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.programme_parts import ProgrammeParts
from ingest.schemes import match_schemes
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ingest.text import lower
from ontology.values import Concept

_HEADER = "chương trình"
_OTHER = "other:"
_WORD = re.compile(r"\S+")

__all__ = ["extract_links", "extract_programmes", "noted_clause", "programmes_noted_by"]


def extract_programmes(document: Document, parts: ProgrammeParts) -> Iterator[ProgrammeMention]:
    """One mention a programme and source line, at the first words that name it or a part of it.

    A source line is a paragraph, a table row, or one line of hard-wrapped text. A footnote that names no
    programme speaks of the one in the words that bear its mark.
    """
    named: dict[tuple[str, int], ProgrammeMention] = {}
    for strand in strands(document):
        mentions = list(match_programmes(strand.text)) or _listed_in_column(strand)
        for mention in mentions:
            _add(named, strand, mention, mention.value.id)
        for part in parts.of(strand):
            if strand.cell is not None and part.value.extra.get("kind") == "criterion":
                continue  # a table of criteria is about its heading's programme in every row
            _add(named, strand, part, part.value.extra["of"], part.value.id)
        for scheme in match_schemes(strand.text):
            _add(named, strand, scheme, f"{_OTHER}{scheme.value}")
        if not mentions and strand.block.kind is BlockKind.FOOTNOTE:
            for inherited in _inherited(document, strand):
                named.setdefault((inherited.programme, inherited.evidence.line), inherited)
    yield from named.values()


def _add(
    named: dict[tuple[str, int], ProgrammeMention],
    strand: Strand,
    mention: Mention[Concept] | Mention[str],
    programme: str,
    part: str = "",
) -> None:
    """Once on each source line that the words stand on: a name may be broken over two."""
    for start, end in _by_line(strand, mention.start, mention.end):
        key = (programme, strand.line_of(start))
        if key not in named:
            named[key] = ProgrammeMention(programme, strand.cite(start, end))
        if part and part not in named[key].parts:
            named[key] = replace(named[key], parts=(*named[key].parts, part))


def _by_line(strand: Strand, start: int, end: int) -> Iterator[tuple[int, int]]:
    if strand.line_of(start) == strand.line_of(end - 1):
        yield start, end
        return
    at = start
    for word in _WORD.finditer(strand.text, start, end):
        if strand.line_of(word.start()) != strand.line_of(at):
            yield at, len(strand.text[: word.start()].rstrip())
            at = word.start()
    yield at, end


def _listed_in_column(strand: Strand) -> list[Mention[Concept]]:
    """The programme of a cell under the header ``Chương trình``, which need not repeat that word."""
    cell, table = strand.cell, strand.block.table
    if cell is None or table is None:
        return []
    above = (other for other in table.cells if other.column == cell.column and other.row < cell.row)
    if not any(lower(other.flow.text).strip().startswith(_HEADER) for other in above):
        return []
    found = match_programmes(f"{_HEADER} {strand.text}")
    return [Mention(0, len(strand.text), strand.text, mention.value) for mention in found][:1]


def programmes_noted_by(document: Document, block: Block) -> tuple[str, ...]:
    """The programmes of the clause that bears a footnote's mark: what the footnote adds to.

    A programme in quotation marks is part of a movement's name and hands nothing on.
    """
    clause = noted_clause(document, block)
    named = (m.value.id for m in match_programmes(clause) if not _in_quotes(clause, m.start))
    return tuple(dict.fromkeys(named))


def noted_clause(document: Document, block: Block) -> str:
    """The clause up to the mark of a footnote; ``""`` if the mark was not found."""
    if block.anchor is None:
        return ""
    host = document.blocks[block.anchor.block].flow.text
    at = block.anchor.offset
    start = max((low for low, _ in split_sentences(host) if low < at), default=0)
    return host[host.rfind(";", start, at) + 1 if ";" in host[start:at] else start : at]


def _in_quotes(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _inherited(document: Document, strand: Strand) -> Iterator[ProgrammeMention]:
    start, end = next(iter(split_sentences(strand.text)), (0, len(strand.text)))
    for programme in programmes_noted_by(document, strand.block):
        yield ProgrammeMention(programme, strand.cite(start, end))
