"""Says no where it is asked whether all are so, and the figure that answers is less than the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.fact import Measure
from ingest.text import fold
from ontology.phrases import load_words
from search.draft import Asked, Draft, Row, Status
from search.phrase import say

_WHOLE = Decimal(100)


def not_all(asked: Asked, draft: Draft) -> Draft:
    """The draft; a no before it, where all are asked for and its first figure is a share below 100 %."""
    question = asked.question
    whether = question.asks("asks-yes-no") and not question.asks("asks-quantity")
    if draft.status is not Status.ANSWERED or not whether or not _all().search(fold(question.text)):
        return draft
    first = next((row for row in draft.rows if row.get("measure") == Measure.VALUE.value), None)
    if first is None or not _is_part(first):
        return draft
    return replace(draft, status=Status.NO, text=f"{say(question.language, 'missing.not_all')} {draft.text}")


def _is_part(row: Row) -> bool:
    value = Decimal(str(row["value"]))
    return row["unit"] == "%" and 0 <= value < _WHOLE


@cache
def _all() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in load_words("question_goals")["all"])
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")
