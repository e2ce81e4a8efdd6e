"""A topic told by half: after "diện tích lúa xuân" "lúa mùa" asks for an area, "sản lượng" for an output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.document import Span
from ingest.match.indicators import match_indicators
from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.values import Concept
from search.cues import asks, match_cues
from search.follow.groups import OF_FUNDS
from search.language import Language
from search.question import Question
from search.rewriting import rewrite

_ORDERS = {
    Language.VIETNAMESE: ("{property} {thing}",),
    Language.ENGLISH: ("{property} of {thing}", "{thing} {property}"),
}


def with_shared_words(before: Question, new: Question, language: Language) -> str | None:
    """The new question with the property, or the thing, of the one before, if a list knows both as one name.

    ``None`` where its topic is whole.
    """
    topic = _topic(new)
    if topic is None or new.slots.indicators or new.asks(*OF_FUNDS):
        return None
    words = new.text[topic.start : topic.end]
    wholes = (whole for one in before.slots.indicators for whole in _wholes(words, one, language))
    known = next((whole for whole in wholes if _is_known(whole)), None)
    return rewrite(new.text, [(topic, known)]).text if known else None


def with_programme(before: Question, new: Question, language: Language) -> str | None:
    """The new question with the programme spoken of, whose funds are asked for; ``None`` if it names one."""
    return _with_names(before.slots.programmes, new, language) if new.asks(*OF_FUNDS) else None


def with_event(before: Question, new: Question, language: Language) -> str | None:
    """The new question with the event spoken of, whose harm is asked for; ``None`` if it names one."""
    found = match_cues(new.text, new.language, new.plain, "follow_up")
    return _with_names(before.slots.events, new, language) if asks(found, "of-event") else None


def _with_names(spoken_of: Sequence[Concept], new: Question, language: Language) -> str | None:
    slots = new.slots
    if not spoken_of or slots.programmes or slots.events or slots.documents or slots.indicators:
        return None
    names = [one.vi if language == Language.VIETNAMESE else one.en for one in spoken_of]
    return ", ".join((new.text.rstrip(" ?!."), *names))


def _topic(question: Question) -> Span | None:
    """From the first term to the last."""
    found = [(question.text.find(term.surface), len(term.surface)) for term in question.terms]
    spans = [Span(start, start + length) for start, length in found if start >= 0]
    return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None


def _wholes(words: str, indicator: Concept, language: Language) -> Iterator[str]:
    """Names that words make with one half of an indicator's name, in their language."""
    own = _apart(words, language)
    for name in indicator.labels if language == Language.VIETNAMESE else indicator.labels_en:
        measured, thing = _apart(name, language)
        if own[0] and own[1]:
            return
        if own[0]:
            yield from _joined(own[0], thing, language)
        else:
            yield from _joined(measured, words, language)


def _joined(measured: str, thing: str, language: Language) -> Iterator[str]:
    if measured and thing:
        yield from (order.format(property=measured, thing=thing) for order in _ORDERS[language])


def _apart(name: str, language: Language) -> tuple[str, str]:
    """What is measured, and of what; either may be empty."""
    for pattern in _patterns(language):
        if match := pattern.fullmatch(fold(name)):
            (first, last), (start, end) = match.span("property"), match.span("thing")
            return name[first:last].strip(), name[start:end].strip()
    return "", name


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    rows = load_concepts("properties")
    labels = {fold(label) for row in rows for label in _labels(row, language)}
    spelled = "|".join(
        re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True)
    )
    parts = {"property": f"(?P<property>{spelled})", "thing": r"(?P<thing>\S.*)"}
    orders = [order.replace(" ", r"\s+").format_map(parts) for order in _ORDERS[language]]
    return tuple(map(re.compile, (*orders, f"{parts['property']}(?P<thing>)")))


def _labels(row: Concept, language: Language) -> tuple[str, ...]:
    return row.labels if language == Language.VIETNAMESE else row.labels_en


def _is_known(name: str) -> bool:
    return any(mention.start == 0 and mention.end == len(name) for mention in match_indicators(name))
