from dataclasses import replace

import pytest

from search.catalogue import ReportRow
from search.scope import Scope, read_scope


def row(id_: str, district: str, province: str, start: str, end: str) -> ReportRow:
    return ReportRow(id_, f"{id_}.txt", "", district, "", province, "", start, end)


REPORTS = (
    row("a", "Phong Thổ", "Lai Châu", "2023-01-01", "2024-01-01"),
    row("b", "Phong Thổ", "Lai Châu", "2024-01-01", "2024-07-01"),
    row("c", "Văn Quan", "Lạng Sơn", "2024-01-01", "2024-07-01"),
    row("d", "Quan Hóa", "Thanh Hóa", "2020-01-01", "2021-01-01"),
    row("e", "M'Đrắk", "Đắk Lắk", "2023-01-01", "2024-01-01"),
)


@pytest.mark.parametrize(
    ("question", "places", "times"),
    [
        ("Diện tích chè của huyện Phong Thổ năm 2023", "ab", "a"),
        ("dien tich che cua huyen Phong Tho nam 2024", "ab", "b"),
        ("How large was the tea area of Van Quan in 2024?", "c", ""),
        ("Diện tích chè năm 2024 ở tỉnh Lai Châu", "ab", "b"),
        ("huyện nào cháy rừng năm 2024", "", "bc"),
        ("huyện nào cháy rừng năm 2019", "", ""),
        ("Phong Thổ năm 2031 ra sao", "ab", ""),
        ("hộ nghèo vẫn quan tâm", "", ""),  # other marks, other words
        ("Văn  Quan và phong thổ", "abc", ""),
        ("Văn-Quan", "c", ""),
        ("Muờng Tè", "", ""),
        ("co quan hoa tieu", "d", ""),  # without marks the words are a name: the wider search still sees all
        ("Quan Hoá năm 2020", "d", ""),
        ("quan họ", "", ""),
        ("Lượng mưa ở huyện M'Đrắk", "e", ""),
        ("luong mua o huyen M’Drak", "e", ""),
    ],
)
def test_districts_and_times_narrow_where_they_are_named(question, places, times):
    scope = read_scope(question, REPORTS)
    assert (scope.places, scope.times) == (frozenset(places), frozenset(times))


def test_the_names_in_force_are_told_folded():
    assert read_scope("So sánh Phong Thổ và Văn Quan", REPORTS).names == ("phong tho", "van quan")


def test_a_province_beside_a_district_is_told_as_well_but_opens_nothing():
    scope = read_scope("huyện Phong Thổ, tỉnh Lai Châu", REPORTS)
    assert (scope.names, scope.places) == (("phong tho", "lai chau"), frozenset("ab"))


def test_a_district_that_is_meant_but_not_written_narrows_as_well():
    reports = (replace(REPORTS[0], district="109"), REPORTS[2])
    assert read_scope("Muờng Tè", reports, {"109"}) == Scope(frozenset("a"))


def test_a_report_without_a_district_is_never_named():
    assert read_scope("bất kỳ", (row("x", "", "", "", ""),)).places == frozenset()
