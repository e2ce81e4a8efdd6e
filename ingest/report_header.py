"""Number, date, title and issuer of a report, from the lines that bear them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.report_parts import Part, ReportParts
from ingest.text import fold
from ontology.phrases import load_table, load_words
from ontology.values import Area

_OPENING_REACH = 600

_NUMBER = re.compile(
    r"(?:^\s*|(?:^|[\s|(])so\s*:?\s*)(?P<digits>\d{1,5}(?:/20\d\d)?)\s*(?P<sep>[/\-–])\s*(?P<mark>BC\s*[-/–]\s*[\wĐ.]+)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:^|[\s|(])so\b[\s:.…\d]{0,12}[/\-–]\s*BC\s*[-/–]\s*(?P<body>[\wĐ]+)", re.IGNORECASE)
# "ngày 25 tháng 6 năm 2024", "ngày   tháng 12 năm 2023", "ngày ... tháng ... năm 2023"
_DATE = re.compile(
    r"ngay[\s.…_]*(?P<d>\d{0,2})[\s.…_]*thang[\s.…_]*(?P<m>\d{0,2})[\s.…_]*nam[\s.…_]*(?P<y>(?:19|20)\d\d)"
)
_SHORT_DATE = re.compile(r",\s*ngay\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)(?!\s*cua)")
_MONTH_DATE = re.compile(r",\s*(?P<d>)thang\s*(?P<m>\d{1,2})\s*(?:nam|[/-])\s*(?P<y>(?:19|20)\d\d)\s*$")
_DATES = (_DATE, _SHORT_DATE, _MONTH_DATE)
# A line of its own, wherever it stands: "Gio Linh, 25/6/2024".
_DATELINE_ALONE = re.compile(
    r"[^,;:\d]{2,40},\s*(?:ngay\s*)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d\d)\W*"
)
# Before a date these say that it is another document's.
_OTHERS = re.compile(r"nghi quyet|quyet dinh|ke hoach|cong van|chi thi|can cu|thuc hien|kem theo|thong bao")
# An appendix says it again: "(Kèm theo Báo cáo số 320/BC-UBND ngày 12/6/2024 của UBND huyện)".
_APPENDIX = re.compile(
    r"kem theo bao cao\s+so\b.{0,40}?ngay[\s.…]*(?P<d>\d{0,2})\s*/\s*(?P<m>\d{1,2})\s*/\s*(?P<y>20\d\d)"
)
_DATELINE = 120  # a date line, perhaps with a number or a motto before it


@dataclass(frozen=True, slots=True)
class ReportDate:
    """An ISO date, perhaps only a month (``2023-12``) or a year, and the part that says it."""

    iso: str
    part: Part


def report_number(parts: ReportParts, body: Iterable[Part]) -> str | None:
    """``375/BC-UBND`` or ``12-BC/HU`` without spaces; ``None`` where it is left blank."""
    appendices = (part for part in body if "kem theo bao cao" in fold(part.text))
    for part in (*parts.head, *appendices):
        match = _NUMBER.search(fold_marks(part.text))
        if match:
            start, end = match.start("digits"), match.end("mark")
            return re.sub(r"\s", "", part.text[start:end]).replace("–", "-").rstrip(".")
    return None


def report_date(parts: ReportParts, body: Iterable[Part]) -> ReportDate | None:
    """The date of the date line, else of an appendix that repeats it."""
    lines = [(part.text, part) for part in (*parts.head, *parts.signature)]
    if parts.head:
        # A reader of columns may have cut the line where the day is left blank.
        lines.append((" ".join(part.text for part in parts.head), parts.head[-1]))
    for line, part in lines:
        text = fold(line)
        for match in filter(None, (pattern.search(text) for pattern in _DATES)):
            own = match.start() < _DATELINE * 2 and not _OTHERS.search(text[: match.start()])
            if own and (iso := _iso(match)):
                return ReportDate(iso, part)
    for part in (*parts.head, *parts.title, *parts.opening, *parts.signature):
        alone = _DATELINE_ALONE.fullmatch(fold(part.text).strip())
        if alone and (iso := _iso(alone)):
            return ReportDate(iso, part)
    for part in body:
        appendix = _APPENDIX.search(fold(part.text))
        if appendix and (iso := _iso(appendix)):
            return ReportDate(iso, part)
    return None


def report_title(parts: ReportParts) -> str:
    """The lines under "BÁO CÁO", else what the closing sentence calls the report, else its first headings."""
    if parts.title_text:
        return parts.title_text
    closing = parts.closing_sentence
    if closing:
        at = fold(closing).find("bao cao")
        named = closing[max(at, 0) :]
        end = re.search(r"\s+cua\s+(?:ubnd|uy ban|hdnd|ban|huyen|thi|thanh|quan)|[./]", fold(named))
        return " ".join(named[: end.start() if end else len(named)].split()).rstrip(" ,;")
    return " ".join(" ".join(part.text for part in parts.headings[:2]).split())


def report_issuer(parts: ReportParts, number: str | None, body: Iterable[Part], district: Area) -> str:
    """Who reports, in full: by the number's suffix, else by the opening, closing, signature or header."""
    suffix = _suffix(parts, number, body)
    rows = list(_issuers())
    named = next((row for row in rows if suffix and suffix in row.suffixes), None)
    texts = [fold(text) for text in _issuer_texts(parts)]
    if named is None or named.name == "{committee}":
        # A party report's number does not tell the committee from its executive or standing board.
        by_mark = (row for text in texts for row in rows if any(mark in text for mark in row.marks))
        chosen = next((row for row in by_mark if named is None or "UBND" not in row.name), named)
    else:
        chosen = named
    office = None if named else _office(parts)
    return _complete(office or (chosen.name if chosen else "UBND {district}"), district)


