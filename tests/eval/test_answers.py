"""Questions of our own over the samples, a quarter of them about what no sample says, against floors."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tests.eval.borne_out import rows_not_as_written, stated_rows_without_citation, unfounded
from tests.services import service_over

HERE = Path(__file__).parent
QUESTIONS = [json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["answers"]


@pytest.fixture(scope="module")
def answers(sample_service):
    """The JSON of each question's answer."""
    return [sample_service.ask(question["q"]).to_json() for question in QUESTIONS]


def judged(answers):
    """For each aspect the questions that met it and those that did not, with the answers they got."""
    lists = defaultdict(lambda: ([], []))
    for question, answer in zip(QUESTIONS, answers, strict=True):
        for aspect, good in aspects(question, answer):
            lists[aspect][good].append(f"{question['q']} -> {answer['status']}: {answer['answer'][:160]}")
    return lists


def aspects(question, answer):
    met = answer["status"] == question["status"]
    yield ("traps" if question["status"] != "answered" else "status"), met
    if question.get("values") and question["status"] == "answered":
        yield "figures", all(Decimal(str(value)) in numbers(answer) for value in question["values"])
    if question.get("quote") and question["status"] == "answered":
        cited = (one for one in answer["citations"] if one["report"] == question["report"])
        yield "evidence", any(question["quote"] in one["quote"] for one in cited)
    if "districts" in question:
        there = sorted({row["district"] for row in answer["rows"] if row.get("district")})
        yield "figures", there == sorted(question["districts"])


def numbers(answer):
    return {abs(Decimal(str(row["value"]))) for row in answer["rows"] if "value" in row}


def test_answers_reach_the_floor_in_every_aspect(answers):
    lists = judged(answers)
    below = {
        aspect: "\n".join([f"{len(met)} of {len(met + lost)}, lost:", *lost])
        for aspect, (lost, met) in lists.items()
        if len(met) / len(met + lost) < FLOORS[aspect]
    }
    assert set(lists) == set(FLOORS)
    assert below == {}, "\n".join(below.values())


def not_borne_out(answers):
    """Of each answer that states a number without evidence: the question, and what lacks it."""
    for answer in answers:
        lacking = (
            unfounded(answer)
            + rows_not_as_written(answer)
            + stated_rows_without_citation(answer)
            + ["sparql"] * bool(answer["rows"] and not answer["sparql"])
        )
        if lacking:
            yield answer["question"], lacking


def test_every_figure_of_every_answer_stands_in_its_citations(answers):
    assert list(not_borne_out(answers)) == []


@pytest.mark.parametrize("answer_to", [0, 1, 20])
def test_an_altered_figure_would_be_found(answers, answer_to):
    answer = answers[answer_to]
    assert unfounded(answer | {"answer": f"{answer['answer']} 987.654,3 con"}) == ["987.654,3"]


@pytest.mark.slow
def test_every_figure_of_answers_about_real_reports_stands_in_its_citations(shared_reports, tmp_path):
    gold = sorted((shared_reports.parent / "gold").glob("*.qa.jsonl"))
    if not gold:
        pytest.skip("the real reports have no questions")
    service = service_over(tmp_path, shared_reports)
    questions = [json.loads(line)["q"] for one in gold for line in one.read_text("utf-8").splitlines()]
    assert list(not_borne_out(service.ask(question).to_json() for question in questions)) == []
