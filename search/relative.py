"""Times that a question counts from now ("năm trước", "the last three years"), by the newest report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.text import even_tones, fold
from ontology.lexicon import load_concepts
from ontology.periods import parse_period, term, year
from ontology.values import Concept, Period
from search.limits import small_number
from search.times import is_compared

_NUMBERS = {"count": r"\d{1,2}|[^\W\d_]+", "year": r"(?:19|20)\d\d"}


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """Words for a time that is counted from now: ``means`` is the id of ``codes/question_relative.toml``."""

    means: str
    span: Span
    number: int = 0


def read_relative(text: str) -> RelativeTime | None:
    """The first such time that is asked about, and not only compared with ("so với năm trước")."""
    found = (one for one in _found(text) if one.number or not is_compared(text, one.span.start))
    return min(found, key=lambda one: (one.span.start, -one.span.end), default=None)


def counted_from(newest: Period, time: RelativeTime) -> Period:
    """The period meant, where ``newest`` is what the newest report is of."""
    return _MEANINGS[time.means](newest, time.number)


def _found(text: str) -> Iterator[RelativeTime]:
    folded, written = fold(text), even_tones(text)
    for means, pattern in _patterns():
        for match in pattern.finditer(folded):
            typed = written[match.start() : match.end()]
            if typed != match[0] and not pattern.match(written, match.start()):
                continue  # typed with other marks: another word
            number = _number(match)
            if number is not None:
                yield RelativeTime(means, Span(match.start(), match.end()), number)


def _number(match: re.Match[str]) -> int | None:
    """The number inside, 0 where the words hold none; ``None`` for a word that is no number."""
    given = next((value for value in match.groupdict().values() if value), None)
    return small_number(given) if given else 0


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.id, _pattern(row)) for row in load_concepts("question_relative"))


def _pattern(row: Concept) -> re.Pattern[str]:
    """One pattern for all labels; what stands for the number may stand in several, and is read from any."""
    labels = {form(label) for label in (*row.labels, *row.labels_en) for form in (fold, even_tones)}
    parts = [_label(label, place) for place, label in enumerate(sorted(labels, key=lambda s: (-len(s), s)))]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])")


def _label(label: str, place: int) -> str:
    escaped = re.escape(label).replace(r"\ ", r"\s+")
    for name, pattern in _NUMBERS.items():
        escaped = escaped.replace(re.escape(f"{{{name}}}"), f"(?P<{name}{place}>{pattern})")
    return escaped


def _same_part(newest: Period, back: int) -> Period:
    """The same part of an earlier year: of 2024-H1 that is 2023-H1."""
    own = newest.start.year
    return parse_period(newest.notation.replace(str(own), str(own - back)))


_MEANINGS: dict[str, Callable[[Period, int], Period]] = {
    "year-before": lambda newest, _: year(newest.start.year - 1),
    "same-period-before": lambda newest, _: _same_part(newest, 1),
    "this-year": lambda newest, _: newest,
    "last-years": lambda newest, count: term(newest.start.year - count + 1, newest.start.year),
    "since": lambda newest, first: term(first, max(first, newest.start.year)),
}
