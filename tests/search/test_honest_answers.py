"""What answers own up to: figures that differ, causes that no one gives, things that were not counted."""

from __future__ import annotations

import pytest

from tests.services import service_of_texts
from ui.service import Service

HALF = """UBND HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm 2024
I. KẾT QUẢ
1. Nông nghiệp
Tổng đàn trâu 4.120 con, đàn lợn 21.300 con. Tỷ lệ che phủ rừng đạt 61,5%.
Bệnh dịch tả lợn châu Phi từ đầu năm chưa ghi nhận ổ dịch nào (cùng kỳ năm 2023 phải tiêu hủy 83 con). Tổ \
chức tiêm 1.450 liều vắc xin viêm da nổi cục.
Sốt xuất huyết không ghi nhận ca mắc; có 01 ca tử vong do bệnh dại tại xã Tràng Các.
Sản lượng hoa hồi khô đạt 512 tấn, giảm 40 tấn do mưa đá làm rụng quả.
Sản lượng thạch đen đạt 77 tấn, tăng 5%.
2. Các chương trình mục tiêu quốc gia
Các xã đã phân bổ chi tiết. Đến ngày 30/6/2024 giải ngân vốn đầu tư 9.250 triệu đồng, đạt 31% kế hoạch.
3. Đầu tư
Giải ngân vốn đầu tư công 44 tỷ đồng. Chương trình 135 được giao 2.310 triệu đồng.
II. ĐÁNH GIÁ
Tỷ lệ che phủ rừng đạt 63,2%."""

YEAR = """UBND HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội năm 2022
I. KẾT QUẢ
Tổng đàn trâu 4.600 con. Xảy ra 02 vụ cháy rừng."""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_texts(tmp_path_factory.mktemp("honest"), half=HALF, year=YEAR)


def test_two_figures_of_one_quantity_are_shown_side_by_side(service):
    answer = service.ask("Tỷ lệ che phủ rừng của huyện Văn Quan 6 tháng đầu năm 2024?")
    assert "Số liệu không thống nhất" in answer.answer
    assert "61,5%" in answer.answer
    assert "63,2%" in answer.answer
    quoted = " ".join(citation.quote for citation in answer.citations)
    assert "61,5%" in quoted
    assert "63,2%" in quoted
    assert answer.caveats[-1].startswith("Các báo cáo nêu khác nhau")
    (cell,) = answer.to_json()["cells"]
    assert (cell["agrees"], [figure["value"] for figure in cell["figures"]]) == (False, [61.5, 63.2])
    assert (cell["preferred"], cell["rules"]) == (None, [])
    assert "Không có quy tắc nào để ưu tiên" in answer.answer


def test_the_heading_tells_the_programme_that_a_name_leaves_out(service):
    answer = service.ask("Giải ngân vốn đầu tư các chương trình mục tiêu quốc gia của Văn Quan 6 tháng 2024?")
    assert answer.status == "answered"
    assert [row["value"] for row in answer.rows][:2] == [9250, 31]


def test_a_figure_of_no_programme_is_not_that_of_the_programme_asked_for(service):
    answer = service.ask("Chương trình giảm nghèo bền vững ở Văn Quan 6 tháng 2024 giải ngân bao nhiêu vốn?")
    assert answer.status == "not_found"
    assert "44" not in answer.answer


def test_money_of_a_programme_is_told_by_its_plan(service):
    answer = service.ask("Vốn Chương trình 135 của huyện Văn Quan 6 tháng đầu năm 2024 là bao nhiêu?")
    assert answer.status == "answered"
    assert 2310 in [row["value"] for row in answer.rows]


def test_a_figure_of_the_district_is_not_that_of_a_commune(service):
    answer = service.ask("Đàn trâu của xã Tràng Các, huyện Văn Quan năm 2024 có bao nhiêu con?")
    assert answer.status == "not_found"
    assert "4.120" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Văn Quan 6 tháng đầu năm 2024 phải tiêu hủy bao nhiêu con lợn do dịch tả lợn châu Phi?",
        "Văn Quan 6 tháng đầu năm 2024 có bao nhiêu ca sốt xuất huyết?",
    ],
)
def test_what_stands_behind_a_denial_is_no_count_of_the_event(service, question):
    answer = service.ask(question)
    assert answer.status in {"no", "not_found"}
    assert not [row for row in answer.rows if "value" in row]


def test_a_why_is_answered_by_the_sentence_that_gives_the_cause(service):
    answer = service.ask("Vì sao sản lượng hoa hồi của Văn Quan giảm 6 tháng đầu năm 2024?")
    assert answer.status == "answered"
    assert "do mưa đá làm rụng quả" in answer.citations[0].quote


def test_a_why_that_nobody_answers_is_not_answered_by_the_figure(service):
    answer = service.ask("Vì sao sản lượng thạch đen của Văn Quan tăng 6 tháng đầu năm 2024?")
    assert answer.status == "not_found"
    assert answer.answer.startswith("Chưa tìm thấy câu nào trong các báo cáo nêu nguyên nhân")


