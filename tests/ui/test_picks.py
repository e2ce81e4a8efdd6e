"""Lists to pick from, what they make, and what is said of it."""

from __future__ import annotations

from collections import Counter

from graph.catalogue import count_facts, list_programmes
from graph.holdings import IndicatorUse, list_event_types, list_indicator_uses
from graph.rows import CountRow
from ontology.terms import HKG, QB
from search.language import Language
from ui import picks
from ui.picks import Picks
from ui.render import MOST_OFFERED


def test_places_and_times_narrow_and_of_the_others_any_will_do():
    selection = Picks(district=("184", "098"), period=("2024-H1",), event=("rabies",)).selection
    assert (selection.district, selection.period, selection.event) == (
        ("184", "098"),
        ("2024-H1",),
        ("rabies",),
    )
    assert selection.programme is None
    assert selection.either
    assert selection.by_fact


def test_whole_reports_are_counted_from_what_was_told_when_they_were_read(sample_service):
    reports = sample_service.status().reports
    whole = Picks(district=("184",)).of_reports(reports)
    assert [one.district_code for one in whole] == ["184"] * len(whole)
    assert Picks(period=("2024",)).of_reports(reports) is None
    counted = picks.holding_of(count_facts(sample_service.snapshot().store).rows)
    assert picks.holding_of_reports(reports).facts == counted.facts


def test_a_pick_is_summed_up_in_a_sentence_and_by_kind():
    rows = [CountRow("a", QB["Observation"].value, 1200), CountRow("b", HKG["EventMention"].value, 3)]
    holding = picks.holding_of(rows)
    assert holding.total == 1203
    assert picks.summary({"district": ["Văn Quan", "Tủa Chùa"], "period": []}, holding, Language.ENGLISH) == (
        "Văn Quan, Tủa Chùa: 1,200 figures, 3 passages on events, 0 links of a programme to a document, "
        "from 2 reports."
    )
    assert picks.summary({}, holding, Language.VIETNAMESE).startswith("Tất cả: 1.200 số liệu")
    assert picks.holding_table(holding, Language.ENGLISH) == [
        {"kind": "Figures", "count": 1200},
        {"kind": "Passages on events", "count": 3},
    ]


def test_lists_bear_their_counts_and_take_in_what_a_link_asks_for(sample_service):
    reports, store = sample_service.status().reports, sample_service.snapshot().store
    districts = picks.district_options(reports, Language.VIETNAMESE)
    many = Counter(one.district_code for one in reports)
    assert districts["184"] == f"huyện Văn Quan ({many['184']})"
    periods = picks.period_options(reports, ["2019-Q3", "never"], Language.ENGLISH)
    assert periods["2019-Q3"].endswith("(0)")
    assert "never" not in periods
    events = picks.event_options(list_event_types(store).rows, Language.ENGLISH)
    assert events["african_swine_fever"].startswith("African swine fever (")
    programmes = picks.programme_options(list_programmes(store).rows, Language.ENGLISH)
    assert all("(" in label for label in programmes.values())
    uses = list_indicator_uses(store).rows
    assert sum(use.figures for use in uses) >= sum(one.counts["observations"] for one in reports)
    assert picks.bare(districts["184"]) == "huyện Văn Quan"


def test_a_long_list_is_cut_but_never_loses_what_a_link_asks_for():
    uses = [IndicatorUse(f"n{number}", None, f"i{number}", 1) for number in range(MOST_OFFERED + 9)]
    shown = picks.indicator_options(uses, [f"n{MOST_OFFERED + 5}"], Language.ENGLISH)
    assert len(shown) == MOST_OFFERED + 1
    assert f"n{MOST_OFFERED + 5}" in shown
