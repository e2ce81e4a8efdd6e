"""Names of parts of programmes: "Tiểu dự án 1 Dự án 3", "Dự án 5, Dự án 6", "NTM nâng cao", "tiêu chí số 17".

A number says which project it is only together with a programme; levels and criteria are those of NTM.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.phrases import Phrase
from ontology.values import Concept

_LIST = "programme_parts"
_KEPT = 1 << 12
_NUMBER = r"(?:so\s*)?0?(?P<{name}>1?\d)(?![\d/%]|[.,]\d|\s*(?:ha|km|trieu|ty|dong|ho|nguoi|xa|cong trinh)\b)"
_PROJECT = r"(?<!tieu )(?<!sub-)(?<!sub )\b(?:du an(?: thanh phan)?|da|project)\s*" + _NUMBER.format(
    name="project"
)
_SUB = r"\b(?:tieu du an|tieu da|tda|sub-?\s?project)\s*" + _NUMBER.format(name="sub")
_TIE = r"\s*[-–,(]?\s*(?:cua\s+|thuoc\s+|of\s+)?"
_FIRST, _SECOND = _PROJECT.replace("<project>", "<first>"), _SUB.replace("<sub>", "<second>")
_PART = re.compile(rf"{_SUB}(?:{_TIE}{_PROJECT})?|{_FIRST}(?:{_TIE}{_SECOND})?")
_CRITERION = re.compile(r"\btieu chi (?:so\s*)0?(?P<number>1?\d)(?![\d/%]|[.,]\d)")
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
    folded = fold(text)
    for match in _PART.finditer(folded):
        project = match["project"] or match["first"] or ""
        sub = match["sub"] or match["second"] or ""
        yield _mention(text, match, PartName(project, sub))
    for pattern in (_CRITERION, _CRITERION_IN_BRACKETS):
        for match in pattern.finditer(folded):
            concept = _criteria().get(match["number"])
            if concept is not None:
                yield _mention(text, match, PartName(concept=concept))


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
