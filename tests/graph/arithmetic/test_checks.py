"""All checks: over a graph made by hand, and over the two samples of one district."""

from __future__ import annotations

import pytest

from graph.arithmetic.checks import check_rows, check_store
from graph.arithmetic.finding import Check
from graph.build import report_quads, to_nquads
from graph.store import memory_store
from ingest.fact import Measure
from ontology.lexicon import concepts_by_id
from tests.eval.extraction import read
from tests.factories import YEAR, document, evidence, extraction, measurement, observation_row

TEXT = "Diện tích lúa 772,7/738 ha, đạt 81,93% kế hoạch; chè 92/97 ha, đạt 94,85% kế hoạch."


def figure(value, quote, measure=Measure.VALUE, **given):
    return measurement(value, quote, measure, read_from=evidence(quote, TEXT), **given)


def stored(facts):
    store, paper = memory_store(), document(TEXT)
    quads = report_quads(paper, extraction(facts, issues=(), who=None), "a.txt")
    store.replace_report(paper.id, to_nquads(quads))
    return store


def test_a_graph_is_checked_clause_by_clause():
    store = stored(
        [
            figure("772.7", "772,7"),
            figure(738, "738 ha", Measure.PLAN, at=YEAR),
            figure("81.93", "81,93%", Measure.PCT_OF_PLAN, unit="%", plan_period=YEAR),
            figure(92, "92", group=2),
            figure(97, "97 ha", Measure.PLAN, at=YEAR, group=2),
            figure("94.85", "94,85%", Measure.PCT_OF_PLAN, unit="%", plan_period=YEAR, group=2),
        ]
    )
    read: list[tuple[int, int]] = []
    (finding,) = check_store(store, lambda done, total: read.append((done, total)))
    assert finding.check is Check.PERCENT_OF_PLAN
    assert (finding.report, finding.line) == (document(TEXT).id, 1)
    assert all(row.claim.startswith("https://w3id.org/huyenkg/id/obs/") for row in finding.observations)
    assert read == [(1, 1)]


def test_the_total_of_a_part_goes_through_the_graph():
    text = "Có 864/1506 hộ, chiếm 50%."
    paper, store = document(text), memory_store()

    def household(value, quote, **given):
        return measurement(value, quote, read_from=evidence(quote, text), unit="hộ", **given)

    facts = [
        household(864, "864", indicator="số hộ", part_of=2),
        household(1506, "1506 hộ", indicator="tổng số hộ", group=2),
        measurement(50, "50%", unit="%", indicator="tỷ lệ hộ", read_from=evidence("50%", text), group=3),
    ]
    store.replace_report(paper.id, to_nquads(report_quads(paper, extraction(facts, issues=()), "a.txt")))
    (finding,) = check_store(store)
    assert finding.message == "The report prints 50%; 864 of 1,506 make 57%."


def test_findings_come_by_report_and_place_whatever_the_order_of_the_figures():
    rows = [
        observation_row(value, f"{value}{sign}", measure, unit=unit, group=report, report=report)
        for report in ("b", "a")
        for value, measure, sign, unit in (
            (50, Measure.VALUE, " ha", "ha"),
            (100, Measure.PLAN, " ha", "ha"),
            (70, Measure.PCT_OF_PLAN, "%", "%"),
        )
    ]
    assert [finding.report for finding in check_rows(rows)] == ["a", "b"]
    assert check_rows(rows[::-1]) == check_rows(rows)
    assert check_rows([]) == ()


@pytest.mark.parametrize("check", Check)
def test_every_check_has_a_name_and_sentences(check):
    row = concepts_by_id("arithmetic")[check.value]
    assert row.vi != row.en
    assert {"message_vi", "message_en"} <= set(row.extra)


def test_the_two_reports_of_phong_tho_disagree_on_the_yield_of_the_year_before(samples):
    store = memory_store()
    for name in ("phong-tho-2023.txt", "phong-tho-2024-h1.txt"):
        paper, extraction = read(samples / name)
        store.replace_report(paper.id, to_nquads(report_quads(paper, extraction, name)))
    found = {(one.check, one.observations[0].source.file, one.line): one for one in check_store(store)}
    assert set(found) == {
        (Check.YEAR_BEFORE, "phong-tho-2024-h1.txt", 29),
        (Check.SHARE, "phong-tho-2023.txt", 112),
    }
    change = found[Check.YEAR_BEFORE, "phong-tho-2024-h1.txt", 29]
    assert [str(row.value) for row in change.observations] == ["1.84", "56.64", "56.1"]
    assert change.observations[2].source.file == "phong-tho-2023.txt"
