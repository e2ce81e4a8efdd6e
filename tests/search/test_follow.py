from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.draft import Status
from search.follow.offers import next_questions
from search.follow.turns import Turn, understand
from tests.search.questions import CATALOGUE

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "conversations.toml").read_text("utf-8"))["case"]


def conversation(*texts: str):
    return understand([Turn(text) for text in texts], CATALOGUE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_question_takes_over_what_it_leaves_open(case: dict[str, Any]) -> None:
    understood = conversation(*case["turns"])
    question, slots = understood.question, understood.question.slots

    assert question.text == case.get("asks", question.text)
    assert question.language.value == case.get("language", "vi")
    assert question.intent.value == case["intent"]
    assert [area.name for area in slots.districts] == case["districts"]
    assert [period.notation for period in slots.periods] == case["periods"]
    assert [period.notation for period in slots.bases] == case.get("bases", [])
    assert sorted(measure.value for measure in slots.measures) == case.get("measures", [])
    assert (slots.order.value if slots.order else "") == case.get("order", "")
    for name in ("events", "indicators", "programmes"):
        if name in case:
            assert [concept.id for concept in getattr(slots, name)] == case[name]
    assert list(understood.kept) == case["kept"]


def test_a_corrected_slot_is_what_the_next_question_takes_over() -> None:
    turns = [Turn("Thu ngân sách của Phong Thổ?", {"period": "2023"}), Turn("còn Mường Tè?")]

    understood = understand(turns, CATALOGUE)

    assert understood.question.text == "Thu ngân sách của huyện Mường Tè, năm 2023?"
    assert [period.notation for period in understood.question.slots.periods] == ["2023"]
    assert "period" in understood.kept


def test_a_slot_that_is_corrected_is_not_called_taken_over() -> None:
    turns = [Turn("Thu ngân sách của Phong Thổ năm 2023?"), Turn("còn Mường Tè?", {"period": "2024"})]

    understood = understand(turns, CATALOGUE)

    assert [period.notation for period in understood.question.slots.periods] == ["2024"]
    assert understood.kept == ("topic",)


def test_words_of_the_question_before_stand_where_its_cues_say() -> None:
    question = conversation("Dân số của Phong Thổ năm 2023 là bao nhiêu?", "còn Mường Tè?").question

    asked = [question.text[cue.span.start : cue.span.end] for cue in question.cues]
    assert asked == ["Dân số", "là bao nhiêu"]


def test_a_slot_that_was_emptied_stays_empty() -> None:
    turns = [Turn("Thu ngân sách của Phong Thổ năm 2023?", {"district": ""}), Turn("2024?")]

    understood = understand(turns, CATALOGUE)

    assert understood.question.text == "Thu ngân sách năm 2024?"
    assert understood.question.slots.districts == ()


def test_a_period_that_was_only_compared_with_stays_where_it_is() -> None:
    question = conversation("Dân số Phong Thổ năm 2023 so với năm 2022?", "còn năm 2024?").question

    assert question.text == "Dân số Phong Thổ năm 2024 so với năm 2022?"


@pytest.mark.parametrize(
    ("turns", "whole"),
    [
        (
            ("Huyện nào có dịch tả lợn châu Phi năm 2020?", "còn năm 2024?"),
            "Huyện nào có dịch tả lợn châu Phi năm 2024?",
        ),
        (
            ("What was the forest cover of Phong Thổ in 2023?", "what about Mường Tè?"),
            "What was the forest cover of Mường Tè in 2023?",
        ),
        (
            ("Vì sao có lở mồm long móng ở Văn Quan?", "còn dịch tả lợn châu Phi?"),
            "Vì sao dịch tả lợn châu Phi ở Văn Quan?",
        ),
        (
            ("Đàn bò của Văn Quan giữa năm 2024?", "2023?", "Phong Thổ?", "tổng đàn lợn?"),
            "Tổng đàn lợn Phong Thổ năm 2023?",
        ),
    ],
)
def test_a_follow_up_is_answered_as_the_whole_question_is(sample_service, turns, whole):
    followed = sample_service.ask(turns[-1], earlier=[Turn(text) for text in turns[:-1]])
    asked = sample_service.ask(whole)

    assert (followed.status, followed.answer) == (asked.status, asked.answer)
    assert followed.rows == asked.rows


def test_what_may_be_asked_next_is_what_reports_at_hand_tell_of() -> None:
    question = conversation("Dân số Phong Thổ năm 2023 là bao nhiêu?").question

    offers = next_questions(question, Status.ANSWERED, CATALOGUE)
    assert offers == ("còn 6 tháng đầu năm 2024?", "còn huyện Mường Tè?", "vì sao?")
    assert all(conversation(question.text, offer).kept for offer in offers)


@pytest.mark.parametrize("status", [Status.NOT_FOUND, Status.AMBIGUOUS])
def test_nothing_is_offered_where_there_was_no_answer(status: Status) -> None:
    question = conversation("Dân số Phong Thổ năm 2023 là bao nhiêu?").question

    assert next_questions(question, status, CATALOGUE) == ()


@settings(max_examples=40, deadline=None)  # a conversation takes some milliseconds, the first one seconds
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_no_conversation_breaks_the_reader(texts: list[str]) -> None:
    conversation("Dân số của Phong Thổ năm 2023 là bao nhiêu?", *texts)
