"""What the text itself ties together: a programme or policy, and the document that it is done under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from ingest.link_reading import (
    REACH,
    Reading,
    from_heading,
    from_row,
    of_lead,
    of_level,
    of_section,
    read_strand,
    supported_later,
)
from ingest.match.citations import Citation
from ingest.match.mention import Mention
from ingest.policy_name import policy_name, supported_name
from ingest.scene import split_clauses
from ingest.schemes import match_schemes
from ingest.strand import strands
from ingest.text import lower
from ontology.phrases import load_words
from ontology.values import Concept

_WINDOW = 1000  # characters before a document in which what is done under it stands
_JOINED = re.compile(r"\s*(?:\([^()]{0,40}\))?[\s,;(]*(?:và)?\s*(?:số)?\s*", re.IGNORECASE)
_CLAUSE_ON = re.compile(r"[^,;:()]*\([^()]*$")
_MONEY = ("với", "số tiền", "tổng số tiền", "tổng kinh phí", "trị giá")


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
        reading = read_strand(strand, known)
        # A heading ties a programme once for its whole section, a clause once for its line.
        keyed = (
            *((strand.block.section, link) for link in from_heading(reading)),
            *((link.evidence.line, link) for link in _from_clauses(reading)),
            *((link.evidence.line, link) for link in from_row(reading)),
        )
        for place, link in keyed:
            key = (link.programme, link.legal, place)
            if key not in seen:
                seen.add(key)
                yield link


def _from_clauses(reading: Reading) -> Iterator[ProgrammeLink]:
    for start, end in _whole_clauses(reading.strand.text) if reading.citations else ():
        inside = [citation for citation in reading.citations if start <= citation.start < end]
        for group in _lists(reading.strand.text, inside):
            yield from _of_group(reading, group, max(start, group[0].start - _WINDOW), end)


def _whole_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Clauses, but none that ends within brackets: "(Quyết định 263/QĐ-TTg; Nghị quyết 06-NQ/HU)"."""
    begun = -1
    for start, end, _ in split_clauses(text):
        begun = start if begun < 0 else begun
        if end - begun >= _WINDOW or text.count("(", begun, end) <= text.count(")", begun, end):
            yield begun, end
            begun = -1
    if begun >= 0:
        yield begun, len(text)


def _of_group(
    reading: Reading, group: Sequence[Mention[Citation]], start: int, end: int
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
        named = [p for p in reading.programmes if last.end <= p.start < min(end, last.end + REACH)]
    if not named and tied:
        named = of_lead(reading, first.start)
    if not named and (tied or in_brackets(reading.strand.text, start, first.start)):
        named = of_level(reading, start, first.start)
    supported = supported_later(reading, end) if (tied or opening) and not named else ()
    for citation in group:
        for programme in named:
            low, high = min(programme.start, citation.start), max(programme.end, citation.end)
            yield reading.link(programme.value.id, citation, low, high)
        for programme in supported:
            yield reading.link(programme.value.id, citation, citation.start, citation.end)
    if not named and not supported:
        yield from _of_policy(reading, group, (start, end), tied)


def _of_policy(
    reading: Reading, group: Sequence[Mention[Citation]], clause: tuple[int, int], tied: re.Match[str] | None
) -> Iterator[ProgrammeLink]:
    """The links of listed citations to what no code list knows, named in the text's own words."""
    text, start = reading.strand.text, clause[0]
    group = reading.distinct(group)
    shared = _told_around(text, group, clause, tied)
    name, low = _done(text, group[0], start, tied) if tied and not shared else ("", group[0].start)
    general = bool(name) and lower(name).startswith(load_words(WORDS)["generic"])
    programme = of_section(reading, start) if general else _other(name)
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
    if max(first.start - programme.end, programme.start - last.end) > REACH:
        return False
    if programme.end <= first.start:
        tied = done_under(text, programme.end, first.start)
        if in_brackets(text, programme.end, first.start) and _CLAUSE_ON.match(
            text[programme.end : first.start]
        ):
            return True
        return tied is not None and tied["word"] in load_words(WORDS)["ties"]
    return bool(sets_up().match(lower(text[last.end : programme.start])))
