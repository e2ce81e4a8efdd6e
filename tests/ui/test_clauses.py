"""A district's figures by line and sector; places then and now."""

from __future__ import annotations

from datetime import date

from graph.clause_index import ClauseEntry
from ingest.fact import Measure
from search.language import Language
from tests.factories import observation_row
from ui.clauses import (
    Bar,
    choose_clauses,
    figure_words,
    sector_counts,
    sector_name,
    sector_of,
    to_lines,
    with_cells,
)
from ui.places_now import commune_table, communes_of, today_in_words, today_of

VI, EN = Language.VIETNAMESE, Language.ENGLISH
SENTENCE = "Diện tích lúa 561 ha, đạt 100,18% kế hoạch, tăng 14,6 ha so với cùng kỳ; kế hoạch cả năm 560 ha."


def entry(group: str = "clause-1", **other) -> ClauseEntry:
    given = {
        "group": group, "claims": ("1",), "measures": frozenset({Measure.VALUE}), "concept": "area-rice",
        "key": "dien tich lua", "area": "109", "begins": date(2024, 1, 1), "ends": date(2024, 6, 30),
        "report": "now", "start": 0, "words": "dien tich lua huyen phong tho i. nong nghiep",
    }  # fmt: skip
    return ClauseEntry(**given | other)


def rice():
    return [
        observation_row("14.6", "14,6 ha", Measure.CHANGE, SENTENCE, compared_with="2023-H1"),
        observation_row("560", "560 ha", Measure.PLAN, SENTENCE, plan_period="2024"),
        observation_row("561", "561 ha", Measure.VALUE, SENTENCE, concept="area-rice"),
        observation_row("100.18", "100,18%", Measure.PCT_OF_PLAN, SENTENCE, unit="%"),
    ]


def words(rows, language) -> list[str]:
    return [figure_words(row, language) for row in rows]


def test_value_plan_share_and_change_of_a_clause_stand_in_one_line_as_they_are_printed():
    (line,) = to_lines([entry()], rice(), "2024-H1", VI)
    assert (line.name, line.scope, line.concept) == ("diện tích lúa", "", "area-rice")
    assert words(line.values, VI) == ["561 ha"]
    assert words(line.plans, VI) == ["đạt 100,18% kế hoạch", "kế hoạch năm 2024: 560 ha"]
    assert words(line.changes, VI) == ["▲ tăng 14,6 ha so với 6 tháng đầu năm 2023"]
    assert words(line.changes, EN) == ["▲ up 14.6 ha on the first half of 2023"]
    assert line.bar == Bar(100.18, printed=True)


def test_what_the_page_does_not_tell_already_is_told_beside_the_name():
    (line,) = to_lines([entry()], rice(), "2024", EN)
    assert line.scope == "the first half of 2024"


def test_a_share_that_no_report_prints_is_drawn_but_not_written():
    rows = [observation_row("45", "45 ha"), observation_row("60", "60 ha", Measure.PLAN)]
    (line,) = to_lines([entry()], rows, "2024-H1", VI)
    assert line.bar == Bar(75.0, printed=False)
    assert words(line.plans, VI) == ["kế hoạch 60 ha"]


def test_unlike_units_make_no_bar():
    rows = [observation_row("45", "45 ha"), observation_row("60", "60 tấn", Measure.PLAN, unit="tấn")]
    (line,) = to_lines([entry()], rows, "2024-H1", VI)
    assert line.bar is None


def test_each_role_is_said_in_its_own_words():
    said = [
        figure_words(observation_row(value, "x", measure, unit="%", compared_with="2023"), EN)
        for value, measure in (
            ("5", Measure.PCT_OF_PLAN_EXCESS),
            ("-5", Measure.PCT_OF_PLAN_EXCESS),
            ("-2.5", Measure.CHANGE_PCT),
            ("0", Measure.CHANGE_PCT),
            ("98.8", Measure.PCT_OF_BASE),
        )
    ]
    assert said == [
        "5% above the plan", "5% below the plan", "▼ down 2.5% on 2023", "= unchanged on 2023",
        "▼ 98.8% of 2023",
    ]  # fmt: skip
    assert figure_words(observation_row("7", "7 ha", status="E", qualifier=">"), VI) == ">7 ha (ước)"


def test_figures_of_one_quantity_that_do_not_agree_stand_side_by_side():
    here = observation_row("561", "561 ha", concept="area-rice")
    there = observation_row("640", "640 ha", concept="area-rice", report="later", group="clause-9")
    (line,) = with_cells(to_lines([entry()], [here], "2024-H1", VI), [here, there])
    assert [row.claim for row in line.conflicts] == [there.claim]
    assert line.alike == ()
    assert [cell.preferred for cell in line.preferred] == []
    assert line.rows == (here, there)


def test_figures_that_agree_are_no_conflict():
    here = observation_row("561", "561 ha", concept="area-rice")
    there = observation_row("561", "561 ha", concept="area-rice", report="later", group="clause-9")
    (line,) = with_cells(to_lines([entry()], [here], "2024-H1", VI), [here, there])
    assert line.conflicts == ()
    assert line.alike == (there,)
    assert line.rows == (here, there)


def test_of_figures_that_do_not_agree_the_preferred_one_is_told():
    here = observation_row("561", "561 ha", concept="area-rice", status="E")
    there = observation_row("640", "640 ha", concept="area-rice", report="later", group="clause-9")
    (line,) = with_cells(to_lines([entry()], [here], "2024-H1", VI), [here, there])
    assert [cell.preferred for cell in line.preferred] == [there]


def test_lines_stand_by_sector_and_what_is_in_no_list_stands_last():
    entries = [entry("a", concept=None), entry("b", concept="procedures"), entry("c")]
    chosen = choose_clauses(entries)
    assert [one.group for one in chosen] == ["c", "b", "a"]
    assert sector_counts(chosen) == {"agriculture": 1, "administration": 1, "other": 1}
    assert sector_name(sector_of(chosen[2]), VI) == "ngoài danh mục chỉ tiêu"


def test_words_are_found_without_diacritics_and_a_role_narrows():
    planned = entry("b", measures=frozenset({Measure.VALUE, Measure.PCT_OF_PLAN}), words="dan lon")
    entries = [entry("a"), planned]
    assert [one.group for one in choose_clauses(entries, words="Diện tích LÚA nghiệp")] == ["a"]
    assert [one.group for one in choose_clauses(entries, told="planned")] == ["b"]
    assert choose_clauses(entries, told="changed") == ()


def test_a_district_names_the_units_that_cover_it_today():
    assert [unit.name for unit in today_of("098")] == [
        "Tủa Chùa", "Tủa Thàng", "Sín Chải", "Sính Phình", "Sáng Nhè",
    ]  # fmt: skip
    assert today_in_words("098", EN).startswith(
        "It stood until 2025-06-30. Today 5 units of Điện Biên province cover it: Tủa Chùa commune,"
    )
    assert today_in_words("no such code", VI) == ""


def test_each_commune_of_then_stands_with_the_units_of_today():
    rows = commune_table("098", VI)
    assert {row["area"] for row in rows} >= {"xã Tủa Thàng", "thị trấn Tủa Chùa"}
    assert {row["today_within"] for row in rows} == {"tỉnh Điện Biên"}
    assert len(communes_of("098")) <= len(rows)
