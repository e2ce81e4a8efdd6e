"""Communes in events: what happened there apart from what is denied, over, feared or told of elsewhere."""

from __future__ import annotations

from datetime import date

from graph.analysis.communes import commune_events
from graph.event_index import MentionEntry
from ingest.fact import Assertion


def mention(
    claim: str,
    assertion: Assertion = Assertion.OCCURRED,
    kind: str = "flood",
    year: int = 2023,
    elsewhere: bool = False,
) -> MentionEntry:
    happened = assertion in (Assertion.OCCURRED, Assertion.ENDED) and not elsewhere
    event = f"event/{kind}/109/{year}" if happened else None
    return MentionEntry(
        claim, kind, kind, assertion, elsewhere, event, "109", str(year), date(year, 1, 1), date(year, 12, 31)
    )


def counts(mentions: list[MentionEntry], communes: dict[str, list[str]]) -> list[tuple[str, int, int, int]]:
    found = commune_events(mentions, communes)
    return [(one.commune, len(one.happened), len(one.over), len(one.mentioned)) for one in found]


def test_an_event_counts_once_however_many_sentences_tell_of_it():
    mentions = [mention("1"), mention("2"), mention("3", kind="fire"), mention("4", year=2024)]
    assert counts(mentions, {name: ["A"] for name in "1234"}) == [("A", 3, 0, 0)]


def test_what_did_not_happen_there_is_never_counted_as_happened():
    mentions = [
        mention("1", Assertion.ABSENT),
        mention("2", Assertion.RISK),
        mention("3", Assertion.RESPONSE_ONLY),
        mention("4", elsewhere=True),
    ]
    assert counts(mentions, {name: ["A"] for name in "1234"}) == [("A", 0, 0, 4)]


def test_what_is_only_said_to_be_over_stands_apart():
    over, occurred = mention("1", Assertion.ENDED), mention("2")
    assert counts([over], {"1": ["A"]}) == [("A", 0, 1, 0)]
    assert counts([over, occurred], {"1": ["A"], "2": ["A"]}) == [("A", 1, 0, 0)]
    assert counts([over, occurred], {"1": ["A"], "2": ["B"]}) == [("B", 1, 0, 0), ("A", 0, 1, 0)]


def test_the_most_events_come_first_then_what_is_over_then_mentions_then_names():
    mentions = [
        mention("1"),
        mention("2", kind="fire"),
        mention("3", Assertion.ENDED, kind="rabies"),
        mention("4", Assertion.RISK),
    ]
    named = {"1": ["A", "B", "C", "D"], "2": ["D"], "3": ["C"], "4": ["B"]}
    assert [name for name, *_ in counts(mentions, named)] == ["D", "C", "B", "A"]


def test_kinds_and_years_are_of_what_happened():
    mentions = [
        mention("1"),
        mention("2", year=2024),
        mention("3", kind="fire"),
        mention("4", Assertion.RISK, kind="rabies"),
    ]
    (one,) = commune_events(mentions, {name: ["A"] for name in "1234"})
    assert one.kinds == (("flood", 2), ("fire", 1))
    assert one.years == ((2023, 2), (2024, 1))
    assert one.claims == ("3", "1", "2", "4")


def test_a_mention_that_names_no_commune_counts_for_none():
    assert counts([mention("1")], {}) == []
    assert counts([mention("1")], {"1": ["A", "A"]}) == [("A", 1, 0, 0)]
