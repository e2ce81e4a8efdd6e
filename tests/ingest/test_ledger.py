"""Numbers that are no figures, each with its reason."""

import pytest

from ingest.ledger import set_aside
from ingest.tokens import Stream
from ontology.periods import parse_period


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Kiểm tra chuồng trại 01 tháng 1 lần", ["duration", "duration"]),
        ("Phun tiêu độc 2 tuần 3 lần", ["duration", "duration"]),
        ("Đã phun tiêu độc 3 lần", []),
    ],
)
def test_how_often_a_thing_is_done_is_no_count(text, reasons):
    found = set_aside(Stream(text), parse_period("2024-H1")).reasons
    assert [found[index] for index in sorted(found)] == reasons
