import pytest

from ingest.fund_topic import fund_topic


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            ("1. Kinh tế", "Về nguồn vốn sự nghiệp các chương trình MTQG năm 2024"),
            "sự nghiệp các chương trình MTQG",
        ),
        (
            ("II. CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", "1. Tình hình chung"),
            "các chương trình mục tiêu quốc gia",
        ),
        (("1. Trồng trọt",), ""),
        ((), ""),
    ],
)
def test_the_nearest_heading_that_names_a_fund_or_programme_is_the_topic(section, expected):
    assert fund_topic(section) == expected
