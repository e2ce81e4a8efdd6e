"""Every answer that states figures tells what other reports say of them, whatever kind of question it was."""

from __future__ import annotations

import pytest

from tests.services import service_of_texts
from ui.service import Service

HEAD = "ỦY BAN NHÂN DÂN\nHUYỆN {district}\nBÁO CÁO\nTình hình kinh tế - xã hội {period}\nI. LÂM NGHIỆP\n"
VAN_QUAN, BINH_GIA = "VĂN QUAN", "BÌNH GIA"
REPORTS = {
    "year22": (
        VAN_QUAN,
        "năm 2022",
        "Tỷ lệ che phủ rừng năm 2022 đạt 60,4%. Sản lượng ngô năm 2022 đạt 900 tấn.",
    ),
    "year23": (
        VAN_QUAN,
        "năm 2023",
        "Tỷ lệ che phủ rừng năm 2023 đạt 61,5%, kế hoạch 61%.\n"
        "Sản lượng ngô năm 2023 ước đạt 990 tấn, tăng 10% so với cùng kỳ năm 2022.",
    ),
    "half24": (VAN_QUAN, "6 tháng đầu năm 2024", "Tỷ lệ che phủ rừng năm 2023 đạt 63,2%."),
    "other23": (BINH_GIA, "năm 2023", "Tỷ lệ che phủ rừng năm 2023 đạt 70,1%."),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    texts = {
        name: HEAD.format(district=district, period=period) + text
        for name, (district, period, text) in REPORTS.items()
    }
    return service_of_texts(tmp_path_factory.mktemp("beside"), **texts)


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ che phủ rừng của Văn Quan năm 2023?",
        "So sánh tỷ lệ che phủ rừng của Văn Quan và Bình Gia năm 2023",
        "Xếp hạng các huyện theo tỷ lệ che phủ rừng năm 2023",
        "Tỷ lệ che phủ rừng của Văn Quan từ năm 2022 đến năm 2023 thay đổi thế nào?",
        "Năm 2023 Văn Quan có đạt kế hoạch tỷ lệ che phủ rừng không?",
    ],
)
def test_figures_that_differ_stand_side_by_side(service, question):
    answer = service.ask(question)
    conflicts = [cell for cell in answer.to_json()["cells"] if not cell["agrees"]]
    assert [[one["value"] for one in cell["figures"]] for cell in conflicts] == [[61.5, 63.2]]
    assert "Số liệu không thống nhất" in answer.answer
    assert "Ưu tiên 63,2%" in answer.answer
    quoted = " ".join(citation.quote for citation in answer.citations)
    assert "61,5%" in quoted
    assert "63,2%" in quoted
    told = {(row["value"], row["report"]) for row in answer.rows if row["measure"] == "value"}
    assert {(61.5, "year23.txt"), (63.2, "half24.txt")} <= told


def test_what_is_not_stated_is_not_remarked_upon(service):
    answer = service.ask("Huyện nào có tỷ lệ che phủ rừng cao nhất năm 2023?")
    assert "70,1%" in answer.answer
    assert answer.to_json()["cells"] == []


@pytest.mark.parametrize(
    "question",
    [
        "Sản lượng ngô của Văn Quan năm 2023?",
        "Sản lượng ngô của Văn Quan từ năm 2022 đến năm 2023 thay đổi thế nào?",
    ],
)
def test_printed_changes_are_held_against_the_earlier_report(service, question):
    answer = service.ask(question)
    (change,) = answer.to_json()["changes"]
    assert (change["verdict"], change["base"]["report"]) == ("agrees", "year22.txt")
    assert any("khớp" in caveat for caveat in answer.caveats)
    assert "900 tấn" in " ".join(citation.quote for citation in answer.citations)


def test_what_is_only_estimated_is_said_to_be_so_in_a_comparison(service):
    answer = service.ask("So sánh sản lượng ngô của Văn Quan năm 2022 và năm 2023")
    assert any("ước" in caveat for caveat in answer.caveats)


GOAL = """ỦY BAN NHÂN DÂN
HUYỆN VĂN QUAN
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023
I. KẾT QUẢ
1. Trồng trọt
Sản lượng lương thực có hạt đạt 17.501 tấn, đạt 99,4% kế hoạch.
Sản lượng thóc đạt 9.100 tấn, đạt 91% kế hoạch.
Biểu chỉ tiêu
TT\tChỉ tiêu\tĐVT\tKế hoạch năm 2023\tThực hiện năm 2023\tKế hoạch năm 2024
1\tSản lượng lương thực có hạt\tTấn\t>17.600\t17.501\t17.650
2\tSố vụ cháy\tvụ\t3\t2\t1"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> Service:
    return service_of_texts(tmp_path_factory.mktemp("goal"), report=GOAL)


def test_the_plan_that_another_place_tells_stands_beside_the_verdict_with_its_bound(planned):
    answer = planned.ask("Năm 2023 Văn Quan có đạt kế hoạch sản lượng lương thực có hạt không?")
    assert answer.status == "no"
    assert "kế hoạch >17.600 tấn" in answer.answer
    assert "17.650" not in answer.answer.split("“")[0]
    assert [row["qualifier"] for row in answer.rows if row["value"] == 17600] == [">"]
    assert "17.600" in " ".join(citation.quote for citation in answer.citations)


def test_a_plan_that_nobody_tells_is_not_made_up(planned):
    answer = planned.ask("Năm 2023 Văn Quan có đạt kế hoạch sản lượng thóc không?")
    assert answer.status == "no"
    assert "kế hoạch 1" not in answer.answer
    assert not [row for row in answer.rows if row["measure"] == "plan"]


def of_time(district: str, period: str, tonnes: str) -> str:
    return HEAD.format(district=district, period=period) + f"Sản lượng ngô đạt {tonnes} tấn."


@pytest.fixture(scope="module")
def halves(tmp_path_factory) -> Service:
    """A district tells its year and its half, another one only the half."""
    return service_of_texts(
        tmp_path_factory.mktemp("halves"),
        half=of_time(VAN_QUAN, "6 tháng đầu năm 2023", "400"),
        year=of_time(VAN_QUAN, "năm 2023", "990"),
        other=of_time(BINH_GIA, "6 tháng đầu năm 2023", "380"),
        third=of_time("CHI LĂNG", "năm 2023", "1.200"),
    )


def test_half_a_year_is_not_ranked_among_years(halves):
    answer = halves.ask("Huyện nào có sản lượng ngô thấp nhất năm 2023?")
    assert [(row["district"], row["value"]) for row in answer.rows] == [("Văn Quan", 990)]
    assert any("Bình Gia" in caveat for caveat in answer.caveats)
    together = halves.ask("Huyện nào có sản lượng ngô thấp nhất 6 tháng đầu năm 2023?")
    assert [row["district"] for row in together.rows] == ["Bình Gia"]


def test_the_figure_of_the_year_asked_for_comes_before_that_of_its_half(halves):
    answer = halves.ask("Sản lượng ngô của Văn Quan năm 2023?")
    assert [row["value"] for row in answer.rows][:1] == [990]
