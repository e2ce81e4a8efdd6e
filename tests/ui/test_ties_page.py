"""The page of ties, run by Streamlit without a browser, over the samples."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from ui.session import service

DECISION = "https://w3id.org/huyenkg/id/doc/ubnd/11/2018/decision/45-qd-ubnd~81e02dd6c3f2"


@pytest.fixture(autouse=True)
def data(sample_service, monkeypatch):
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # Streamlit puts the app there
    monkeypatch.setenv("HUYENKG_DATA", str(sample_service.settings.data))
    monkeypatch.setenv("HUYENKG_MODEL", "hashing")
    service.clear()
    yield sample_service
    service.clear()


def run_page() -> None:
    """The page without the frame around it; executed by Streamlit, hence the imports."""
    from ui.session import guarded
    from ui.views import ties

    guarded(ties.show)()


def opened(**address: str) -> AppTest:
    page = AppTest.from_function(run_page, default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    assert not page.error
    return page


def words(page: AppTest) -> list[str]:
    return [one.value for one in (*page.markdown, *page.caption, *page.info)]


def html(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html"))


def test_a_path_stands_in_the_address_and_is_told_in_names(data):
    page = opened(**{"lang": "vi", "from": "UBND tỉnh Điện Biên", "to": "Tủa Chùa"})
    assert r"**1. UBND tỉnh Điện Biên — quyết định 45/QĐ\-UBND — huyện Tủa Chùa**" in words(page)
    table = page.dataframe[0].value
    assert list(table["tie"]) == ["ban hành văn bản", "được nêu trong báo cáo của huyện, tỉnh"]
    assert list(table["sentences"]) == [2, 2]


def test_a_tie_that_the_address_names_opens_every_sentence_that_makes_it(data):
    page = opened(**{"lang": "vi", "from": "UBND tỉnh Điện Biên", "to": "Tủa Chùa", "tie": "1.1"})
    assert html(page).count("<mark>") == 2
    assert "Chính sách sản xuất theo Quyết định số 45/QĐ-UBND" in html(page)


def test_names_that_are_typed_go_into_the_address(data):
    page = opened(lang="en")
    assert page.dataframe.len == 0
    page.text_input(key="at-from").set_value("Sín Chải")
    page.text_input(key="at-to").set_value("Huổi Só").run()
    assert page.query_params["from"] in ("Sín Chải", ["Sín Chải"])
    assert "**1. Sín Chải commune — Huổi Só commune**" in words(page)


def test_an_example_is_offered_and_fills_in_both_names(data):
    page = opened(lang="vi")
    (example,) = page.button
    assert example.label.startswith("Ví dụ: xây dựng nông thôn mới và huyện ")
    example.click().run()
    assert not page.exception
    assert page.dataframe.len == 1
    district = example.label.removeprefix("Ví dụ: xây dựng nông thôn mới và ")
    assert [field.value for field in page.text_input] == ["xây dựng nông thôn mới", district]


def test_no_path_and_no_such_thing_are_said(data):
    page = opened(**{"lang": "vi", "from": "Sín Chải", "to": "OCOP"})
    assert page.info[0].value.startswith("Không có đường nối giữa xã Sín Chải và mỗi xã một sản phẩm (OCOP)")
    page = opened(**{"lang": "en", "from": "xyzzy", "to": "OCOP"})
    assert page.info[0].value == "Nothing in these reports is called “xyzzy”."
    page = opened(**{"lang": "en", "from": "NTM", "to": "nông thôn mới"})
    assert page.info[0].value == "Both are the same; name two different things."


def test_of_several_things_of_one_name_one_is_chosen(data):
    page = opened(**{"lang": "vi", "from": "cháy rừng Phong Thổ", "to": "xã Hoang Thèn"})
    (which,) = page.selectbox
    assert len(which.options) == 2
    assert "xã Hoang Thèn" in " ".join(words(page))
    assert "năm 2023" in " ".join(words(page))
    other = "https://w3id.org/huyenkg/id/event/forest_fire/109/2024"
    page = opened(**{"lang": "vi", "from": "cháy rừng Phong Thổ", "from-node": other, "to": "xã Hoang Thèn"})
    assert "năm 2024" in " ".join(words(page))


def test_documents_open_their_sentences_and_say_what_only_they_tie(data):
    page = opened(lang="vi", view="documents", document=DECISION)
    documents, links, shared = (table.value for table in page.dataframe)
    assert list(documents["document"]) == ["quyết định 45/QĐ-UBND"]
    assert list(documents["sentences"]) == [2]
    assert len(links) == 2
    assert len(shared) == 1
    assert "chính sách sản xuất | vốn giao cho dự án liên kết" in html(page)


def test_documents_that_no_filter_leaves_are_told(data):
    page = opened(lang="en", view="documents", district="184")
    assert page.info[0].value == "No document is tied to two programmes or more in what is looked at."


def test_communes_open_the_sentences_that_name_them(data):
    page = opened(lang="en", view="communes", commune="03223")
    communes, mentions = (table.value for table in page.dataframe)
    assert list(communes["commune"])[:2] == ["Sín Chải commune", "Hoang Thèn commune"]
    assert list(communes["happened"])[:6] == [2, 2, 2, 2, 1, 1]
    assert list(mentions["assertion"]) == ["happened", "happened", "risk"]


def test_communes_are_narrowed_by_kind_of_event_and_year(data):
    page = opened(lang="vi", view="communes", kind="hail_storm", year="2024")
    assert len(page.dataframe[0].value) == 5
    page = opened(lang="vi", view="communes", kind="hail_storm", year="2023")
    assert page.info[0].value == "Không câu nào nêu tên xã trong sự kiện như vậy."


@pytest.mark.parametrize("view", ["path", "documents", "communes"])
def test_every_view_speaks_the_language_of_the_address(data, view):
    spoken = [
        {one.label for one in (*page.text_input, *page.selectbox)} | {one.value for one in page.caption}
        for page in (opened(lang="vi", view=view), opened(lang="en", view=view))
    ]
    assert spoken[0]
    assert spoken[0].isdisjoint(spoken[1])
