"""Names of parts of programmes: "Tiểu dự án 1 Dự án 3", "Dự án 5, Dự án 6", "NTM nâng cao", "tiêu chí số 17".

A number says which project it is only together with a programme; levels and criteria are those of NTM.
The abbreviation "DA" counts in capitals alone: without marks "đã" and "đá" are the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ingest.text import fold, lower
from ontology.lexicon import load_concepts
from ontology.phrases import Phrase, load_words
from ontology.values import Concept

_LIST = "programme_parts"
_KEPT = 1 << 12
_TAIL = 24  # characters behind a number that tell what it counts
_END = r"(?![^\W_]|/|[.,]\d|\s*(?:%|x\s*\d))"
_NUMBER = r"(?:so\s*)?0?(?P<{name}>1?\d)" + _END
_PROJECT = r"(?<!tieu )(?<!sub-)(?<!sub )\b(?:du an(?: thanh phan)?|da|project)\s*" + _NUMBER.format(
    name="project"
)
_SUB = r"\b(?:tieu du an|tieu da|tda|sub-?\s?project)\s*" + _NUMBER.format(name="sub")
_TIE = r"\s*[-–,(]?\s*(?:cua\s+|thuoc\s+|of\s+)?"
_FIRST, _SECOND = _PROJECT.replace("<project>", "<first>"), _SUB.replace("<sub>", "<second>")
_PART = re.compile(rf"{_SUB}(?:{_TIE}{_PROJECT})?|{_FIRST}(?:{_TIE}{_SECOND})?")
_LISTED = re.compile(rf"\s*(?:,\s*(?:va\b)?|\bva\b)\s*0?(?P<number>1?\d){_END}(?=\s*(?:[,;:.()–-]|va\b|$))")
_LAST = re.compile(rf"\s*\bva\s+0?(?P<number>1?\d){_END}")
_CRITERION = re.compile(r"\btieu chi (?:so\s*)0?(?P<number>1?\d)(?![\d/%]|[.,]\d)")
_SHORT_OR_LONG = re.compile(r"\b(?:du an|da)\b|\bda(?=\d)")
_SPELLINGS = frozenset({"DA", "ĐA", "du an", "dự án"})
_CRITERION_IN_BRACKETS = re.compile(r"\btieu chi 0?(?P<number>1?\d)\s*(?=\(|ve\b|-\s*[a-z])")


@dataclass(frozen=True, slots=True)
class PartName:
    """What a text calls a part: number of project and sub-project, or the concept that the words name."""

    project: str = ""
    sub: str = ""
    concept: Concept | None = None


@lru_cache(maxsize=_KEPT)
def match_part_names(text: str) -> tuple[Mention[PartName], ...]:
    """The parts that a text names, left to right, without overlaps."""
    found = sorted((*_numbered(text), *_named(text)), key=lambda m: (m.start, -m.end))
    apart: list[Mention[PartName]] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return tuple(apart)


def part_of(name: PartName, programme: str, year: int) -> Concept | None:
    """The part of a programme that a name means in a year; ``None`` if the programme has no such part."""
    if name.concept is not None:
        return name.concept if name.concept.extra["of"] == programme else None
    return next((row for row in _numbered_parts(programme) if _is_called(row, name, year)), None)


def _is_called(row: Concept, name: PartName, year: int) -> bool:
    sub, own = row.extra.get("sub", ""), row.extra.get("own", "")
    # 30a and 135 are themselves the first two projects of the poverty programme of 2016 to 2020.
    same = name.sub == sub and name.project in ((own, "") if own else (row.extra.get("number", ""),))
    since, until = int(row.extra.get("since", 0)), int(row.extra.get("until", 9999))
    return same and "kind" not in row.extra and since <= year <= until + 1  # money is carried over a year


@cache
def parents() -> frozenset[str]:
    """The programmes that have parts."""
    return frozenset(row.extra["of"] for row in load_concepts(_LIST))


@cache
def _numbered_parts(programme: str) -> tuple[Concept, ...]:
    return tuple(row for row in load_concepts(_LIST) if row.extra["of"] == programme)


def _numbered(text: str) -> Iterator[Mention[PartName]]:
    folded = _readable(text)
    for match in _PART.finditer(folded):
        project = match["project"] or match["first"] or ""
        sub = match["sub"] or match["second"] or ""
        if not _counts(text, match.end()):
            yield _mention(text, match, PartName(project, sub))
            if not sub:
                yield from _listed(text, folded, match.end())
    for pattern in (_CRITERION, _CRITERION_IN_BRACKETS):
        for match in pattern.finditer(folded):
            concept = _criteria().get(match["number"])
            if concept is not None:
                yield _mention(text, match, PartName(concept=concept))


def _readable(text: str) -> str:
    """The text folded, without the words that are letter by letter "dự án" or "DA" and mean another thing."""
    return _SHORT_OR_LONG.sub(
        lambda match: match[0] if _is_project(text[slice(*match.span())]) else "#" * len(match[0]), fold(text)
    )


def _is_project(word: str) -> bool:
    return word in _SPELLINGS or (" " in word and lower(word) in _SPELLINGS)


def _listed(text: str, folded: str, at: int) -> Iterator[Mention[PartName]]:
    """The further numbers of a list: "Dự án 1, 2 và 3"."""
    while match := _LISTED.match(folded, at) or _LAST.match(folded, at):
        at = match.end()
        if _counts(text, at):
            return
        start = match.start("number")
        yield Mention(start, at, text[start:at], PartName(match["number"]))


def _counts(text: str, end: int) -> bool:
    """Whether the number that ends there counts what follows."""
    tail = text[end : end + _TAIL]
    counted = _counted(plain=tail.isascii()).match(tail)
    return counted is not None and not (counted["area"] and tail[counted.end() :].lstrip()[:1].isupper())


@cache
def _counted(*, plain: bool) -> re.Pattern[str]:
    words = {
        name: "|".join(map(re.escape, map(fold, listed) if plain else listed))
        for name, listed in load_words("part_words").items()
    }
    times = rf"(?:{words['times']})\b(?!\s*\d|\s+(?:{words['which']})\b)"
    return re.compile(
        rf"\s*(?:(?:{words['counters']})\b|{times}|(?P<area>{words['areas']})\b)", re.IGNORECASE
    )


def _named(text: str) -> Iterator[Mention[PartName]]:
    concepts = {row.id: row for row in load_concepts(_LIST)}
    for mention in _labels().find(text):
        yield Mention(mention.start, mention.end, mention.surface, PartName(concept=concepts[mention.value]))


def _mention(text: str, match: re.Match[str], name: PartName) -> Mention[PartName]:
    return Mention(match.start(), match.end(), text[match.start() : match.end()], name)


@cache
def _criteria() -> dict[str, Concept]:
    rows = (row for row in load_concepts(_LIST) if row.extra.get("kind") == "criterion")
    return {row.extra["number"]: row for row in rows}


@cache
def _labels() -> LabelMatcher:
    """Levels by their names; projects by theirs where the word "dự án" leads to them."""
    return LabelMatcher(
        Phrase(row.id, label if row.extra.get("kind") == "level" else f"dự án {label}")
        for row in load_concepts(_LIST)
        for label in ((row.vi, *row.alternatives) if row.extra.get("kind") == "level" else row.alternatives)
    )
