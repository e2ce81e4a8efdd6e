"""Long lists of facts hold what is asked for, in the order of the text, without reading it."""

from __future__ import annotations

import unicodedata

import pytest

from graph import iris
from graph.claims import Narrowed, list_figures, list_mentions, printed_place
from graph.observed import read_observations
from graph.queries import find_events
from graph.selection import Selection
from ingest.document import Span
from ingest.fact import Assertion, Measure
from ontology.errors import BadInput
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def test_figures_stand_report_by_report_in_the_order_of_their_text(store):
    claims = list_figures(store, Narrowed())
    places = [iris.claim_place(claim) for claim in claims]
    assert places == sorted(places, key=lambda place: (place[0], place[1].start, place[1].end))
    assert len(set(claims)) == len(claims) == len({row.claim for row in read_observations(store, claims)})


@pytest.mark.parametrize(
    ("narrowed", "holds"),
    [
        (Narrowed(Selection(district="Văn Quan")), lambda row: row.source.district == "184"),
        (Narrowed(Selection(indicator="output-grain")), lambda row: row.concept == "output-grain"),
        (Narrowed(Selection(programme="NTM")), lambda row: row.programme == "NTM"),
        (Narrowed(Selection(period="2020-05")), lambda row: row.begins.year <= 2020 <= row.ends.year),
        (Narrowed(measures=(Measure.CHANGE,)), lambda row: row.measure is Measure.CHANGE),
        (Narrowed(statuses=("E",)), lambda row: row.status == "E"),
        (Narrowed(areas=("107",)), lambda row: row.area_code == "107"),
    ],
)
def test_each_condition_keeps_all_that_holds_it_and_nothing_else(store, narrowed, holds):
    every = read_observations(store, list_figures(store, Narrowed()))
    kept = read_observations(store, list_figures(store, narrowed))
    assert kept
    assert all(holds(row) for row in kept)
    if not narrowed.selection.period:
        assert {row.claim for row in kept} == {row.claim for row in every if holds(row)}


def test_several_values_of_one_condition_mean_any_and_several_conditions_all(store):
    def found(**words):
        return set(list_figures(store, Narrowed(Selection(**words))))

    assert found(district=("107", "184")) == found(district="107") | found(district="184")
    assert found(period=("2023", "2020")) == found(period="2023") | found(period="2020")
    both = found(district="107", indicator="output-grain")
    assert both == found(district="107") & found(indicator="output-grain")
    words = found(indicator=("output-grain", "diện tích lúa"))
    assert words == found(indicator="output-grain") | found(indicator="dien tich lua")


def test_figures_under_a_document_are_found_by_its_number_and_its_iri(store):
    rows = read_observations(store, list_figures(store, Narrowed()))
    numbers = {row.document for row in rows if row.document}
    for number in numbers:
        under = list_figures(store, Narrowed(Selection(document=number)))
        assert set(under) == {row.claim for row in rows if row.document == number}


@pytest.mark.parametrize(
    ("field", "words", "plain"),
    [
        ("district", unicodedata.normalize("NFD", "Phong Thổ"), "Phong Thổ"),
        ("district", " Phong Thổ ", "Phong Thổ"),
        ("indicator", unicodedata.normalize("NFD", "diện tích lúa"), "diện tích lúa"),
        ("indicator", "forest cover rate", "forest-cover"),
        ("indicator", "Grain OUTPUT", "output-grain"),
    ],
)
def test_words_mean_the_same_decomposed_in_blanks_and_in_english(store, field, words, plain):
    found = list_figures(store, Narrowed(Selection(**{field: words})))
    assert found == list_figures(store, Narrowed(Selection(**{field: plain})))
    assert found


def test_a_report_is_named_by_its_file_also_decomposed(tmp_path):
    name = unicodedata.normalize("NFD", "mường tè.txt")
    (tmp_path / name).write_text("UBND HUYỆN MƯỜNG TÈ\nBÁO CÁO\nNăm 2023\nĐàn trâu 120 con.\n", "utf-8")
    service = Service(Settings(data=tmp_path / "data", cache=tmp_path, model="hashing"))
    service.ingest([tmp_path / name], IngestOptions(jobs=1), lambda *_: None)
    store = service.snapshot().store
    for spelled in (name, unicodedata.normalize("NFC", name)):
        assert len(list_figures(store, Narrowed(Selection(report=spelled)))) == 1


def test_an_indicator_that_no_name_bears_is_refused_and_one_without_figures_is_not(store):
    for words in ("nonexistent-xyz", "forest fountain", ("output-grain-x", "area_rice")):
        with pytest.raises(BadInput, match="No indicator that is reported is called"):
            list_figures(store, Narrowed(Selection(indicator=words)))
    assert list_figures(store, Narrowed(Selection(indicator="area-coffee"))) == ()
    assert list_figures(store, Narrowed(Selection(indicator="diện tích lúa", period="1999"))) == ()


def test_words_that_name_nothing_are_refused(store):
    for words in ({"district": "Nowhere"}, {"programme": "none"}, {"report": "none"}, {"period": "soon"},
                  {"district": " "}, {"document": "\u3000"}):  # fmt: skip
        with pytest.raises(BadInput):
            list_figures(store, Narrowed(Selection(**words)))
        with pytest.raises(BadInput):
            list_mentions(store, Narrowed(Selection(**words)))


def test_mentions_are_narrowed_by_kind_time_report_and_what_is_said(store):
    every = find_events(store, claims=list_mentions(store, Narrowed())).rows
    for narrowed, holds in [
        (Narrowed(Selection(event="forest_fire")), lambda row: row.type == "forest_fire"),
        (Narrowed(Selection(district="109")), lambda row: row.source.district == "109"),
        (Narrowed(Selection(period="2024")), lambda row: row.begins.year <= 2024 <= row.ends.year),
        (Narrowed(assertions=(Assertion.ABSENT,)), lambda row: row.assertion is Assertion.ABSENT),
    ]:
        wanted = {row.claim for row in every if holds(row)}
        assert set(list_mentions(store, narrowed)) == wanted
        assert wanted


def test_a_quote_of_a_text_has_no_page(store):
    report, span = iris.claim_place(list_figures(store, Narrowed())[0])
    assert printed_place(store, report, span) == (None, None)
    assert printed_place(store, "none", Span(0, 1)) == (None, None)
