"""Headings and leads that open what is still to be done."""

from __future__ import annotations

from functools import lru_cache

from ingest.match.periods import match_periods
from ingest.text import even_tones
from ontology.phrases import load_words
from ontology.values import Period


@lru_cache(maxsize=1024)
def is_task(heading: str, report: Period) -> bool:
    """Whether a heading opens what is still to be done: "nhiệm vụ trọng tâm 6 tháng cuối năm".

    A heading that names a period up to the report's end tells of that period.
    """
    key = even_tones(heading)
    words = load_words("clause_words")
    for programme in words["programmes_of_targets"]:
        key = key.replace(even_tones(programme), "")
    named = [mention.value for mention in match_periods(heading, report)]
    if any(period.end <= report.end for period in named):
        return False
    if any(even_tones(word) in key for word in words["told_headings"]):
        return False
    later = any(period.start >= report.end for period in named)
    kinds = words["task_headings"] + (words["task_headings_of_later"] if later else ())
    return any(even_tones(word) in key for word in kinds)
