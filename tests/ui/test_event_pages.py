"""The page of events and the lines of a district, run by Streamlit over the samples."""

from __future__ import annotations

from graph.event_index import event_index
from tests.ui.test_app import TUA_CHUA, VAN_QUAN, data, html, is_well, main_module_comes_back, opened
from ui.happenings import HAPPENED, MENTIONED, EventFilter, choose, happenings

__all__ = ["data", "main_module_comes_back"]


def segments(page) -> list[str]:
    return [option.content for group in page.get("button_group") for option in group.proto.options]


def test_what_happened_and_what_is_only_mentioned_are_two_lists_with_their_counts(data):
    entries = event_index(data.snapshot().store)
    happened = happenings(choose(entries, EventFilter(), HAPPENED))
    mentioned = choose(entries, EventFilter(), MENTIONED)
    page = opened("events", lang="vi")
    assert is_well(page)
    assert f"Đã xảy ra ({len(happened)})" in segments(page)
    assert f"Chỉ được nhắc đến ({len(mentioned)})" in segments(page)
    assert set(page.dataframe[0].value["assertion"]) <= {
        "đã xảy ra", "đã kết thúc", "đã xảy ra; đã kết thúc", "đã kết thúc; đã xảy ra",
    }  # fmt: skip
    other = opened("events", lang="vi", part="mentioned")
    assert is_well(other)
    assert "đã xảy ra" not in set(other.dataframe[0].value["assertion"])


def test_a_link_brings_back_kind_district_years_and_picture(data):
    page = opened(
        "events", lang="en", kind="african_swine_fever", district=VAN_QUAN, picture="map", **{"from": "2024"}
    )
    assert is_well(page)
    assert list(page.dataframe[0].value["event"]) == ["African swine fever"]
    assert list(page.dataframe[0].value["district"]) == ["Văn Quan district (Lạng Sơn province)"]


def test_a_link_opens_an_event_with_its_mentions_and_the_marked_passage(data):
    event = f"african_swine_fever/{VAN_QUAN}/2024"
    page = opened("events", lang="vi", district=VAN_QUAN, event=event)
    assert is_well(page)
    assert "<mark>" in html(page)


def test_filters_that_nothing_fits_say_what_to_do(data):
    page = opened(
        "events", lang="en", kind="african_swine_fever", district=TUA_CHUA, part="mentioned", to="2020"
    )
    assert is_well(page)
    page = opened("events", lang="en", kind="african_swine_fever", to="2020", **{"from": "2024"})
    assert is_well(page)
    assert [info.value[:27] for info in page.info] == ["No event fits these filters"]


def test_a_figure_of_a_line_opens_its_marked_passage_and_stands_in_the_address(data):
    page = opened("district", lang="vi", district=VAN_QUAN, find="dan bo")
    assert is_well(page)
    figure = next(one for one in page.button if (one.key or "").startswith("figure-0-"))
    assert "đàn bò" in html(page)
    figure.click().run()
    assert is_well(page)
    assert "<mark>" in html(page)
    opened_by = page.query_params["figure"]
    link = opened("district", lang="vi", district=VAN_QUAN, find="dan bo", figure="".join(opened_by))
    assert "<mark>" in html(link)


def test_the_header_tells_province_reports_and_the_units_of_today(data):
    told = html(opened("district", lang="en", district=TUA_CHUA))
    assert "<h2>Tủa Chùa district<span>Điện Biên province</span></h2>" in told
    assert "Reports at hand (2): May 2020 and the first half of 2020." in told
    assert "Today 5 units of Điện Biên province cover it" in told


def test_every_part_of_a_district_is_drawn(data):
    for part in ("events", "programmes", "documents", "products", "places", "reports"):
        page = opened("district", lang="en", district=TUA_CHUA, part=part)
        assert is_well(page), part
        assert len(page.dataframe) >= 1, part


def test_a_search_without_a_find_says_what_to_do(data):
    page = opened("district", lang="vi", district=TUA_CHUA, find="khong co chi tieu nay")
    assert is_well(page)
    assert page.info[0].value.startswith("Không có số liệu nào hợp với bộ lọc này.")
