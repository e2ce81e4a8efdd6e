"""The page of reports and the door before all pages, run by Streamlit without a browser."""

from __future__ import annotations

import sys
import time

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.architecture.tree import ROOT
from ui import reading_apart
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.session import service

PHONG_THO = "109"
NEW = """UBND HUYỆN SÌN HỒ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2022
I. KẾT QUẢ
Đàn trâu 14.210 con <b id="obeyed">đạt 98% kế hoạch</b>.
"""
NAMELESS = "BÁO CÁO\nI. KẾT QUẢ\nĐàn trâu 310 con.\n"


@pytest.fixture(autouse=True)
def main_module_comes_back(monkeypatch):
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def data(sample_service, monkeypatch):
    """The app over the samples, which are only looked at."""
    use(monkeypatch, sample_service.settings.data)
    yield sample_service
    service.clear()


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The app over a directory of its own without reports; uploads are read in this process, for speed."""
    use(monkeypatch, tmp_path / "data")
    monkeypatch.setattr("ui.views.reports.upload.get_ready", lambda: None)
    monkeypatch.setattr("ui.views.reports.upload.IngestOptions", in_process)
    yield service()
    service.clear()
    reading_apart._SPARE.end()


def in_process(**options) -> IngestOptions:
    return IngestOptions(**options | {"apart": False})


def use(monkeypatch, directory) -> None:
    monkeypatch.setenv("HUYENKG_DATA", str(directory))
    monkeypatch.setenv("HUYENKG_MODEL", "hashing")
    service.clear()


def run_reports() -> None:
    from ui.session import guarded
    from ui.views import reports

    guarded(reports.show, without_reports=True)()


def opened(**address) -> AppTest:
    page = AppTest.from_function(run_reports, default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


def app(**address) -> AppTest:
    page = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


def html(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html") if "<style>" not in block.proto.body)


def texts(page: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*page.markdown, *page.caption, *page.text, *page.subheader))


def button(page: AppTest, key: str):
    return next(one for one in page.button if one.key == key or one.label == key)


def told(page: AppTest, name: str) -> str:
    value = page.query_params.get(name, "")
    return value[-1] if isinstance(value, list) else value


def is_well(page: AppTest) -> bool:
    return not page.exception and not page.error


def report_id(of: Service, name: str) -> str:
    return next(report.id for report in of.status().reports if report.name == name)


# --- list, reader, comparison ------------------------------------------------------------------------


def test_the_list_is_narrowed_by_the_address(data):
    page = opened(lang="en", district=PHONG_THO)
    assert is_well(page)
    assert "Reports: 2" in texts(page)
    assert page.dataframe[0].value["period"].tolist() == ["the first half of 2024", "2023"]
    page = opened(lang="en", find="no such report")
    assert page.info[0].value == "No report matches. Remove a filter."


def test_a_report_is_read_with_its_outline_and_marks(data):
    page = opened(lang="en", report=report_id(data, "phong-tho-2024-h1.txt"))
    assert is_well(page)
    assert page.subheader[
        0
    ].value == "Phong Thổ district, Lai Châu province · the first half of 2024".replace("·", "·")
    assert 'class="hk-m hk-observations"' in html(page)
    assert 'class="hk-m hk-places"' not in html(page)
    assert button(page, "to-0-0").label.replace("*", "") == "Beginning"


def test_kinds_of_marks_are_switched_by_the_address(data):
    page = opened(lang="vi", report=report_id(data, "phong-tho-2024-h1.txt"), kinds="places")
    assert is_well(page)
    assert 'class="hk-m hk-places"' in html(page)
    assert 'class="hk-m hk-observations"' not in html(page)


def test_a_link_leads_to_a_fact_and_offers_it_with_its_source(data):
    page = opened(lang="en", report=report_id(data, "phong-tho-2024-h1.txt"), fact="20")
    assert is_well(page)
    assert html(page).count("hk-here") >= 1
    assert "phong-tho-2024-h1.txt, line" in page.code[-1].value


def test_a_heading_of_the_outline_is_gone_to(data):
    page = opened(lang="en", report=report_id(data, "phong-tho-2024-h1.txt"))
    heading = next(one for one in page.button if "1.3" in one.label.replace("\\", ""))
    heading.click().run()
    assert is_well(page)
    assert told(page, "at") == heading.key.rpartition("-")[2]
    assert '<h4 class="hk-heading hk-here">1.3. Lâm nghiệp</h4>' in html(page)


def test_a_report_that_is_gone_is_said_so(data):
    page = opened(lang="en", report="0123456789abcdef")
    assert page.warning[0].value == "This report is no longer here: it was removed, or the link is old."


def test_two_reports_of_a_district_stand_side_by_side(data):
    first, second = (report_id(data, f"phong-tho-{name}.txt") for name in ("2023", "2024-h1"))
    page = opened(lang="en", view="compare", district=PHONG_THO, first=first, second=second)
    assert is_well(page)
    assert list(page.dataframe[0].value.columns)[-3:-1] == ["2023", "the first half of 2024"]
    assert list(page.dataframe[1].value.columns) == ["event", "2023", "the first half of 2024"]


# --- upload and removal ------------------------------------------------------------------------------


def upload(*files: tuple[str, str]) -> AppTest:
    page = opened(lang="en", view="upload")
    page.file_uploader[0].set_value([(name, text.encode(), "text/plain") for name, text in files]).run()
    button(page, "Read and add").click().run()
    return finished(page)


def finished(page: AppTest) -> AppTest:
    from ui.views.reports.work import desk

    until = time.monotonic() + 60
    while desk().running():
        assert time.monotonic() < until
        time.sleep(0.05)
    return page.run()


def test_files_are_read_and_told_of_one_by_one(own):
    page = upload(("sin-ho.txt", NEW), ("../nameless.txt", NAMELESS), ("empty.txt", " \n"))
    assert not page.exception
    assert page.subheader[0].value == "Result: 1 added, 0 already here, 2 not read"
    assert "**Sìn Hồ district, Lai Châu province · 2022**" in texts(page)
    assert "It is empty." in texts(page).replace("\\", "")
    assert [report.name for report in own.status().reports] == ["sin-ho.txt"]
    box = next(one for one in page.selectbox if one.label == "District")
    box.set_value("huyện Văn Quan, tỉnh Lạng Sơn")
    next(one for one in page.selectbox if one.label == "Year").set_value("2021")
    button(page, "Read again").click().run()
    page = finished(page)
    assert page.subheader[0].value == "Result: 2 added, 0 already here, 1 not read"
    assert {report.name: report.period for report in own.status().reports}["nameless.txt"] == "2021"


def test_a_file_that_is_here_already_is_told_and_left_as_it_is(own):
    upload(("a.txt", NEW))
    before = own.status()
    page = upload(("b.txt", NEW))
    assert page.subheader[0].value == "Result: 0 added, 1 already here, 0 not read"
    assert own.status() == before


def test_another_report_of_the_same_district_and_period_is_pointed_out(own):
    upload(("a.txt", NEW))
    page = upload(("b.txt", NEW.replace("14.210", "14.300")))
    assert "There is another report of this district for the same period: a.txt" in page.warning[
        0
    ].value.replace("\\", "")


def test_before_a_report_is_removed_it_is_named_with_what_goes_with_it(own):
    upload(("a.txt", NEW))
    page = opened(lang="en", report=report_id(own, "a.txt"))
    button(page, "remove").click().run()
    assert "Sìn Hồ district" in texts(page)
    assert "What was read from it goes with it: Figures: 2 · Places: 1." in texts(page)
    assert {"remove-no", "remove-yes"} <= {one.key for one in page.button}
    assert len(own.status().reports) == 1


def test_a_removal_that_was_begun_is_told_of_in_the_list(own):
    from ui.views.reports.work import desk

    upload(("a.txt", NEW))
    job = desk().start("remove", ("a.txt",), lambda progress: own.remove("a.txt", progress) and [])
    page = finished(opened(lang="en", job=job.token))
    assert page.success[0].value.replace("\\", "") == "Removed: a.txt."
    assert own.status().reports == ()


def test_while_another_program_writes_it_is_said_and_nothing_is_lost(own):
    with own.workspace.writing("huyenkg ingest of 5 file(s)"):
        page = upload(("a.txt", NEW))
        assert page.error[0].value == (
            "Another program is writing to the reports. Wait until it has finished and try again."
        )
    assert own.status().reports == ()


def test_what_is_too_large_is_refused_before_anything_is_read(own, monkeypatch):
    monkeypatch.setenv("HUYENKG_UPLOAD_MB", "1")
    monkeypatch.setenv("HUYENKG_UPLOAD_FILES", "1")
    service.clear()
    page = opened(lang="en", view="upload")
    page.file_uploader[0].set_value(
        [("a.txt", b"x" * 1_100_000, "text/plain"), ("b.txt", b"x", "text/plain")]
    )
    page.run()
    told = [error.value.replace("\\", "") for error in page.error]
    assert told[0].startswith("a.txt: larger than 1 MB.")
    assert told[1].startswith("More than 1 files at once.")
    assert button(page, "Read and add").disabled


def test_where_nothing_is_stored_the_first_page_leads_to_the_upload(own):
    page = app(lang="en")
    assert is_well(page)
    assert button(page, "Upload reports")


def test_reports_that_may_only_be_read_offer_neither_upload_nor_removal(data, monkeypatch):
    monkeypatch.setenv("HUYENKG_READONLY", "1")
    service.clear()
    page = opened(lang="en", view="upload")
    assert page.info[0].value.startswith("These reports are for reading only")
    assert not page.file_uploader
    page = opened(lang="en", report=report_id(data, "phong-tho-2023.txt"))
    assert "remove" not in [one.key for one in page.button]


# --- the door ----------------------------------------------------------------------------------------


def test_a_password_is_asked_for_before_any_page(data, monkeypatch):
    monkeypatch.setenv("HUYENKG_PASSWORD", "bí mật")
    service.clear()
    page = app(lang="en")
    assert [title.value for title in page.title] == ["Sign in"]
    assert "7 reports · 5 districts" not in texts(page)
    page.text_input[0].set_value("wrong")
    button(page, "Sign in").click().run()
    assert page.error[0].value == "The password is wrong. Please try again."
    page.text_input[0].set_value("bí mật")
    button(page, "Sign in").click().run()
    assert [title.value for title in page.title] == ["Ask"]
    assert "7 reports · 5 districts" in texts(page)
    button(page, "Sign out").click().run()
    assert [title.value for title in page.title] == ["Sign in"]


def test_without_the_word_of_the_proxy_no_page_opens(data, monkeypatch):
    monkeypatch.setenv("HUYENKG_USER_HEADER", "X-Forwarded-User")
    service.clear()
    page = app(lang="en")
    assert "organisation's sign-in" in page.error[0].value
    monkeypatch.setattr(type(st.context), "headers", {"X-Forwarded-User": "Lan <b>"})
    page = app(lang="en")
    assert [title.value for title in page.title] == ["Ask"]
    assert "Signed in: Lan <b>" in [one.value for one in page.text]
