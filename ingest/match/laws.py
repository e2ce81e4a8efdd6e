"""Finds laws, codes and ordinances that are cited by name: ``Luật Lâm nghiệp``, ``Luật Giáo dục``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.match.citation_parts import read_date
from ingest.match.citations import Citation
from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import Phrase

_HEAD = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh)(?!\w)", re.IGNORECASE)
_PENAL_LAW = re.compile(r"(?:pháp|kỷ|trọng|quy)\s*$", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"\s+(?:về\s+)?(?:công tác\s+)?", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:[,;]|và)\s*(?P<head>(?:(?:bộ luật|luật|pháp lệnh)\s+)?)", re.IGNORECASE)
_YEAR = re.compile(r"\s*,?\s*(?:năm\s+)?((?:19|20)\d{2})(?!\d)")


def match_laws(text: str) -> Iterator[Mention[Citation]]:
    """The laws that the text names; each of a list is one. ``subject`` holds the full name."""
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() < end or _PENAL_LAW.search(text, max(0, head.start() - 12), head.start()):
            continue
        for mention in _names(text, head):
            end = mention.end
            yield mention


def _names(text: str, head: re.Match[str]) -> Iterator[Mention[Citation]]:
    start, gap = head.start(), _NAME_FOLLOWS.match(text, head.end())
    while gap is not None and (name := _law_names().at(text, gap.end())):
        law = concepts_by_id("laws")[name.value]
        kind = concepts_by_id("document_types")[law.extra["kind"]]
        year = _YEAR.match(text, name.end)
        day, dated, end = read_date(text, year.end() if year else name.end)
        passed = dated or (int(year[1]) if year else None)
        value = Citation(
            kind, None, day=day, year=passed, subject=f"{kind.vi.capitalize()} {law.vi}", tail=end
        )
        yield Mention(start, end, text[start:end], value)
        gap = _JOINT.match(text, end)
        start = gap.start("head") if gap else end


@cache
def _law_names() -> LabelMatcher:
    return LabelMatcher(Phrase(law.id, label) for law in load_concepts("laws") for label in law.labels)
