"""What stands around a figure and completes its name: the programme of its paragraph, the commune it is of.

"4. Chương trình mục tiêu quốc gia … Giải ngân vốn đầu tư 12 tỷ đồng" tells the programme in the heading, and
the name of the figure need not repeat it. The other way round, a figure of another programme, or of the whole
district where a commune is asked for, is not what was asked, however well its name fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from graph.lookups import NamedFigure
from ingest.match.programmes import match_programmes
from ingest.text import fold
from ontology.lexicon import load_concepts
from ontology.values import Area
from search.matching import NEAR, Match, coverage
from search.passage import Passage
from search.question import Question
from search.topics import Term
from search.words import normal, take_apart

_AROUND = 0.9  # what a name counts that the heading above it completes
_NOT_ITS = 0.5  # what a name counts whose figure is of no programme asked for
_HEADINGS = 2


class Surroundings:
    """What a question asks beside the name of a figure: programmes and communes."""

    def __init__(self, question: Question) -> None:
        self._programmes = frozenset(programme.id for programme in question.slots.programmes)
        if asks_parts(question):
            self._programmes |= parts_of_programmes(question)
        self._terms = tuple(_terms(question))
        self._communes = question.slots.communes
        self.rest = tuple(term for term in question.terms if term not in self._terms)
        """The terms that a name must tell where its surroundings tell the programme."""

    def completed(self, whole: Match, rest: Match, figure: NamedFigure, before: Sequence[Passage]) -> Match:
        """How well the name fits with what stands around it: ``rest`` is its fit without the programme.

        ``before`` are the figure's own passage, last, and those of its paragraph that stand before it.
        """
        if not self._terms:
            return whole
        if figure.programme in self._programmes or any(
            map(self._told_by, (figure.name, _headings(before, figure)))
        ):
            told = Match(_AROUND * rest.recall, max(whole.precision, rest.precision))
            return max(whole, told, key=lambda match: match.recall)
        if any(self._told_by(passage.text) for passage in before[-1:]):
            return whole
        return Match(_NOT_ITS * whole.recall, whole.precision)

    def fits_place(self, figures: Sequence[NamedFigure], passage: Passage | None) -> bool:
        """Whether figures are of a commune asked for: by their area, or by its name in their sentence."""
        if not self._communes:
            return True
        texts = [figure.name for figure in figures]
        if passage:
            texts += [*passage.section[-_HEADINGS:], _sentence(passage, figures[0])]
        return any(
            any(figure.area_code == commune.code for figure in figures) or _names(commune, texts)
            for commune in self._communes
        )

    def _told_by(self, text: str) -> bool:
        words = take_apart(text)
        return bool(self._programmes & _programmes_in(text)) or any(
            coverage(term, words) >= NEAR for term in self._terms
        )


def programmes_told(question: Question, text: str) -> tuple[str, ...]:
    """The names of the programmes asked about that a text speaks of, in whatever words."""
    if not question.slots.programmes:
        return ()
    told = _programmes_in(text)
    return tuple(one.vi for one in question.slots.programmes if one.id in told)


def asks_parts(question: Question) -> bool:
    """Whether the parts of a whole are asked for: each of them, or the one that has most."""
    return question.asks("asks-parts") or question.slots.order is not None


def parts_of_programmes(question: Question) -> frozenset[str]:
    """The programmes that one asked about is made of: of the national target programmes each single one."""
    wholes = {programme.id for programme in question.slots.programmes}
    return frozenset(row.id for row in load_concepts("programmes") if row.broader in wholes)


@lru_cache(maxsize=8192)
def _programmes_in(text: str) -> frozenset[str]:
    return frozenset(mention.value.id for mention in match_programmes(text))


def _terms(question: Question) -> Iterator[Term]:
    """The terms of a question that name a programme, if more than the programme is asked for."""
    labels = {normal(label) for one in question.slots.programmes for label in one.labels}
    named = [term for term in question.terms if labels & set(term.forms)]
    if any(term.forms and term not in named for term in question.terms):
        yield from named


def _headings(passages: Sequence[Passage], figure: NamedFigure) -> str:
    """The headings above, and what the paragraph said before: some begin with a heading of their own."""
    if not passages:
        return ""
    own = passages[-1]
    before = own.source[: max(0, figure.sentence.start - own.start)]
    return "\n".join((*own.section[-_HEADINGS:], own.context, *(one.text for one in passages[:-1]), before))


def _sentence(passage: Passage, figure: NamedFigure) -> str:
    """The sentence of a figure, as far as it stands in the passage."""
    first, last = figure.sentence.start - passage.start, figure.sentence.end - passage.start
    return passage.source[max(0, first) : max(0, last)]


def _names(area: Area, texts: Iterable[str]) -> bool:
    name = re.compile(rf"\b{re.escape(fold(area.name))}\b")
    return any(name.search(fold(text)) for text in texts)
