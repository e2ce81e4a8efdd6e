from __future__ import annotations

import json
from decimal import Decimal

import pytest

from ingest.fact import Extraction, PlaceMention
from ingest.record import Kind, number, records
from ontology.values import Area
from tests.factories import (
    COMMUNE,
    citation,
    document,
    evidence,
    extraction,
    identity,
    issue,
    measurement,
    ocop,
)

WHERE = {"report", "line", "last_line", "start", "end", "quote", "section"}
FIELDS = {
    Kind.OBSERVATIONS: {"value", "unit", "measure", "indicator", "area", "period", "programme", "legal"},
    Kind.EVENTS: {"event", "status", "places", "period", "impacts"},
    Kind.LEGAL: {"number", "kind", "issuer", "date", "subject", "resolved", "corrected"},
    Kind.PROGRAMMES: {"programme"},
    Kind.LINKS: {"programme", "legal"},
    Kind.OCOP: {"product", "stars", "owner", "place", "status", "year"},
    Kind.PLACES: {"as_written", "name", "code"},
    Kind.REPORTS: {"district", "province", "issuer", "number", "date", "period", "kind", "title"},
    Kind.ISSUES: {"code", "message", "counts_number"},
}


def rows(kind: Kind, given: Extraction | None = None) -> list[dict]:
    found = records(document(), given or extraction_with_identity())
    return [row for one, row in found if one is kind]


def extraction_with_identity() -> Extraction:
    whole = extraction()
    return extraction(facts=(whole.identity, *whole.facts))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_record_has_its_place_the_fields_of_its_kind_and_json_values_only(kind: Kind) -> None:
    (row, *_) = rows(kind)
    assert WHERE | FIELDS[kind] <= row.keys()
    assert json.loads(json.dumps(row)) == row
    assert document().text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [("4376.59", "4376.59"), ("12", "12"), ("12.0", "12"), ("-0.5", "-0.5"), ("1000000", "1000000")],
)
def test_a_number_prints_like_the_decimal_that_was_read(value: str, printed: str) -> None:
    assert json.dumps(number(Decimal(value))) == printed


def test_a_figure_tells_its_role_place_period_and_unit() -> None:
    (row,) = rows(Kind.OBSERVATIONS, extraction(facts=[measurement()]))
    assert (row["value"], row["unit"], row["measure"], row["area"], row["period"]) == (
        812.5, "ha", "value", "huyện Phong Thổ", "2024-H1",
    )  # fmt: skip


def test_a_document_is_of_a_kind_in_words() -> None:
    (row,) = rows(Kind.LEGAL, extraction(facts=[citation(kind="resolution")]))
    assert (row["kind"], row["number"], row["date"]) == ("nghị quyết", "21/NQ-HĐND", "2023-12-15")


def test_a_product_without_owner_or_place_keeps_them_open() -> None:
    (row,) = rows(Kind.OCOP, extraction(facts=[ocop(owner=None, place=None)]))
    assert (row["product"], row["owner"], row["place"]) == ("Mật ong Mù Sang", None, None)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("thị trấn Phong Thổ", "thị trấn Phong Thổ"),
        ("Thị trấn", "thị trấn Phong Thổ"),
        ("TTPT", "thị trấn Phong Thổ"),
        ("Phong Thổ", "Phong Thổ"),
        ("Phong Thô", "Phong Thổ"),
    ],
)
def test_a_town_is_named_with_its_kind_where_the_report_names_the_kind(written: str, name: str) -> None:
    town = PlaceMention(written, Area("03549", "thị trấn", "Phong Thổ", "109"), evidence())
    (row,) = rows(Kind.PLACES, extraction(facts=[town]))
    assert (row["as_written"], row["name"]) == (written, name)


def test_the_own_district_is_spelled_as_the_report_spells_it() -> None:
    district = Area("602", "huyện", "Phú Quí", "60")
    of = identity(district=district, issuer="UBND huyện Phú Quí", spelling="Phú Quý")
    commune = Area("22972", "xã", "Tam Thanh", "602")
    facts = [of, measurement(area=district), measurement(area=commune), citation(issuer="HĐND huyện Phú Quí")]
    given = extraction(facts=facts, who=of)
    (report,) = rows(Kind.REPORTS, given)
    assert (report["district"], report["issuer"]) == ("Phú Quý", "UBND huyện Phú Quý")
    assert [row["area"] for row in rows(Kind.OBSERVATIONS, given)] == ["huyện Phú Quý", "xã Tam Thanh"]
    assert [row["issuer"] for row in rows(Kind.LEGAL, given)] == ["HĐND huyện Phú Quý"]


def test_a_village_of_a_product_is_named_with_its_commune() -> None:
    village = Area("", "bản", "Mới", COMMUNE.code)
    (row,) = rows(Kind.OCOP, extraction(facts=[ocop(place=village, year=2023)]))
    assert (row["place"], row["year"]) == ("bản Mới, xã Mù Sang", 2023)


def test_a_ledger_entry_says_whether_it_stands_for_a_number() -> None:
    given = extraction(issues=[issue(), issue(code="date", number=True)])
    assert [(row["code"], row["counts_number"]) for row in rows(Kind.ISSUES, given)] == [
        ("ambiguous_place", False),
        ("date", True),
    ]
