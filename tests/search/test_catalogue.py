from dataclasses import replace

import pytest

from ontology.errors import StoreError
from ontology.values import Area
from search.catalogue import (
    ReportPassages,
    SearchFilter,
    add_report,
    allowed_ids,
    load_passages,
    load_reports,
    open_catalogue,
    passages_of,
    remove_report,
    report_passages,
)
from tests.factories import BASE, DISTRICT, PROVINCE, YEAR, document, identity

SPRING = report_passages(document("Lúa xuân 5 ha.\nChè 7 ha.", "r1", "mot.txt"))
OTHER = replace(
    report_passages(document("Dân số 900 người.", "r2", "hai.txt")),
    district=Area("104", "huyện", "Mường Tè", "12"),
    period=BASE,
)


def test_what_goes_in_comes_out_the_same(connection):
    ids = add_report(connection, SPRING)
    assert dict(passages_of(connection, "r1")) == dict(zip(ids, SPRING.passages, strict=True))
    assert load_passages(connection, [ids[1], 999]) == {ids[1]: SPRING.passages[1]}


def test_a_removed_report_is_gone_and_its_ids_are_never_used_again(connection):
    first = add_report(connection, SPRING)
    remove_report(connection, "r1")
    assert load_reports(connection) == ()
    assert not set(add_report(connection, SPRING)) & set(first)


def test_an_identity_gives_district_and_period():
    made = report_passages(document("Chè 7 ha."), identity(at=YEAR))
    assert (made.district, made.province, made.period) == (DISTRICT, PROVINCE, YEAR)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (SearchFilter(), None),
        (SearchFilter(reports=frozenset({"r2"})), [3]),
        (SearchFilter(reports=frozenset({"r9"})), []),
        (SearchFilter(districts=frozenset({"109"})), [1, 2]),
        (SearchFilter(period=BASE), [3]),
        (SearchFilter(period=YEAR), [1, 2]),
        (SearchFilter(districts=frozenset({"109"}), period=BASE), []),
        (SearchFilter(section="nông nghiệp"), []),
    ],
)
def test_filters_let_pass_what_meets_them(connection, wanted, found):
    add_report(connection, replace(SPRING, district=DISTRICT, period=YEAR))
    add_report(connection, OTHER)
    assert allowed_ids(connection, wanted) == found


def test_a_section_is_found_in_any_heading_above(connection):
    passage = replace(SPRING.passages[0], section=("I. KINH TẾ", "1. Nông nghiệp"))
    add_report(connection, ReportPassages("r1", "mot.txt", (passage,)))
    assert allowed_ids(connection, SearchFilter(section="nông")) == [1]
    assert allowed_ids(connection, SearchFilter(section="KINH TẾ")) == [1]


def test_hostile_values_are_values(connection):
    add_report(connection, SPRING)
    assert allowed_ids(connection, SearchFilter(section="') OR 1=1 --")) == []
    assert allowed_ids(connection, SearchFilter(reports=frozenset({"' OR '1'='1"}))) == []


def test_a_missing_catalogue_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"nowhere\.sqlite"):
        open_catalogue(tmp_path / "nowhere.sqlite")
