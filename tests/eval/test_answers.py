"""Questions of our own over samples and real reports, a quarter of them traps, against floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.eval.answer_aspects import answer_aspects, figures_of, language_class, search_aspects, shares
from tests.eval.answers import (
    MISSES,
    QUESTIONS,
    REPORT_QUESTIONS,
    Judged,
    Known,
    below,
    changes,
    judge_all,
    load_misses,
    load_questions,
    save_misses,
    table,
)
from tests.services import service_over

pytestmark = pytest.mark.slow
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
ASKED = load_questions(QUESTIONS) + load_questions(REPORT_QUESTIONS)
QUESTION = {
    "q": "Lúa nương?", "lang": "vi", "kind": "lookup", "status": "answered", "values": [92, 5.5],
    "report": "a.txt", "lines": [7], "districts": ["Sìn Hồ"],
}  # fmt: skip
TRAP = {"q": "Lua nuong?", "lang": "vi", "kind": "trap", "status": "ended"}
CITED = {"report": "a.txt", "line": 7, "last_line": 7, "quote": "lúa nương 92 ha"}
ANSWER = {
    "status": "answered",
    "answer": "92 ha (tăng 5,5%)",
    "rows": [{"district": "Sìn Hồ"}],
    "citations": [CITED],
}


@pytest.fixture(scope="module")
def report_service(shared_reports, tmp_path_factory):
    return service_over(tmp_path_factory.mktemp("reports"), shared_reports)


def judged_well(service, questions, floors):
    judged = judge_all(service, load_questions(questions))
    told = "\n".join((table(judged), *changes(judged, load_misses())))
    assert set(shares(one.aspects for one in judged)) == set(floors)
    assert below(judged, floors) == {}, told


def test_answers_over_the_samples_reach_the_floor_in_every_aspect(sample_service):
    judged_well(sample_service, QUESTIONS, FLOORS["answers"])


def test_answers_over_real_reports_reach_the_floor_in_every_aspect(report_service):
    judged_well(report_service, REPORT_QUESTIONS, FLOORS["real_answers"])


# --- the questions -----------------------------------------------------------------------------------


def share(condition):
    return sum(map(condition, ASKED)) / len(ASKED)


def test_half_of_the_questions_are_english_a_fifth_without_diacritics_a_quarter_traps():
    assert len(ASKED) >= 150
    assert len({one["q"] for one in ASKED}) == len(ASKED)
    assert share(lambda one: one["lang"] == "en") >= 0.5
    assert share(lambda one: language_class(one) == "plain") >= 0.2
    assert share(lambda one: one["status"] != "answered") >= 0.25


def test_every_quote_stands_in_its_sample(sample_service):
    texts = {
        one.name: " ".join(sample_service.report_text(one.id).split())
        for one in sample_service.status().reports
    }
    for asked in load_questions(QUESTIONS):
        quotes = asked.get("quote", [])
        where = [texts[asked["report"]]] if "report" in asked else texts.values()
        for quote in [quotes] if isinstance(quotes, str) else quotes:
            assert any(quote in text for text in where), asked


def test_every_known_miss_is_of_a_question_and_has_a_reason():
    rows = load_questions(MISSES)
    assert {row["q"] for row in rows} <= {one["q"] for one in ASKED}
    assert [row["q"] for row in rows if not row["why"]] == []


# --- the measure -------------------------------------------------------------------------------------


def met(question, **changed):
    return dict(answer_aspects(question, {**ANSWER, **changed}))


def test_an_answer_that_has_everything_meets_every_aspect():
    assert met(QUESTION) == {"answered": 1, "figures": 1, "districts": 1, "evidence": 1}


@pytest.mark.parametrize(
    ("changed", "aspect"),
    [
        ({"status": "not_found"}, "answered"),
        ({"answer": "92 ha (tăng 55%)"}, "figures"),
        ({"rows": []}, "districts"),
        ({"rows": [{"district": "Sìn Hồ"}, {"district": "Mường Tè"}]}, "districts"),
        ({"citations": []}, "evidence"),
        ({"citations": [{**CITED, "line": 9, "last_line": 12}]}, "evidence"),
        ({"citations": [{**CITED, "report": "b.txt"}]}, "evidence"),
        ({"citations": [{**CITED, "line": 40, "last_line": 40}] * 5 + [CITED]}, "evidence"),
    ],
)
def test_an_answer_that_lacks_something_misses_that_aspect(changed, aspect):
    assert [name for name, value in met(QUESTION, **changed).items() if not value] == [aspect]


def test_a_trap_is_met_by_a_denial_and_told_apart_only_by_the_right_one():
    assert met(TRAP) == {"traps": 0, "denials": 0}
    assert met(TRAP, status="no") == {"traps": 1, "denials": 0}
    assert met(TRAP, status="ended") == {"traps": 1, "denials": 1}


def test_figures_count_in_rows_and_in_both_number_formats():
    answer = {"answer": "1.204,5 ha; 1,204.5 ha; 3.206.000 đồng", "rows": [{"value": -7.5}, {"value": None}]}
    assert {1204.5, 3206000, 7.5} <= {float(value) for value in figures_of(answer)}


def test_search_is_judged_by_the_rank_of_the_evidence_and_the_class_of_language():
    away = {"report": "a.txt", "line": 1, "last_line": 1, "text": ""}
    right = {**away, "line": 7, "last_line": 7}
    assert dict(search_aspects(QUESTION, [away, right])) == {"found.vi": 1, "rank.vi": 0.5}
    assert dict(search_aspects(QUESTION, [away] * 5 + [right])) == {"found.vi": 0, "rank.vi": 1 / 6}
    assert dict(search_aspects(QUESTION, [away] * 10 + [right])) == {"found.vi": 0, "rank.vi": 0}
    assert dict(search_aspects(TRAP, [right])) == {}
    assert language_class(TRAP) == "plain"


def judged(question, **values):
    return Judged({**QUESTION, "q": question}, values, "answered: …")


def test_a_share_below_its_floor_is_told():
    some = [judged("one", figures=1, evidence=1), judged("two", figures=0)]
    assert below(some, {"figures": 0.6, "evidence": 1}) == {"figures": 0.5}


def test_lost_and_gained_cases_are_told():
    now = [judged("one", figures=0, evidence=1), judged("two", figures=1), judged("three", figures=0)]
    known = {"one": Known(("evidence",)), "three": Known(("figures",), "two sums in one sentence")}
    steps = [case.splitlines()[0] for case in changes(now, known)]
    assert steps == ["LOST   figures", "GAINED evidence"]


def test_a_recorded_state_keeps_reasons_and_what_was_not_asked(tmp_path):
    known = {"one": Known(("figures",), "why"), "two": Known(("traps",), "so"), "gone": Known(("figures",))}
    now = [judged("one", figures=0, evidence=0), judged("gone", figures=1), judged("new", figures=0)]
    save_misses(now, known, tmp_path / "misses.jsonl")
    assert [json.loads(line) for line in (tmp_path / "misses.jsonl").read_text("utf-8").splitlines()] == [
        {"q": "one", "missed": ["evidence", "figures"], "why": "why"},
        {"q": "two", "missed": ["traps"], "why": "so"},
        {"q": "new", "missed": ["figures"], "why": ""},
    ]
