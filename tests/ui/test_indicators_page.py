"""The page of indicators, run by Streamlit without a browser, over the samples."""

from __future__ import annotations

import json
import sys

import pytest

from tests.ui.test_app import button, html, is_well, opened, use
from ui.session import service

POOR = "poverty-rate"


@pytest.fixture
def data(sample_service, monkeypatch):
    """The app's settings point at the samples."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    use(monkeypatch, sample_service.settings.data)
    yield sample_service
    service.clear()


def table(page):
    return page.dataframe[0].value


def box(page, label):
    return next(one for one in page.selectbox if one.label == label)


def test_the_catalogue_lists_what_is_reported_with_what_there_is_to_compare(data):
    page = opened("indicators", lang="vi")
    assert is_well(page)
    assert list(table(page)) == ["indicator", "sector", "districts", "periods", "figures"]
    assert len(table(page)) == 15
    assert list(table(page)["figures"]) == sorted(table(page)["figures"], reverse=True)


@pytest.mark.parametrize(
    ("lang", "words", "found"),
    [("vi", "ty le ho ngheo", "tỷ lệ hộ nghèo"), ("en", "poverty", "poverty rate")],
)
def test_words_find_an_indicator_and_stand_in_the_address(data, lang, words, found):
    page = opened("indicators", lang=lang)
    page.text_input[0].set_value(words).run()
    assert is_well(page)
    assert table(page)["indicator"][0] == found
    assert page.query_params["q"] in (words, [words])


def test_what_no_list_knows_is_found_apart_and_words_without_hits_say_what_to_do(data):
    page = opened("indicators", lang="en", q="ho")
    assert any(one.value.startswith("Other names in the reports") for one in page.subheader)
    page = opened("indicators", lang="en", q="zzz")
    assert is_well(page)
    assert "Try fewer words" in html(page)


def test_an_indicator_ranks_its_districts_the_largest_first(data):
    page = opened("indicators", lang="vi", indicator=POOR)
    assert is_well(page)
    assert list(table(page)["value"]) == sorted(table(page)["value"], reverse=True)
    assert {"district", "value", "unit", "period"} <= set(table(page))
    assert page.subheader[0].value == "Tỷ lệ hộ nghèo"


def test_a_link_names_indicator_and_period_and_the_period_can_be_changed(data):
    page = opened("indicators", lang="vi", indicator=POOR, period="2020-H1")
    assert set(table(page)["period"]) == {"6 tháng đầu năm 2020"}
    box(page, "Kỳ").set_value("newest").run()
    assert is_well(page)
    assert page.query_params["period"] in ("newest", ["newest"])
    assert len(set(table(page)["period"])) > 1
    assert "Mỗi huyện có kỳ riêng" in html(page)


def test_a_link_to_a_period_without_figures_says_that_another_is_shown(data):
    page = opened("indicators", lang="en", indicator=POOR, period="1999")
    assert is_well(page)
    assert "No district has this figure for 1999" in html(page)


@pytest.mark.parametrize("view", ["trend", "plan", "scatter", "map"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_view_draws_a_chart_beside_its_table(data, view, lang):
    page = opened(
        "indicators", lang=lang, indicator="revenue-local", view=view, period="newest", **{"with": POOR}
    )
    assert is_well(page)
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 1
    assert len(table(page)) > 0


def test_the_districts_of_a_trend_stand_in_the_address(data):
    page = opened("indicators", lang="vi", indicator=POOR, view="trend", districts="109")
    assert set(table(page)["district"]) == {"Phong Thổ"}


def test_a_link_with_more_districts_than_can_be_told_apart_shows_as_many_as_can_be(data, monkeypatch):
    monkeypatch.setattr("ui.views.indicators.over_time.SERIES", ("#000000", "#111111"))
    page = opened("indicators", lang="vi", indicator=POOR, view="trend", districts=["098", "107", "109"])
    assert is_well(page)
    assert len(set(table(page)["district"])) == 2


def test_one_goes_back_to_the_catalogue(data):
    page = opened("indicators", lang="vi", indicator=POOR, view="map")
    button(page, "Danh mục chỉ tiêu").click().run()
    assert is_well(page)
    assert "indicator" not in page.query_params
    assert "sector" in set(table(page))


def test_an_indicator_without_figures_says_what_to_do(data):
    page = opened("indicators", lang="en", indicator="no-such-thing")
    assert is_well(page)
    assert "Choose another one from the list" in html(page)


def test_a_file_of_borders_draws_these_and_a_bad_one_says_so(data, monkeypatch, tmp_path):
    path = tmp_path / "borders.geojson"
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"code": "109"}, "geometry": square}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    monkeypatch.setenv("HUYENKG_GEOJSON", str(path))
    service.clear()
    page = opened("indicators", lang="en", indicator=POOR, view="map", period="newest")
    assert is_well(page)
    assert "No place on the map" in html(page)
    path.write_text("no json", "utf-8")
    monkeypatch.setenv("HUYENKG_GEOJSON", str(path.rename(tmp_path / "other.geojson")))
    service.clear()
    page = opened("indicators", lang="en", indicator=POOR, view="map")
    assert is_well(page)
    assert [one.value for one in page.warning] == [
        "The file of borders (HUYENKG_GEOJSON) cannot be used; the map of tiles stands in."
    ]
