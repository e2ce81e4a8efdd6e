"""Whether an answer comes from an older report than the newest of its district."""

from __future__ import annotations

from collections.abc import Iterator

from search.draft import Asked, Draft
from search.phrase import period_label, say
from search.wording import area_label


def from_older_report(asked: Asked, draft: Draft) -> Iterator[str]:
    """That the newest report of a district does not tell it, where one district and no time was asked for."""
    slots, language = asked.question.slots, asked.question.language
    named = {row.get("report") for row in draft.rows}
    told = [report for report in asked.reports if report.name in named]
    if slots.periods or len(slots.districts) != 1 or not told:
        return
    newest = max(asked.reports, key=lambda report: report.period.end)
    if all(report.period.end < newest.period.end for report in told):
        yield say(
            language,
            "caveat.older",
            district=area_label(newest.district, language),
            period=period_label(newest.period, language),
        )
