"""Merges on the page Quality and beside a document, run by Streamlit without a browser."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from tests.merging import HALF, NUMBER, WHOLE
from tests.services import service_of_texts
from ui.decisions import decisions_of
from ui.session import service

NODE = "https://w3id.org/huyenkg/id/doc/hdnd/12/2021/resolution/07-2021-nq-hdnd~0c38b5d670b9"


@pytest.fixture
def data(tmp_path, monkeypatch):
    stored = service_of_texts(tmp_path, half=HALF, whole=WHOLE)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # Streamlit puts the app there
    monkeypatch.setenv("HUYENKG_DATA", str(stored.settings.data))
    monkeypatch.setenv("HUYENKG_MODEL", "hashing")
    service.clear()
    yield stored
    service.clear()


def run_quality() -> None:
    from ui.session import guarded
    from ui.views import quality

    guarded(quality.show)()


def run_programmes() -> None:
    from ui.session import guarded
    from ui.views import programmes

    guarded(programmes.show)()


def opened(run, **address: str) -> AppTest:
    page = AppTest.from_function(run, default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return well(page.run())


def well(page: AppTest) -> AppTest:
    assert not page.exception
    assert not page.error
    return page


def titles(page: AppTest) -> list[str]:
    return [one.value for one in page.markdown if "badge" in one.value]


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


def button(page: AppTest, label: str):
    return next(one for one in page.button if one.label == label)


def test_a_merge_is_refused_and_the_refusal_taken_back_on_the_page(data):
    page = opened(run_quality, lang="en", part="merges", show="holds")
    assert len(titles(page)) == 1
    well(button(page, "Refuse: they are not one").click().run())
    assert [one.verdict for one in decisions_of(data.workspace)] == ["refuse"]
    again = opened(run_quality, lang="en", part="merges", show="refused")
    assert len(titles(again)) == 1
    well(button(again, "Take the decision back").click().run())
    assert decisions_of(data.workspace) == ()


def test_every_merge_says_its_rule_and_only_a_waiting_one_can_be_confirmed(data):
    page = opened(run_quality, lang="vi", part="merges")
    assert "Số lần gộp: 2, trong đó chờ xác nhận: 1" in [one.value for one in page.markdown]
    assert sum(one.value.startswith("Vì: cùng loại và cùng số") for one in page.text) == 2
    assert labels(page).count("Xác nhận là một") == 1
    assert labels(page).count("Bác: không phải một") == 2


def test_where_nothing_may_be_written_no_decision_is_offered(data, monkeypatch):
    monkeypatch.setenv("HUYENKG_READONLY", "1")
    service.clear()
    page = opened(run_quality, lang="en", part="merges")
    assert len(titles(page)) == 2
    assert not [label for label in labels(page) if "one" in label]


def test_a_merged_document_is_one_row_that_says_why_and_shows_all_sentences(data):
    page = opened(run_programmes, lang="en", view="documents", document=NODE)
    (listed,) = [
        table.value for table in page.dataframe if "citations" in table.value and "in_reports" in table.value
    ]
    assert sum(NUMBER in name for name in listed["document"]) == 1
    assert any("2 nodes are shown as this document" in one.value for one in page.caption)
    (told,) = [table.value for table in page.dataframe if "sentence" in table.value]
    assert len(told) == 4  # two that cite it and two that tie it to a programme
