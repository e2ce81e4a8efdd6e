"""The real program in a real browser: ask, open the citation, change the language, visit every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.driving import HEADER, PATIENCE, ROW, App, settled, tick, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

QUESTION = "which districts had African swine fever in 2024"
PAGES = {
    "vi": [
        "Hỏi đáp", "Huyện", "Chỉ tiêu", "Chương trình & văn bản", "Sự kiện", "Báo cáo",
        "Xuất dữ liệu & SPARQL", "Chất lượng",
    ],
    "en": [
        "Ask", "District", "Indicators", "Programmes & documents", "Events", "Reports",
        "Export & SPARQL", "Quality",
    ],
}  # fmt: skip


def choose(page, view):
    """Takes one of the views of an answer."""
    words = re.compile(view)
    page.get_by_role("radio", name=words).or_(page.get_by_role("button", name=words)).first.click()
    settled(page)


def ask(page, app: App) -> None:
    visit(page, app, lang="en")
    page.get_by_label("Question", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".hk-answer")).to_contain_text("Văn Quan", timeout=PATIENCE)
    settled(page)


def shows_one_answer(page, text):
    """While the page is made anew, the answer before may stand beside the new one for a moment."""
    expect(page.locator(".hk-answer").filter(has_text=text)).to_be_visible(timeout=PATIENCE)
    settled(page)
    expect(page.locator(".hk-answer")).to_have_count(1, timeout=PATIENCE)


def test_a_question_is_answered_and_its_citation_opens_at_the_marked_quote(page, app):
    ask(page, app)
    expect(page.locator(".hk-status")).to_have_text("Answered")
    page.get_by_role("button", name="Open passage").first.click()
    mark = page.get_by_role("dialog").locator("mark")
    expect(mark).to_contain_text("17/17 xã")
    expect(mark).to_be_in_viewport()
    cited = page.locator(".hk-quote").last.inner_text()
    assert " ".join(mark.inner_text().split()) == " ".join(cited.split())


def test_a_question_follows_another_and_a_link_brings_both_back(page, app):
    ask(page, app)
    page.get_by_label("Follow up", exact=True).fill("and in 2020?")
    page.get_by_role("button", name="Send", exact=True).click()
    shows_one_answer(page, "in 2020")
    page.reload()
    shows_one_answer(page, "in 2020")
    expect(page.get_by_label("Question", exact=True)).to_have_value(QUESTION.replace("2024", "2020") + "?")
    page.get_by_role("button", name=QUESTION).click()
    shows_one_answer(page, "Văn Quan")


def test_the_language_changes_on_the_spot_and_the_question_stays(page, app):
    ask(page, app)
    page.get_by_role("radio", name="Tiếng Việt").or_(page.get_by_role("button", name="Tiếng Việt")).click()
    expect(page.locator("h1")).to_have_text("Hỏi đáp")
    settled(page)
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value(QUESTION)
    expect(page.locator(".hk-status")).to_have_text("Có trả lời")
    assert "lang=vi" in page.url


@pytest.mark.parametrize("language", PAGES)
def test_every_page_opens_from_the_sidebar_in_its_language_without_an_error(page, app, language):
    visit(page, app, lang=language)
    for name in [*PAGES[language][1:], PAGES[language][0]]:
        page.locator("[data-testid=stSidebarNav]").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("h1")).to_have_text(name, timeout=PATIENCE)
        settled(page)


def test_a_link_brings_the_answer_back(page, app):
    ask(page, app)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".hk-answer")).to_contain_text("Văn Quan", timeout=PATIENCE)


def test_a_figure_of_a_district_opens_its_passage(page, app):
    visit(page, app, "district", lang="vi", district="184", look="table")
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()


def test_a_row_of_an_answer_opens_its_passage(page, app):
    ask(page, app)
    choose(page, "Table")
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_contain_text("17/17 xã")
    expect(page.locator("[data-testid=stCode]").last).to_contain_text("17/17 xã")


def test_figures_of_an_answer_are_a_chart_and_a_map_and_a_click_opens_the_passage(page, app):
    visit(page, app, lang="en", q="Which districts have forest cover above 40%?")
    choose(page, "Chart")
    assert "view=chart" in page.url
    bars = page.locator("[data-testid=stVegaLiteChart] .mark-rect path")
    expect(bars.first).to_be_visible()
    bars.first.click()
    expect(page.locator(".hk-passage mark").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Download chart").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="PNG picture").click()
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")
    visit(page, app, lang="en", q="Which districts have forest cover above 40%?", view="map")
    page.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first.click()
    expect(page.locator("h1")).to_have_text("District", timeout=PATIENCE)


def test_the_question_box_completes_what_is_typed_and_keeps_what_was_asked(page, app):
    ask(page, app)
    box = page.get_by_label("Question", exact=True)
    offers = page.evaluate(
        "list => [...document.getElementById(list).options].map(option => option.value)",
        box.get_attribute("list"),
    )
    assert offers[0] == QUESTION
    assert len(offers) > 25
    page.get_by_role("button", name="Asked in this session").click()
    page.get_by_role("button", name=QUESTION).last.click()
    shows_one_answer(page, "Văn Quan")


def test_a_click_on_a_node_opens_it_and_a_row_beside_it_the_sentence(page, app):
    visit(page, app, "programmes", lang="en")
    nodes = page.locator("[data-testid=stVegaLiteChart] .mark-symbol path")
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    before = nodes.count()
    page.locator("[data-testid=stVegaLiteChart] .mark-symbol path[aria-label='Tủa Chùa district']").click()
    expect(page.get_by_role("button", name="Fold back to the start")).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert nodes.count() > before
    tick(page, 0)
    expect(page.locator(".hk-passage mark").first).to_be_visible()


def test_figures_that_disagree_open_their_passages_and_a_reason_its_numbers(page, app):
    visit(page, app, "quality", lang="en", part="arithmetic", check="year-before")
    expect(page.locator(".hk-quote mark").first).to_be_visible()
    page.get_by_role("button", name="Open passage").last.click()
    expect(page.get_by_role("dialog").locator("mark")).to_contain_text("56,10")
    visit(page, app, "quality", lang="vi")
    expect(page.locator(".hk-sum")).to_contain_text("con số trong văn bản =")
    reasons = page.locator("[data-testid=stDataFrame]:visible").nth(1)
    reasons.scroll_into_view_if_needed()
    reasons.click(position={"x": 18, "y": HEADER + ROW // 2})
    settled(page)
    expect(page.locator("[data-testid=stDataFrame]:visible")).to_have_count(3)
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_text_of_a_report_is_never_obeyed(page, app):
    visit(page, app, "district", lang="vi", district="108")
    page.get_by_role("tab", name=re.compile("Báo cáo")).click()
    tick(page, 0)
    expect(page.locator("h1")).to_have_text("Báo cáo", timeout=PATIENCE)
    expect(page.locator(".hk-report")).to_contain_text('<img src=x onerror="window.obeyed=1">')
    assert page.locator("#obeyed").count() == 0
    assert page.evaluate("window.obeyed") is None


def test_on_a_phone_nothing_is_wider_than_the_screen(page, app):
    page.set_viewport_size({"width": 400, "height": 800})
    ask(page, app)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    overlap = "document.querySelector('[data-testid=stHeader]').getBoundingClientRect().bottom"
    assert page.locator("h1").bounding_box()["y"] >= page.evaluate(overlap) - 8


def test_nothing_was_loaded_from_another_machine(page, app):
    for name in ("", "district", "indicators", "programmes", "events", "reports", "export", "quality"):
        visit(page, app, name, lang="vi")
    assert app.hosts == {"127.0.0.1"}
