"""Files are read in a process of its own, whose end costs one file and no more."""

from __future__ import annotations

import io
import json
import pickle

import pytest

from ui import reading_apart
from ui.artefact import Artefact
from ui.ingesting import Outcome
from ui.reading_apart import Lost, read_apart, serve

REPORT = "UBND HUYỆN PHONG THỔ\nBÁO CÁO\nTình hình năm 2023\nI. KINH TẾ\nĐàn trâu 120 con.\n"


@pytest.fixture(autouse=True)
def no_process_is_left():
    yield
    reading_apart._SPARE.end()


def test_each_line_that_is_asked_is_answered_in_order():
    asked = io.BytesIO(
        b"".join(
            json.dumps({"path": name, "district": None, "period": "2023"}).encode() + b"\n" for name in "ab"
        )
    )
    told = io.BytesIO()
    serve(asked, told, lambda path, district, period: (path.name, district, period))
    told.seek(0)
    assert [pickle.load(told), pickle.load(told)] == [("a", None, "2023"), ("b", None, "2023")]


@pytest.mark.slow
def test_a_file_that_costs_its_reader_the_life_does_not_cost_the_others(tmp_path):
    paths = [tmp_path / name for name in ("a.txt", "none.txt", "b.txt")]
    paths[0].write_text(REPORT, "utf-8")
    paths[1].write_text("Đàn trâu 3 con.", "utf-8")
    paths[2].write_text(REPORT.replace("120", "130"), "utf-8")
    read = {path.name: result for path, result in read_apart(paths, None, None)}
    assert isinstance(read["a.txt"], Artefact)
    assert isinstance(read["none.txt"], Outcome)
    assert read["none.txt"].code == "no_district"
    assert isinstance(read["b.txt"], Artefact)


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, "utf-8")
    assert [result for _, result in read_apart([path], None, None, seconds=0.05)] == [Lost(too_long=True)]
