"""What a question says of the documents it asks for: their kind, who issued them, and the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.phrases import load_words
from ontology.values import Concept
from search.language import Language, fillers, folded_fillers

_YEAR = re.compile(r"\s*(?:year\s+)?((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class DocumentsAsked:
    """Kind and issuer as reports write them, ``""`` where not said; ``whole`` if nothing else is asked."""

    kind: str = ""
    issuer: str = ""
    year: int | None = None
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.kind or self.issuer or self.year)


def read_documents_asked(text: str, taken: str = "") -> DocumentsAsked:
    """Reads it from a question; ``taken`` are words that name places, which tell nothing of a document."""
    folded = fold(text)
    kind, issuer = _named(folded, "document_types"), _named(folded, "issuers")
    rest = folded
    for label in (*_labels_of(kind), *_labels_of(issuer)):
        rest = _whole(label).sub(" ", rest)
    year = _issued(folded)
    words = set(re.findall(r"[^\W\d_]+", rest)) - _idle() - set(fold(taken).split())
    return DocumentsAsked(kind.vi if kind else "", _issuer(folded, issuer), year, not words)


def _issuer(folded: str, issuer: Concept | None) -> str:
    """Who issued it, with the level that stands beside: "HĐND tỉnh", "the provincial People's Council"."""
    if issuer is None:
        return ""
    words = load_words("question_documents")
    for label in _labels_of(issuer):
        for word, level in zip(words["level_words"], words["levels"], strict=True):
            if re.search(rf"\b{re.escape(label)} {fold(word)}\b|\b{fold(word)} {re.escape(label)}\b", folded):
                return f"{issuer.vi} {level}"
    return issuer.vi


def _named(folded: str, name: str) -> Concept | None:
    """The row of a code list that the text names, by its longest label."""
    found = [
        (len(label), row)
        for row in load_concepts(name)
        for label in _labels_of(row)
        if label not in _generic() and _whole(label).search(folded)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _labels_of(row: Concept | None) -> tuple[str, ...]:
    if row is None:
        return ()
    labels = {fold(label) for label in (*row.labels, *row.labels_en)}
    return tuple(sorted((label for label in labels if len(label) > 2), key=lambda label: -len(label)))


@cache
def _whole(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(label)}(?:e?s)?(?![^\W_])")


def _issued(folded: str) -> int | None:
    for phrase in load_words("question_documents")["issued"]:
        for match in _whole(fold(phrase)).finditer(folded):
            if year := _YEAR.match(folded, match.end()):
                return int(year[1])
    return None


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(fold, load_words("question_documents")["generic"]))


@cache
def _idle() -> frozenset[str]:
    lists = load_words("question_documents")
    words = (word for phrase in (*lists["idle"], *lists["level_words"]) for word in fold(phrase).split())
    return frozenset(words) | folded_fillers() | fillers(Language.ENGLISH)
