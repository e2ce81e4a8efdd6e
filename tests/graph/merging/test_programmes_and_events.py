"""Programmes and events of several reports: what is one by name and time, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from graph.merging.events import event_merges
from graph.merging.programmes import programme_merges
from graph.merging.told import Cited, ToldMention, ToldProgramme


def named(name, district="109", province="12"):
    told = (Cited(f"claim/{district}/{name}", "a", district, province, date(2024, 6, 30)),)
    return ToldProgramme(f"programme/other/{district}/{name}", (name,), False, district, province, told)


LISTED = ToldProgramme("programme/NTM", ("Chương trình nông thôn mới", "NTM"), True)


@pytest.mark.parametrize(
    ("programmes", "rule"),
    [
        ((named("chuong trinh nong thon moi"), LISTED), "listed-name"),
        ((named("ntm"), LISTED), None),  # one word
        ((named("Chương trình nông thôn mới nâng cao"), LISTED), None),
        ((named("Đề án hoà giải"), named("đề án hòa giải")), "letters-alone"),
        ((named("Đề án sữa học đường"), named("đề án sửa học đường")), None),
        ((named("đề án sữa học đường"), named("Đề án sữa học đường", "107")), "name-in-province"),
        ((named("đề án sữa học đường"), named("đề án sữa học đường", "098", "11")), None),
    ],
)
def test_programmes_are_one_by_these_rules(programmes, rule):
    assert ([merge.rule for merge in programme_merges(programmes)] or [None]) == [rule]


def test_a_name_of_two_listed_programmes_is_neither():
    other = ToldProgramme("programme/NTP", ("Chương trình nông thôn mới",), True)
    assert programme_merges([named("chương trình nông thôn mới"), LISTED, other]) == ()


def told(event, report="a", begins=date(2023, 3, 1), ends=date(2023, 3, 31), district="109"):
    return ToldMention(
        f"event/{event}", f"claim/{report}/{event}/{begins}", report, "flood", district, begins, ends
    )


DECEMBER = {"begins": date(2023, 12, 1), "ends": date(2023, 12, 31)}
JANUARY = {"begins": date(2024, 1, 1), "ends": date(2024, 1, 31)}


@pytest.mark.parametrize(
    ("mentions", "rule"),
    [
        ((told("2023"), told("2023", "b")), "event-of-the-year"),
        ((told("2023"), told("2023", begins=date(2023, 5, 1), ends=date(2023, 5, 2))), None),  # one report
        ((told("2023", **DECEMBER), told("2024", **JANUARY)), "over-the-turn-of-the-year"),
        ((told("2023", **DECEMBER), told("2024", **JANUARY, district="107")), None),
        ((told("2023"), told("2024", **JANUARY)), None),
        ((told("2023", begins=date(2023, 1, 1), ends=date(2023, 12, 31)), told("2024", **JANUARY)), None),
        ((told("2023", **DECEMBER), told("2025", begins=date(2025, 1, 1), ends=date(2025, 1, 9))), None),
    ],
)
def test_events_are_one_by_these_rules(mentions, rule):
    assert ([merge.rule for merge in event_merges(mentions)] or [None]) == [rule]
