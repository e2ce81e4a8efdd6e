"""A text in which some spans are replaced, with where its other spans have gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Span

_BETWEEN = re.compile(r"[\s,;]*(?:[^\W\d_]+\s+)?")


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The new text, and the replacements that made it: spans of the old text, in order, with new words."""

    text: str
    changes: tuple[tuple[Span, str], ...] = ()

    def moved(self, span: Span) -> Span:
        """Where a span of the old text stands in the new one; empty where it was replaced."""
        start, end = self._at(span.start), self._at(span.end)
        return Span(start, max(start, end))

    def _at(self, position: int) -> int:
        shift = 0
        for span, words in self.changes:
            if span.end <= position:
                shift += len(words) - (span.end - span.start)
            elif span.start < position:
                return span.start + shift
        return position + shift


def rewrite(text: str, changes: Iterable[tuple[Span, str]]) -> Rewriting:
    """``text`` with each span replaced by its words; spans do not overlap."""
    ordered = tuple(sorted(changes, key=lambda change: change[0].start))
    pieces: list[str] = []
    end = 0
    for span, words in ordered:
        pieces += (text[end : span.start], words)
        end = span.end
    return Rewriting("".join((*pieces, text[end:])), ordered)


def replace_all(text: str, spans: Sequence[Span], words: str) -> list[tuple[Span, str]]:
    """Changes that put the words in the place of the first span and leave the others out.

    Spans with no more than a word or a comma between them are one.
    """
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and _BETWEEN.fullmatch(text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [(span, "" if number else words) for number, span in enumerate(joined)]