@dataclass(frozen=True, slots=True)
class _Issuer:
    name: str
    suffixes: tuple[str, ...]
    marks: tuple[str, ...]


def _issuers() -> Iterator[_Issuer]:
    rows = load_table("report_words")["issuer"]
    assert isinstance(rows, list)
    for row in rows:
        assert isinstance(row, Mapping)
        yield _Issuer(row["name"], tuple(s.upper() for s in row["suffixes"]), tuple(map(fold, row["marks"])))


def _office(parts: ReportParts) -> str | None:
    """An office or committee of the district that header or signature name on a line of its own."""
    for part in (*parts.head, *parts.signature):
        line = re.sub(r"^(?:tm|t/m)[.\s]+", "", " ".join(part.text.split()), flags=re.IGNORECASE)
        if line.isupper() and len(line) < _DATELINE and fold(line).startswith(_offices()):
            name = re.sub(r"\s+(?:huyen|thi xa|thanh pho|quan)(?:\s.*)?$", "", fold(line))
            return f"{_in_small_letters(line[: len(name)])} {{district}}"
    return None


@cache
def _offices() -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in load_words("report_words")["offices"])


def _in_small_letters(line: str) -> str:
    """A line in capitals as a name: the first letter stays, and words that are no syllables (MTQG, HĐND)."""
    vowels = set("aeiouy")
    words = [word if not vowels & set(fold(word)) else word.lower() for word in line.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _suffix(parts: ReportParts, number: str | None, body: Iterable[Part]) -> str | None:
    if number:
        return re.split(r"[-/]", number)[-1].upper()
    appendices = (part for part in body if "kem theo bao cao" in fold(part.text))
    for part in (*parts.head, *appendices):
        match = _SUFFIX.search(fold_marks(part.text))
        if match:
            return part.text[match.start("body") : match.end("body")].upper()
    return None


def _issuer_texts(parts: ReportParts) -> Iterator[str]:
    """Where an issuer names itself, the surest first: "… báo cáo", closing, signature, header."""
    for part in parts.opening:
        text = part.text[-_OPENING_REACH:]
        at = fold(text).rfind(" bao cao ")
        if at > 0:
            yield re.split(r"[.;,]", text[:at])[-1]
    yield parts.closing_sentence
    signed = (part.text for part in parts.signature if len(part.text) < _DATELINE and part.cell is None)
    yield " ".join(
        text for text in signed if not text.lstrip().startswith(("-", "+"))
    )  # those are addressees
    yield " ".join(part.text for part in parts.head)


def _complete(name: str, district: Area) -> str:
    prefix = {"huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy", "quận": "Quận ủy"}
    committee = f"{prefix.get(district.kind, 'Huyện ủy')} {district.name}"
    return name.format(district=district.label, committee=committee)


def _iso(match: re.Match[str]) -> str | None:
    day, month = int(match["d"] or 0), int(match["m"] or 0)
    if month > 12 or day > 31:
        return None
    if not month:
        return match["y"]
    return f"{match['y']}-{month:02d}" + (f"-{day:02d}" if day else "")


def fold_marks(text: str) -> str:
    """The text folded but for the letter Đ, which ends ``HĐND``; its length is kept."""
    return "".join(c if c in "Đđ" else fold(c) for c in text)
