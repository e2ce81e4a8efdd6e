"""Citations of legal and policy documents: every occurrence, completed and checked within the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.antecedent import Antecedents, corrected
from ingest.document import Document
from ingest.fact import Issue, LegalCitation, ReportIdentity
from ingest.issuer import full_name, issuer_before, issuer_of_number
from ingest.match.citation_parts import Issuer
from ingest.match.citations import Citation, match_citations
from ingest.match.laws import match_laws
from ingest.match.mention import Mention
from ingest.match.titles import match_titles
from ingest.strand import Strand, strands

_OWN_NUMBER = re.compile(r"\W*(?:số|so)\s*:?\s*$", re.IGNORECASE)
_LEGISLATORS = {"law": "Quốc hội", "code": "Quốc hội", "ordinance": "Ủy ban Thường vụ Quốc hội"}
_JOINED = re.compile(r"[\s,;]*(?:và)?\s*(?:số)?\s*", re.IGNORECASE)


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
    mentions = sorted((*numbered, *named), key=lambda mention: mention.start)
    for position, mention in enumerate(mentions):
        issuer = (
            mention.value.issuer
            or _shared_issuer(strand.text, mentions[position:])
            or issuer_before(strand.text, mention.start, mention.value, identity)
        )
        yield _Draft(strand, replace(mention, value=replace(mention.value, issuer=issuer)))


def _is_own_number(strand: Strand, mention: Mention[Citation], identity: ReportIdentity) -> bool:
    """Whether this is the report's own number: alone after ``Số:`` at the start of a block."""
    head = (
        strand.text[: mention.start] + mention.surface[: mention.surface.find(mention.value.number or "\0")]
    )
    own = bool(_OWN_NUMBER.fullmatch(head)) and strand.block.index < 20
    return own or (not head.strip() and mention.value.number == identity.number)


def _same_document(title: Mention[Citation], numbered: Mention[Citation]) -> bool:
    """``Luật Đất đai số 31/2024/QH15`` is one citation, with its number."""
    follows = 0 <= numbered.start - title.end < 3 and numbered.value.kind.id == title.value.kind.id
    return follows or (title.start < numbered.end and numbered.start < title.end)


def _shared_issuer(text: str, mentions: list[Mention[Citation]]) -> Issuer | None:
    """The issuer named once after a list: ``Quyết định số 1/…, Quyết định số 2/… của UBND tỉnh``."""
    first = mentions[0]
    for before, after in pairwise(mentions):
        if not _JOINED.fullmatch(text, before.end, after.start) or after.value.kind != first.value.kind:
            return None
        if after.value.issuer is not None:
            return after.value.issuer
    return None


def _complete(
    draft: _Draft, antecedents: Antecedents, identity: ReportIdentity
) -> Iterator[LegalCitation | Issue]:
    citation, mention = draft.citation, draft.mention
    evidence = draft.strand.cite(mention.start, mention.end)
    short = citation.number is not None and not citation.full
    resolved = antecedents.resolve(citation) if short else None
    yield LegalCitation(
        kind=citation.kind.id,
        number=citation.number,
        evidence=evidence,
        issuer=_issuer(citation, antecedents, identity, resolved),
        day=citation.day,
        year=citation.year or antecedents.year(citation, resolved),
        subject=citation.subject,
        resolved=resolved,
        corrected=corrected(resolved or citation.number) if citation.number else None,
    )
    if short and resolved is None:
        message = f"“{mention.surface}” points to no single document that the report cites in full."
        yield Issue("open_reference", message, evidence)


def _issuer(
    citation: Citation, antecedents: Antecedents, identity: ReportIdentity, resolved: str | None
) -> str | None:
    if citation.number is None and citation.kind.id in _LEGISLATORS:
        return _LEGISLATORS[citation.kind.id]
    named = citation.issuer or antecedents.issuer(citation, resolved)
    return full_name(named, identity) if named else issuer_of_number(citation.body, identity)
