from __future__ import annotations

from ingest.document import BlockKind
from ingest.outline import Outline


def place_all(*texts: str) -> list[tuple[BlockKind, int, tuple[str, ...]]]:
    outline = Outline()
    return [(p.kind, p.level, p.section) for p in map(outline.place, texts)]


H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def test_numbered_headings_nest_in_the_order_in_which_their_styles_appear():
    assert place_all(
        "I. KINH TẾ", "1. Nông nghiệp", "1.1. Trồng trọt", "Vụ xuân gieo đủ diện tích.", "1.2. Chăn nuôi",
        "2. Công nghiệp", "II. XÃ HỘI", "1. Giáo dục", "Có 30 trường.",
    ) == [
        (H, 1, ()),
        (H, 2, ("I. KINH TẾ",)),
        (H, 3, ("I. KINH TẾ", "1. Nông nghiệp")),
        (P, 0, ("I. KINH TẾ", "1. Nông nghiệp", "1.1. Trồng trọt")),
        (H, 3, ("I. KINH TẾ", "1. Nông nghiệp")),
        (H, 2, ("I. KINH TẾ",)),
        (H, 1, ()),
        (H, 2, ("II. XÃ HỘI",)),
        (P, 0, ("II. XÃ HỘI", "1. Giáo dục")),
    ]  # fmt: skip


def test_another_scheme_nests_as_well():
    placed = place_all(
        "Phần thứ nhất", "KẾT QUẢ NĂM 2021", "A. KINH TẾ", "I. Nông nghiệp", "a) Lúa", "b) Ngô", "B. XÃ HỘI"
    )
    assert [(level, section[-1:]) for _, level, section in placed] == [
        (1, ()),
        (1, ()),
        (2, ("Phần thứ nhất KẾT QUẢ NĂM 2021",)),
        (3, ("A. KINH TẾ",)),
        (4, ("I. Nông nghiệp",)),
        (4, ("I. Nông nghiệp",)),
        (2, ("Phần thứ nhất KẾT QUẢ NĂM 2021",)),
    ]


def test_a_run_in_heading_is_a_paragraph_whose_lead_joins_the_path():
    outline = Outline()
    outline.place("1. Kinh tế")
    placed = outline.place("1.1. Thủy sản: Toàn huyện có 30 ha ao nuôi. Sản lượng 50 tấn.")
    assert (placed.kind, placed.marker, placed.level) == (P, "1.1.", 0)
    assert placed.section == ("1. Kinh tế", "1.1. Thủy sản")
    assert outline.place("Cá lồng phát triển khá.").section == ("1. Kinh tế", "1.1. Thủy sản")


def test_a_numbered_task_is_an_item_and_no_section():
    outline = Outline()
    outline.place("II. NHIỆM VỤ")
    task = "3. Đẩy nhanh tiến độ giải ngân. Kiểm tra các công trình đang thi công."
    assert (outline.place(task).kind, outline.place(task).section) == (L, ("II. NHIỆM VỤ",))


def test_items_under_an_item_know_what_it_is_about():
    outline = Outline()
    outline.place("2. Nguồn vốn")
    assert outline.place("- Vốn đầu tư: 40 tỷ đồng. Trong đó:").section == ("2. Nguồn vốn",)
    assert outline.place("+ Vốn tỉnh 30 tỷ đồng;").section == ("2. Nguồn vốn", "- Vốn đầu tư")
    assert outline.place("- Vốn sự nghiệp: 5 tỷ đồng.").section == ("2. Nguồn vốn",)
    assert outline.place("Công tác giải ngân còn chậm.").section == ("2. Nguồn vốn",)


def test_the_title_of_the_report_is_in_no_path():
    placed = place_all("BÁO CÁO", "Tình hình năm 2022", "I. KINH TẾ", "Ổn định.")
    assert placed[0][:2] == (H, 1)
    assert placed[3] == (P, 0, ("I. KINH TẾ",))


def test_capitals_in_a_document_number_do_not_make_a_heading():
    assert place_all("Số: 18/BC-UBND")[0][0] is P


def test_markdown_hashes_rank_headings_without_numbers():
    outline = Outline()
    outline.place("Kinh tế", hashes=1)
    assert outline.place("Chăn nuôi", hashes=2).section == ("Kinh tế",)
    assert outline.place("Trồng trọt", hashes=2).section == ("Kinh tế",)
    assert outline.place("Đàn bò tăng 2%.").section == ("Kinh tế", "Trồng trọt")


def test_numbers_outweigh_hashes_that_are_set_at_random():
    outline = Outline()
    outline.place("I- KINH TẾ", hashes=2)
    outline.place("1. Nông nghiệp", hashes=4)
    assert outline.place("II- XÃ HỘI", hashes=3).level == 1


def test_a_list_that_starts_again_under_a_letter_is_deeper():
    outline = Outline()
    for text in ("3. Đất đai", "a) Hạn chế", "1. Hồ sơ chậm"):
        placed = outline.place(text)
    assert placed.section == ("3. Đất đai", "a) Hạn chế")


def test_what_follows_the_recipients_is_in_no_section_until_an_annex():
    outline = Outline()
    outline.place("I. KINH TẾ")
    assert outline.place("Nơi nhận:").section == ()
    assert outline.place("TM. ỦY BAN NHÂN DÂN").kind is P
    assert outline.place("Sùng A Chu", bold=True).kind is P
    assert outline.place("PHỤ LỤC CHỈ TIÊU", bold=True).kind is H
    assert outline.path == ("PHỤ LỤC CHỈ TIÊU",)
