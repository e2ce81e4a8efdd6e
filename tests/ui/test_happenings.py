"""What the page of events shows: what happened apart from what is only mentioned, one event once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from graph.event_index import MentionEntry
from graph.rows import EventImpactRow
from ingest.fact import Assertion
from search.language import Language
from ui.charts.picture import picture
from ui.charts.timeline import timeline
from ui.event_pictures import dots_of, kind_spans, lanes_of, spans_of
from ui.happenings import (
    HAPPENED,
    MENTIONED,
    EventFilter,
    choose,
    happening_table,
    happenings,
    losses_by_mention,
    mark_names,
    said_of,
    years_of,
)
from ui.places_told import PlaceNames

VI, EN = Language.VIETNAMESE, Language.ENGLISH
NAMES = PlaceNames({"a": "huyện A", "b": "huyện B"}, {"01": "tỉnh Một"}, {"a": "01", "b": "01"})


def entry(claim: str, kind: str = "forest_fire", said=Assertion.OCCURRED, **other) -> MentionEntry:
    happened = said in (Assertion.OCCURRED, Assertion.ENDED) and not other.get("elsewhere", False)
    district, year = other.get("district", "a"), other.get("year", 2024)
    return MentionEntry(
        claim=claim,
        kind=kind,
        kind_label=kind,
        assertion=said,
        elsewhere=other.get("elsewhere", False),
        event=f"https://w3id.org/huyenkg/id/event/{kind}/{district}/{year}" if happened else None,
        district=district,
        period=other.get("period", str(year)),
        begins=date(year, 1, 1),
        ends=date(year, 12, 31),
    )


MENTIONS = (
    entry("1", period="2024-H1"),
    entry("2", said=Assertion.ENDED),
    entry("3", said=Assertion.ABSENT),
    entry("4", said=Assertion.RISK, district="b"),
    entry("5", "flood", district="b", year=2023),
    entry("6", "flood", said=Assertion.RESPONSE_ONLY),
    entry("7", "flood", elsewhere=True),
)


def claims(entries) -> list[str]:
    return [one.claim for one in entries]


def test_what_is_denied_feared_prevented_or_next_door_never_counts_as_happened():
    assert claims(choose(MENTIONS, EventFilter(), HAPPENED)) == ["1", "2", "5"]
    assert claims(choose(MENTIONS, EventFilter(), MENTIONED)) == ["3", "4", "6", "7"]
    assert [said_of(one) for one in choose(MENTIONS, EventFilter(), MENTIONED)] == [
        "absent", "risk", "response_only", "elsewhere",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(kinds=frozenset({"flood"})), ["5", "6", "7"]),
        (EventFilter(districts=frozenset({"b"})), ["4", "5"]),
        (EventFilter(first=2024), ["1", "2", "3", "4", "6", "7"]),
        (EventFilter(last=2023), ["5"]),
    ],
)
def test_kinds_districts_and_years_narrow_both_lists(wanted, found):
    chosen = [*choose(MENTIONS, wanted, HAPPENED), *choose(MENTIONS, wanted, MENTIONED)]
    assert sorted(claims(chosen)) == found


def test_only_what_is_said_so_can_be_looked_at():
    assert claims(choose(MENTIONS, EventFilter(), MENTIONED, ["elsewhere", "risk"])) == ["4", "7"]


def test_mentions_of_one_event_are_one_row_and_the_newest_event_comes_first():
    events = happenings(choose(MENTIONS, EventFilter(), HAPPENED))
    assert [event.claims for event in events] == [("1", "2"), ("5",)]
    loss = EventImpactRow("2", "cháy", Decimal("1.5"), "ha", 0, 6, 1, "1,5 ha")
    assert happening_table(events, NAMES, losses_by_mention([loss]), VI)[0] == {
        "event": "cháy rừng",
        "district": "huyện A (tỉnh Một)",
        "time": "6 tháng đầu năm 2024; năm 2024",
        "assertion": "đã xảy ra; đã kết thúc",
        "mentions": 2,
        "impact": "1,5 ha",
    }


def test_within_one_district_its_name_is_not_repeated():
    (row, _) = happening_table(happenings(MENTIONS), None, {}, EN)
    assert "district" not in row
    assert row["event"] == "forest fire"


def test_few_kinds_have_their_own_marks_and_many_that_of_their_group():
    assert mark_names(MENTIONS, EN, 8) == {"forest_fire": "forest fire", "flood": "flood"}
    many = [entry(str(n), kind) for n, kind in enumerate(["flood", "drought", "rabies", "no such kind"])]
    assert mark_names(many, EN, 3) == {
        "drought": "disaster and weather",
        "flood": "disaster and weather",
        "rabies": "animal disease",
        "no such kind": "other",
    }


def test_the_years_are_those_that_are_told_of():
    assert years_of(MENTIONS) == (2024, 2023)


def test_a_timeline_has_a_lane_a_district_and_tells_kind_time_and_what_is_said():
    happened = choose(MENTIONS, EventFilter(), HAPPENED)
    lanes = lanes_of(happened, NAMES)
    marks = mark_names(happened, VI, 8)
    spans = spans_of(happened, marks, lanes, NAMES, VI)
    assert [(span.lane, span.kind, span.key) for span in spans] == [
        ("huyện A", "cháy rừng", "a"), ("huyện A", "cháy rừng", "a"), ("huyện B", marks["flood"], "b"),
    ]  # fmt: skip
    assert spans[1].told == "cháy rừng · 6 tháng đầu năm 2024 · đã xảy ra"
    drawn = picture(timeline(spans, list(dict.fromkeys(marks.values())), VI), "svg").decode()
    assert "huyện A" in drawn
    assert drawn.count("huyện A<") == 1  # not at every row of the lane


def test_the_timeline_of_one_district_has_a_lane_a_kind_and_marks_what_is_said():
    spans = kind_spans(choose(MENTIONS, EventFilter(districts=frozenset({"a"})), HAPPENED), EN)
    assert [(span.lane, span.kind) for span in spans] == [
        ("forest fire", "over"),
        ("forest fire", "happened"),
    ]


def test_a_map_counts_events_where_they_happened_and_else_mentions():
    happened = choose(MENTIONS, EventFilter(), HAPPENED)
    dots = dots_of(happened, mark_names(happened, EN, 8), NAMES, HAPPENED, EN)
    assert [(dot.district, dot.province, dot.told) for dot in dots] == [
        ("a", "01", "forest fire (events: 1)"), ("b", "01", "flood (events: 1)"),
    ]  # fmt: skip
    feared = choose(MENTIONS, EventFilter(), MENTIONED, ["risk"])
    assert (
        dots_of(feared, mark_names(feared, VI, 8), NAMES, MENTIONED, VI)[0].told == "cháy rừng (lần nhắc: 1)"
    )