def test_the_nearest_figures_are_offered_by_name_and_can_be_asked_for(service):
    answer = service.ask("Đàn trâu lai sinh sản của Văn Quan 6 tháng đầu năm 2024 có bao nhiêu con?")
    assert answer.status == "not_found"
    assert "Gần nhất: tổng đàn trâu" in answer.suggestions
    again = service.ask(answer.question, {"figure": "tổng đàn trâu"})
    assert [row["value"] for row in again.rows][:1] == [4120]


def test_the_nearest_period_is_named(service):
    answer = service.ask("Đàn trâu của huyện Văn Quan năm 2020?")
    assert answer.status == "not_found"
    assert answer.suggestions == ("Hỏi lại với kỳ năm 2022", "Hỏi lại với kỳ 6 tháng đầu năm 2024")


def test_an_answer_from_an_older_report_says_so(service):
    answer = service.ask("Huyện Văn Quan có bao nhiêu vụ cháy rừng?")
    assert "02 vụ cháy rừng" in answer.citations[0].quote
    assert answer.caveats == (
        "Báo cáo mới nhất của huyện Văn Quan (6 tháng đầu năm 2024) không nêu nội dung này: "
        "câu trả lời lấy từ kỳ cũ hơn.",
    )
    assert service.ask("Vốn Chương trình 135 của huyện Văn Quan là bao nhiêu?").caveats == ()


def test_a_change_is_held_against_the_report_of_the_year_before(tmp_path):
    text = """ỦY BAN NHÂN DÂN
HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội năm {}
I. KẾT QUẢ
Tổng đàn trâu {} con{}. Tổng đàn bò 900 con{}."""
    up = ", tăng {} con so với cùng kỳ năm trước".format
    now = text.format(2024, "4.700", up(100), up(20))
    found = service_of_texts(tmp_path, now=now, before=text.format(2023, "4.500", "", ""))
    answer = found.ask("Tổng đàn trâu của huyện Văn Quan năm 2024 tăng bao nhiêu?")
    change = next(one for one in answer.to_json()["changes"] if one["value"] == 100)
    assert (change["verdict"], change["base"]["value"]) == ("contradicts", 4500)
    assert any("không khớp với số 4.500 con" in caveat for caveat in answer.caveats)
    assert "4.500 con" in " ".join(citation.quote for citation in answer.citations)
    (tmp_path / "alone").mkdir()
    alone = service_of_texts(tmp_path / "alone", now=now)
    unchecked = alone.ask("Tổng đàn trâu của huyện Văn Quan năm 2024 tăng bao nhiêu?")
    assert "Chưa có báo cáo nào của năm 2023 để đối chiếu mức tăng, giảm." in unchecked.caveats


def test_a_figure_of_the_commune_of_today_is_derived_and_said_to_be(tmp_path):
    text = """ỦY BAN NHÂN DÂN
HUYỆN PHONG THỔ
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023
I. CHĂN NUÔI
Xã Bản Lang có tổng đàn trâu 300 con. Xã Hoang Thèn có tổng đàn trâu 200 con.
Xã Khổng Lào có tổng đàn trâu 50 con."""
    whole = service_of_texts(tmp_path, old=text)
    answer = whole.ask("Tổng đàn trâu của xã Khổng Lào năm 2023?")
    assert "50 con" in answer.answer
    assert "550" not in answer.answer
    (remark,) = [caveat for caveat in answer.caveats if "550 con" in caveat]
    assert remark.startswith("Số suy ra, không báo cáo nào nêu")
    (derived,) = answer.to_json()["bridged"]
    assert (derived["derived"], [part["value"] for part in derived["parts"]]) == (550, [300, 200, 50])
    quoted = " ".join(citation.quote for citation in answer.citations)
    assert all(f"{part} con" in quoted for part in (300, 200, 50))
    assert all(row["value"] != 550 for row in answer.rows)
    (tmp_path / "part").mkdir()
    partial = service_of_texts(
        tmp_path / "part", old=text.replace("Xã Bản Lang có tổng đàn trâu 300 con. ", "")
    )
    answer = partial.ask("Tổng đàn trâu của xã Khổng Lào năm 2023?")
    (remark,) = [caveat for caveat in answer.caveats if "Không cộng" in caveat]
    assert "xã Bản Lang" in remark
    assert answer.to_json()["bridged"][0]["derived"] is None


def test_where_a_disease_was_tells_nothing_of_the_herd_that_it_is_named_after(tmp_path):
    told = "UBND HUYỆN VĂN QUAN\nBÁO CÁO\nTình hình năm 2023\n\nTrên địa bàn huyện xuất hiện {} ở 04 xã."
    service = service_of_texts(tmp_path, a=told.format("cúm gia cầm"))
    assert service.ask("Tổng đàn gia cầm của huyện Văn Quan năm 2023 là bao nhiêu?").status == "not_found"
    assert "04 xã" in service.ask("Bao nhiêu xã của huyện Văn Quan có cúm gia cầm năm 2023?").answer
