"""Citations of legal and policy documents: every occurrence, completed and checked within the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.antecedent import Antecedents, corrected
from ingest.citation_lists import JOINED, share_in_lists
from ingest.document import Document
from ingest.fact import Issue, LegalCitation, ReportIdentity
from ingest.issuer import full_name, inferred_issuer, issuer_before, issuer_of_number, same_seat
from ingest.known_documents import known_document
from ingest.match.citation_parts import Issuer
from ingest.match.citations import Citation, match_citations
from ingest.match.document_numbers import match_document_numbers
from ingest.match.laws import match_laws
from ingest.match.mention import Mention
from ingest.match.titles import match_titles
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ingest.text import in_capitals
from ontology.lexicon import concepts_by_id
from ontology.values import Concept

_OWN_NUMBER = re.compile(r"\W*(?:số|so)\s*:?\s*", re.IGNORECASE)
_HEADER_BLOCKS = 20
_LONGEST_HEAD = 400  # characters of a letterhead before the report's own number
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Draft:
    strand: Strand
    mention: Mention[Citation]

    @property
    def citation(self) -> Citation:
        return self.mention.value


def extract_citations(document: Document, identity: ReportIdentity) -> Iterator[LegalCitation | Issue]:
    """One citation an occurrence, in reading order; short forms that stay open also give an ``Issue``."""
    drafts = [draft for strand in strands(document) for draft in _drafts(strand, identity)]
    antecedents = Antecedents(draft.citation for draft in drafts)
    for draft in drafts:
        yield from _complete(draft, antecedents, identity)


def _drafts(strand: Strand, identity: ReportIdentity) -> Iterator[_Draft]:
    numbered = [m for m in match_citations(strand.text) if not _is_own_number(strand, m, identity)]
    titled = (*match_laws(strand.text), *match_titles(strand.text))
    named = [title for title in titled if not any(_same_document(title, m) for m in numbered)]
    ordered = sorted((*numbered, *named), key=lambda mention: mention.start)
    mentions = share_in_lists(strand.text, ordered)
    for position, mention in enumerate(mentions):
        issuer = (
            mention.value.issuer
            or _shared_issuer(strand.text, mentions[position:])
            or issuer_before(strand.text, mention.start, mention.value, identity)
        )
        yield _Draft(strand, replace(mention, value=replace(mention.value, issuer=issuer)))


def _is_own_number(strand: Strand, mention: Mention[Citation], identity: ReportIdentity) -> bool:
    """Whether this is the report's own number: alone after ``Số:`` in a block, or after the letterhead."""
    digit = _DIGIT.search(mention.surface)
    label = mention.surface[: digit.start() if digit else 0]
    if mention.start > _LONGEST_HEAD:
        return False
    above = strand.text[: mention.start]
    if strand.block.index < _HEADER_BLOCKS and _OWN_NUMBER.fullmatch(label):
        return in_capitals(above) or not above.strip("*|- ")
    return mention.value.number == identity.number and not (above + label).strip()


def _same_document(title: Mention[Citation], numbered: Mention[Citation]) -> bool:
    """``Luật Đất đai số 31/2024/QH15`` is one citation, with its number."""
    follows = 0 <= numbered.start - title.end < 3 and numbered.value.kind.id == title.value.kind.id
    return follows or (title.start < numbered.end and numbered.start < title.end)


def _shared_issuer(text: str, mentions: list[Mention[Citation]]) -> Issuer | None:
    """The issuer named once after a list: ``Quyết định số 1/…, Quyết định số 2/… của UBND tỉnh``."""
    first = mentions[0]
    for before, after in pairwise(mentions):
        if not JOINED.fullmatch(text, before.end, after.start) or after.value.kind != first.value.kind:
            return None
        issuer, body = after.value.issuer, first.value.body
        if issuer is not None:
            return issuer if body is None or same_seat(issuer.concept, body) else None
    return None


def _complete(
    draft: _Draft, antecedents: Antecedents, identity: ReportIdentity
) -> Iterator[LegalCitation | Issue]:
    citation, mention = draft.citation, draft.mention
    evidence = draft.strand.cite(mention.start, mention.end)
    short = citation.number is not None and not citation.full
    resolved = _resolved(draft, antecedents) if short else None
    issuer, inferred = _issuer(citation, antecedents, identity, resolved)
    yield LegalCitation(
        kind=citation.kind.id,
        number=citation.number,
        evidence=evidence,
        issuer=issuer,
        issuer_inferred=inferred,
        day=citation.day,
        year=citation.year or antecedents.year(citation, resolved) or _read_number(resolved)[0],
        subject=citation.subject,
        resolved=resolved,
        corrected=corrected(resolved or citation.number) if citation.number else None,
    )
    if short and resolved is None:
        message = f"“{mention.surface}” points to no single document that the report cites in full."
        yield Issue("open_reference", message, evidence)


def _resolved(draft: _Draft, antecedents: Antecedents) -> str | None:
    """The full number of a short form: by its list, by the report, or one that everybody knows."""
    citation, text = draft.citation, draft.strand.text
    if citation.shared or antecedents.knows(citation):
        return citation.shared or antecedents.resolve(citation)
    inside = (text[a:b] for a, b in split_sentences(text) if a <= draft.mention.start < b)
    return known_document(citation, next(inside, text))


def _issuer(
    citation: Citation, antecedents: Antecedents, identity: ReportIdentity, resolved: str | None
) -> tuple[str | None, bool]:
    """The issuer in full, and whether it is only inferred from the number and the report's own level."""
    only = citation.kind.extra.get("issuer")
    if only and not citation.full:
        return concepts_by_id("issuers")[only].vi, False
    named = citation.issuer or antecedents.issuer(citation, resolved)
    if named:
        return full_name(named, identity), False
    year, body = _read_number(resolved or (citation.number if citation.full else None))
    told = issuer_of_number(body, identity)
    if told or body is None:
        return told, False
    inferred = inferred_issuer(citation.kind.id, resolved or str(citation.number), year, body, identity)
    return inferred, inferred is not None


def _read_number(number: str | None) -> tuple[int | None, Concept | None]:
    """Year and issuing body that a full number tells."""
    read = next(iter(match_document_numbers(number)), None) if number else None
    return (read.value.year, read.value.body) if read else (None, None)
