"""Events, documents, programmes, links, products, places and identities against what people wrote down."""

from __future__ import annotations

import json
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.fact import Assertion, EventMention
from tests.eval.extraction import OWN_REPORTS, read
from tests.eval.facts import GOLD, MEASURED, judge_all, table
from tests.services import service_over

HERE = Path(__file__).parent
EVENTS = HERE / "events"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
HAPPENED = (Assertion.OCCURRED, Assertion.ENDED)


def rows(name):
    return [json.loads(line) for line in (EVENTS / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def judged():
    return judge_all(OWN_REPORTS, GOLD)


@pytest.mark.parametrize("name", MEASURED)
def test_facts_reach_the_floor(judged, name):
    assert judged.shares(name).f1 >= FLOORS["facts"][name], "\n".join((table(judged), *judged.missed))


def test_what_did_not_happen_is_hardly_ever_taken_for_what_did(judged):
    taken = sum(
        count for (said, got), count in judged.confusion.items() if said != "occurred" and got == "occurred"
    )
    assert taken <= FLOORS["facts"]["taken_for_occurred"], table(judged)


@pytest.mark.slow
@pytest.mark.parametrize("name", MEASURED)
def test_facts_of_real_reports_reach_the_floor(shared_reports, name):
    gold = shared_reports.parent / "gold"
    if not gold.is_dir():
        pytest.skip("the real reports have no gold")
    judged = judge_all([shared_reports], gold)
    assert judged.shares(name).f1 >= FLOORS["real_facts"][name], "\n".join((table(judged), *judged.missed))


def test_reports_say_in_which_year_an_event_happened():
    """Each line of the truth: whether a report says that an event happened in its district in a year."""
    wanted = {}
    for row in rows("truth.jsonl"):
        key = row["report"], row["event"], row["year"]
        wanted[key] = wanted.get(key, False) or row["happened"]
    wrong = [key for key, happened in wanted.items() if says(*key) != happened]
    assert 1 - len(wrong) / len(wanted) >= FLOORS["events"]["truth"], wrong


def says(report, event, year):
    _, extraction = read(EVENTS / "reports" / report)
    return any(
        mention.event == event
        and mention.assertion in HAPPENED
        and not mention.elsewhere
        and mention.period.start.year <= year <= (mention.period.end - timedelta(days=1)).year
        for mention in extraction.facts
        if isinstance(mention, EventMention)
    )


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events")
    return service_over(folder, EVENTS / "reports")


@pytest.mark.slow
def test_which_districts_had_an_event_in_a_year_is_answered_exactly(service):
    wrong = []
    for asked in rows("questions.jsonl"):
        answer = service.ask(asked["question"]).to_json()
        named = {row["district"] for row in answer["rows"] if row.get("district")}
        if named != set(asked["districts"]):
            wrong.append((asked["question"], sorted(named), asked["districts"]))
    assert 1 - len(wrong) / len(rows("questions.jsonl")) >= FLOORS["events"]["questions"], wrong


@pytest.mark.slow
def test_a_later_report_answers_for_a_year_without_one(service):
    answer = service.ask("Con Cuông năm 2021 xảy ra bao nhiêu vụ cháy rừng?").to_json()
    assert answer["status"] == "answered"
    assert [row["report"] for row in answer["rows"]] == ["con_cuong_2022.txt"]


@pytest.mark.slow
def test_what_happened_next_door_alone_is_not_reported_here(service):
    answer = service.ask("Huyện Sơn Động năm 2019 có cúm gia cầm không?").to_json()
    assert answer["status"] == "not_found"
    assert answer["rows"] == []
