"""What the text itself ties together: a programme or policy, and the document that it is done under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Document
from ingest.fact import LegalCitation, ProgrammeLink, ReportIdentity
from ingest.link_cues import (
    WORDS,
    done_after,
    done_under,
    has_support,
    in_brackets,
    is_activity,
    is_carried_out,
    is_procedure,
    is_reviewed,
    named_before_brackets,
    opens_sentence,
    policy_set_up,
    sets_up,
    told_policy,
    topic,
)
from ingest.match.citations import Citation, match_citations
from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.policy_name import policy_name, supported_name
from ingest.scene import split_clauses
from ingest.schemes import match_schemes
from ingest.strand import Strand, strands
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Concept

_REACH = 140  # characters between a programme and its document; beyond, the tie is not the text's own
_WINDOW = 1000  # characters before a document in which what is done under it stands
_MOST_OF_LEAD = 0.6  # of its characters, if the lead is to be a programme's name
_JOINED = re.compile(r"\s*(?:\([^()]{0,40}\))?[\s,;(]*(?:và)?\s*(?:số)?\s*", re.IGNORECASE)
_WORDY = re.compile(r"\w+(?:\W+\w+){3}")
_CLAUSE_ON = re.compile(r"[^,;:()]*\([^()]*$")
_MONEY = ("với", "số tiền", "tổng số tiền", "tổng kinh phí", "trị giá")
_SUPPORTED = re.compile(r"hỗ trợ[^;.]{0,60}$", re.IGNORECASE)
_LONGEST_SUPPORT = 67  # characters that it matches


@dataclass(frozen=True, slots=True)
class _Reading:
    """One strand with the programmes and numbered citations that it names, and what is known of these."""

    strand: Strand
    programmes: tuple[Mention[Concept], ...]
    citations: tuple[Mention[Citation], ...]
    known: Mapping[int, LegalCitation]

    def link(self, programme: str, citation: Mention[Citation], start: int, end: int) -> ProgrammeLink:
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


def extract_links(
    document: Document, identity: ReportIdentity, citations: Sequence[LegalCitation]
) -> Iterator[ProgrammeLink]:
    """The ties that a clause, a paragraph's opening or a section's heading states, each once a place.

    A programme of the code list gives its id; any other policy gives ``other:`` and its name as written.
    """
    del identity
    known = {citation.evidence.span.start: citation for citation in citations}
    seen: set[tuple[str, str, object]] = set()
    for strand in strands(document):
        reading = _read(strand, known)
        # A heading ties a programme once for its whole section, a clause once for its line.
        keyed = (
            *((strand.block.section, link) for link in _from_heading(reading)),
            *((link.evidence.line, link) for link in _from_clauses(reading)),
            *((link.evidence.line, link) for link in _from_row(reading)),
        )
        for place, link in keyed:
            key = (link.programme, link.legal, place)
            if key not in seen:
                seen.add(key)
                yield link


def _read(strand: Strand, known: Mapping[int, LegalCitation]) -> _Reading:
    numbered = tuple(m for m in match_citations(strand.text) if m.value.kind.id in load_words(WORDS)["kinds"])
    return _Reading(strand, tuple(match_programmes(strand.text)), numbered, known)


def _from_clauses(reading: _Reading) -> Iterator[ProgrammeLink]:
    for start, end, _ in split_clauses(reading.strand.text) if reading.citations else ():
        inside = [citation for citation in reading.citations if start <= citation.start < end]
        for group in _lists(reading.strand.text, inside):
            yield from _of_group(reading, group, max(start, group[0].start - _WINDOW), end)


def _of_group(
    reading: _Reading, group: Sequence[Mention[Citation]], start: int, end: int
) -> Iterator[ProgrammeLink]:
    """The links of citations that are listed together: what holds of one holds of all."""
    first, last = group[0], group[-1]
    named = [
        p
        for p in reading.programmes
        if start <= p.start < end and _is_tied(reading.strand.text, p, first, last)
    ]
    tied = done_under(reading.strand.text, start, first.start)
    opening = opens_sentence(reading.strand.text, start, first.start)
    if not named and opening:
        named = [p for p in reading.programmes if last.end <= p.start < min(end, last.end + _REACH)]
    if not named and tied:
        named = _of_lead(reading, first.start)
    if not named and (tied or in_brackets(reading.strand.text, start, first.start)):
        named = _of_level(reading, start, first.start)
    supported = _supported_later(reading, end) if (tied or opening) and not named else ()
    for citation in group:
        for programme in named:
            low, high = min(programme.start, citation.start), max(programme.end, citation.end)
            yield reading.link(programme.value.id, citation, low, high)
        for programme in supported:
            yield reading.link(programme.value.id, citation, citation.start, citation.end)
    if not named and not supported:
        yield from _of_policy(reading, group, (start, end), tied)


def _of_policy(
    reading: _Reading, group: Sequence[Mention[Citation]], clause: tuple[int, int], tied: re.Match[str] | None
) -> Iterator[ProgrammeLink]:
    """The links of listed citations to what no code list knows, named in the text's own words."""
    text, start = reading.strand.text, clause[0]
    group = reading.distinct(group)
    shared = _told_around(text, group, clause, tied)
    name, low = _done(text, group[0], start, tied) if tied and not shared else ("", group[0].start)
    general = bool(name) and lower(name).startswith(load_words(WORDS)["generic"])
    programme = _of_section(reading, start) if general else _other(name)
    for citation in group if name and programme else ():
        at = low if citation is group[0] else citation.start
        yield reading.link(programme, citation, at, citation.end)
    if name or (tied is not None and not shared):
        return
    last = group[-1].value
    done = is_carried_out(text[start : group[0].start], text[group[-1].end : clause[1]])
    for citation in group:
        subject = citation.value.subject or last.subject or ""
        name = shared or policy_set_up(subject) or told_policy(citation.value, subject, done=done)
        if name and not is_reviewed(text, start, group[0].start):
            yield reading.link(_other(name), citation, citation.start, citation.end)


