"""Money of programmes is told by the programme that it is of; names that differ are put side by side."""

from __future__ import annotations

import pytest

from tests.services import service_of_texts
from ui.service import Service

SIN_HO = """UBND HUYỆN SÌN HỒ
BÁO CÁO
Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2022
1. Các chương trình mục tiêu quốc gia
Tổng vốn ba chương trình MTQG năm 2022 là 180 tỷ đồng, giải ngân đến 30/11 đạt 63 tỷ đồng, bằng 35% kế hoạch.
a) Chương trình phát triển kinh tế - xã hội vùng ĐBDTTS và miền núi: 110 tỷ đồng, giải ngân 29,5%.
b) Chương trình giảm nghèo bền vững: 52 tỷ đồng, giải ngân 47%.
c) Chương trình xây dựng NTM: 18 tỷ đồng, bình quân 11,8 tiêu chí/xã.
d) Chương trình OCOP: toàn huyện có 17 sản phẩm còn hiệu lực.
PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023
Có thêm 06 sản phẩm OCOP, trong đó 01 sản phẩm 4 sao.
"""
MUONG_NHE = """UBND HUYỆN MƯỜNG NHÉ
BÁO CÁO
Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2022
1. Các chương trình mục tiêu quốc gia
Tổng vốn ba chương trình MTQG năm 2022 là 240 tỷ đồng, giải ngân đến 30/11 đạt 60 tỷ đồng, bằng 25% kế hoạch.
2. Chương trình MTQG xây dựng nông thôn mới: có 02 xã đạt chuẩn; bình quân 9,1 tiêu chí/xã.
3. Chương trình OCOP: toàn huyện có 08 sản phẩm OCOP.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    return service_of_texts(tmp_path_factory.mktemp("capital"), a=SIN_HO, b=MUONG_NHE)


def _values(answer) -> list[object]:
    return [row["value"] for row in answer.rows]


@pytest.mark.parametrize(
    "question",
    [
        "Ba chương trình MTQG ở Sìn Hồ năm 2022: chương trình nào giải ngân cao nhất, nào thấp nhất?",
        "ba chuong trinh MTQG o Sin Ho nam 2022 chuong trinh nao giai ngan cao nhat, nao thap nhat",
        "Which national target programme disbursed best and which worst in Sin Ho in 2022?",
    ],
)
def test_programmes_of_one_district_are_put_in_order_by_the_share_paid_out(service, question):
    answer = service.ask(question)

    assert answer.status == "answered"
    assert _values(answer) == [52, 47, 110, 29.5, 18]
    assert answer.answer.index("47") < answer.answer.index("29")


def test_each_programme_of_a_whole_is_told_beside_the_whole(service):
    answer = service.ask(
        "Sìn Hồ năm 2022: từng chương trình MTQG được giao bao nhiêu vốn, giải ngân bao nhiêu?"
    )

    assert _values(answer) == [180, 63, 35, 18, 110, 29.5, 52, 47]


def test_a_programme_without_a_sum_paid_out_never_gets_that_of_another(service):
    answer = service.ask("Chương trình xây dựng NTM ở Sìn Hồ năm 2022 giải ngân bao nhiêu phần trăm?")

    assert (answer.status, _values(answer)) == ("not_found", [18])


@pytest.mark.parametrize(
    "question",
    [
        "So sánh tỷ lệ giải ngân vốn các chương trình MTQG của Sìn Hồ và Mường Nhé năm 2022",
        "Compare the disbursement rate of the national target programmes of Sin Ho and Muong Nhe in 2022",
    ],
)
def test_the_same_money_of_several_districts_stands_side_by_side(service, question):
    answer = service.ask(question)

    assert [(row["district"], row["value"]) for row in answer.rows if row["unit"] == "%"] == [
        ("Sìn Hồ", 35),
        ("Mường Nhé", 25),
    ]


def test_districts_are_ranked_by_the_share_and_not_by_the_sum(service):
    answer = service.ask(
        "Which district disbursed the largest share of its national target programme capital?"
    )

    assert [(row["district"], row["value"]) for row in answer.rows] == [("Sìn Hồ", 35)]


def test_both_ends_of_a_ranking_are_told_where_both_are_asked_for(service):
    answer = service.ask(
        "Which district has the most new-rural criteria per commune on average, and which the fewest?"
    )

    assert [(row["district"], row["value"]) for row in answer.rows] == [("Sìn Hồ", 11.8), ("Mường Nhé", 9.1)]


def test_a_count_named_by_its_programme_alone_is_compared_with_one_named_in_full(service):
    answer = service.ask("Top 2 huyện có nhiều sản phẩm OCOP nhất")

    assert [(row["district"], row["value"]) for row in answer.rows] == [("Sìn Hồ", 17), ("Mường Nhé", 8)]


def test_a_plan_for_a_year_to_come_is_cited_but_no_result(service):
    answer = service.ask("How many new OCOP products did Sin Ho obtain in 2023?")

    assert answer.status == "not_found"
    assert "06 sản phẩm OCOP" in " ".join(citation.quote for citation in answer.citations)


def test_a_programme_behind_the_word_for_a_district_is_no_district(service):
    answer = service.ask("Sìn Hồ đạt mấy tiêu chí huyện NTM?")

    assert not any("NTM" in caveat for caveat in answer.caveats)
