"""What the pictures of events show: spans of a timeline, dots of a map, and both as tables. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.event_index import MentionEntry
from search.language import Language
from search.wording import notation_label
from ui.charts.dot_map import MapDot
from ui.charts.timeline import Span
from ui.happenings import HAPPENED, kind_name, said_of
from ui.messages import tell
from ui.places_told import PlaceNames
from ui.render import TableRow


def lanes_of(entries: Sequence[MentionEntry], names: PlaceNames) -> list[str]:
    """The districts, those with the most told of them first."""
    counts = Counter(entry.district for entry in entries)
    return sorted(counts, key=lambda code: (-counts[code], names.full(code)))


def spans_of(
    entries: Sequence[MentionEntry],
    marks: Mapping[str, str],
    lanes: Sequence[str],
    names: PlaceNames,
    language: Language,
) -> list[Span]:
    """A span for each time of each mark in a district; ``lanes`` are the codes in their order."""
    told: dict[tuple[int, str, str], list[MentionEntry]] = defaultdict(list)
    for entry in entries:
        told[lanes.index(entry.district), marks[entry.kind], entry.period].append(entry)
    shared = Counter(names.districts.get(code, code) for code in lanes)
    spans = []
    for (lane, mark, period), own in sorted(told.items()):
        code = lanes[lane]
        name = names.districts.get(code, code)
        spans.append(
            Span(
                lane=names.full(code) if shared[name] > 1 else name,
                kind=mark,
                begins=own[0].begins,
                ends=own[0].ends,
                told=f"{_kinds(own, language)} · {notation_label(period, language)} · {_said(own, language)}",
                key=code,
            )
        )
    return spans


def kind_spans(entries: Sequence[MentionEntry], language: Language) -> list[Span]:
    """A lane for each kind of event of one district, the most told first; marks tell what is said of it."""
    counts = Counter(entry.kind for entry in entries)
    told = sorted(
        {(-counts[one.kind], one.kind, one.begins, one.ends, one.period, said_of(one)) for one in entries}
    )
    labels = {entry.kind: entry.kind_label for entry in entries}
    return [
        Span(
            lane=(name := kind_name(kind, labels[kind], language)),
            kind=tell(language, f"assertion.{said}"),
            begins=begins,
            ends=ends,
            told=f"{name} · {notation_label(period, language)} · {tell(language, f'assertion.{said}')}",
            key=kind,
        )
        for _, kind, begins, ends, period, said in told
    ]


def spans_table(spans: Sequence[Span]) -> list[TableRow]:
    """What a timeline shows."""
    return [
        {"district": one.lane, "kind": one.kind, "time": f"{one.begins}/{one.ends}", "told": one.told}
        for one in spans
    ]


def dots_of(
    entries: Sequence[MentionEntry],
    marks: Mapping[str, str],
    names: PlaceNames,
    part: str,
    language: Language,
) -> list[MapDot]:
    """A dot for each mark of a district; those of one district stand side by side.

    What happened is counted in events, what is only mentioned in mentions.
    """
    order = list(dict.fromkeys(marks.values()))
    told: dict[tuple[int, str], list[MentionEntry]] = defaultdict(list)
    for entry in entries:
        told[order.index(marks[entry.kind]), entry.district].append(entry)
    return [
        MapDot(
            district=code,
            name=names.districts.get(code, code),
            province=names.province_of.get(code, ""),
            told=tell(
                language,
                f"event_count.{part}",
                kinds=_kinds(own, language),
                count=len({one.event if part == HAPPENED else one.claim for one in own}),
            ),
            kind=order[number],
        )
        for (number, code), own in sorted(told.items())
    ]


def dots_table(dots: Sequence[MapDot]) -> list[TableRow]:
    """What a map shows."""
    return [{"district": dot.name, "kind": dot.kind, "told": dot.told} for dot in dots]


def _kinds(entries: Sequence[MentionEntry], language: Language) -> str:
    return ", ".join(dict.fromkeys(kind_name(one.kind, one.kind_label, language) for one in entries))


def _said(entries: Sequence[MentionEntry], language: Language) -> str:
    return ", ".join(dict.fromkeys(tell(language, f"assertion.{said_of(one)}") for one in entries))
