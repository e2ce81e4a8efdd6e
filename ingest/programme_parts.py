"""Which project, level or criterion of a programme a text speaks of, and its figures are of.

"Dự án 3" means nothing alone: the programme is the one that the same text names, else the heading, else the
one that the section named last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from ingest.document import Document
from ingest.fact import Evidence, Measurement
from ingest.match.mention import Mention
from ingest.match.programme_parts import PartName, match_part_names, parents, part_of
from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ingest.text import even_tones
from ontology.phrases import load_words
from ontology.values import Concept, Period

_PREFIX = "NTP"
_LIST_GAP = re.compile(r"\s*(?:[,&]|\bvà\b|\band\b|,\s*và\b)\s*", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.](?!\d)")
_LABEL = re.compile(r"[^\d.;]*:")  # "Dự án 1:", "Dự án 1 - hỗ trợ đất ở:"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the source a part is named.

    ``opens``: it opens its sentence, in a text that opens with a part; ``listed``: others stand beside it.
    """

    start: int
    end: int
    part: Concept
    opens: bool = False
    listed: bool = False


class ProgrammeParts:
    """The parts that a document names, by strand and for figures. ``period`` is the one reported on."""

    def __init__(self, document: Document, period: Period) -> None:
        self._document, self._year = document, period.start.year
        self._section: tuple[str, ...] = ()
        self._last: str | None = None

    def of(self, strand: Strand) -> Sequence[Mention[Concept]]:
        """The parts that a strand names, in order."""
        return self._by_strand.get(_key(strand), ())

    def assign(self, figure: Measurement) -> Measurement:
        """The figure with the part that its name, its row, sentence or paragraph, or its heading names.

        A level or criterion counts only in the figure's own name. A figure without a programme is the part's
        programme's; one of another programme stays as it is.
        """
        part = _named_in(figure) or self._told(figure)
        if part is None or figure.programme not in (None, part.extra["of"]):
            return figure
        return replace(figure, programme=part.extra["of"], programme_part=part.id)

    def _told(self, figure: Measurement) -> Concept | None:
        """What is told of several parts together or of a whole is of none."""
        evidence = figure.evidence
        named = [one for one in self._by_block.get(evidence.block, ()) if not _is_standard(one.part)]
        finders = (self._in_row,) if self._in_table(evidence) else (self._behind, self._before)
        place = next((place for find in finders if (place := find(named, evidence))), None)
        if place is None:
            return self._of_heading(evidence.section)
        return None if place.listed or self._is_whole(place, evidence) else place.part

    def _in_row(self, named: Sequence[_Place], evidence: Evidence) -> _Place | None:
        """Any part that the figure's row of a table names."""
        row = evidence.sentence
        return next((one for one in named if row.start <= one.start < row.end), None)

    def _behind(self, named: Sequence[_Place], evidence: Evidence) -> _Place | None:
        """The part that is tied to the figure by a word behind it: "40 bể nước theo Dự án 4"."""
        place = next((one for one in named if one.start >= evidence.span.end), None)
        if place is None or place.start >= evidence.sentence.end:
            return None
        return place if _tie().search(self._between(evidence.span.end, place.start)) else None

    def _before(self, named: Sequence[_Place], evidence: Evidence) -> _Place | None:
        """The last part before the figure, in its sentence or where the paragraph goes through its parts."""
        place = next((one for one in reversed(named) if one.start < evidence.span.start), None)
        return place if place and (place.opens or place.start >= evidence.sentence.start) else None

    def _is_whole(self, place: _Place, evidence: Evidence) -> bool:
        """Whether the words about the figure speak of all parts, or of a total after the part's own."""
        between = self._between(place.end, evidence.span.start)
        behind = _CLAUSE_END.split(self._between(evidence.span.end, evidence.sentence.end))[0]
        if _wholes().search(between) or _wholes().search(behind):
            return True
        later = place.start < evidence.sentence.start and not _LABEL.match(between)
        return later and _totals().search(between) is not None

    def _between(self, start: int, end: int) -> str:
        return even_tones(self._document.text[start:end])

    def _in_table(self, evidence: Evidence) -> bool:
        return self._document.blocks[evidence.block].table is not None

    def _of_heading(self, section: Sequence[str]) -> Concept | None:
        for heading in reversed(section[-1:]):
            names = match_part_names(heading)
            if len(names) == 1:
                return self._resolved(names[0].value, self._headed(section))
        return None

    @cached_property
    def _by_strand(self) -> Mapping[tuple[int, int, int], Sequence[Mention[Concept]]]:
        return {_key(strand): tuple(self._read(strand)) for strand in strands(self._document)}

    @cached_property
    def _by_block(self) -> Mapping[int, Sequence[_Place]]:
        found: dict[int, list[_Place]] = defaultdict(list)
        for strand in strands(self._document):
            found[strand.block.index] += self._places(strand)
        return found

    def _places(self, strand: Strand) -> Iterator[_Place]:
        named = self.of(strand)
        gone_through = bool(named) and _opener().fullmatch(strand.text, 0, named[0].start) is not None
        listed = _in_lists(strand.text)
        for mention in named:
            span = strand.cite(mention.start, mention.end).span
            opens = gone_through and _opens_sentence(strand.text, mention)
            yield _Place(span.start, span.end, mention.value, opens, mention.start in listed)

    def _read(self, strand: Strand) -> Iterator[Mention[Concept]]:
        if strand.block.section != self._section:
            self._section, self._last = strand.block.section, None
        programmes = [m for m in match_programmes(strand.text) if m.value.id in parents()]
        for name in match_part_names(strand.text):
            part = self._resolved(name.value, self._candidates(strand, programmes, name))
            if part is not None:
                yield Mention(name.start, name.end, name.surface, part)
        if programmes:
            self._last = programmes[-1].value.id

    def _candidates(
        self, strand: Strand, programmes: Sequence[Mention[Concept]], name: Mention[PartName]
    ) -> Iterator[str]:
        """The programmes that the name can be a part of, the likeliest first."""
        yield from (m.value.id for m in reversed(programmes) if m.start < name.start)
        sentence = next((s for s in split_sentences(strand.text) if s[0] <= name.start < s[1]), None)
        yield from (m.value.id for m in programmes if sentence and name.end <= m.start < sentence[1])
        if self._last is not None:
            yield self._last
        yield from self._headed(strand.block.section)

    def _headed(self, section: Sequence[str]) -> Iterator[str]:
        for heading in reversed(section):
            yield from (m.value.id for m in match_programmes(heading) if m.value.id in parents())

    def _resolved(self, name: PartName, candidates: Iterator[str]) -> Concept | None:
        if name.concept is not None:  # a level, a criterion or a project by its own name
            told = name.concept.extra["of"]
            return name.concept if told.startswith(_PREFIX) or told in candidates else None
        parts = (part_of(name, programme, self._year) for programme in candidates)
        return next((part for part in parts if part is not None), None)


