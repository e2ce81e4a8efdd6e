"""Reads the numbers of documents: ``143/NQ-HĐND``, ``04-ĐA/TU``, ``111/2024/QH15``, ``46/UBND-TTr``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.match.citation_parts import issuers_by_suffix
from ingest.match.mention import Mention
from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.values import Concept

_CODE = r"[A-Za-zĐđƯưÂâÊêÔôĂă&]{1,9}\d{0,2}"
_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<num>\d{1,5}[A-Za-z]?)\s*(?:/\s*(?P<year>(?:19|20)\d{2})(?!\d))?\s*[/\-–]\s*"
    rf"(?P<suffix>{_CODE}(?:\s?[-–/]\s?{_CODE}|\.{_CODE}|\s{_CODE}(?!\w)){{0,4}})"
)
_PART = re.compile(rf"(?P<gap>^|\s?[-–/.]\s?|\s)(?P<code>{_CODE})")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number with its suffix.

    ``text`` is cleaned of stray blanks; ``kind`` and ``body`` are what the codes of the suffix stand for;
    ``certain`` tells a number that needs no kind before it from one that might be anything (``132/HĐND``).
    """

    text: str
    year: int | None
    kind: Concept | None
    body: Concept | None
    certain: bool


@dataclass(frozen=True, slots=True)
class _Code:
    """One code of a suffix, where it ends and what it stands for."""

    end: int
    gap: str
    kind: Concept | None
    body: Concept | None
    acronym: bool

    @property
    def known(self) -> bool:
        return self.kind is not None or self.body is not None


def match_document_numbers(text: str) -> Iterator[Mention[DocumentNumber]]:
    """Every number that looks like a document's, left to right; fractions and units are none."""
    for match in _NUMBER.finditer(text):
        year = int(match["year"]) if match["year"] else None
        codes = list(_codes(match["suffix"], dated=year is not None))
        if not codes:
            continue
        end = match.start("suffix") + codes[-1].end
        kind = codes[0].kind
        body = next((code.body for code in codes if code.body), None)
        certain = _is_certain(codes, kind, body)
        if certain or body is not None or codes[0].acronym:
            surface = text[match.start() : end]
            yield Mention(
                match.start(), end, surface, DocumentNumber(_clean(surface), year, kind, body, certain)
            )


def _codes(suffix: str, *, dated: bool) -> Iterator[_Code]:
    """The codes that belong to the number: what follows with a blank must be a known code."""
    for part in _PART.finditer(suffix):
        word = fold(part["code"])
        acronym = len(part["code"]) > 1 and part["code"].replace("&", "").isupper()
        code = _Code(part.end(), part["gap"], _kinds().get(word), _body(word), acronym)
        first = part.start() == 0
        blank = part["gap"].strip() == "" and not first
        if blank and not (dated and code.body):
            return
        if not (code.known or ((part["gap"] == "" or " " not in part["gap"]) and part["code"][0].isupper())):
            return
        yield code


def _is_certain(codes: list[_Code], kind: Concept | None, body: Concept | None) -> bool:
    if len(codes) < 2:
        return False
    return kind is not None or (body is not None and codes[0].body is not None)


def _body(code: str) -> Concept | None:
    return issuers_by_suffix().get(code) or issuers_by_suffix().get(code.rstrip("0123456789"))


def _clean(number: str) -> str:
    joined = re.sub(r"\s*([/\-–.])\s*", r"\1", number.strip())
    return re.sub(r"\s+", "-", joined).replace("–", "-")


@cache
def _kinds() -> dict[str, Concept]:
    return {
        fold(code.strip()): row
        for row in reversed(load_concepts("document_types"))
        for code in row.extra.get("abbr", "").split(",")
        if code.strip()
    }
