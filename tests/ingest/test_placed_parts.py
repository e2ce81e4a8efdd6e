import pytest

from ingest.fact import Measurement
from ingest.measurements import extract_measurements
from tests.factories import document, identity


def _areas(text):
    claims = extract_measurements(document(text), identity())
    return [(str(c.value), c.area.name, c.indicator) for c in claims if isinstance(c, Measurement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trồng mới 40 ha chè (xã Mù Sang 30 ha, Dào San 10 ha).",
            [("40", "Phong Thổ"), ("30", "Mù Sang"), ("10", "Dào San")],
        ),
        (
            "Có 40 ha ngô ngập, trong đó xã Mù Sang 30 ha.",
            [("40", "Phong Thổ"), ("30", "Mù Sang")],
        ),
    ],
)
def test_a_part_named_by_its_commune_counts_there_what_the_whole_counts(text, expected):
    found = _areas(text)
    assert [(value, area) for value, area, _ in found] == expected
    assert len({name for _, _, name in found}) == 1


def test_a_part_in_another_unit_or_of_a_thing_is_no_place():
    found = _areas("Trồng 40 ha chè (Shan tuyết 30 ha, Kim Tuyên 10 ha).")
    assert [(value, area) for value, area, _ in found] == [
        ("40", "Phong Thổ"),
        ("30", "Phong Thổ"),
        ("10", "Phong Thổ"),
    ]
