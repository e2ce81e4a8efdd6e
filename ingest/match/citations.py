"""Finds citations of legal and policy documents: ``Nghị quyết số 143/NQ-HĐND ngày … của HĐND huyện …``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from ingest.match.citation_parts import (
    Issuer,
    read_date,
    read_issuer,
    read_subject,
    starts_with_word,
)
from ingest.match.document_numbers import match_document_numbers
from ingest.match.mention import Mention
from ingest.text import fold, lower
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import load_words
from ontology.values import Concept

_YEAR = r"(?:19|20)\d{2}"
_KEPT = 1 << 12  # texts: several stages ask for the citations of one paragraph, and of the headings over it
_DIGIT = re.compile(r"\d")
_SHORT = re.compile(rf"(?P<num>\d{{1,4}}[a-zA-Z]?)(?:\s*/\s*(?P<year>{_YEAR}))?(?![\w/%²³]|[.,]\d|\s*%)")
_SO = re.compile(r"\s*(?P<so>(?:số|so|no\.?|number)\s*:?)?\s*", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:,|;|và|and)\s*(?P<so>(?:số|so)\s+)?", re.IGNORECASE)
_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba)\s+$", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"\s*(?:[,;.)\]…]|và\b|của\b|ngày\b|$)")
_STANDARD = re.compile(r"(?<!\w)(?:TCVN|QCVN)\s*(?:ISO\s*)?\d{1,5}(?:-\d+)?(?::\d{4})?(?:/[A-ZĐ]+)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as written.

    ``number`` is cleaned of stray blanks; ``full`` says that it carries its suffix (``143/NQ-HĐND``, not
    ``143``); ``body`` is the issuer that the suffix stands for; ``issuer`` the one that the text names;
    ``tail`` is where number and date end, before issuer and subject. ``shared`` is the full number of one
    that leaves its ending to the last of a list: 41/KH-UBND in "Kế hoạch số 41, 42/KH-UBND".
    """

    kind: Concept
    number: str | None
    full: bool = False
    day: date | None = None
    year: int | None = None
    body: Concept | None = None
    issuer: Issuer | None = None
    subject: str | None = None
    tail: int = 0
    shared: str | None = None


@lru_cache(maxsize=_KEPT)
def match_citations(text: str) -> tuple[Mention[Citation], ...]:
    """Every numbered citation, left to right; each number of a list is one."""
    return tuple(_citations(text)) if _DIGIT.search(text) else ()


def _citations(text: str) -> Iterator[Mention[Citation]]:
    found = sorted((*_full_forms(text), *_standards(text)), key=lambda mention: mention.start)
    taken = [(mention.start, mention.end) for mention in found]
    found += [m for m in _short_forms(text) if not any(a < m.end and m.start < b for a, b in taken)]
    for mention in sorted(found, key=lambda m: (m.start, m.end)):
        yield _with_surroundings(text, mention)


def _full_forms(text: str) -> Iterator[Mention[Citation]]:
    previous: Mention[Citation] | None = None
    for mention in match_document_numbers(text):
        number = mention.value
        named, start = _kind_before(text, mention.start)
        if not number.certain and named is None and not (number.year and number.body):
            continue
        kind = named or number.kind or _kind_in_list(text, previous, start) or _kind_of(number.body)
        value = Citation(kind, number.text, True, year=number.year, body=number.body, tail=mention.end)
        previous = Mention(start, mention.end, text[start : mention.end], value)
        yield previous


def _kind_in_list(text: str, previous: Mention[Citation] | None, start: int) -> Concept | None:
    """The kind named once for a list: ``Nghị quyết số 88/2019/QH14, 120/2020/QH14``."""
    joined = previous is not None and _NEXT.fullmatch(text, previous.end, start)
    return previous.value.kind if previous and joined else None


def _kind_of(body: Concept | None) -> Concept:
    """The kind of a number that carries none: 31/2024/QH15 is a law, 46/UBND-TTr a letter."""
    kind = body.extra.get("kind", "official_letter") if body else "official_letter"
    return concepts_by_id("document_types")[kind]


