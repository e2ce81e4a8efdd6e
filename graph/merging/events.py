"""Which mentions are one event: those of a year were merged when they were read, others are only proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from graph.merging.merge import Merge
from graph.merging.told import ToldMention

_SENTENCES = 3  # of a report, to judge a merge by
_SHORT = timedelta(days=62)
"""A mention of a longer time does not say when in the year it was."""
_DECEMBER, _JANUARY = 12, 1


def event_merges(mentions: Iterable[ToldMention]) -> tuple[Merge, ...]:
    """The merges of events, by their nodes."""
    told: dict[str, list[ToldMention]] = defaultdict(list)
    for one in sorted(mentions, key=lambda one: one.claim):
        told[one.event].append(one)
    return tuple(sorted((*_of_years(told), *_over_turns(told)), key=lambda merge: merge.nodes))


def _of_years(told: Mapping[str, Sequence[ToldMention]]) -> Iterator[Merge]:
    for event, own in told.items():
        by_report: dict[str, list[str]] = defaultdict(list)
        for one in own:
            by_report[one.report].append(one.claim)
        if len(by_report) > 1:
            claims = [claim for of_report in by_report.values() for claim in of_report[:_SENTENCES]]
            yield Merge("event", (event,), event, "event-of-the-year", tuple(claims))


def _over_turns(told: Mapping[str, Sequence[ToldMention]]) -> Iterator[Merge]:
    """Events of which one is told of in December, the other in the January after it."""
    ends: dict[tuple[str, str, int], list[ToldMention]] = defaultdict(list)
    begins: dict[tuple[str, str, int], list[ToldMention]] = defaultdict(list)
    for own in told.values():
        for one in own:
            if one.ends - one.begins > _SHORT:
                continue
            if _touches(one, date(one.ends.year, _DECEMBER, 1)):
                ends[one.kind, one.district, one.ends.year + 1].append(one)
            if _touches(one, date(one.begins.year, _JANUARY, 1)):
                begins[one.kind, one.district, one.begins.year].append(one)
    for key, before in ends.items():
        after = [one for one in begins.get(key, ()) if one.event != before[0].event]
        if after:
            nodes = tuple(sorted({before[0].event, after[0].event}))
            claims = [one.claim for one in (*before[:_SENTENCES], *after[:_SENTENCES])]
            yield Merge("event", nodes, before[0].event, "over-the-turn-of-the-year", tuple(claims))


def _touches(one: ToldMention, month: date) -> bool:
    last = month.replace(day=31)
    return one.begins <= last and one.ends >= month
