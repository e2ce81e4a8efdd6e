"""Finds programmes (NTM, OCOP, 30a, 135, the national target programmes) in reports and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.match.labels import LabelMatcher
from ingest.match.mention import Mention
from ingest.text import fold
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_phrases, load_table
from ontology.values import Concept

_LIST = "programmes"
_NUMBER_GOES_ON = re.compile(r"\d|[.,]\d|\s*%")
_WORDS = re.compile(r"\s*([^\W\d_]\w*(?:\s+[^\W\d_]\w*)?)")
_KEPT = 1 << 14  # texts, those of a long report: six stages ask for the programmes of the same paragraph


@lru_cache(maxsize=_KEPT)
def match_programmes(text: str) -> tuple[Mention[Concept], ...]:
    """The programmes that the text names, left to right.

    A programme that is known by its number ("135") counts only with a noun before it, or in a list
    with another such programme ("Chương trình 30a, 135"), and never before a unit ("135 triệu đồng").
    """
    return tuple(_programmes(text))


def _programmes(text: str) -> Iterator[Mention[Concept]]:
    concepts = concepts_by_id(_LIST)
    end = 0
    for mention in sorted((*_labels().find(text), *_signs(text)), key=lambda m: (m.start, -m.end)):
        if mention.start < end or _is_quantity(text, mention.end):
            continue
        named = Mention(mention.start, mention.end, mention.surface, concepts[mention.value])
        for found in (named, *_listed_after(text, named.end, named.value)):
            yield found
            end = found.end


@cache
def _labels() -> LabelMatcher:
    return LabelMatcher(load_phrases(_LIST))


def _signs(text: str) -> Iterator[Mention[str]]:
    """What marks a programme without naming it: ``12,5 tiêu chí/xã``."""
    folded = fold(text)
    for id_, pattern in _sign_patterns():
        for match in pattern.finditer(folded):
            yield Mention(match.start(), match.end(), text[match.start() : match.end()], id_)


@cache
def _sign_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    signs = load_table(_LIST)["signs"]
    return (
        tuple((id_, re.compile(pattern)) for id_, pattern in signs.items()) if isinstance(signs, dict) else ()
    )


def _listed_after(text: str, at: int, concept: Concept) -> Iterator[Mention[Concept]]:
    """The short names that go on a list: ``, 135`` after ``Chương trình 30a``."""
    while "short" in concept.extra:
        match = _next_short().match(text, at)
        if match is None or _is_quantity(text, match.end()):
            return
        concept = _by_short()[match["short"].lower()]
        yield Mention(match.start("short"), match.end("short"), match["short"], concept)
        at = match.end()


@cache
def _by_short() -> dict[str, Concept]:
    return {c.extra["short"].lower(): c for c in concepts_by_id(_LIST).values() if "short" in c.extra}


@cache
def _next_short() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _by_short()))
    return re.compile(rf"\s*(?:,|;|/|&|\+|-|–|và|va|and)\s*(?P<short>{names})\b", re.IGNORECASE)


def _is_quantity(text: str, end: int) -> bool:
    if not text[end - 1].isdigit():
        return False
    if _NUMBER_GOES_ON.match(text, end):
        return True
    match = _WORDS.match(text, end)
    words = fold(match[1]).split() if match else []
    return bool(words) and (words[0] in _quantity_words() or " ".join(words) in _quantity_words())


@cache
def _quantity_words() -> frozenset[str]:
    guards = load_table(_LIST)["guards"]
    return (
        frozenset(fold(str(word)) for word in guards["quantity"]) if isinstance(guards, dict) else frozenset()
    )
