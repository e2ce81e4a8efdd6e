"""What a page keeps in its address: read from a link, written by its controls."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture(autouse=True)
def main_module_comes_back(monkeypatch):
    """Streamlit puts the page in the place of ``__main__``; a process spawned later would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def page() -> None:
    import streamlit as st

    from ui.address import choice, choices, typed

    fruits = {"": "Tất cả", "184": "Văn Quan", "105": "Mường Tè"}
    told = [
        choice("district", "District", fruits),
        choice("part", "Part", {"a": "A", "b": "B"}, look="segments"),
        choices("kinds", "Kinds", {"x": "X", "y": "Y", "z": "Z"}, ["x"]),
        choices("more", "More", {"x": "X", "y": "Y"}, look="list", most=2),
        typed("find", "Find"),
    ]
    st.session_state["told"] = told


def opened(**address: str | list[str]) -> AppTest:
    app = AppTest.from_function(page)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def test_defaults_hold_and_leave_the_address_empty():
    app = opened()
    assert app.session_state["told"] == ["", "a", ("x",), (), ""]
    assert app.query_params == {}


def test_a_link_brings_every_control_back():
    app = opened(district="184", part="b", kinds=["y", "z"], more=["y"], find="lợn")
    assert app.session_state["told"] == ["184", "b", ("y", "z"), ("y",), "lợn"]
    assert app.query_params["district"] == "184"


def test_unknown_codes_of_a_link_are_ignored_and_vanish():
    app = opened(district="999", kinds=["q"], part="")
    assert app.session_state["told"][:3] == ["", "a", ("x",)]
    assert app.query_params == {}


def test_a_control_writes_its_value_and_takes_the_default_out():
    app = opened(district="184")
    app.selectbox[0].set_value("105").run()
    assert app.query_params["district"] == "105"
    app.selectbox[0].set_value("").run()
    assert app.session_state["told"][0] == ""
    assert "district" not in app.query_params


def test_all_of_several_may_be_taken_away():
    app = opened()
    app.pills[0].set_value([]).run()
    assert app.session_state["told"][2] == ()
    assert app.query_params["kinds"] == ""
    assert opened(kinds="").session_state["told"][2] == ()


def test_a_control_of_another_page_with_the_same_name_is_forgotten():
    app = AppTest.from_function(page)
    app.session_state["at-district"] = ["184"]
    app.session_state["at-kinds"] = "z"
    app.session_state["at-find"] = 3
    app.session_state["at-district-seen"] = app.session_state["at-kinds-seen"] = []
    app.session_state["at-find-seen"] = []
    assert app.run().session_state["told"] == ["", "a", ("x",), (), ""]


def test_a_new_address_is_stronger_than_what_the_control_held():
    app = opened(district="184")
    app.text_input[0].set_value("trâu").run()
    app.query_params["district"] = "105"
    app.query_params["find"] = "bò"
    assert app.run().session_state["told"][0] == "105"
    assert app.session_state["told"][4] == "bò"


def rows() -> None:
    import streamlit as st

    from ui.widgets import pick_row

    st.session_state["picked"] = pick_row(
        [{"name": one} for one in "abc"],
        "table",
        codes=["k1:3", "k2:7", "k2:7"],
        at=st.session_state.get("at"),
    )


def test_the_row_of_a_link_is_ticked_and_one_that_is_not_there_vanishes():
    app = AppTest.from_function(rows, default_timeout=30)
    app.query_params["row"] = "k2:7.2"  # the second row of that place
    assert app.run().session_state["picked"] == 2
    app.query_params["row"] = "k1:3"  # the browser's back button
    assert app.run().session_state["picked"] == 0
    app.query_params["row"] = "gone"
    assert app.run().session_state["picked"] is None
    assert app.query_params == {}


def test_the_usual_row_is_ticked_at_first_and_leaves_the_address_empty():
    app = AppTest.from_function(rows, default_timeout=30)
    app.session_state["at"] = 0
    assert app.run().session_state["picked"] == 0
    assert app.query_params == {}


def test_a_ticked_row_stands_in_the_address():
    app = AppTest.from_function(rows, default_timeout=30).run()
    app.session_state["table"] = {
        "selection": {"rows": [1], "columns": [], "cells": []}
    }  # as a click leaves it
    assert app.run().session_state["picked"] == 1
    assert app.query_params["row"] == "k2:7"
    app.session_state["table"] = {"selection": {"rows": [], "columns": [], "cells": []}}
    assert app.run().session_state["picked"] is None
    assert app.query_params == {}
