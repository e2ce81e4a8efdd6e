"""Which project, level or criterion of a programme a text speaks of, and its figures are of.

"Dự án 3" means nothing alone: the programme is the one that the same text names, else the heading, else the
one that the section named last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.document import Document
from ingest.fact import Measurement
from ingest.match.mention import Mention
from ingest.match.programme_parts import PartName, match_part_names, parents, part_of
from ingest.match.programmes import match_programmes
from ingest.sentence import split_sentences
from ingest.strand import Strand, strands
from ontology.values import Concept, Period

_PREFIX = "NTP"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the source a part is named."""

    start: int
    part: Concept


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
        """The figure with the part that its name, the paragraph before it or its heading names.

        A level or criterion counts only in the figure's own name. A figure without a programme is the part's
        programme's; one of another programme stays as it is.
        """
        part = _named_in(figure) or self._before(figure) or self._of_heading(figure.evidence.section)
        if part is None or figure.programme not in (None, part.extra["of"]):
            return figure
        return replace(figure, programme=part.extra["of"], programme_part=part.id)

    def _before(self, figure: Measurement) -> Concept | None:
        """In a table row any part that the row names, in a text the last one before the figure."""
        evidence = figure.evidence
        named = [one for one in self._by_block.get(evidence.block, ()) if not _is_standard(one.part)]
        if self._document.blocks[evidence.block].table is not None:
            row = evidence.sentence
            return next((one.part for one in named if row.start <= one.start < row.end), None)
        return next((one.part for one in reversed(named) if one.start < evidence.span.start), None)

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
            for mention in self.of(strand):
                start = strand.cite(mention.start, mention.end).span.start
                found[strand.block.index].append(_Place(start, mention.value))
        return found

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


def _is_standard(part: Concept) -> bool:
    """Whether it is a level or criterion, which communes reach, and no project, which money is given to."""
    return "kind" in part.extra


def _key(strand: Strand) -> tuple[int, int, int]:
    cell = strand.cell
    return (strand.block.index, cell.row, cell.column) if cell else (strand.block.index, -1, -1)
