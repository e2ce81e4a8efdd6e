"""What stands side by side without rulings."""

from __future__ import annotations

from tests.printed import INDENT, LEFT, laid_out, line, sheet, wrapped

TEXT = (
    "Chăn nuôi phát triển ổn định, không có dịch bệnh nào lớn xảy ra trên địa bàn các xã và thị trấn trong "
    "suốt sáu tháng đầu năm, tổng đàn tăng nhẹ."
)
MIDDLE = 320.0


def side_by_side(*pairs, base=100.0, left=LEFT, right=MIDDLE):
    """Words on both sides of a page, a row every 20 points; an empty side stays empty."""
    return [
        line(words, at, base + 20 * row)
        for row, pair in enumerate(pairs)
        for at, words in zip((left, right), pair, strict=True)
        if words
    ]


def test_the_two_sides_of_a_letterhead_are_read_one_after_the_other():
    head = side_by_side(
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"),
        ("HUYỆN MƯỜNG TÈ", "CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/BC-UBND", "Độc lập"),
    )
    told = laid_out(sheet(*head, *wrapped(TEXT, INDENT, base=200)))
    assert " ".join(told[:-1]) == (
        "ỦY BAN NHÂN DÂN HUYỆN MƯỜNG TÈ Số: 12/BC-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập"
    )
    assert told[-1] == TEXT


def test_the_recipients_stay_apart_from_the_signature():
    foot = side_by_side(
        ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- UBND tỉnh;", "CHỦ TỊCH"), ("- Lưu: VT.", ""), base=300
    )
    told = laid_out(sheet(*wrapped(TEXT, INDENT), *foot))
    assert told[0] == TEXT
    assert " ".join(told[1:]) == "Nơi nhận: - UBND tỉnh; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"


def test_columns_of_text_are_read_down_one_by_one():
    left = ["Lúa được mùa", "ở các xã", "vùng thấp.", "Ngô kém hơn."]
    right = ["Trâu bò tăng", "nhẹ so với", "cùng kỳ.", "Lợn giảm."]
    told = laid_out(sheet(*side_by_side(*zip(left, right, strict=True))))
    assert " ".join(told) == " ".join([*left, *right])


def test_figures_below_each_other_are_a_table_without_rulings():
    rows = [("Cây trồng", "Diện tích"), ("Lúa", "1.475"), ("Ngô", "5.060"), ("Sắn", "270,5")]
    told = laid_out(sheet(*wrapped(TEXT, INDENT), *side_by_side(*rows, base=220)))
    assert told == [TEXT, [list(row) for row in rows]]


def test_a_name_that_needs_two_lines_is_one_cell_of_it():
    rows = [
        ("Cây trồng", "Diện tích"),
        ("Lúa của các xã", "1.475"),
        ("vùng thấp", ""),
        ("Ngô", "5.060"),
        ("Sắn", "270"),
    ]
    told = laid_out(sheet(*side_by_side(*rows)))
    assert told == [
        [["Cây trồng", "Diện tích"], ["Lúa của các xã vùng thấp", "1.475"], ["Ngô", "5.060"], ["Sắn", "270"]]
    ]


def test_a_number_far_from_its_item_is_no_column():
    items = side_by_side(
        ("1.", "Trồng rừng ở các xã vùng cao."), ("2.", "Nuôi cá ở hồ."), left=LEFT, right=LEFT + 60
    )
    told = laid_out(sheet(*items))
    assert told == ["1. Trồng rừng ở các xã vùng cao.", "2. Nuôi cá ở hồ."]


def test_words_that_justified_text_sets_wide_apart_are_no_columns():
    loose = line("Chăn nuôi", LEFT) + line("ổn định", 167.0)
    told = laid_out(sheet(loose, *wrapped(TEXT, LEFT, base=120)))
    assert told[0].startswith("Chăn nuôi ổn định")