def _named_in(figure: Measurement) -> Concept | None:
    named = (mention.value.concept for mention in match_part_names(figure.indicator))
    return next((part for part in named if part is not None and _is_standard(part)), None)


def _in_lists(text: str) -> frozenset[int]:
    """Where parts are named that stand side by side: "Dự án 1, 2 và 3"."""
    pairs = pairwise(match_part_names(text))
    beside = [pair for pair in pairs if _LIST_GAP.fullmatch(text, pair[0].end, pair[1].start)]
    return frozenset(name.start for pair in beside for name in pair)


def _opens_sentence(text: str, mention: Mention[Concept]) -> bool:
    starts = (start for start, end in split_sentences(text) if start <= mention.start < end)
    return any(_opener().fullmatch(text, start, mention.start) for start in starts)


@cache
def _opener() -> re.Pattern[str]:
    """What may stand before a part at the beginning: a number or letter, a mark, a few words."""
    return re.compile(rf"\W*(?:\w{{1,4}}[.)]\W*)*(?:{_any_of('openers')})?\W*", re.IGNORECASE)


@cache
def _tie() -> re.Pattern[str]:
    """From a figure to the part behind it, within one clause."""
    return re.compile(rf"^(?:[^,;:.]|[.,]\d)*\b(?:{_any_of('ties')})(?:\s+\w+){{0,3}}\W*$")


@cache
def _wholes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('wholes')})\b")


@cache
def _totals() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('totals')})\b")


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, map(even_tones, load_words("part_words")[words])))


def _is_standard(part: Concept) -> bool:
    """Whether it is a level or criterion, which communes reach, and no project, which money is given to."""
    return "kind" in part.extra


def _key(strand: Strand) -> tuple[int, int, int]:
    cell = strand.cell
    return (strand.block.index, cell.row, cell.column) if cell else (strand.block.index, -1, -1)
