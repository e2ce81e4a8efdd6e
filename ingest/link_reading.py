"""One strand as links see it, and the programmes that it names elsewhere than beside its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.fact import LegalCitation, ProgrammeLink
from ingest.link_cues import WORDS, done_under
from ingest.match.citations import Citation, match_citations
from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.strand import Strand
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Concept

REACH = 140  # characters between a programme and its document; beyond, the tie is not the text's own
_MOST_OF_LEAD = 0.6  # of its characters, if the lead is to be a programme's name
_WORDY = re.compile(r"\w+(?:\W+\w+){3}")
_SUPPORTED = re.compile(r"hỗ trợ[^;.]{0,60}$", re.IGNORECASE)
_LONGEST_SUPPORT = 67  # characters that it matches


@dataclass(frozen=True, slots=True)
class Reading:
    """One strand with the programmes and numbered citations that it names, and what is known of these."""

    strand: Strand
    programmes: tuple[Mention[Concept], ...]
    citations: tuple[Mention[Citation], ...]
    known: Mapping[int, LegalCitation]

    def link(self, programme: str, citation: Mention[Citation], start: int, end: int) -> ProgrammeLink:
        """The tie of a programme to a citation, with the words that state it as evidence."""
        known = self.known.get(self.strand.cite(citation.start, citation.end).span.start)
        return ProgrammeLink(
            programme=programme,
            legal=str(citation.value.number),
            evidence=self.strand.cite(start, end),
            kind=citation.value.kind.id,
            resolved=known.resolved if known else None,
        )

    def distinct(self, group: Sequence[Mention[Citation]]) -> list[Mention[Citation]]:
        """Without citations that repeat one before: "Quyết định 71 (Quyết định số 71/2009/QĐ-TTg)"."""
        kept: dict[str, Mention[Citation]] = {}
        for citation in group:
            known = self.known.get(self.strand.cite(citation.start, citation.end).span.start)
            kept.setdefault((known.resolved if known else None) or str(citation.value.number), citation)
        return list(kept.values())


def read_strand(strand: Strand, known: Mapping[int, LegalCitation]) -> Reading:
    """The strand with its programmes and with the citations that can carry a policy."""
    numbered = tuple(m for m in match_citations(strand.text) if m.value.kind.id in load_words(WORDS)["kinds"])
    return Reading(strand, tuple(match_programmes(strand.text)), numbered, known)


def of_section(reading: Reading, at: int) -> str:
    """The programme that the paragraph told of before, or that its heading names; ``""`` if none."""
    before = [p.value.id for p in reading.programmes if p.end <= at]
    headed = (
        p.value.id for heading in reversed(reading.strand.block.section) for p in match_programmes(heading)
    )
    return before[-1] if before else next(headed, "")


def of_lead(reading: Reading, at: int) -> list[Mention[Concept]]:
    """The programme that opens the paragraph as its lead: "Chương trình 135: … theo Nghị quyết …"."""
    lead, colon, _ = reading.strand.text[:REACH].partition(":")
    named = [p for p in reading.programmes if p.end <= len(lead)] if colon and len(lead) < at else []
    length = sum(p.end - p.start for p in named)
    return named if length >= _MOST_OF_LEAD * len(lead.strip()) else []


def of_level(reading: Reading, start: int, at: int) -> list[Mention[Concept]]:
    """The programme told last, where the clause only names its goal: "đưa xã về đích (Nghị quyết …)"."""
    phrase = re.split(r"[,;:]\s", lower(reading.strand.text[start:at]))[-1]
    before = [p for p in reading.programmes if p.end <= start]
    return before[-1:] if any(goal in phrase for goal in load_words(WORDS)["goals"]) else []


def supported_later(reading: Reading, after: int) -> tuple[Mention[Concept], ...]:
    """Programmes that the same paragraph says to have been supported, after it named its documents."""
    text = reading.strand.text
    return tuple(
        p
        for p in reading.programmes
        if p.start >= after and _SUPPORTED.search(text, max(after, p.start - _LONGEST_SUPPORT), p.start)
    )


def from_row(reading: Reading) -> Iterator[ProgrammeLink]:
    """A cell that holds documents alone, in a row that is headed by a programme."""
    strand = reading.strand
    if strand.cell is None or strand.block.table is None or not reading.citations or reading.programmes:
        return
    if _WORDY.search(_without(strand.text, reading.citations)):
        return
    row = (cell for cell in strand.block.table.cells if cell.row == strand.cell.row and cell != strand.cell)
    found = {p.value.id for cell in row for p in match_programmes(cell.flow.text)}
    for programme in found if len(found) == 1 else ():
        for citation in reading.citations:
            yield reading.link(programme, citation, citation.start, citation.end)


def _without(text: str, citations: Sequence[Mention[Citation]]) -> str:
    for citation in reversed(citations):
        text = text[: citation.start] + text[citation.end :]
    return text


def from_heading(reading: Reading) -> Iterator[ProgrammeLink]:
    """``III. Kết quả thực hiện chỉ tiêu tại Nghị quyết …``: the section reports under that document."""
    for heading in reading.strand.block.section if reading.programmes else ():
        for citation in match_citations(heading):
            if (
                done_under(heading, 0, citation.start) is None
                or citation.value.kind.id not in load_words(WORDS)["kinds"]
            ):
                continue
            for programme in reading.programmes:
                yield ProgrammeLink(
                    programme.value.id,
                    str(citation.value.number),
                    reading.strand.cite(programme.start, programme.end),
                    citation.value.kind.id,
                )