def _other(name: str) -> str:
    """A policy that no code list has; a scheme goes by the one name that it has wherever it is named."""
    return f"other:{next((scheme.value for scheme in match_schemes(name)), name)}"


def _of_section(reading: _Reading, at: int) -> str:
    """The programme that the paragraph told of before, or that its heading names; ``""`` if none."""
    before = [p.value.id for p in reading.programmes if p.end <= at]
    headed = (
        p.value.id for heading in reversed(reading.strand.block.section) for p in match_programmes(heading)
    )
    return before[-1] if before else next(headed, "")


def _done(text: str, first: Mention[Citation], start: int, tied: re.Match[str]) -> tuple[str, int]:
    """What is done under a document, and where these words begin; ``""`` if they tell no policy."""
    words = load_words(WORDS)
    name, low = policy_name(text, start, tied.start(), f"{first.value.kind.vi} {first.value.number}")
    if not name or lower(name).startswith(_MONEY):
        name, low = supported_name(text, start, tied.start())
    if is_procedure(name, text[start : tied.start()]):
        return "", low
    own = first.value.kind.id in words["policies"] or tied["word"] in words["belongs"]
    own = own or has_support(text, start, tied.start())
    counted = any(map(str.isdigit, text[start:low]))
    return (name, low) if own or (tied["word"] == "theo" and is_activity(name, counted)) else ("", low)


def _told_around(
    text: str, group: Sequence[Mention[Citation]], clause: tuple[int, int], tied: re.Match[str] | None
) -> str:
    """What the sentence tells around its documents: behind those that open it, before those in brackets."""
    start, end = clause
    first, last = group[0], group[-1]
    leads = not text[start : first.start].strip(" -–+*•")
    under = tied is not None and not text[start : tied.start()].strip(" -–+*•")
    if opens_sentence(text, start, first.start) or leads or (under and tied and tied["word"] == "theo"):
        subject = last.value.subject
        done = done_after(text, last.end, end, ":" if leads else ",") or _after_subject(text, last, end)
        return (topic(subject) if subject else done) if done else ""
    if in_brackets(text, start, first.start):
        return named_before_brackets(text, start, first.start)
    return ""


def _after_subject(text: str, last: Mention[Citation], end: int) -> str:
    """As ``done_after``, past the words on what the last document is about."""
    subject = last.value.subject
    at = text.find(subject, last.end, end) if subject else -1
    return done_after(text, at + len(subject), end, ",") if subject and at >= 0 else ""


def _of_lead(reading: _Reading, at: int) -> list[Mention[Concept]]:
    """The programme that opens the paragraph as its lead: "Chương trình 135: … theo Nghị quyết …"."""
    lead, colon, _ = reading.strand.text[:_REACH].partition(":")
    named = [p for p in reading.programmes if p.end <= len(lead)] if colon and len(lead) < at else []
    length = sum(p.end - p.start for p in named)
    return named if length >= _MOST_OF_LEAD * len(lead.strip()) else []


def _from_row(reading: _Reading) -> Iterator[ProgrammeLink]:
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


def _of_level(reading: _Reading, start: int, at: int) -> list[Mention[Concept]]:
    """The programme told last, where the clause only names its goal: "đưa xã về đích (Nghị quyết …)"."""
    phrase = re.split(r"[,;:]\s", lower(reading.strand.text[start:at]))[-1]
    before = [p for p in reading.programmes if p.end <= start]
    return before[-1:] if any(goal in phrase for goal in load_words(WORDS)["goals"]) else []


def _from_heading(reading: _Reading) -> Iterator[ProgrammeLink]:
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


def _lists(text: str, citations: Sequence[Mention[Citation]]) -> Iterator[list[Mention[Citation]]]:
    """Citations that stand in one list, with nothing but commas between them."""
    group = list(citations[:1])
    for before, after in pairwise(citations):
        if not _JOINED.fullmatch(text, before.end, after.start):
            yield group
            group = []
        group.append(after)
    if group:
        yield group


def _is_tied(
    text: str, programme: Mention[Concept], first: Mention[Citation], last: Mention[Citation]
) -> bool:
    if programme.start < last.end and first.start < programme.end:
        return True  # "Nghị quyết 30a" names both at once
    if max(first.start - programme.end, programme.start - last.end) > _REACH:
        return False
    if programme.end <= first.start:
        tied = done_under(text, programme.end, first.start)
        if in_brackets(text, programme.end, first.start) and _CLAUSE_ON.match(
            text[programme.end : first.start]
        ):
            return True
        return tied is not None and tied["word"] in load_words(WORDS)["ties"]
    return bool(sets_up().match(lower(text[last.end : programme.start])))


def _supported_later(reading: _Reading, after: int) -> tuple[Mention[Concept], ...]:
    """Programmes that the same paragraph says to have been supported, after it named its documents."""
    text = reading.strand.text
    return tuple(
        p
        for p in reading.programmes
        if p.start >= after and _SUPPORTED.search(text, max(after, p.start - _LONGEST_SUPPORT), p.start)
    )
