"""The vote for a report's district."""

from __future__ import annotations

import pytest

from ingest.report_district import count_votes, decided
from ingest.report_parts import parts_of, read_parts
from tests.factories import document


def _vote(text):
    report = document(text)
    return count_votes(read_parts(report), tuple(parts_of(report)))


def _districts(text):
    return [area.label for area in decided(_vote(text))]


@pytest.mark.parametrize(
    ("text", "reason", "quote"),
    [
        ("UBND HUYỆN SÌN HỒ\nBÁO CÁO", "issuer", "HUYỆN SÌN HỒ"),
        ("Sìn Hồ, ngày 2 tháng 6 năm 2024\nBÁO CÁO", "dateline", "Sìn Hồ"),
        ("BÁO CÁO\nKết quả của huyện Sìn Hồ năm 2023", "title", "huyện Sìn Hồ"),
        ("1. Trồng 2 ha.\nTrên đây là báo cáo của UBND huyện Sìn Hồ./.", "closing", "huyện Sìn Hồ"),
        ("1. Huyện ủy Sìn Hồ họp.", "body", "Sìn Hồ"),
        ("1. Xã Pu Sam Cáp, xã Nậm Cuổi họp.", "communes", "Xã Pu Sam Cáp"),
    ],
)
def test_each_kind_of_evidence_tells_the_district_and_where_it_stood(text, reason, quote):
    votes = _vote(text)
    assert [area.label for area in decided(votes)] == ["huyện Sìn Hồ"]
    found, part, start, end = votes.best_reason("108")
    assert (found, part.text[start:end]) == (reason, quote)


def test_the_body_does_not_outvote_the_header():
    neighbours = "1. Huyện Tam Đường và huyện Tam Đường; UBND huyện Tam Đường; địa bàn huyện Tam Đường.\n" * 9
    assert _districts(f"UBND HUYỆN SÌN HỒ\nBÁO CÁO\n{neighbours}") == ["huyện Sìn Hồ"]


def test_two_headers_leave_two_districts():
    assert _districts("UBND HUYỆN SÌN HỒ\nUBND HUYỆN TAM ĐƯỜNG\nBÁO CÁO") == [
        "huyện Tam Đường",
        "huyện Sìn Hồ",
    ]


def test_one_mention_in_passing_decides_nothing():
    assert _districts("1. Đoàn công tác thăm huyện Sìn Hồ.") == []


def test_the_kind_that_the_text_names_chooses_the_version():
    assert _districts("UBND HUYỆN MỘC CHÂU\nBÁO CÁO") == ["huyện Mộc Châu"]
    assert _districts("UBND THỊ XÃ MỘC CHÂU\nBÁO CÁO") == ["thị xã Mộc Châu"]


def test_a_provincial_capital_in_the_date_line_is_not_yet_the_city():
    votes = _vote("Lai Châu, ngày 2 tháng 6 năm 2024\nUBND HUYỆN SÌN HỒ\nBÁO CÁO")
    assert [area.label for area in decided(votes)] == ["huyện Sìn Hồ"]