def _kind_before(text: str, at: int) -> tuple[Concept | None, int]:
    """The kind named right before a number (``Quyết định số``), and where the citation starts."""
    window = text[max(0, at - 45) : at]
    for match in _kind_words().finditer(fold(window)):
        rest = _SO.fullmatch(window, match.end())
        if rest is not None and _starts_word(window, match.start()):
            return _kinds_by_word()[match[0]], at - len(window) + match.start()
    so = re.search(r"(?:số|Số)\s*:?\s*$", window)
    return None, at - (len(window) - so.start()) if so else at


def _starts_word(text: str, at: int) -> bool:
    """Whether a word starts here; a capital after a small letter does (``theoQuyết định``)."""
    return at == 0 or not text[at - 1].isalpha() or (text[at].isupper() and text[at - 1].islower())


def _short_forms(text: str) -> Iterator[Mention[Citation]]:
    for word in _kind_words().finditer(fold(text)):
        kind = _kinds_by_word()[word[0]]
        so = _SO.match(text, word.end())
        number = _SHORT.match(text, so.end()) if so else None
        if so is None or number is None or so.end() == word.end() or not _starts_word(text, word.start()):
            continue
        if not _is_short_citation(text, word, kind, bool(so["so"]), number):
            continue
        yield _short(text, word.start(), kind, number)
        yield from _listed(text, number.end(), kind)


def _is_short_citation(
    text: str, word: re.Match[str], kind: Concept, so: bool, number: re.Match[str]
) -> bool:
    if so or number["year"]:
        return True
    rest = lower(text[number.end() : number.end() + 20]).lstrip()
    if starts_with_word(rest, load_words("citation_words")["counted"]):
        return False
    if word[0] in _abbreviations():
        return False
    if _is_named_of_list(text, word.start(), number.end()):
        return True
    rule = kind.extra.get("bare", "none")
    return rule == "free" or (rule == "title" and text[word.start()].isupper())


def _listed(text: str, at: int, kind: Concept) -> Iterator[Mention[Citation]]:
    """Further numbers after a short form: ``, 13`` after ``Nghị quyết 08``."""
    while (joint := _NEXT.match(text, at)) and (number := _SHORT.match(text, joint.end())):
        if not joint["so"] and (len(number["num"]) < 2 or not _LIST_GOES_ON.match(text, number.end())):
            return
        yield _short(text, number.start(), kind, number)
        at = number.end()


def _is_named_of_list(text: str, start: int, end: int) -> bool:
    """``các Kế hoạch 27 và 30``: numbers of documents that were told in full elsewhere."""
    plural = _PLURAL.search(text, max(0, start - 12), start)
    joint = _NEXT.match(text, end)
    return bool(plural and text[start].isupper() and joint and _SHORT.match(text, joint.end()))


def _short(text: str, start: int, kind: Concept, number: re.Match[str]) -> Mention[Citation]:
    year = int(number["year"]) if number["year"] else None
    citation = Citation(kind, _clean(number[0]), year=year, tail=number.end())
    return Mention(start, number.end(), text[start : number.end()], citation)


def _standards(text: str) -> Iterator[Mention[Citation]]:
    kind = concepts_by_id("document_types")["standard"]
    for match in _STANDARD.finditer(text):
        number = " ".join(match[0].split())
        yield Mention(*match.span(), match[0], Citation(kind, number, full=True, tail=match.end()))


def _with_surroundings(text: str, mention: Mention[Citation]) -> Mention[Citation]:
    citation = mention.value
    day, year, end = read_date(text, mention.end)
    issuer, end = read_issuer(text, end, citation.body)
    if year is None:  # "của Chính phủ ngày 24/6/2023"
        day, year, end = read_date(text, end)
    subject, _ = read_subject(text, end)
    value = replace(citation, day=day, year=year or citation.year, issuer=issuer, subject=subject, tail=end)
    return Mention(mention.start, end, text[mention.start : end], value)


def _clean(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-")


@cache
def _kinds_by_word() -> dict[str, Concept]:
    return {
        fold(label): row
        for row in reversed(load_concepts("document_types"))
        for label in (*row.labels, *row.labels_en)
    }


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(fold(label) for row in load_concepts("document_types") for label in row.hidden)


@cache
def _kind_words() -> re.Pattern[str]:
    words = sorted(_kinds_by_word(), key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + r")(?![a-z])"
    )
