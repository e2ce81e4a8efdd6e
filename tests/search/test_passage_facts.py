from dataclasses import replace

import pytest

from ingest.fact import Assertion, Measure
from search.catalogue import Condition, ReportPassages, add_report, remove_report, report_passages
from search.entities import entities_asked, figure_names, rank_by_entities
from search.holdings import Catalogue, KnownReport
from search.passage import passages
from search.passage_facts import FigureName, PassageFacts, facts_of
from search.question import parse_question
from tests.factories import DISTRICT, PROVINCE, document, event, every_fact, measurement, period

CATALOGUE = Catalogue((KnownReport("r1", "mot.txt", DISTRICT, PROVINCE, period()),))


def bears(*keys: str) -> PassageFacts:
    return PassageFacts(frozenset(keys))


def stored(connection, *facts: PassageFacts) -> list[int]:
    """A report with a passage for each, and their ids."""
    report = report_passages(document("\n".join(f"Dòng thứ {n}." for n in range(len(facts))), "r1"))
    return add_report(connection, replace(report, facts=facts))


def asked(text: str) -> dict[str, float]:
    return dict(entities_asked(parse_question(text, CATALOGUE)))


def test_each_passage_holds_the_keys_of_the_facts_that_were_read_in_it():
    found = facts_of(tuple(passages(document())), every_fact())
    keys = {number: sorted(facts.keys) for number, facts in enumerate(found) if facts.keys}
    assert keys == {
        3: ["event/african_swine_fever", "place/03568"],
        4: ["document/21/nq-hđnd", "programme/NTM", "programme/NTM.c17"],
        5: ["programme/OCOP"],
    }


def test_what_is_planned_or_feared_has_a_kind_of_its_own():
    facts = (
        measurement(concept="area-rice"),
        measurement("800", "800 ha", Measure.PLAN, "diện tích lúa", concept="yield-rice"),
        event(assertion=Assertion.RISK),
    )
    _, _, crops, pigs, *_ = facts_of(tuple(passages(document())), facts)
    assert crops.keys == {"indicator/area-rice", "plan/yield-rice"}
    assert crops.names == {
        FigureName("diện tích gieo cấy lúa đông xuân", "area-rice", planned=False),
        FigureName("diện tích lúa", "yield-rice", planned=True),
    }
    assert pigs.keys == {"risk/african_swine_fever"}


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        (
            "Tỷ lệ hộ nghèo là bao nhiêu?",
            {"indicator/poverty-rate": 1, "plan/poverty-rate": 0.5},
        ),
        ("Kế hoạch tỷ lệ hộ nghèo năm 2024?", {"indicator/poverty-rate": 1, "plan/poverty-rate": 1}),
        (
            "Were there any forest fires?",
            {
                "event/forest_fire": 1,
                "risk/forest_fire": 0.5,
                "indicator/forest-fires": 1,
                "plan/forest-fires": 0.5,
            },
        ),
        ("Nghị quyết số 21/NQ-HĐND nói gì?", {"document/21/nq-hđnd": 1}),
        ("Có dịch bệnh nào không?", {}),  # any disease: no fact of one is nearer than of another
        ("Có gì mới không?", {}),
    ],
)
def test_a_question_asks_for_keys(question, keys):
    assert asked(question) == keys


def test_passages_that_bear_more_and_rarer_keys_come_first(connection):
    ids = stored(
        connection,
        bears("programme/NTM"),
        bears("indicator/poverty-rate", "programme/NTM"),
        bears("programme/NTM"),
        bears("event/drought"),
        bears("event/flood"),
    )
    keys = {"indicator/poverty-rate": 1.0, "programme/NTM": 1.0, "event/drought": 1.0}
    found = rank_by_entities(connection, keys, 10, Condition(), [ids[2], ids[0]], 5)
    assert found == [ids[1], ids[3], ids[2], ids[0]]


def test_a_key_of_too_many_passages_tells_nothing(connection):
    stored(connection, *[bears("programme/NTM")] * 21)
    assert rank_by_entities(connection, {"programme/NTM": 1.0}, 10, Condition(), (), 21) == []


def test_filters_hold_for_the_graph_as_well(connection):
    stored(connection, bears("event/flood"))
    nowhere = Condition("passage.report IN (?)", ("r2",))
    assert rank_by_entities(connection, {"event/flood": 1.0}, 10, nowhere, (), 1) == []


def test_a_removed_report_takes_its_facts_along(connection):
    facts = PassageFacts(
        frozenset({"event/flood"}), frozenset({FigureName("số hộ bị lũ", "", planned=False)})
    )
    ids = stored(connection, facts)
    assert figure_names(connection, ids) == {ids[0]: [FigureName("số hộ bị lũ", "", planned=False)]}
    remove_report(connection, "r1")
    tables = [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("entity", "figure")]
    assert tables == [(0,), (0,)]


def test_a_report_without_facts_is_indexed_all_the_same(connection):
    report = report_passages(document("Chè 7 ha.", "r1"))
    assert len(add_report(connection, ReportPassages("r1", "mot.txt", report.passages))) == 1
