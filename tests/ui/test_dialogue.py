from __future__ import annotations

from search.follow.turns import Turn
from ui.dialogue import read_turns, written_turns

TURNS = (Turn("Dân số Mường Tè?", {"period": "2023", "district": ""}), Turn("còn Phong Thổ?"))


def test_a_conversation_comes_back_from_its_address():
    written = written_turns(TURNS)

    assert written["after"] == ["Dân số Mường Tè?", "còn Phong Thổ?"]
    assert written["after.fix"] == ["0.period=2023", "0.district="]
    assert read_turns(written["after"], written["after.fix"]) == TURNS


def test_a_first_question_leaves_no_trace_in_the_address():
    assert written_turns(()) == {}


def test_corrections_that_are_none_are_left_out():
    wrong = ["", "period=2023", "x.period=2023", "7.period=2023", "0.period", "-1.period=2023"]

    assert read_turns(["Dân số?"], wrong) == (Turn("Dân số?"),)


def test_of_a_long_conversation_the_newest_questions_are_kept():
    turns = [Turn(str(number)) for number in range(40)]

    assert written_turns(turns)["after"][-1] == "39"
    assert len(written_turns(turns)["after"]) == 12
