"""Questions of our own over the samples, a quarter of them about what no sample says, against floors."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
QUESTIONS = [json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["answers"]


def judged(sample_service):
    """For each aspect the questions that met it and those that did not, with the answers they got."""
    lists = defaultdict(lambda: ([], []))
    for question in QUESTIONS:
        answer = sample_service.ask(question["q"]).to_json()
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


def test_answers_reach_the_floor_in_every_aspect(sample_service):
    lists = judged(sample_service)
    below = {
        aspect: "\n".join([f"{len(met)} of {len(met + lost)}, lost:", *lost])
        for aspect, (lost, met) in lists.items()
        if len(met) / len(met + lost) < FLOORS[aspect]
    }
    assert set(lists) == set(FLOORS)
    assert below == {}, "\n".join(below.values())
