"""A programme's capital: what stands side by side, what never does, and what is not told."""

from __future__ import annotations

from datetime import date

import pytest

from graph import iris
from graph.cube import MEASURES
from graph.observed import read_observations
from graph.overviews import CapitalRow, list_capital
from ingest.fact import Measure
from ontology.lexicon import load_concepts
from search.language import Language
from ui.capital import Role, bars_of, capital_table, group_title, groups_of, left_out, role_of
from ui.charts.capital_bars import capital_bars

PROGRAMME = iris.programme("NTM").value


def row(concept: str | None = None, measure: Measure = Measure.PLAN, **others) -> CapitalRow:
    given = {
        "claim": f"{concept}-{measure}-{others.get('population')}",
        "programme_node": PROGRAMME,
        "measure_node": MEASURES[measure].value,
        "concept": concept,
        "measures": "capital",
        "population": None,
        "part": None,
        "area": "huyện Văn Quan",
        "area_code": "184",
        "period": "2024",
        "begins": date(2024, 1, 1),
        "ends": date(2024, 12, 31),
        "district": "184",
    }
    return CapitalRow(**(given | others))


@pytest.fixture(scope="module")
def compared(sample_service):
    """The groups of a programme with their figures, in a language."""
    store = sample_service.snapshot().store

    def made(programme: str, language: Language = Language.VIETNAMESE):
        rows = list_capital(store, [programme]).rows
        roles = {row.claim: role for row in rows if (role := role_of(row))}
        groups = groups_of(rows)
        claims = [claim for group in groups for claim in group.claims]
        figures = {row.claim: row for row in read_observations(store, claims)}
        titles = [group_title(group, figures, language) for group in groups]
        return dict(zip(titles, (bars_of(one, roles, figures, language) for one in groups), strict=True))

    return made


@pytest.mark.parametrize(
    ("one", "role"),
    [
        (row("capital-ntm"), Role.PLAN),
        (row("capital-ntm", Measure.VALUE), Role.GIVEN),
        (row("capital-ntm-disbursed", Measure.VALUE), Role.DISBURSED),
        (row("capital-ntm-disbursed"), Role.TARGET),
        (row("capital-ntm-disbursed", Measure.PCT_OF_PLAN), Role.SHARE),
        (row("capital-ntm-rate", Measure.PCT_OF_PLAN), Role.SHARE),
        (row("capital-ntm-rate"), Role.TARGET),
        (row(None, measures="disbursement", measure=Measure.VALUE), Role.DISBURSED),
        (row("capital-ntm", Measure.CHANGE_PCT), None),
        (row("poverty-rate", Measure.VALUE, measures="rate"), None),
        (row(None, Measure.VALUE, measures="money"), None),
    ],
)
def test_a_figure_is_what_its_indicator_and_measure_say(one, role):
    assert role_of(one) is role


def test_every_disbursement_of_the_code_list_has_the_capital_that_it_is_compared_with():
    ids = {concept.id for concept in load_concepts("indicators")}
    spent = {one for one in ids if one.startswith("capital-") and one.endswith("-disbursed")}
    assert {one for one in spent if one.removesuffix("-disbursed") not in ids} == {"capital-disbursed"}


def test_totals_parts_and_kinds_of_capital_places_years_and_projects_stand_apart():
    rows = [
        row("capital-ntm"),
        row("capital-ntm-disbursed", Measure.VALUE, period="as-of:2024-06-30", ends=date(2024, 6, 30)),
        row("capital-recurrent"),
        row("capital-development"),
        row("capital-ntm", claim="next", begins=date(2025, 1, 1), ends=date(2025, 12, 31), period="2025"),
        row("capital-ntm", claim="commune", area="xã Tri Lễ", area_code="06169"),
        row("capital-ntm", claim="project", part="NTM.advanced"),
        row("poverty-rate", Measure.VALUE, measures="rate"),
    ]
    groups = groups_of(rows)
    assert [(one.key.year, one.key.family, len(one.claims)) for one in groups] == [
        ("2025", "capital-ntm", 1),
        ("2024", "capital-development", 1),
        ("2024", "capital-ntm", 2),
        ("2024", "capital-recurrent", 1),
        ("2024", "capital-ntm", 1),
        ("2024", "capital-ntm", 1),
    ]


