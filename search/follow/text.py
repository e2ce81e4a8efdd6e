"""A follow-up as one whole question: for retrieval, and for people to see how it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Span
from ingest.text import fold
from ontology.lexicon import find_concept
from search.cues import Cue
from search.follow.groups import Kept, places_named
from search.holdings import Catalogue
from search.language import WORD, Language
from search.phrase import join, period_label
from search.places import read_places
from search.question import Question
from search.rewriting import Rewriting, replace_all, rewrite
from search.times import read_times
from search.wording import area_label

_END = " ?!.…"


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole question, and how its words came about: from the question before, or from the new one."""

    text: str
    base: Question
    rewriting: Rewriting

    def moved(self, question: Question, span: Span) -> Span:
        """Where words of either question stand in the whole one; empty, at its end, if they do not."""
        if question is not self.base:
            words = question.text[span.start : span.end]
            start = self.text.rfind(words)
            return Span(start, start + len(words)) if start >= 0 else Span(len(self.text), len(self.text))
        moved = self.rewriting.moved(span)
        return Span(min(moved.start, len(self.text)), min(moved.end, len(self.text)))


@dataclass(frozen=True, slots=True)
class Following:
    """A question and the one that it follows, each without what only says so.

    ``written`` is the language that the words of the one before are in; ``dropped`` are its cues that no
    longer hold; ``beside`` says that places and times are put beside those before.
    """

    before: Question
    new: Question
    kept: frozenset[Kept]
    catalogue: Catalogue
    written: Language
    spoken: Language
    dropped: tuple[Cue, ...] = ()
    beside: bool = False


def whole_text(following: Following) -> Whole:
    """The question before with other places and times, or the new one with those that it leaves open."""
    before, new = following.before, following.new
    if Kept.TOPIC in following.kept:
        rewriting = rewrite(before.text, _changes(following))
        return Whole(_closed(rewriting.text, *_added(following)), before, rewriting)
    return Whole(_closed(new.text, *_labels(following)), new, rewrite(new.text, ()))


def _changes(following: Following) -> list[tuple[Span, str]]:
    """Places and times of the question before, with what stands there now, and its words that fall away."""
    changes = [] if following.beside else list(_replaced(following))
    firm = [span for span, _ in changes]
    firm += [cue.span for cue in following.before.cues if cue not in following.dropped]
    gone = [cue for cue in following.dropped if not _holds_topic(following.before, cue)]
    return changes + [(cue.span, "") for cue in _apart(gone) if not _meets(cue.span, firm)]


def _holds_topic(question: Question, cue: Cue) -> bool:
    """Whether a cue takes in what the question is about: "các sản phẩm OCOP"."""
    words = question.text[cue.span.start : cue.span.end].lower()
    return cue.open or any(term.surface.lower() in words for term in question.terms)


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    end = 0
    for cue in sorted(cues, key=lambda cue: (cue.span.start, -cue.span.end)):
        if cue.span.start >= end:
            end = cue.span.end
            yield cue


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _replaced(following: Following) -> Iterator[tuple[Span, str]]:
    text, language = following.before.text, following.written
    if Kept.PLACE not in following.kept:
        spans = read_places(text, following.catalogue).spans
        name = _places(following.new, language)
        yield from replace_all(text, spans if name else [with_link(text, span) for span in spans], name)
    if Kept.TIME not in following.kept:
        yield from replace_all(text, read_times(text).spans, _periods(following.new, language))


def _added(following: Following) -> Iterator[str]:
    """What found no place in the question before: a place or time that it had none of, a question word."""
    before, new, catalogue = following.before, following.new, following.catalogue
    if following.beside:
        yield new.text
        return
    if Kept.PLACE not in following.kept and not read_places(before.text, catalogue).spans:
        yield _places(new, following.written)
    if Kept.TIME not in following.kept and not read_times(before.text).spans:
        yield _periods(new, following.written)
    if new.cues or new.slots.stars or new.slots.threshold:
        named = (*read_places(new.text, catalogue).spans, *read_times(new.text).spans)
        yield rewrite(new.text, [(span, "") for span in named]).text


def _labels(following: Following) -> Iterator[str]:
    if Kept.PLACE in following.kept:
        yield _places(following.before, following.spoken)
    if Kept.TIME in following.kept:
        yield _periods(following.before, following.spoken)


def _closed(text: str, *additions: str) -> str:
    """The text with what is added behind commas, and one question mark."""
    cleaned = (part.strip(_END + ",;:") for part in (text, *additions))
    return (
        re.sub(r"\s+", " ", ", ".join(part for part in cleaned if WORD.search(part) or part.isdigit())) + "?"
    )


def _places(question: Question, language: Language) -> str:
    known = [area_label(area, language) for area in places_named(question)]
    unknown = [one.surface for one in (*question.unmatched, *question.ambiguous)]
    return join([*known, *unknown], language)


def _periods(question: Question, language: Language) -> str:
    return join([period_label(period, language) for period in question.slots.periods], language)


def with_link(text: str, span: Span) -> Span:
    """The span with the word before it that ties a place to the rest: "của", "in"."""
    links = find_concept("follow_up", "ties-place")
    words = "|".join(fold(label) for label in (*links.labels, *links.labels_en)) if links else ""
    match = re.search(rf"\b(?:{words})\s+$", fold(text[: span.start]))
    return Span(match.start(), span.end) if match else span
