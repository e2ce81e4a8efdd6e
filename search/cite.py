"""Citations: the words of a report that carry an answer, and the sentence around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer was read. ``report`` is the file's name, ``report_id`` its content id.

    ``text[start:end] == quote`` in the report's canonical text; ``sentence_start`` and ``sentence_end``
    bound the whole sentence or table row; ``line`` and ``last_line`` are those of the quote, 1-based.
    ``district`` and ``period`` are labels to show. ``page`` is the printed page, 0 where there are none, and
    ``ocr`` says that the words were recognised in a picture.
    """

    report: str
    report_id: str
    line: int
    last_line: int
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    section: str = ""
    district: str = ""
    period: str = ""
    page: int = 0
    ocr: bool = False

    def to_json(self) -> dict[str, object]:
        """The fixed fields first, then what helps to open the passage."""
        return {
            "report": self.report,
            "line": self.line,
            "last_line": self.last_line,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "report_id": self.report_id,
            "sentence_start": self.sentence_start,
            "sentence_end": self.sentence_end,
            "section": self.section,
            "district": self.district,
            "period": self.period,
            "page": self.page or None,
            "ocr": self.ocr,
        }


def without_repeats(citations: Iterable[Citation]) -> Iterator[Citation]:
    """The citations in order; one whose words stand inside an earlier one of the same report is left out."""
    kept: list[Citation] = []
    for citation in citations:
        if not any(covers(earlier, citation) for earlier in kept):
            kept.append(citation)
            yield citation


def overlaps(one: Citation, other: Citation) -> bool:
    """Whether two citations share words."""
    return one.report_id == other.report_id and one.start < other.end and other.start < one.end


def covers(outer: Citation, inner: Citation) -> bool:
    """Whether all words of the one stand in the other."""
    same = outer.report_id == inner.report_id
    return same and outer.start <= inner.start and inner.end <= outer.end
