import pytest

from ingest.fact import Measurement
from ingest.measurements import extract_measurements
from tests.factories import document, identity


def _read(text):
    claims = extract_measurements(document(text), identity())
    return [(str(c.value), c.measure.value) for c in claims if isinstance(c, Measurement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The percentage comes out with the first sum, so that is the plan.
        (
            "Vốn của huyện 240 tỷ đồng; chi trả được 96 tỷ đồng, đạt 40%.",
            [("240", "plan"), ("96", "value"), ("40", "pct_of_plan")],
        ),
        # It does not come out: nothing is concluded about the first quantity.
        (
            "Có 500 ha rừng trồng, khai thác 96 ha, đạt 40% kế hoạch.",
            [("500", "value"), ("96", "value"), ("40", "pct_of_plan")],
        ),
        # Parts that add up to a plan are planned, parts that do not are not.
        (
            "Kế hoạch trồng 90 ha, trong đó quế 60 ha, hồi 30 ha.",
            [("90", "plan"), ("60", "plan"), ("30", "plan")],
        ),
        # Things have totals, no plans.
        (
            "Toàn huyện có 50 trường, 25 trường đạt chuẩn, đạt 50%.",
            [("50", "value"), ("25", "value"), ("50", "value")],
        ),
    ],
)
def test_a_plan_is_told_by_the_percentage_that_comes_out(text, expected):
    assert _read(text) == expected


def test_a_disbursement_in_a_list_is_of_the_day_told_above_it():
    above = "Đến ngày 30/5/2024 giải ngân 40 tỷ đồng."
    text = f"{above}\n- Chương trình 135: vốn giao 12 tỷ đồng, đã giải ngân 7 tỷ đồng."
    claims = [c for c in extract_measurements(document(text), identity()) if isinstance(c, Measurement)]
    assert [(str(c.value), c.period.notation) for c in claims] == [
        ("40", "as-of:2024-05-30"),
        ("12", "2024"),
        ("7", "as-of:2024-05-30"),
    ]
