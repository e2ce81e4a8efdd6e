"""Documents that everybody cites by kind and number alone: ``Nghị quyết 30a``, ``Chỉ thị 16``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.issuer import same_seat
from ingest.match.citations import Citation
from ingest.match.document_numbers import match_document_numbers
from ingest.text import lower
from ontology.phrases import load_table
from ontology.values import Concept

_HEAD = re.compile(r"0*(\d+[a-z]?)(?:/((?:19|20)\d{2}))?")


@dataclass(frozen=True, slots=True)
class _Known:
    number: str
    day: date
    body: Concept | None
    words: tuple[str, ...]

    def fits(self, citation: Citation, sentence: str) -> bool:
        """Whether nothing that the text names speaks against it, and one of its words for it."""
        if citation.day not in (None, self.day) or citation.year not in (None, self.day.year):
            return False
        named = citation.issuer
        if named is not None and (self.body is None or not same_seat(named.concept, self.body)):
            return False
        return not self.words or any(word in sentence for word in self.words)


def known_document(citation: Citation, sentence: str) -> str | None:
    """The full number of a short form by the sentence around it; ``None`` if two fit or none does."""
    head, year = _key(citation.number or "")
    words = lower(sentence)
    fitting = [
        known.number
        for known in _documents().get((citation.kind.id, head), ())
        if known.fits(citation, words) and year in ("", _key(known.number)[1])
    ]
    return fitting[0] if len(fitting) == 1 else None


def _key(number: str) -> tuple[str, str]:
    match = _HEAD.match(lower(number))
    return (match[1], match[2] or "") if match else ("", "")


@cache
def _documents() -> Mapping[tuple[str, str], Sequence[_Known]]:
    found: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    rows = load_table("known_documents").get("document", [])
    for row in rows if isinstance(rows, list) else ():
        read = next(iter(match_document_numbers(row["number"])), None)
        body = read.value.body if read else None
        known = _Known(row["number"], row["date"], body, tuple(row.get("words", ())))
        found[row["kind"], _key(row["number"])[0]].append(known)
    return found
