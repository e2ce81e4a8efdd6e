"""A follow-up as one whole question: for retrieval, and for people to see how it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.document import Span
from ingest.text import fold
from ontology.lexicon import find_concept
from search.cues import Cue, furniture
from search.follow.groups import Kept, places_named
from search.holdings import Catalogue
from search.language import WORD, Language
from search.limits import read_threshold
from search.phrase import capitalised, join, period_label
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
        text = _closed(rewriting.text, *_added(following))
        return Whole(capitalised(text) if before.text[:1].isupper() else text, before, rewriting)
    return Whole(_closed(new.text, *_labels(following)), new, rewrite(new.text, ()))


def _changes(following: Following) -> list[tuple[Span, str]]:
    """Places and times of the question before, with what stands there now, and its words that fall away."""
    before = following.before
    changes = [] if following.beside else list(_replaced(following))
    firm = [span for span, _ in changes]
    left = [cue for cue in before.cues if cue not in following.dropped and cue.id in furniture()]
    firm += [cue.span for cue in left]
    gone = [cue.span for cue in following.dropped if not _holds_topic(before, cue)]
    limit = read_threshold(before.text, following.dropped, following.written)
    gone += [limit[1]] if limit else []
    return changes + [(span, "") for span in _apart(gone) if not _meets(span, firm)]


def _holds_topic(question: Question, cue: Cue) -> bool:
    """Whether a cue takes in what the question is about: "các sản phẩm OCOP"."""
    words = question.text[cue.span.start : cue.span.end].lower()
    return cue.open or any(term.surface.lower() in words for term in question.terms)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield span


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


@dataclass(frozen=True, slots=True)
class _Swap:
    """Where the question before names its places or times, and what is to stand there: nothing, or labels."""

    spans: tuple[Span, ...]
    label: str


def _swaps(following: Following) -> Iterator[_Swap]:
    """Of places and times, those that its words do not name as they are meant now."""
    before, text, language = following.before, following.before.text, following.written
    where = before if Kept.PLACE in following.kept else following.new
    places = read_places(text, following.catalogue)
    named = (*places.communes, *places.districts, *places.provinces)
    if named != places_named(where) or where is not before:
        yield _Swap(places.spans, _places(where, language))
    when = before if Kept.TIME in following.kept else following.new
    times = read_times(text)
    if times.periods != when.slots.periods:
        read = {span: read_times(text[span.start : span.end]).periods for span in times.spans}
        asked = tuple(span for span, periods in read.items() if {*periods} & {*times.periods})
        yield _Swap(asked, _periods(when, language))


def _replaced(following: Following) -> Iterator[tuple[Span, str]]:
    text = following.before.text
    for swap in _swaps(following):
        spans = swap.spans if swap.label else [with_link(text, span) for span in swap.spans]
        yield from replace_all(text, spans, swap.label)


def _added(following: Following) -> Iterator[str]:
    """What found no place in the question before: a place or time that it had none of, a question word."""
    new = following.new
    if following.beside:
        yield new.text
        return
    yield from (swap.label for swap in _swaps(following) if not swap.spans)
    if new.cues or new.slots.stars or new.slots.threshold:
        named = (*read_places(new.text, following.catalogue).spans, *read_times(new.text).spans)
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
