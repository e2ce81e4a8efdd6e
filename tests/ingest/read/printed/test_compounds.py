"""Words of two syllables of which OCR misread a mark."""

from __future__ import annotations

import pytest

from ingest.read.printed.compounds import mended_compounds


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("đã tố chức, phố biến pháp luật", "đã tổ chức, phổ biến pháp luật"),
        ("TỐ CHỨC THỰC HIÊN", "TỔ CHỨC THỰC HIỆN"),
        ("(tống số 15 lớp)", "(tổng số 15 lớp)"),
        ("tổng chỉ ngân sách", "tổng chi ngân sách"),
        ("6 THÁNG CUÔI NĂM", "6 THÁNG CUỐI NĂM"),
        ("tống, số còn lại", "tống, số còn lại"),
        ("thành phố biển", "thành phố biển"),
        ("có bản đồ", "có bản đồ"),
        ("chi tiêu hằng ngày", "chi tiêu hằng ngày"),
        ("chỉ tiêu được giao", "chỉ tiêu được giao"),
        ("tố cáo", "tố cáo"),
    ],
)
def test_neighbours_that_are_a_word_but_for_one_mark_are_that_word(line, mended):
    assert " ".join(mended_compounds(line.split())) == mended


def test_a_word_goes_on_in_the_next_line():
    assert mended_compounds(["được", "tố"], "chức") == ["được", "tổ"]
    assert mended_compounds(["được", "tố"], "cáo") == ["được", "tố"]


def test_two_wrong_marks_are_no_slip():
    assert mended_compounds(["phố", "biển"]) == ["phố", "biển"]
