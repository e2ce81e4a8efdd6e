from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.antecedent import corrected
from ingest.fact import Issue, LegalCitation
from ingest.legal import extract_citations
from ingest.read import read_bytes
from tests.factories import document, identity

PIECES = [
    "Nghị quyết ",
    "số 12",
    "/NQ-HĐND",
    " của HĐND huyện",
    ", 08",
    "Luật Đất đai",
    "; ",
    "\n",
    "ngày 1/2/2023",
    " ",
]


def citations(text):
    return [
        claim for claim in extract_citations(document(text), identity()) if isinstance(claim, LegalCitation)
    ]


def issues(text):
    return [claim for claim in extract_citations(document(text), identity()) if isinstance(claim, Issue)]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết số 12/NQ-HĐND của HĐND huyện", "HĐND huyện Phong Thổ"),
        ("Nghị quyết số 12/NQ-HĐND của HĐND tỉnh", "HĐND tỉnh Lai Châu"),
        ("Nghị quyết số 12/NQ-HĐND của HĐND tỉnh Hà Giang", "HĐND tỉnh Hà Giang"),
        ("Nghị quyết số 12/NQ-HĐND", "HĐND huyện Phong Thổ"),
        ("Nghị quyết số 12/2022/NQ-HĐND", "HĐND tỉnh Lai Châu"),
        ("Quyết định số 1234/QĐ-UBND", None),
        ("Công văn số 512/UBND-KTTH", "UBND tỉnh Lai Châu"),
        ("Công văn số 512/UBND-NN", "UBND huyện Phong Thổ"),
        ("Nghị định 116", "Chính phủ"),
        ("Xã Mù Sang được UBND tỉnh công nhận tại Quyết định số 1234/QĐ-UBND", "UBND tỉnh Lai Châu"),
        ("Xã Mù Sang được tỉnh công nhận tại Quyết định số 1234/QĐ-UBND", "UBND tỉnh Lai Châu"),
        ("Đề án của tỉnh ban hành kèm theo Quyết định số 1234/QĐ-UBND", "UBND tỉnh Lai Châu"),
        ("quy chế ban hành kèm theo Quyết định số 1234/QĐ-UBND", None),
        ("Chỉ thị số 07-CT/TU của BTV Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Lai Châu"),
        ("Nghị quyết số 07-NQ/HU", "Huyện ủy Phong Thổ"),
        ("Nghị quyết số 07-NQ/TU", "Tỉnh ủy Lai Châu"),
        ("Nghị định số 07/2022/NĐ-CP", "Chính phủ"),
        ("Quyết định 34/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Thông tư 02/2023/TT-BTC", "Bộ Tài chính"),
        ("UBND huyện đã ban hành Kế hoạch số 66/KH-UBND về chuyển đổi số", "UBND huyện Phong Thổ"),
        ("Ban Thường vụ Tỉnh ủy ban hành Kết luận số 66-KL/TU", "Ban Thường vụ Tỉnh ủy Lai Châu"),
        ("UBND tỉnh giao. Thực hiện Kế hoạch số 66/KH-UBND về chuyển đổi số", "UBND huyện Phong Thổ"),
        ("vi phạm Luật Lâm nghiệp", "Quốc hội"),
        ("vi phạm Pháp lệnh dân số", "Ủy ban Thường vụ Quốc hội"),
        ("đạt chỉ tiêu Nghị quyết HĐND huyện giao", "HĐND huyện Phong Thổ"),
        ("Nghị quyết Đại hội lần thứ XIII của Đảng", None),
    ],
)
def test_the_issuer_is_named_in_full(text, issuer):
    (citation,) = citations(text)
    assert citation.issuer == issuer


def test_an_issuer_named_once_after_a_list_holds_for_the_whole_list():
    text = "Quyết định số 31/QĐ-UBND ngày 2/3/2022, Quyết định số 44/QĐ-UBND ngày 5/3/2022 của UBND tỉnh."
    assert [c.issuer for c in citations(text)] == ["UBND tỉnh Lai Châu", "UBND tỉnh Lai Châu"]


def test_the_same_number_elsewhere_lends_its_issuer():
    text = "Nghị quyết số 31/2022/NQ-HĐND của HĐND tỉnh.\nVốn Nghị quyết số 31/2022/NQ-HĐND: 4 tỷ đồng."
    assert [c.issuer for c in citations(text)] == ["HĐND tỉnh Lai Châu", "HĐND tỉnh Lai Châu"]


