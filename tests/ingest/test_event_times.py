import pytest

from ingest.events import extract_events
from tests.factories import document, identity


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("Dịch tả lợn châu Phi xảy ra tại 3 xã.", "2024-H1"),
        ("Trong tháng 4, dịch tả lợn châu Phi xảy ra tại 3 xã.", "2024-04"),
        ("Đến ngày 30/5/2024 dịch tả lợn châu Phi xảy ra tại 3 xã.", "2024-H1"),
        ("Hỗ trợ 20 hộ bị thiệt hại do dịch tả lợn châu Phi năm 2022.", "2022"),
        ("Dịch tả lợn châu Phi giảm so với năm 2023.", "2024-H1"),
        ("Dịch tả lợn châu Phi xảy ra tại 3 xã, nhiều hơn năm 2023.", "2024-H1"),
    ],
)
def test_an_event_bears_the_time_that_its_clause_gives_it(text, notation):
    (mention,) = extract_events(document(text), identity())
    assert mention.period.notation == notation


def test_last_years_outbreak_is_not_merged_with_this_years():
    text = "Hỗ trợ thiệt hại do dịch lở mồm long móng năm 2022. Dịch lở mồm long móng xảy ra ở 2 bản."
    assert [m.period.notation for m in extract_events(document(text), identity())] == ["2022", "2024-H1"]
