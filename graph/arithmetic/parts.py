"""Parts against their total: shares of a/b, and sums of what "trong đó" lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import takewhile

from graph.arithmetic.figures import Figures, bare_name, text_between
from graph.arithmetic.finding import ArithmeticFinding, Check, compare
from graph.arithmetic.ranges import Printed, total
from graph.cube import indicator_key
from ingest.fact import Measure
from ingest.text import even_tones
from ontology.lexicon import concepts_by_id

_SHARE = "ty le "
_TOTAL = "tong "


def check_shares(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Shares in percent that part and total do not make: "25/51 trường, đạt 49,02%"."""
    for part, whole in _parts(figures):
        if not _is_over(part, whole) or whole.range.low <= 0:
            continue
        share = next((one for one in figures.all if _is_share(one, part)), None)
        if share is not None:
            made = part.range.percent_of(whole.range)
            finding = compare(Check.SHARE, "share", share, made, (part, whole))
            if finding is not None:
                yield finding


def check_parts(figures: Figures) -> Iterator[ArithmeticFinding]:
    """Totals that the parts listed right after them exceed.

    Parts that do not reach the total are no finding: a list may leave some out. Nor is a list with a run that
    makes the total: it is divided twice ("96 đơn: 24 chuyển sang, 72 trong kỳ; 80 đủ điều kiện").
    """
    listed: dict[str, list[Printed]] = defaultdict(list)
    for part, whole in _parts(figures):
        if not _is_over(part, whole):
            listed[whole.row.claim].append(part)
    wholes: Mapping[str, Printed] = {one.row.claim: one for one in figures.all}
    halves = {part.row.claim for part, whole in _parts(figures) if _is_over(part, whole)}
    for claim, found in listed.items():
        whole = wholes[claim]
        parts = [*takewhile(partial(_alike, whole), found)]
        if parts and claim not in halves and _opens_list(whole, parts[0]):
            finding = _exceeds(whole, parts)
            if finding is not None:
                yield finding


def _parts(figures: Figures) -> Iterator[tuple[Printed, Printed]]:
    for part in figures.all:
        clause = figures.clauses.get(part.row.part_of or "")
        whole = clause.single(part.row.measure) if clause else None
        if whole is not None and whole.same_unit(part) and whole.row.period == part.row.period:
            yield part, whole


def _is_over(part: Printed, whole: Printed) -> bool:
    """Whether the two are the a and b of a/b; the parts of a list stand after their total."""
    return part.row.source.start < whole.row.source.start


def _alike(whole: Printed, part: Printed) -> bool:
    """Whether both names begin with one property: what is spent is no part of what was taken in."""
    return _head(whole) == _head(part)


def _head(one: Printed) -> str:
    return indicator_key(one.row.indicator_text).removeprefix(_TOTAL).partition(" ")[0]


def _is_share(one: Printed, part: Printed) -> bool:
    here = one.row.source.report, one.row.source.sentence_start
    return (
        one.row.unit == "%"
        and one.row.measure is Measure.VALUE
        and here == (part.row.source.report, part.row.source.sentence_start)
        and one.row.source.start > part.row.source.end
        and indicator_key(one.row.indicator_text) == _SHARE + bare_name(part.row)
    )


def _opens_list(whole: Printed, first: Printed) -> bool:
    """Whether a word or bracket between the two says that parts of the total begin, and nothing else does."""
    text = text_between(whole.row.source, first.row.source)
    return text is not None and _opening().fullmatch(even_tones(text)) is not None


def _exceeds(whole: Printed, parts: Sequence[Printed]) -> ArithmeticFinding | None:
    runs = (
        total(one.range for one in parts[first:last])
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
    )
    made = total(one.range for one in parts)
    if made.low <= whole.range.high or any(run.meets(whole.range) for run in runs):
        return None
    return compare(Check.PARTS, "parts" if len(parts) > 1 else "one-part", whole, made, tuple(parts))


@cache
def _opening() -> re.Pattern[str]:
    """Text with a word or bracket that opens parts; no semicolon, and a full stop only right before it."""
    words = sorted(concepts_by_id("modality")["parts"].labels, key=len, reverse=True)
    named = "|".join(re.escape(even_tones(word)) for word in words)
    return re.compile(rf"[^;.(]*(?:[.]?[\s*]*\(|[.]?[\s(*]*(?:{named}))[^;]*")