def test_year_and_issuer_follow_a_number_and_its_short_form_through_the_report():
    full = "Nghị quyết số 18-NQ/HU"
    text = f"{full} ngày 4/5/2021 của Ban Thường vụ Huyện ủy.\n{full}; Nghị quyết 18."
    assert [(c.year, c.issuer) for c in citations(text)] == [(2021, "Ban Thường vụ Huyện ủy Phong Thổ")] * 3


def test_two_documents_of_one_number_lend_nothing():
    full = "Kế hoạch số 18/KH-UBND"
    text = f"{full} ngày 4/5/2021.\n{full} ngày 6/7/2022.\n{full}."
    assert [c.year for c in citations(text)] == [2021, 2022, None]


def test_a_short_form_is_completed_by_the_one_full_form_of_the_report():
    text = "Nghị quyết số 31/2022/NQ-HĐND của HĐND tỉnh.\nHỗ trợ theo Nghị quyết 31."
    assert [c.resolved for c in citations(text)] == [None, "31/2022/NQ-HĐND"]
    assert issues(text) == []


def test_two_candidates_leave_a_short_form_open_unless_its_issuer_decides():
    full = "Nghị quyết số 31/2022/NQ-HĐND; Nghị quyết số 31-NQ/HU.\n"
    assert citations(full + "Nghị quyết 31 quy định.")[-1].resolved is None
    assert [issue.code for issue in issues(full + "Nghị quyết 31 quy định.")] == ["open_reference"]
    assert citations(full + "Nghị quyết 31 của Huyện ủy.")[-1].resolved == "31-NQ/HU"
    assert citations(full + "Nghị quyết 31 của HĐND tỉnh.")[-1].resolved == "31/2022/NQ-HĐND"


def test_a_short_form_without_full_form_becomes_an_issue_with_its_own_words():
    (issue,) = issues("Triển khai Đề án 06 tại các xã.")
    assert (issue.code, issue.evidence.quote) == ("open_reference", "Đề án 06")


def test_a_scheme_is_not_completed_by_a_resolution():
    assert citations("Nghị quyết số 06/2022/NQ-HĐND.\nĐề án 06.")[-1].resolved is None


def test_the_reports_own_number_is_no_citation():
    text = "Số: 98/BC-UBND\nCăn cứ Nghị quyết số 12/NQ-HĐND."
    assert [c.number for c in citations(text)] == ["12/NQ-HĐND"]


@pytest.mark.parametrize(
    "header",
    ["ỦY BAN NHÂN DÂN HUYỆN MAI SƠN Số: 98/BC-UBND", "THỊ ỦY MƯỜNG LAY Số 98-BC/ThU", "Số: 98 /BC-UBND"],
)
def test_nor_is_it_behind_the_letterhead(header):
    assert citations(header) == []


def test_a_decision_in_a_tables_cell_is_one():
    assert [c.number for c in citations("QĐ số 815/QĐ-UBND")] == ["815/QĐ-UBND"]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("thực hiện các Kế hoạch số 21, 22, 25/KH-UBND", ["21/KH-UBND", "22/KH-UBND", None]),
        ("các Nghị quyết số 06, 07 và 09-NQ/HU", ["06-NQ/HU", "07-NQ/HU", None]),
        ("Quyết định số 51 và Quyết định số 76/QĐ-UBND của UBND tỉnh", ["51/QĐ-UBND", None]),
        ("Nghị quyết 51 và Nghị quyết số 76/NQ-HĐND", [None, None]),
        (
            "các Kế hoạch số 21, 22/KH-UBND.\nGộp các Kế hoạch 21 và 22.",
            ["21/KH-UBND", None, "21/KH-UBND", "22/KH-UBND"],
        ),
        ("Chương trình theo Nghị quyết 30a", ["30a/2008/NQ-CP"]),
        ("giãn cách xã hội theo Chỉ thị 16", ["16/CT-TTg"]),
        ("thực hiện Chỉ thị 16 về thu ngân sách", [None]),
        ("giãn cách xã hội theo Chỉ thị 16 của Tỉnh ủy", [None]),
        ("giãn cách xã hội theo Chỉ thị 16.\nChỉ thị số 16-CT/HU.", ["16-CT/HU", None]),
        ("liên kết tiêu thụ theo Nghị định 98/2018", ["98/2018/NĐ-CP"]),
        ("liên kết tiêu thụ theo Nghị định 98/2020", [None]),
    ],
)
def test_short_forms_are_completed_by_their_list_the_report_or_what_everybody_knows(text, resolved):
    assert [c.resolved for c in citations(text)] == resolved


