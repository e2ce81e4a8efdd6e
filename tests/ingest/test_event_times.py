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


def said_of(text):
    return [(m.assertion.value, m.period.notation) for m in extract_events(document(text), identity())]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Cùng kỳ năm 2023 xảy ra 03 vụ cháy rừng; 6 tháng đầu năm nay không có vụ nào.",
            [("occurred", "2023-H1"), ("absent", "2024-H1")],
        ),
        (
            "Năm 2022 có 03 vụ cháy rừng, năm 2024 chỉ còn 01 vụ tại xã Dào San.",
            [("occurred", "2022"), ("occurred", "2024-H1")],
        ),
        (
            "Bệnh dại: năm 2023 có 02 người tử vong; từ đầu năm đến nay không có ca nào.",
            [("occurred", "2023"), ("absent", "2024-H1")],
        ),
        (
            "Ngày 25/12/2023 xảy ra 01 vụ cháy rừng. Năm 2024 không có vụ cháy rừng nào.",
            [("occurred", "as-of:2023-12-25"), ("absent", "2024-H1")],
        ),
        ("Sốt xuất huyết có 57 ca, giảm so với 90 ca của năm 2023.", [("occurred", "2024-H1")]),
    ],
)
def test_a_year_that_opens_a_clause_is_the_time_of_what_it_tells(text, said):
    assert said_of(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Ổ dịch cúm gia cầm phát hiện hồi tháng 11/2023 đã được công bố hết dịch ngày 05/01/2024.",
        "Cúm gia cầm: tháng 11/2023 dịch xảy ra tại 02 xã; ngày 05/01/2024 huyện công bố hết dịch.",
    ],
)
def test_an_outbreak_of_last_year_that_was_declared_over_is_of_last_year(text):
    flu = [m for m in extract_events(document(text), identity()) if m.event == "avian_flu"]
    assert {(m.assertion.value, m.period.notation) for m in flu} == {
        ("occurred", "2023-11"),
        ("ended", "2023-11"),
    }


def test_a_year_in_brackets_tells_of_its_own_year():
    text = "Xảy ra 02 vụ cháy rừng tại xã Dào San (cùng kỳ năm 2023 không xảy ra vụ nào)."
    assert said_of(text) == [("occurred", "2024-H1"), ("absent", "2023-H1")]


def test_no_new_case_after_an_outbreak_of_last_year_denies_this_year():
    text = "Năm 2023 dịch lở mồm long móng xảy ra tại 02 xã; từ đầu năm đến nay không phát sinh ca mới."
    assert said_of(text) == [("occurred", "2023"), ("absent", "2024-H1")]


@pytest.mark.parametrize(
    "text",
    [
        "Nhìn lại năm 2022, lũ quét đã gây thiệt hại 8 tỷ đồng.",
        "Khắc phục tổn thất do cơn bão tháng 9/2022 để lại, trong đó lũ quét làm ngập 40 nhà.",
    ],
)
def test_a_year_looked_back_on_is_the_time_of_what_is_told_of_it(text):
    (flood,) = (m for m in extract_events(document(text), identity()) if m.event == "flood")
    assert (flood.assertion.value, flood.period.start.year) == ("occurred", 2022)


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("ngày 12/12/2022", "2022-12-12"),
        ("từ ngày 09 đến 12/12/2022", "2022-12-12"),
        ("từ ngày 09/12 đến ngày 12/12/2022", "2022-12-09"),
        ("đêm 11 rạng sáng 12/12/2022", "2022-12-12"),
    ],
)
def test_what_a_dated_disaster_did_is_of_its_day(dates, day):
    text = f"Đợt mưa lũ {dates} gây ngập 320 ha lúa, sạt lở 2 km bờ sông."
    found = {(m.event, m.period.notation) for m in extract_events(document(text), identity())}
    assert found == {("flood", f"as-of:{day}"), ("landslide", f"as-of:{day}")}


def test_an_event_beside_a_dated_one_is_not_of_its_day():
    text = "Lũ ngày 12/12/2022 đã được khắc phục, cháy rừng xảy ra 2 vụ."
    fire = [m for m in extract_events(document(text), identity()) if m.event == "forest_fire"]
    assert [m.period.notation for m in fire] == ["2024-H1"]


def test_a_year_in_brackets_ends_with_them():
    text = "Sốt xuất huyết có 61 ca (cùng kỳ 09 ca), đã xử lý 05 ổ dịch nhỏ."
    found = [(m.event, m.period.notation) for m in extract_events(document(text), identity())]
    assert ("dengue", "2023-H1") in found
    assert ("other:epidemic", "2024-H1") in found


def test_what_follows_brackets_of_another_year_goes_on_about_the_event():
    text = "Dịch tả lợn châu Phi (năm 2023 có 03 ổ dịch) không xảy ra trên địa bàn."
    found = {
        (m.assertion.value, m.period.notation)
        for m in extract_events(document(text), identity())
        if m.event == "african_swine_fever"
    }
    assert {("occurred", "2023"), ("absent", "2024-H1")} <= found