def test_capital_without_an_entry_is_joined_with_what_was_disbursed_of_it_by_its_words():
    plan = row(population="duy tu công trình")
    spent = row(None, Measure.VALUE, measures="disbursement", population="vốn duy tu công trình")
    assert len(groups_of([plan, spent])) == 1
    listed = row(None, Measure.VALUE, measures="disbursement", population="giảm nghèo bền vững")
    assert groups_of([listed])[0].key.family == "capital-poverty"


def test_sums_that_are_no_capital_are_counted_as_left_out():
    assert left_out([row("capital-ntm"), row(None, Measure.VALUE, measures="money")]) == 1


def test_plan_and_disbursement_are_printed_as_the_reports_print_them(compared):
    groups = compared("NTM")
    title = "thị xã Nghĩa Lộ · 2023 · vốn chương trình mục tiêu quốc gia xây dựng nông thôn mới"
    assert [bar.text for bar in groups[title]] == [
        "Kế hoạch vốn, năm 2023: 18.600 triệu đồng",
        "Đã giải ngân, đến ngày 31/8/2023: 11.904 triệu đồng · báo cáo ghi 64% kế hoạch",
    ]
    assert [bar.size for bar in groups[title]] == [18_600e6, 11_904e6]


def test_an_estimate_is_said_to_be_one_and_the_same_figure_of_two_places_is_one_bar(compared):
    bars = next(iter(compared("30A", Language.ENGLISH).values()))
    assert [(bar.text, bar.estimate) for bar in bars] == [
        ("Planned capital, 2020: 92.492 billion VND", False),
        ("Disbursement target, 2020: at least 60%", False),
        ("Disbursed, up to 30 May 2020: 40.928 billion VND · printed as 44.2% of the plan", False),
        (
            "Disbursed, up to 30 June 2020 (estimate): 52.128 billion VND · printed as 56.35% of the plan",
            True,
        ),
    ]
    assert len(bars[0].claims) > 1
    assert bars[1].size == 0


def test_where_nothing_was_disbursed_of_it_the_group_says_so(compared):
    groups = compared("NTP", Language.ENGLISH)
    whole = next(bars for title, bars in groups.items() if title.startswith("Mường Tè district · 2023"))
    assert [bar.text for bar in whole] == [
        "Planned capital, 2023: 326,071 million VND",
        "No amount disbursed is told of this capital.",
    ]


def test_the_chart_draws_every_amount_to_one_scale_and_its_words_above_it(compared):
    groups = list(compared("NTM", Language.ENGLISH).items())
    spec = capital_bars(groups, Language.ENGLISH).to_dict()
    bars, words, titles = (spec["datasets"][layer["data"]["name"]] for layer in spec["layer"])
    sizes = [bar.size for _, group in groups for bar in group if bar.size]
    assert [bar["size"] for bar in bars] == sizes
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, max(sizes)]
    assert max(len(line["text"]) for line in (*words, *titles)) <= 54


def test_the_table_has_every_figure_with_its_place(sample_service):
    store = sample_service.snapshot().store
    rows = list_capital(store, ["NTP-PR"]).rows
    roles = {row.claim: role for row in rows if (role := role_of(row))}
    groups = groups_of(rows)
    figures = {row.claim: row for row in read_observations(store, roles)}
    table, own = capital_table(groups, roles, figures, Language.ENGLISH)
    assert len(table) == len(own) == len(roles)
    assert {line["measure"] for line in table} == {"Planned capital", "Disbursed", "Share disbursed"}
