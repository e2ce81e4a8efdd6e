"""Finds resolutions that are cited by their issuer alone: ``Nghị quyết HĐND huyện``, ``… Đại hội XIII``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.match.citation_parts import issuer_at
from ingest.match.citations import Citation
from ingest.match.mention import Mention
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_words

_COUNCIL = re.compile(
    r"(?<!\w)nghị quyết\s+(?:của\s+)?"
    r"(?=(?:HĐND|hội đồng nhân dân)\s+(?:huyện|tỉnh|thị xã|thành phố)(?!\w))",
    re.IGNORECASE,
)
_CONGRESS = re.compile(
    r"(?<!\w)nghị quyết\s+(?:của\s+)?đại hội(?:\s+[^\s;:.,()“”\"<>]+){1,12}", re.IGNORECASE
)
_LAST_GOOD = re.compile(r".*(?:[IVXLC]{1,6}|\d+|Đảng|tỉnh|huyện|xã|cấp|thành phố|Nam)(?=\s|$)")


def match_titles(text: str) -> Iterator[Mention[Citation]]:
    """Unnumbered resolutions of councils and party congresses; ``subject`` holds the title as written."""
    kind = concepts_by_id("document_types")["resolution"]
    for match in _COUNCIL.finditer(text):
        found = issuer_at(text, match.end())
        if found is not None:
            surface = text[match.start() : found[1]]
            value = Citation(kind, None, issuer=found[0], subject=surface, tail=found[1])
            yield Mention(match.start(), found[1], surface, value)
    for match in _CONGRESS.finditer(text):
        title = _LAST_GOOD.match(_until_verb(match[0]))
        if title is not None:
            end = match.start() + title.end()
            value = Citation(kind, None, subject=title[0], tail=end)
            yield Mention(match.start(), end, title[0], value)


def _until_verb(words: str) -> str:
    stops = "|".join(map(re.escape, load_words("citation_words")["title_ends"]))
    return re.split(rf"\s(?:{stops})(?=\s|$)", words, maxsplit=1)[0]