def test_what_a_list_leaves_to_its_end_holds_for_all_of_it():
    first, second = citations("công nhận tại Quyết định số 51, 76/QĐ-UBND ngày 8/5/2023 của UBND tỉnh")
    assert (
        (first.day, first.issuer) == (second.day, second.issuer) == (date(2023, 5, 8), "UBND tỉnh Lai Châu")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 51/NQ-HĐND và Nghị quyết số 52/NQ-HĐND cùng ngày 8/5/2023",
        "Quyết định số 51/QĐ-TTg ngày 8/5/2023 và Quyết định số 52/QĐ-TTg cùng ngày",
    ],
)
def test_documents_of_the_same_day_share_it(text):
    assert [c.day for c in citations(text)] == [date(2023, 5, 8)] * 2


def test_an_issuer_after_a_list_does_not_hold_for_a_number_that_tells_another():
    text = "theo Quyết định số 51/QĐ-TTg và Quyết định số 52/QĐ-UBND của UBND tỉnh"
    assert [c.issuer for c in citations(text)] == ["Thủ tướng Chính phủ", "UBND tỉnh Lai Châu"]


def test_only_an_issuer_that_no_words_tell_is_inferred():
    told, inferred = citations("Kế hoạch số 21/KH-UBND của UBND huyện; Kế hoạch số 22/KH-UBND.")
    assert (told.issuer_inferred, inferred.issuer_inferred) == (False, True)


@pytest.mark.parametrize(
    "cut", ["51/QĐ-\n\nUBND ngày 8/5/2023.", "51/QĐ-\nUBND; nay còn 2 xã.", "51/QĐ\n-UBND.", "51/\nQĐ-UBND."]
)
def test_a_number_goes_on_in_the_next_line(cut):
    report = read_bytes(f"Nhà văn hóa bản được xây lại theo Quyết định số {cut}".encode(), "report.txt")
    assert [claim.number for claim in extract_citations(report, identity())] == ["51/QĐ-UBND"]


def test_a_law_with_its_number_is_one_citation():
    assert [c.number for c in citations("Luật Đất đai số 31/2024/QH15")] == ["31/2024/QH15"]


def test_a_short_form_of_a_misprinted_number_is_corrected_too():
    short = citations("Nghị quyết số 19/2021/NQ-UBND của HĐND tỉnh.\nNghị quyết số 19/2021.")[-1]
    assert (short.resolved, short.corrected) == ("19/2021/NQ-UBND", "19/2021/NQ-HĐND")


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("19/2021/NQ-UBND", "19/2021/NQ-HĐND"),
        ("27/2020/NQ-CP", "27/2020/NĐ-CP"),
        ("27/NQ-CP", None),
        ("27a/2007/NQ-CP", None),
        ("55/NQ-TU", "55-NQ/TU"),
        ("55-NQ/TU", None),
        ("100/NĐ-TTg", "100/QĐ-TTg"),
        ("12/2022/NQ-HĐND", None),
    ],
)
def test_only_evident_misprints_are_corrected(printed, right):
    assert corrected(printed) == right


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_reading_never_fails_and_every_quote_is_in_the_text(text):
    report = document(text.replace("\r", " "))
    for claim in extract_citations(report, identity()):
        span = claim.evidence.span
        assert report.text[span.start : span.end] == claim.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1719 ngày 12/6/2023 về việc thu hồi đất tại vùng dân tộc thiểu số",
        "Quyết định số 22 ngày 3/4/2023 phê duyệt danh sách 12 hộ sửa chữa nhà ở",
        "Chỉ thị 16 ngày 1/3/2023 về phòng, chống dịch bệnh gia súc",
        "Quyết định số 1719 về giao đất",
    ],
)
def test_a_document_of_another_day_or_matter_is_not_the_well_known_one(text):
    assert [c.resolved for c in citations(text)] == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Quyết định 1719 về phát triển vùng dân tộc thiểu số", "1719/QĐ-TTg"),
        ("Chỉ thị 16 ngày 31/3/2020 về giãn cách xã hội", "16/CT-TTg"),
    ],
)
def test_a_well_known_document_is_completed(text, number):
    assert [c.resolved for c in citations(text)] == [number]
