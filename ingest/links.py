"""What the text itself ties together: a programme or policy, and the document that it is done under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.document import Document
from ingest.fact import LegalCitation, ProgrammeLink, ReportIdentity
from ingest.match.citations import Citation, match_citations
from ingest.match.mention import Mention
from ingest.match.programmes import match_programmes
from ingest.policy_name import policy_name
from ingest.scene import split_clauses
from ingest.strand import Strand, strands
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Concept

_WORDS = "link_cues"
_REACH = 140  # characters between a programme and its document; beyond, the tie is not the text's own
_MOST_OF_LEAD = 0.6  # of its characters, if the lead is to be a programme's name
_NEAR = 80  # characters in which a word of support must stand before "theo"
_JOINED = re.compile(r"[\s,;(]*(?:và)?\s*(?:số)?\s*", re.IGNORECASE)
_SUPPORTED = re.compile(r"hỗ trợ[^;.]{0,60}$", re.IGNORECASE)


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
        )
        for place, link in keyed:
            key = (link.programme, link.legal, place)
            if key not in seen:
                seen.add(key)
                yield link


def _read(strand: Strand, known: Mapping[int, LegalCitation]) -> _Reading:
    numbered = tuple(
        m for m in match_citations(strand.text) if m.value.kind.id in load_words(_WORDS)["kinds"]
    )
    return _Reading(strand, tuple(match_programmes(strand.text)), numbered, known)


def _from_clauses(reading: _Reading) -> Iterator[ProgrammeLink]:
    for start, end, _ in split_clauses(reading.strand.text) if reading.citations else ():
        inside = [citation for citation in reading.citations if start <= citation.start < end]
        for group in _lists(reading.strand.text, inside):
            yield from _of_group(reading, group, start, end)


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
    under = _under(reading.strand.text, start, first.start)
    opening = _opens(reading.strand.text, start, first.start)
    if not named and opening:
        named = [p for p in reading.programmes if last.end <= p.start < min(end, last.end + _REACH)]
    if not named and under:
        named = _of_lead(reading, first.start)
    supported = _supported_later(reading, end) if (under or opening) and not named else ()
    for citation in group:
        for programme in named:
            low, high = min(programme.start, citation.start), max(programme.end, citation.end)
            yield reading.link(programme.value.id, citation, low, high)
        for programme in supported:
            yield reading.link(programme.value.id, citation, citation.start, citation.end)
    if not named and not supported:
        yield from _of_policy(reading, group, start, under)


def _of_policy(
    reading: _Reading, group: Sequence[Mention[Citation]], start: int, under: re.Match[str] | None
) -> Iterator[ProgrammeLink]:
    text, words = reading.strand.text, load_words(_WORDS)
    policy = group[0].value.kind.id in words["policies"]
    if under is not None and (
        policy or under["word"] in words["belongs"] or _has_support(text, start, under.start())
    ):
        name, low = policy_name(
            text, start, under.start(), f"{group[0].value.kind.vi} {group[0].value.number}"
        )
        for citation in group if name else ():
            at = low if citation is group[0] else citation.start
            yield reading.link(f"other:{name}", citation, at, citation.end)
        return
    last = group[-1].value
    for citation in group:
        subject = citation.value.subject or last.subject or ""
        name = _policy_set_up(subject) or _told_policy(citation.value, subject)
        if name and not _is_reviewed(text, start, group[0].start):
            yield reading.link(f"other:{name}", citation, citation.start, citation.end)


def _told_policy(citation: Citation, subject: str) -> str:
    """What a resolution or scheme is about, if that is a policy ("về chỉnh trang đô thị"), no year's work."""
    words = load_words(_WORDS)
    if citation.kind.id not in words["told_policies"] or len(subject.split()) < 2:
        return ""
    about = re.sub(r"^(?:về|việc|về việc|đối với)\s+", "", subject.strip(" .…"))
    return "" if lower(about).startswith(words["no_policies"]) else about


def _is_reviewed(text: str, start: int, at: int) -> bool:
    before = lower(text[max(start, at - _NEAR) : at])
    return any(cue in before for cue in load_words(_WORDS)["reviewed"])


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a document opens its sentence: "Theo Nghị quyết …, huyện hỗ trợ …"."""
    before = re.sub(r"^[\W\d_]+", "", lower(text[start:end])).strip()
    words = re.sub(r"\s+(?:các|nội dung|những)$", "", before)
    return words in load_words(_WORDS)["opens"]


def _of_lead(reading: _Reading, at: int) -> list[Mention[Concept]]:
    """The programme that opens the paragraph as its lead: "Chương trình 135: … theo Nghị quyết …"."""
    lead, colon, _ = reading.strand.text[:_REACH].partition(":")
    named = [p for p in reading.programmes if p.end <= len(lead)] if colon and len(lead) < at else []
    length = sum(p.end - p.start for p in named)
    return named if length >= _MOST_OF_LEAD * len(lead.strip()) else []


def _from_heading(reading: _Reading) -> Iterator[ProgrammeLink]:
    """``III. Kết quả thực hiện chỉ tiêu tại Nghị quyết …``: the section reports under that document."""
    for heading in reading.strand.block.section if reading.programmes else ():
        for citation in match_citations(heading):
            if (
                _under(heading, 0, citation.start) is None
                or citation.value.kind.id not in load_words(_WORDS)["kinds"]
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
    if programme.end <= first.start:
        between = text[programme.end : first.start]
        under = _under(text, programme.end, first.start)
        return len(between) <= _REACH and under is not None and under["word"] in load_words(_WORDS)["ties"]
    between = lower(text[last.end : programme.start])
    return len(between) <= _REACH and bool(_sets_up().match(between))


def _under(text: str, start: int, end: int) -> re.Match[str] | None:
    """``theo``, ``thuộc`` … right before a citation, with nothing but filling words between."""
    return _under_pattern().search(lower(text[:end]), start)


def _supported_later(reading: _Reading, after: int) -> tuple[Mention[Concept], ...]:
    """Programmes that the same paragraph says to have been supported, after it named its documents."""
    text = reading.strand.text
    return tuple(
        p for p in reading.programmes if p.start >= after and _SUPPORTED.search(text, after, p.start)
    )


def _has_support(text: str, start: int, end: int) -> bool:
    words = lower(text[max(start, end - _NEAR) : end])
    return any(cue in words for cue in load_words(_WORDS)["support"])


def _policy_set_up(subject: str) -> str:
    """What a document that lays down a policy is about: ``quy định chính sách về X`` -> ``X``."""
    for opening in load_words(_WORDS)["policy"]:
        if lower(subject).startswith(opening):
            return re.sub(r"^(?:về|hỗ trợ về)\s+", "", subject[len(opening) :].strip(" .…"))
    return ""


@cache
def _under_pattern() -> re.Pattern[str]:
    words = load_words(_WORDS)
    under, filler = _choice(words["under"]), _choice(words["filler"])
    return re.compile(rf"(?<!\w)(?P<word>{under})(?:[\s,(:]+(?:{filler})(?!\w))*[\s,(:]*$")


@cache
def _sets_up() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{_choice(load_words(_WORDS)['sets_up'])})(?!\w)")


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
