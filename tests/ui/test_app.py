"""The pages, run by Streamlit without a browser, over the samples."""

from __future__ import annotations

import sys

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph import iris
from graph.catalogue import list_programmes
from graph.queries import find_documents, find_events, find_observations, find_ocop
from tests.architecture.tree import ROOT
from ui.session import service

ASF = "Năm 2024 những huyện nào có dịch tả lợn châu Phi?"
VAN_QUAN, TUA_CHUA = "184", "098"


@pytest.fixture
def data(sample_service, monkeypatch):
    """The app's settings point at the samples."""
    use(monkeypatch, sample_service.settings.data)
    yield sample_service
    service.clear()


@pytest.fixture(autouse=True)
def main_module_comes_back(monkeypatch):
    """Streamlit puts the app in the place of ``__main__``; a process spawned later would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def use(monkeypatch, directory) -> None:
    monkeypatch.setenv("HUYENKG_DATA", str(directory))
    monkeypatch.setenv("HUYENKG_MODEL", "hashing")
    service.clear()


def run_view(name: str) -> None:
    """One page without the frame around it; executed by Streamlit, hence the imports."""
    import importlib

    from ui.session import guarded

    guarded(importlib.import_module(f"ui.views.{name}").show)()


def opened(name: str, **address) -> AppTest:
    """A page after its first run; ``app`` is the whole application, at its first page."""
    if name == "app":
        page = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60)
    else:
        page = AppTest.from_function(run_view, args=(name,), default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


def html(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html") if "<style>" not in block.proto.body)


def button(page: AppTest, label: str):
    return next(one for one in page.button if one.label == label)


def labels(page: AppTest) -> list[str]:
    return [tab.label for tab in page.tabs]


def is_well(page: AppTest) -> bool:
    return not page.exception and not page.error


# --- ask ---------------------------------------------------------------------------------------------


def test_the_first_page_offers_a_question_box_and_examples(data):
    page = opened("app")
    assert is_well(page)
    assert [title.value for title in page.title] == ["Hỏi đáp"]
    assert page.text_input[0].value == ""
    assert "7 báo cáo · 5 huyện" in [caption.value for caption in page.caption]


def test_a_question_is_answered_with_its_quote_and_stands_in_the_address(data):
    page = opened("app")
    page.text_input[0].set_value(ASF)
    button(page, "Hỏi").click().run()
    assert is_well(page)
    assert page.query_params["q"] in (ASF, [ASF])
    assert "Văn Quan" in html(page)
    assert "17/17 xã" in html(page)
    assert page.segmented_control(key="at-view").options[0] == "Nguồn (1)"


def test_an_example_asks_itself(data):
    page = opened("app", lang="en")
    button(page, "Which districts had African swine fever in 2024?").click().run()
    assert is_well(page)
    assert '<span class="hk-status answered">Answered</span>' in html(page)


def test_a_citation_opens_its_passage_with_the_exact_quote_marked(data):
    page = opened("ask", lang="vi", q=ASF)
    cited = data.ask(ASF).citations[0]
    button(page, "Mở đoạn văn").click().run()
    assert f"<mark>{cited.quote}</mark>" in html(page)


def test_a_slot_that_is_corrected_by_chip_asks_again(data):
    page = opened("ask", lang="vi", q=ASF)
    chip = next(box for box in page.selectbox if box.label == "Sửa “Kỳ”")
    chip.set_value("2020-H1").run()
    next(one for one in page.button if one.key == "apply-period").click().run()
    assert is_well(page)
    assert page.query_params["fix.period"] in ("2020-H1", ["2020-H1"])
    assert "Tủa Chùa" in html(page)
    button(page, "Bỏ các sửa đổi").click().run()
    assert "Văn Quan" in html(page)


def test_a_slot_can_be_emptied(data):
    page = opened("ask", lang="vi", q=ASF)
    next(box for box in page.selectbox if box.label == "Sửa “Kỳ”").set_value("").run()
    next(one for one in page.button if one.key == "apply-period").click().run()
    assert is_well(page)
    assert "Tủa Chùa" in html(page)
    assert "Văn Quan" in html(page)


def test_what_is_not_reported_says_so_and_offers_what_is(data):
    page = opened("ask", lang="vi", q="Năm 2022 những huyện nào có dịch tả lợn châu Phi?")
    assert is_well(page)
    assert '<span class="hk-status not_found">Không có trong các báo cáo này</span>' in html(page)
    assert "Bảng (0)" not in labels(page)
    next(one for one in page.button if (one.key or "").startswith("suggestion-")).click().run()
    assert is_well(page)
    assert page.query_params["fix.period"]


def test_an_ambiguous_name_is_asked_back_with_buttons(data):
    page = opened("ask", lang="vi", q="Huyện Châu Thành nay thuộc những xã nào?")
    assert "có thể là:" in html(page)
    assert len([one for one in page.button if (one.key or "").startswith("suggestion-")]) > 5


def test_a_question_with_markup_is_shown_and_not_obeyed(data):
    page = opened("ask", lang="vi", q="<img src=x onerror=alert(1)> **Văn Quan** $x$ lợn?")
    assert is_well(page)
    assert "<img" not in html(page)


def asks_on(page: AppTest, text: str) -> AppTest:
    next(box for box in page.text_input if box.label == "Hỏi tiếp").set_value(text)
    return button(page, "Gửi").click().run()


def test_a_question_that_follows_keeps_what_it_leaves_open_and_shows_what_it_kept(data):
    page = asks_on(opened("ask", lang="vi", q=ASF), "còn năm 2020?")
    assert is_well(page)
    assert "Tủa Chùa" in html(page)
    assert page.query_params["after"] in (ASF, [ASF])
    assert page.text_input[0].value == "Năm 2020 những huyện nào có dịch tả lợn châu Phi?"
    assert '<span class="hk-chip">↩ Sự việc: dịch tả lợn châu Phi</span>' in html(page)


def test_a_click_goes_back_to_an_earlier_question_or_begins_anew(data):
    page = asks_on(opened("ask", lang="vi", q="năm 2020?", after=ASF), "vì sao?")
    assert [one.label for one in page.button if (one.key or "").startswith("before-")] == [ASF, "năm 2020?"]
    next(one for one in page.button if one.key == "before-0").click().run()
    assert page.query_params["q"] in (ASF, [ASF])
    assert "after" not in page.query_params
    page = asks_on(page, "năm 2020?")
    button(page, "Câu hỏi mới").click().run()
    assert "q" not in page.query_params
    assert page.text_input[0].value == ""


def test_a_correction_holds_for_the_questions_that_follow(data):
    page = opened("ask", lang="vi", q="Diện tích lúa của Tủa Chùa?", **{"fix.period": "2020-H1"})
    page = asks_on(page, "còn Phong Thổ?")
    assert page.query_params["after.fix"] in ("0.period=2020-H1", ["0.period=2020-H1"])
    assert page.text_input[0].value == "Diện tích lúa của huyện Phong Thổ, 6 tháng đầu năm 2020?"


def test_what_may_be_asked_next_is_asked_by_a_click(data):
    page = opened("ask", lang="vi", q="Phong Thổ năm 2023 thu ngân sách được bao nhiêu?")
    button(page, "còn 6 tháng đầu năm 2024?").click().run()
    assert is_well(page)
    assert page.query_params["q"] in ("còn 6 tháng đầu năm 2024?", ["còn 6 tháng đầu năm 2024?"])


def test_rephrasing_is_offered_only_where_an_endpoint_is_configured_and_then_off(data, monkeypatch):
    assert not opened("ask", lang="vi", q=ASF).toggle
    monkeypatch.setenv("HUYENKG_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HUYENKG_LLM_MODEL", "small")
    service.clear()
    page = opened("ask", lang="vi", q=ASF)
    assert [one.value for one in page.toggle] == [False]
    page.toggle[0].set_value(True).run()
    assert is_well(page)
    assert "Không diễn đạt lại được" in html(page)
    assert "17/17 xã" in html(page)


# --- district ----------------------------------------------------------------------------------------


def test_a_district_shows_its_figures_events_programmes_documents_products_and_reports(data):
    page = opened("district", lang="vi", district=VAN_QUAN, period="", look="table")
    assert is_well(page)
    store, here = data.snapshot().store, {"districts": [VAN_QUAN]}
    figures = len(find_observations(store, **here).rows)
    assert labels(page) == [
        f"Số liệu ({figures})",
        f"Sự kiện ({len(find_events(store, **here).rows)})",
        f"Chương trình ({len(list_programmes(store, **here).rows)})",
        f"Văn bản ({len(find_documents(store, **here).rows)})",
        f"Sản phẩm OCOP ({len(find_ocop(store, **here).rows)})",
        "Xã xưa và nay (17)",
        "Báo cáo (1)",
    ]
    assert len(page.dataframe[0].value) == figures


def test_a_period_narrows_the_profile(data):
    whole = opened("district", lang="vi", district=TUA_CHUA, period="")
    part = opened("district", lang="vi", district=TUA_CHUA, period="2020-05")
    assert is_well(part)
    assert (labels(part)[0], labels(whole)[0]) == ("Số liệu (163)", "Số liệu (171)")


def test_figures_are_filtered_without_diacritics(data):
    page = opened("district", lang="vi", district=VAN_QUAN, look="table")
    page.text_input[0].set_value("dan bo").run()
    assert is_well(page)
    assert set(page.dataframe[0].value["indicator"]) == {"đàn bò"}


def test_another_district_is_chosen_and_stands_in_the_address(data):
    page = opened("district", lang="vi")
    page.selectbox[0].set_value(VAN_QUAN).run()
    assert is_well(page)
    assert page.query_params["district"] in (VAN_QUAN, [VAN_QUAN])


# --- programmes and documents ------------------------------------------------------------------------


def test_a_network_starts_at_one_node_with_its_ties_beside_it(data):
    page = opened("programmes", lang="vi", node=iris.programme("NTM").value)
    assert is_well(page)
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 1
    assert "huyện Văn Quan" in set(page.dataframe[0].value["to"])


@pytest.mark.parametrize(
    "kind",
    [
        "programme",
        pytest.param("document", marks=pytest.mark.slow),
        pytest.param("district", marks=pytest.mark.slow),
    ],
)
def test_it_can_start_at_each_kind_of_node(data, kind):
    page = opened("programmes", lang="vi")
    page.selectbox[0].set_value(kind).run()
    assert is_well(page)
    assert len(page.dataframe[0].value) > 0
    assert not any("https://" in option for box in page.selectbox for option in box.options)


def test_a_link_starts_at_its_node_whatever_its_kind(data):
    page = opened("programmes", lang="vi", node=iris.area(VAN_QUAN).value)
    assert is_well(page)
    assert [box.value for box in page.selectbox] == ["district", iris.area(VAN_QUAN).value]
    page.selectbox[0].set_value("document").run()
    assert is_well(page)
    assert "node" not in page.query_params
    assert page.query_params["kind"] in ("document", ["document"])


def test_an_opened_node_brings_its_ties_and_can_be_folded_back(data):
    start, tua_chua = iris.programme("NTM").value, iris.area(TUA_CHUA).value
    near = opened("programmes", lang="vi", node=start)
    grown = opened("programmes", lang="vi", node=start, open=tua_chua)
    assert is_well(grown)
    assert len(grown.dataframe[0].value) > len(near.dataframe[0].value)
    button(grown, "Thu về nút bắt đầu").click().run()
    assert len(grown.dataframe[0].value) == len(near.dataframe[0].value)


def test_a_link_to_a_node_that_is_gone_starts_elsewhere_or_says_so(data):
    page = opened("programmes", lang="vi", node="https://w3id.org/huyenkg/id/area/000")
    assert not page.exception
    assert [error.value for error in page.error] == [
        "Không tìm thấy nội dung được nêu hoặc giá trị nhập không dùng được."
    ]


@pytest.mark.parametrize("view", ["capital", "documents", "products", "figures"])
def test_every_view_of_the_programmes_opens_from_a_link(data, view):
    page = opened("programmes", lang="en", view=view)
    assert is_well(page)
    assert len(page.dataframe[0].value) > 0


def test_capital_is_narrowed_to_a_district_and_every_figure_has_its_place(data):
    programme = iris.programme("NTM").value
    page = opened("programmes", lang="vi", view="capital", programme=programme, district="133")
    assert is_well(page)
    table = page.dataframe[0].value
    assert list(table["measure"]) == ["Kế hoạch vốn", "Đã giải ngân", "Tỷ lệ giải ngân"]
    assert set(table["report"]) == {"nghia-lo-2023-m9.md"}


def test_the_programme_of_the_network_is_the_first_choice_of_the_other_views(data):
    page = opened("programmes", lang="vi", view="capital", node=iris.programme("30A").value)
    assert page.selectbox[0].value == iris.programme("30A").value


def test_documents_are_searched_and_one_is_opened_by_a_link(data):
    page = opened("programmes", lang="vi", view="documents", q="815 ubtv 2019")
    assert is_well(page)
    found = page.dataframe[0].value
    assert list(found["document"]) == ["nghị quyết 815/NQ-UBTVQH14"]
    assert list(found["citations"]) == [1]
    linked = opened("programmes", lang="vi", view="documents", document=document_of("815/NQ-UBTVQH14", data))
    assert set(linked.dataframe[0].value["tie"]) == {"theo văn bản", "viện dẫn văn bản"}


def document_of(number: str, data) -> str:
    from graph.queries import find_documents

    return find_documents(data.snapshot().store, numbers=[number]).rows[0].node


def test_products_that_are_recognised_stand_apart_from_the_others(data):
    page = opened("programmes", lang="en", view="products")
    assert is_well(page)
    assert set(page.dataframe[0].value["status"]) == {"recognised"}
    other = opened("programmes", lang="en", view="products", status="planned")
    assert set(other.dataframe[0].value["status"]) <= {"planned", "recognised"}


def test_a_unit_of_today_shows_the_figures_of_its_old_communes(data):
    page = opened("district", lang="en", district=TUA_CHUA, part="places", period="")
    assert is_well(page)
    assert "Unit of today" in [one.label for one in page.selectbox]
    page = opened("district", lang="en", district=TUA_CHUA, part="places", period="", today="03226-2025")
    assert is_well(page)
    shown = [table.value for table in page.dataframe if "standing" in table.value]
    assert shown or any("No report tells" in note.value for note in page.info)


# --- quality -----------------------------------------------------------------------------------------


def test_the_ledger_adds_up_and_a_reason_opens_its_numbers(data):
    page = opened("quality", lang="vi")
    assert is_well(page)
    stored = data.status().reports
    assert f"<b>{sum(one.counts['observations'] for one in stored)}</b> số liệu" in html(page)
    reports, reasons = page.dataframe[0].value, page.dataframe[1].value
    assert list(reports["sum"]) == list(reports["numbers_in_text"]) == [one.numbers for one in stored]
    assert reasons["count"].sum() == reports["left_out"].sum()


def test_a_report_narrows_the_page_and_stands_in_the_address(data):
    report = data.status().reports[0]
    page = opened("quality", lang="en")
    page.selectbox[0].set_value(report.id).run()
    assert is_well(page)
    assert page.query_params["report"] in (report.id, [report.id])
    assert f"<b>{report.numbers}</b> numbers in the text" in html(page)


def test_what_was_left_open_is_listed_with_its_sentence(data):
    page = opened("quality", lang="en", part="open")
    assert is_well(page)
    assert list(page.dataframe[0].value["as_written"]) == ["Đề án 162"]


def test_figures_that_disagree_show_both_sentences_and_open_their_passages(data):
    page = opened("quality", lang="vi", part="arithmetic", check="year-before")
    assert is_well(page)
    assert "Số chỗ không khớp: 1" in [words.value for words in page.markdown]
    assert [one.value for one in page.text] == [
        "Báo cáo ghi thay đổi 1,84 tạ/ha; 56,64 tạ/ha so với 56,1 tạ/ha (phong-tho-2023.txt, dòng 38) "
        "là 0,54 tạ/ha."
    ]
    assert html(page).count('class="hk-quote"') == 2
    assert "<mark>1,84 tạ/ha</mark>" in html(page)
    next(one for one in page.button if one.key == "finding-0-1").click().run()
    assert is_well(page)
    assert '<div class="hk-passage">' in html(page)


def test_a_report_without_disagreement_says_so(data):
    report = next(one for one in data.status().reports if one.name == "nghia-lo-2023-m9.md")
    page = opened("quality", lang="vi", part="arithmetic", report=report.id)
    assert is_well(page)
    assert "Số chỗ không khớp: 0" in [words.value for words in page.markdown]


def test_quantities_that_are_told_more_than_once_stand_with_their_sentences(data):
    page = opened("quality", lang="en", part="cells")
    assert is_well(page)
    told = next(words.value for words in page.markdown if words.value.startswith("Told more than once: "))
    count = int(told.split(": ")[1].split(",")[0])
    assert count > 0
    assert len([one for one in page.text if "prefer" in one.value.lower()]) == min(count, 25)
    narrowed = opened("quality", lang="vi", part="cells", show="conflicts")
    assert is_well(narrowed)
    assert not any("khớp nhau" in words.value for words in narrowed.markdown)


@pytest.mark.slow
def test_the_shapes_are_checked_for_the_chosen_report(data):
    report = data.status().reports[0]
    page = opened("quality", lang="en", part="shapes", report=report.id)
    assert is_well(page)
    assert [words.value for words in page.success] == ["The graphs of 1 reports keep all shapes."]


# --- export ------------------------------------------------------------------------------------------


def test_a_part_of_the_graph_is_picked_counted_and_prepared_for_download(data):
    page = opened("take_away", lang="vi", district=VAN_QUAN, event="african_swine_fever")
    assert [one.value for one in page.info] == [
        "huyện Văn Quan; dịch tả lợn châu Phi: 0 số liệu, 2 đoạn về sự kiện, "
        "0 liên kết chương trình – văn bản, từ 1 báo cáo."
    ]
    assert list(page.dataframe[0].value["count"]) == [2]
    button(page, "Chuẩn bị tệp").click().run()
    assert is_well(page)
    assert [one.label for one in page.expander] == ["Xem trước (các dòng đầu)"]
    assert "@prefix" in page.code[0].value


def test_picks_stand_in_the_address_and_nothing_is_everything(data):
    page = opened("take_away", lang="en")
    figures = sum(one.counts["observations"] for one in data.status().reports)
    assert page.info[0].value.startswith(f"Everything: {figures:,} figures,")
    next(box for box in page.multiselect if box.label == "District").set_value([VAN_QUAN, TUA_CHUA]).run()
    assert is_well(page)
    assert page.query_params["district"] == [TUA_CHUA, VAN_QUAN]


def test_picks_that_hold_nothing_say_what_to_do(data):
    page = opened("take_away", lang="en", district=VAN_QUAN, period="1999")
    assert is_well(page)
    assert "There is no such fact. Take one of the picks away." in [text.value for text in page.markdown]
    assert "Prepare the file" not in [one.label for one in page.button]


def test_the_first_example_query_runs_and_stands_in_the_address(data):
    page = opened("take_away", lang="en", view="sparql")
    button(page, "Run").click().run()
    assert is_well(page)
    assert "Văn Quan" in " ".join(page.dataframe[-1].value["district"])
    again = opened("take_away", lang="en", view="sparql", query=page.query_params["query"])
    assert again.text_area[0].value == page.text_area[0].value
    assert list(again.dataframe[-1].value["figures"]) == list(page.dataframe[-1].value["figures"])


def test_an_example_is_taken_over_and_its_result_drawn(data):
    page = opened("take_away", lang="vi", view="sparql")
    next(box for box in page.selectbox if box.label == "Truy vấn mẫu").set_value("ocop-by-stars").run()
    assert is_well(page)
    assert "hkg:OcopRecognition" in page.text_area[0].value
    drawn = opened("take_away", lang="vi", view="sparql", look="bar", query=page.query_params["query"])
    assert is_well(drawn)
    assert {box.value for box in drawn.selectbox[1:]} == {"stars", "products"}
    assert len(drawn.get("vega_lite_chart") or drawn.get("arrow_vega_lite_chart")) == 1


def test_a_query_that_writes_is_refused_in_words(data):
    page = opened("take_away", lang="vi", view="sparql")
    page.text_area[0].set_value("DELETE WHERE { ?s ?p ?o }")
    button(page, "Chạy").click().run()
    assert not page.exception
    assert "chỉ được đọc" in page.error[0].value


def test_a_query_that_is_wrong_shows_the_line_that_is(data):
    page = opened("take_away", lang="en", view="sparql", query="SELECT ?a {\n  ?a a\n}")
    assert not page.exception
    assert "Wrong in line 3, character 2:" in [text.value for text in page.markdown]
    assert "}\n ^" in [code.value for code in page.code]


# --- what all pages share ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ask", "district", "programmes", "events", "ties", "quality", "take_away"])
def test_every_page_speaks_the_language_of_the_address(data, name):
    vietnamese, english = opened(name, lang="vi"), opened(name, lang="en")
    assert is_well(vietnamese)
    assert is_well(english)
    spoken = [
        [widget.label for widget in (*page.selectbox, *page.text_input, *page.button, *page.tabs)]
        for page in (vietnamese, english)
    ]
    assert spoken[0]
    assert set(spoken[0]).isdisjoint(spoken[1])


def test_an_unknown_language_falls_back_to_vietnamese(data):
    assert [title.value for title in opened("app", lang="xx").title] == ["Hỏi đáp"]


@pytest.mark.parametrize("name", ["ask", "district", "programmes", "events", "ties", "quality", "take_away"])
def test_without_reports_every_page_says_how_to_begin(monkeypatch, tmp_path, name):
    use(monkeypatch, tmp_path / "none")
    page = opened(name, lang="vi")
    service.clear()
    assert is_well(page)
    assert [info.value for info in page.info] == ["Chưa có báo cáo nào."]
    assert "huyenkg ingest" in page.code[0].value


def test_a_failure_is_told_in_words_and_shows_no_traceback(data, monkeypatch):
    from ui.service import Service

    def fail(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(Service, "snapshot", fail)
    st.cache_resource.clear()  # else a profile that another test has seen would do
    page = opened("district", lang="vi")
    assert not page.exception
    assert "RuntimeError" in page.error[0].value
    assert "secret" not in page.error[0].value
