"""What pages list is made ahead where there are many reports, and then found by them."""

from __future__ import annotations

import importlib
from threading import Thread

import pytest

import ui.ahead
from ui.session import _kept, kept, service


@pytest.fixture
def few(sample_service, monkeypatch):
    monkeypatch.setenv("HUYENKG_DATA", str(sample_service.settings.data))
    monkeypatch.setenv("HUYENKG_MODEL", "hashing")
    service.clear()
    _kept.clear()
    importlib.import_module("ui.app")  # the pages say what they need
    yield
    service.clear()
    _kept.clear()


def test_pages_find_all_that_was_made_ahead(few, monkeypatch):
    ui.ahead.make_ahead()
    needed = [(make, list(keys())) for make, keys in (*ui.ahead._MADE, *ui.ahead._LATE)]
    monkeypatch.setattr("ui.service.Service.snapshot", lambda _: pytest.fail("read again"))
    for make, keys in needed:
        for key in keys:
            kept(make, *key)
    assert len(needed) > 10


def test_what_fails_does_not_stop_the_rest(few, monkeypatch, caplog):
    made: list[str] = []

    def good() -> str:
        made.append("good")
        return ""

    def bad() -> str:
        raise OSError("gone")

    monkeypatch.setattr(ui.ahead, "_MADE", [(bad, ui.ahead.for_all)])
    monkeypatch.setattr(ui.ahead, "_LATE", [(good, ui.ahead.for_all)])
    ui.ahead.make_ahead()
    assert made == ["good"]
    assert "bad could not be made ahead" in caplog.text


@pytest.mark.parametrize(("many", "begun"), [(8, 0), (7, 1)])
def test_it_is_begun_once_and_only_over_many_reports(few, monkeypatch, many, begun):
    started: list[str] = []
    monkeypatch.setattr(ui.ahead, "_MANY", many)
    monkeypatch.setattr(Thread, "start", lambda thread: started.append(thread.name))
    ui.ahead.prepare()
    ui.ahead.prepare()
    assert started == ["made-ahead"] * begun
