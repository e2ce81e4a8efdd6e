"""Whether a target was reached, as far as a report lets one say: by share, by word, by plan beside result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.rows import ObservationRow
from ingest.fact import Measure
from ingest.text import even_tones
from ontology.phrases import load_words
from search.cells import scale_of, size

_WHOLE = Decimal(100)
_SHARES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_PLAN_EXCESS)
_BEHIND = 90  # letters behind a figure in which its own clause says how it stands
_STOP = re.compile(r"[;\n]|[.,:]\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the target was reached, and the figure that tells it."""

    reached: bool
    row: ObservationRow


def find_verdict(rows: Sequence[ObservationRow]) -> Verdict | None:
    """Of the first clause that tells one: its share of the plan, else its words, else plan beside result."""
    for group in dict.fromkeys((row.source.report, row.group) for row in rows):
        own = [row for row in rows if (row.source.report, row.group) == group]
        if verdict := _by_share(own) or _by_words(own) or _by_plan(own):
            return verdict
    return None


def _by_share(rows: Sequence[ObservationRow]) -> Verdict | None:
    share = next((row for row in rows if row.measure in _SHARES), None)
    if share is None:
        return None
    return Verdict(share.value >= (_WHOLE if share.measure is Measure.PCT_OF_PLAN else 0), share)


def _by_words(rows: Sequence[ObservationRow]) -> Verdict | None:
    """What stands behind the result, or before it in its clause: "44,3%, không đạt kế hoạch"."""
    for row in rows:
        if row.measure is Measure.VALUE:
            start = row.source.start - row.source.sentence_start
            behind = row.source.sentence[start + len(row.source.quote) :][:_BEHIND]
            # A row of a table ends with the word; of prose only the figure's own clause counts.
            parts = [behind] if "|" in behind or not _STOP.search(behind) else _STOP.split(behind)[:2]
            for part in parts:
                if (reached := _said(part)) is not None:
                    return Verdict(reached, row)
    return None


def _said(text: str) -> bool | None:
    """What the words say outright; "đạt" before a number is only a verb of its own."""
    if _pattern("missed").search(even_tones(text)):
        return False
    for match in _pattern("reached").finditer(even_tones(text)):
        if not re.match(r"\s*(?:là\s*|được\s*|trên\s*|khoảng\s*|ước\s*)?\d", text[match.end() :]):
            return True
    return None


def _by_plan(rows: Sequence[ObservationRow]) -> Verdict | None:
    """A result beside the plan of the same time; a bound in print tells which side is wanted."""
    for row in rows:
        plan = next((one for one in rows if row.measure is Measure.VALUE and _is_plan_of(one, row)), None)
        if plan is not None:
            if plan.qualifier in ("<", "≤", "<=") or (not plan.qualifier and _less_is_better(row)):
                return Verdict(size(row) <= size(plan), row)
            return Verdict(size(row) >= size(plan), row)
    return None


def _is_plan_of(plan: ObservationRow, row: ObservationRow) -> bool:
    same = scale_of(plan.unit)[0] == scale_of(row.unit)[0]
    return plan.measure is Measure.PLAN and same and (plan.plan_period or plan.period)[:4] == row.period[:4]


def _less_is_better(row: ObservationRow) -> bool:
    name = even_tones(row.indicator_text)
    return bool(_pattern("less_is_better").search(name)) and not _pattern("more_is_better").search(name)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = sorted((even_tones(word) for word in load_words("question_goals")[key]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
