"""Answers about an event keep to this event, to the time asked about, and to how it stands at the end."""

from __future__ import annotations

import pytest

from tests.services import service_over
from ui.service import Service

HALF_YEAR = """UBND HUYỆN TỦA CHÙA
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2021
Xảy ra 02 vụ cháy rừng tại xã Sín Chải, thiệt hại 3,5 ha.
Lũ quét ngày 14/5 cuốn trôi 03 cầu tạm, không có người chết.
Sốt xuất huyết ghi nhận 9 ca, có 01 ca tử vong.
Bệnh lở mồm long móng làm 12 con bò xã Xá Nhè mắc bệnh, chết 02 con; đến nay dịch đã được khống chế.
Dịch tả lợn châu Phi xảy ra tại xã Trung Thu, tiêu hủy 40 con lợn; dịch chưa được dập tắt."""
YEAR = """UBND HUYỆN PHONG THỔ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2021
Dịch tả lợn châu Phi xảy ra tại xã Mù Sang, tiêu hủy 15 con lợn.
Ngày 20/9, huyện công bố hết dịch tả lợn châu Phi.
Trong năm không xảy ra cháy rừng. Chưa có xã nào được công nhận đạt chuẩn nông thôn mới nâng cao.
Xã Lản Nhì Thàng mới đạt 11/19 tiêu chí nông thôn mới."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("events")
    (folder / "a.txt").write_text(HALF_YEAR, "utf-8")
    (folder / "b.txt").write_text(YEAR, "utf-8")
    return service_over(folder, folder / "a.txt", folder / "b.txt")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        # Who died is told of the very event.
        ("Lũ quét ở Tủa Chùa 6 tháng đầu năm 2021 có người chết không?", "no"),
        ("Did dengue kill anyone in Tua Chua in the first half of 2021?", "answered"),
        ("Cháy rừng ở Tủa Chùa 6 tháng đầu năm 2021 có ai chết không?", "not_found"),
        ("Did foot-and-mouth disease kill any cattle in Tua Chua in the first half of 2021?", "answered"),
        # A fire of the half-year is none of March; that there was none holds for the month.
        ("Tháng 3 năm 2021 Tủa Chùa có cháy rừng không?", "not_found"),
        ("Did Tua Chua have a flash flood in May 2021?", "answered"),
        ("Were there forest fires in Phong Tho in April 2021?", "no"),
        # How it stands.
        ("Đến giữa năm 2021 Tủa Chùa còn dịch lở mồm long móng không?", "ended"),
        ("Is there still African swine fever in Tua Chua by June 2021?", "answered"),
        ("Was any forest in Phong Tho lost to fire in 2021?", "no"),
        # What is no event.
        ("Xã Lản Nhì Thàng của Phong Thổ đã đạt chuẩn nông thôn mới năm 2021 chưa?", "no"),
    ],
)
def test_a_question_about_an_event_is_answered_of_this_event_time_and_state(service, question, status):
    assert service.ask(question).status == status


def test_that_it_goes_on_is_said_where_the_report_says_so(service):
    answer = service.ask("Is there still African swine fever in Tua Chua by June 2021?")
    assert answer.answer.startswith("Yes.")


@pytest.mark.parametrize(
    ("question", "districts"),
    [
        ("Which districts declared African swine fever over in 2021?", {"Phong Thổ"}),
        ("Có huyện nào xảy ra cháy rừng năm 2021 không?", {"Tủa Chùa"}),
        ("In which districts did people die of dengue in 2021?", {"Tủa Chùa"}),
        ("Huyện nào có người chết vì lũ quét năm 2021?", set()),
    ],
)
def test_a_list_holds_the_districts_of_which_all_that_is_asked_is_told(service, question, districts):
    assert {row["district"] for row in service.ask(question).rows} == districts
