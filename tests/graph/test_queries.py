"""Queries: typed rows with their sources, filters that mean what they say, text that can be run again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from graph.build import report_quads, to_nquads
from graph.catalogue import (
    count_facts,
    list_districts,
    list_indicators,
    list_programmes,
    list_reports,
)
from graph.codes import find_concept
from graph.lookups import figures_of_report, find_figures
from graph.queries import (
    event_impacts,
    event_places,
    find_citations,
    find_documents,
    find_events,
    find_issues,
    find_observations,
    find_ocop,
    find_programme_mentions,
    programme_documents,
)
from graph.query_file import fill, load_query, parameters
from graph.store import memory_store
from ingest.fact import Assertion, Measure
from ontology.values import Area
from tests.factories import (
    BASE,
    COMMUNE,
    DISTRICT,
    PROVINCE,
    YEAR,
    document,
    event,
    extraction,
    identity,
    measurement,
    ocop,
    period,
)

PHONG_THO, TUA_CHUA = "aaaaaaaaaaaaaaa1", "bbbbbbbbbbbbbbb2"
OTHER = Area("098", "huyện", "Tủa Chùa", "11")
DIEN_BIEN = Area("11", "tỉnh", "Điện Biên")
LAST_YEAR = period("2023", "2023-01-01", "2024-01-01")


@pytest.fixture(scope="module")
def store():
    """Two districts: one with a fact of each kind, one with a figure, a denied and a past outbreak."""
    made = memory_store()
    put(made, PHONG_THO, extraction())
    facts = [
        measurement(700, area=OTHER, at=LAST_YEAR, indicator="diện tích gieo cấy lúa mùa"),
        event(assertion=Assertion.ABSENT, at=LAST_YEAR, places=[]),
        event("rabies", Assertion.ENDED, LAST_YEAR, [OTHER]),
        ocop("Chè Tủa Chùa", 4, None, None),
    ]
    who = identity(OTHER, DIEN_BIEN, issuer="UBND huyện Tủa Chùa", at=LAST_YEAR, kind="annual", number=None)
    put(made, TUA_CHUA, extraction(facts, [], who))
    return made


def put(store, report_id, extracted):
    made = document(identifier=report_id)
    store.replace_report(report_id, to_nquads(report_quads(made, extracted, f"{report_id}.txt")))


def test_an_observation_brings_all_that_an_answer_says_and_cites(store):
    (row,) = find_observations(store, measures=[Measure.VALUE], districts=["109"]).rows
    assert (row.value, row.unit, row.as_written) == (Decimal("812.5"), "ha", "812,5 ha")
    assert (row.indicator_text, row.measure, row.status) == (
        "diện tích gieo cấy lúa đông xuân",
        Measure.VALUE,
        "A",
    )
    assert (row.area, row.area_code, row.period) == ("huyện Phong Thổ", "109", "2024-H1")
    assert (row.begins, row.ends) == (date(2024, 1, 1), date(2024, 6, 30))
    source = row.source
    assert (source.report, source.file, source.district) == (PHONG_THO, f"{PHONG_THO}.txt", "109")
    assert (source.line, source.last_line, source.quote) == (3, 3, "812,5 ha")
    text = document().text
    assert text[source.start : source.end] == source.quote
    assert text[source.sentence_start : source.sentence_end] == source.sentence
    assert source.section == "I. KINH TẾ / 1. Nông nghiệp"


def test_each_number_is_one_row(store):
    rows = find_observations(store, districts=["109"]).rows
    assert [(row.measure, row.value, row.plan_period, row.compared_with) for row in rows] == [
        (Measure.VALUE, Decimal("812.5"), None, None),
        (Measure.PCT_OF_PLAN, Decimal("101.56"), "2024", None),
        (Measure.PLAN, 800, None, None),
        (Measure.CHANGE, Decimal("12.5"), None, "2023-H1"),
    ]
    assert len({row.group for row in rows}) == 1


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        ({"areas": ["098"]}, [700]),
        ({"within": ["11"]}, [700]),
        ({"within": ["11", "12"], "measures": [Measure.VALUE]}, [Decimal("812.5"), 700]),
        ({"areas": ["11"]}, []),
        ({"reports": [TUA_CHUA]}, [700]),
        ({"words": ["LUA", "mùa"]}, [700]),
        ({"words": ["lúa", "không có"]}, []),
        (
            {"period": period("2024-06", "2024-06-01", "2024-07-01"), "measures": [Measure.VALUE]},
            [Decimal("812.5")],
        ),
        ({"period": period("2024-07", "2024-07-01", "2024-08-01"), "measures": [Measure.VALUE]}, []),
        ({"inside": period("2024-06", "2024-06-01", "2024-07-01")}, []),
        ({"inside": YEAR, "measures": [Measure.PLAN, Measure.VALUE]}, [Decimal("812.5"), 800]),
        ({"inside": BASE}, []),
        ({"inside": LAST_YEAR}, [700]),
        ({"concepts": ["no_such"]}, []),
        ({"programmes": ["NTM"]}, []),
        ({"limit": 1}, [Decimal("812.5")]),
    ],
    ids=str,
)
def test_filters_of_observations(store, filters, values):
    assert [row.value for row in find_observations(store, **filters).rows] == values


def test_figures_reported_under_a_programme_and_a_document():
    store = memory_store()
    put(
        store, PHONG_THO, extraction([measurement(programme="NTM", legal="21/NQ-HĐND"), measurement(group=2)])
    )
    (row,) = find_observations(store, programmes=["NTM"]).rows
    assert (row.programme, row.programme_label, row.document) == (
        "NTM",
        find_concept("programmes", "NTM").vi,
        "21/NQ-HĐND",
    )
    assert find_observations(store, numbers=["21/NQ-HĐND"]).rows == (row,)
    assert (
        programme_documents(store, numbers=["1/QĐ"]).rows
        == find_citations(store, numbers=["1/QĐ"]).rows
        == ()
    )


def test_events_keep_what_happened_apart_from_what_was_denied(store):
    rows = find_events(store).rows
    assert [(row.type, row.assertion, row.source.district, row.event is None) for row in rows] == [
        ("african_swine_fever", Assertion.OCCURRED, "109", False),
        ("african_swine_fever", Assertion.ABSENT, "098", True),
        ("rabies", Assertion.ENDED, "098", False),
    ]


@pytest.mark.parametrize(
    ("filters", "districts"),
    [
        ({"types": ["african_swine_fever"]}, ["109", "098"]),
        ({"types": ["african_swine_fever"], "assertions": [Assertion.OCCURRED, Assertion.ENDED]}, ["109"]),
        ({"types": ["rabies"], "period": YEAR}, []),
        ({"types": ["rabies"], "inside": LAST_YEAR}, ["098"]),
        ({"within": ["12"]}, ["109"]),
        ({"places": [COMMUNE.code]}, ["109"]),
        ({"reports": [TUA_CHUA], "limit": 1}, ["098"]),
    ],
    ids=str,
)
def test_filters_of_events(store, filters, districts):
    assert [row.source.district for row in find_events(store, **filters).rows] == districts


def test_places_and_impacts_of_events(store):
    claims = [row.claim for row in find_events(store, districts=["109"]).rows]
    assert [(row.place, row.place_code) for row in event_places(store, claims).rows] == [
        ("xã Mù Sang", "03568")
    ]
    (impact,) = event_impacts(store, claims).rows
    assert (impact.what, impact.value, impact.unit, impact.quote) == ("lợn tiêu hủy", 45, "con", "45 con lợn")


def test_programmes_and_documents_find_each_other_by_their_sentence(store):
    (by_programme,) = programme_documents(store, programmes=["NTM"]).rows
    (by_number,) = programme_documents(store, numbers=["21/NQ-HĐND"]).rows
    assert by_programme == by_number
    assert (by_number.programme, by_number.number) == ("NTM", "21/NQ-HĐND")
    assert by_number.source.sentence.startswith("Thực hiện Nghị quyết số 21/NQ-HĐND")
    assert programme_documents(store, programmes=["OCOP"]).rows == ()


def test_documents_and_their_citations(store):
    (row,) = find_documents(store, numbers=["21/NQ-HĐND"]).rows
    assert (row.issuer, row.day, row.year) == ("HĐND huyện Phong Thổ", date(2023, 12, 15), "2023")
    assert (
        find_documents(store, districts=["109"]).rows
        == find_documents(store, programmes=["NTM"]).rows
        == (row,)
    )
    assert find_documents(store, districts=["098"]).rows == ()
    (citation,) = find_citations(store, nodes=[row.node]).rows
    assert (citation.number, citation.source.line) == ("21/NQ-HĐND", 5)


def test_products_mentions_and_the_ledger(store):
    assert [(row.product, row.stars, row.owner, row.place, row.period) for row in find_ocop(store).rows] == [
        ("Mật ong Mù Sang", 3, "HTX Sương Mai", "xã Mù Sang", "2024-H1"),
        ("Chè Tủa Chùa", 4, None, None, "2023"),
    ]
    assert [row.product for row in find_ocop(store, stars=[4, 5]).rows] == ["Chè Tủa Chùa"]
    assert [row.year for row in find_ocop(store).rows] == [2024, 2024]
    assert [row.source.quote for row in find_programme_mentions(store, programmes=["NTM"]).rows] == [
        "xây dựng nông thôn mới"
    ]
    assert [(row.code, row.counts_number) for row in find_issues(store).rows] == [("ambiguous_place", False)]


def test_the_catalogue(store):
    assert [(row.district, row.period, row.number, row.issued) for row in list_reports(store).rows] == [
        ("098", "2023", None, date(2024, 6, 20)),
        ("109", "2024-H1", "98/BC-UBND", date(2024, 6, 20)),
    ]
    assert [(row.name, row.province_label, row.reports) for row in list_districts(store).rows] == [
        ("Tủa Chùa", "tỉnh Điện Biên", 1),
        ("Phong Thổ", "tỉnh Lai Châu", 1),
    ]
    assert [row.district for row in list_districts(store, provinces=[PROVINCE.code]).rows] == [DISTRICT.code]
    assert [(row.programme, row.mentions, row.documents) for row in list_programmes(store).rows] == [
        ("NTM", 2, 1)
    ]
    assert [(row.label, row.observations) for row in list_indicators(store).rows] == [
        ("diện tích gieo cấy lúa đông xuân", 4),
        ("diện tích gieo cấy lúa mùa", 1),
    ]
    counts = {(row.report, row.kind.rpartition("/")[2]): row.facts for row in count_facts(store).rows}
    assert counts[PHONG_THO, "cube#Observation"] == 4
    assert counts[TUA_CHUA, "EventMention"] == 2


def test_what_is_asked_of_a_district_holds_no_other_district_s(store):
    here = {"districts": ["098"]}
    found = (list_reports, find_observations, find_events, find_ocop, programme_documents, find_documents)
    assert [len(find(store, **here).rows) for find in found] == [1, 1, 2, 1, 0, 0]


def test_the_text_of_a_result_gives_the_same_rows_when_it_is_run_again(store):
    result = find_observations(store, areas=["109"], words=["lúa"], period=YEAR)
    assert "<https://w3id.org/huyenkg/id/area/109>" in result.sparql
    assert len(list(store.query(result.sparql))) == len(result.rows) == 4
    plain = list(store.inner.query(result.sparql, use_default_graph_as_union=True))
    assert len(plain) == 4, "the text must bring its own prefixes"


@pytest.mark.parametrize("hostile", ['") } DROP ALL #', "\\", "'''", "> . ?s ?p ?o . <", "\n}", "$areas"])
def test_no_value_can_leave_its_place(store, hostile):
    assert find_observations(store, words=["lúa", hostile]).rows == ()
    assert find_observations(store, reports=[hostile]).rows == ()
    assert find_observations(store, concepts=[hostile], areas=[hostile]).rows == ()


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\x0b", "\x1c", "\n", "\r"])
def test_a_value_keeps_the_characters_that_end_lines_elsewhere(store, character):
    assert list_reports(store, reports=[f"a{character}b"]).rows == ()
    assert list_reports(store, reports=[f"a{character}b", f"{character}"]).rows == ()


def test_an_unknown_parameter_is_a_mistake():
    with pytest.raises(KeyError, match="takes no colour"):
        fill("reports", {"colour": "red"})


NAMES = sorted(
    path.name.removesuffix(".rq")
    for path in files("graph").joinpath("sparql").iterdir()
    if path.name.endswith(".rq")
)


# Nothing is picked, and no figure is under a programme here: they are asked of the samples in other tests.
FOR_WHAT_IS_PICKED = {"selected", "capital", "capital_kinds", "programme_claims", "told_figures"}


@pytest.mark.parametrize("name", NAMES)
def test_every_query_says_what_it_asks_and_runs_without_parameters(store, name):
    assert load_query(name).startswith("# ")
    assert list(store.query(fill(name, {}))) or name in FOR_WHAT_IS_PICKED


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_of_every_query_takes_terms(store, name):
    for parameter in parameters(name):
        value = 1 if parameter == "limit" else date(2024, 1, 1) if "_" in parameter else ["nothing"]
        list(store.query(fill(name, {parameter: value})))


def test_figures_of_claims_are_the_observations_that_their_query_finds(store):
    wanted = find_observations(store)
    claims = [row.claim for row in wanted.rows]
    found = find_figures(store, [*claims, *claims[:2]])
    assert found.rows == wanted.rows
    given = {row["claim"].value: row for row in store.query(found.sparql)}
    assert set(given) == set(claims)
    for row in found.rows:
        told = {name: term.value for name, term in given[row.claim].items()}
        assert (told["file"], int(told["line"]), told["quote"]) == (
            row.source.file, row.source.line, row.source.quote,
        )  # fmt: skip
        assert (Decimal(told["value"]), told["unit"], told["period"]) == (row.value, row.unit, row.period)


def test_names_of_figures_say_of_each_observation_what_its_row_says(store):
    rows = {row.claim: row for row in find_observations(store, reports=[PHONG_THO]).rows}
    figures = figures_of_report(store, PHONG_THO)
    assert {figure.claim for figure in figures} == set(rows)
    for figure in figures:
        row = rows[figure.claim]
        assert (figure.name, figure.concept, figure.measure) == (row.indicator_text, row.concept, row.measure)
        assert (figure.unit, figure.period, figure.group) == (row.unit, row.period, row.group)
        assert (figure.area_code, figure.programme) == (row.area_code, row.programme)
        assert (figure.report, figure.start) == (row.source.report, row.source.start)
        assert figure.sentence.start == row.source.sentence_start
