"""What stands around a document's number: its date, its issuer, its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.match.labels import LabelMatcher
from ingest.text import fold, lower
from ontology.lexicon import concepts_by_id, load_concepts
from ontology.phrases import Phrase, load_words
from ontology.values import Concept

_DATE = re.compile(
    r"[\s,(]*(?:(?:ban hành|ký|cùng|đều)\s+)?ngày\s*(?P<d>\d{1,2})?\s*(?:[/.\-–]|tháng)\s*(?P<m>\d{1,2})"
    r"\s*(?:[/.\-–]|năm)\s*(?P<y>\d{4})\)?",
    re.IGNORECASE,
)
_OF = re.compile(r"[\s,]*(?:của|do|cua|of(?:\s+the)?)\s+", re.IGNORECASE)
_HEAD_OF = re.compile(r"(?:Bộ trưởng|Thống đốc|Chủ nhiệm)\s+", re.IGNORECASE)
_TERM = re.compile(r",?\s+(?:khóa|khoá|lần thứ|nhiệm kỳ)\s+[IVXLC\d][\w\-–]*", re.IGNORECASE)
# One to four capitalised words; what opens a title or a plan is no part of a name.
_CAPITAL = "A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝ"
_NAME = rf"(?:\s+(?!(?:Về|V/v|Quy|Thông|Ban|Năm|Giai|Kế|Quyết|Nghị|Chỉ)\b)[{_CAPITAL}][\w’']*){{1,4}}"
_KIND = r"(?P<kind>(?i:thành phố|thị xã|thị trấn|huyện|tỉnh|quận|xã|phường))"
_UNIT = re.compile(rf"\s*{_KIND}(?P<name>{_NAME})?(?!\w)")
_NAME_ONLY = re.compile(_NAME)
_SUBJECT_END = re.compile(r"[;.:](?:\s|$)|\s[-–]\s(?=[A-ZĐ])|\n|$")
_SESSION = re.compile(r"[\s,]*(?:được thông qua|tại kỳ họp|kỳ họp|khóa)[^;.]{0,80}?\s(?=về\s)", re.IGNORECASE)
_ABOUT = ("về việc", "về", "v/v")
_LONGEST_SUBJECT = 320


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents, as the text names it.

    ``unit`` is the kind of its administrative unit as written (``huyện``), ``name`` that unit's name,
    both ``""`` where the text leaves them out.
    """

    concept: Concept
    unit: str = ""
    name: str = ""


def read_date(text: str, at: int) -> tuple[date | None, int | None, int]:
    """A document's date right after its number: day, year and where it ends (``at`` if there is none).

    A date whose day is left blank or impossible gives the year alone.
    """
    match = _DATE.match(text, at)
    if match is None:
        return None, None, at
    year = int(match["y"])
    try:
        return date(year, int(match["m"]), int(match["d"] or 0)), year, match.end()
    except ValueError:
        return None, year, match.end()


def read_issuer(text: str, at: int, suffix: Concept | None) -> tuple[Issuer | None, int]:
    """The issuer right after a number or date, and where it ends.

    ``của HĐND huyện Phong Thổ``, ``của Bộ trưởng Bộ Tài chính``, or only the unit that completes the body
    in the number itself: ``08/2021/NQ-HĐND tỉnh`` (``suffix`` is that body).
    """
    of = _OF.match(text, at)
    if of is not None:
        found = issuer_at(text, of.end())
        if found is not None:
            return found
    unit = _UNIT.match(text, at)
    if unit is not None and suffix is not None and suffix.extra.get("level") == "own":
        return Issuer(suffix, lower(unit["kind"]), (unit["name"] or "").strip()), unit.end()
    return None, at


def issuer_at(text: str, at: int) -> tuple[Issuer, int] | None:
    """The issuer whose name starts exactly at ``at``."""
    head = _HEAD_OF.match(text, at)
    mention = issuer_labels().at(text, head.end() if head else at)
    if mention is None:
        return None
    issuer, end = _with_unit(concepts_by_id("issuers")[mention.value], text, mention.end)
    term = _TERM.match(text, end)
    return issuer, term.end() if term else end


def last_issuer(text: str) -> Issuer | None:
    """The last issuer that a text names."""
    mentions = list(issuer_labels().find(text))
    if not mentions:
        return None
    return _with_unit(concepts_by_id("issuers")[mentions[-1].value], text, mentions[-1].end)[0]


def _with_unit(concept: Concept, text: str, end: int) -> tuple[Issuer, int]:
    level = concept.extra.get("level")
    if level == "own":
        unit = _UNIT.match(text, end)
        if unit is not None:
            return Issuer(concept, lower(unit["kind"]), (unit["name"] or "").strip()), unit.end()
    elif level in ("province", "district", "commune"):
        name = _NAME_ONLY.match(text, end)
        if name is not None and not text[:end].isupper():
            return Issuer(concept, "", name[0].strip()), name.end()
    return Issuer(concept), end


@cache
def issuer_labels() -> LabelMatcher:
    """Recognises the names of issuers (not the codes in numbers)."""
    rows = load_concepts("issuers")
    return LabelMatcher(Phrase(row.id, label) for row in rows for label in (*row.labels, *row.labels_en))


@cache
def issuers_by_suffix() -> dict[str, Concept]:
    """The issuer that a folded code at the end of a number stands for: ``"hdnd"``, ``"ttg"``, ``"qh"``."""
    return {
        fold(code.strip()): row
        for row in load_concepts("issuers")
        for code in row.extra.get("suffix", "").split(",")
        if code.strip()
    }


def read_subject(text: str, at: int) -> tuple[str | None, int]:
    """What the document is about, if the text says so right after ``at``; and where that ends."""
    session = _SESSION.match(text, at)
    at = session.end() if session else at
    start = len(text) - len(text[at:].lstrip(" ,"))
    after_comma = "," in text[at:start]
    quoted = re.compile(r'[“"]([^”"]{8,300})[”"]').match(text, start)
    if quoted:
        return quoted[1].strip(), quoted.end()
    opener = _opener(lower(text[start : start + 20]))
    if opener is None or (after_comma and opener not in _ABOUT):
        return None, at
    end = min(_subject_end(text, start), start + _LONGEST_SUBJECT)
    words = text[start:end].strip(" ,-–")
    if opener in _ABOUT:
        words = words[len(opener) :].strip()
    return (words, end) if words else (None, at)


def _opener(head: str) -> str | None:
    for word in load_words("citation_words")["subject"]:
        if head.startswith(word) and not head[len(word) : len(word) + 1].isalnum():
            return word
    return None


def _subject_end(text: str, start: int) -> int:
    match = _SUBJECT_END.search(text, start)
    end = match.start() if match else len(text)
    openers = load_words("citation_words")["clause_openers"]
    for comma in re.finditer(r",\s+|\s+\(", text[start:end]):
        rest = lower(text[start + comma.end() : start + comma.end() + 30])
        if comma[0].endswith("(") or starts_with_word(rest, openers):
            return start + comma.start()
    return end


def starts_with_word(text: str, words: Iterable[str]) -> bool:
    """Whether the text begins with one of the words, as a whole word."""
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in words)
