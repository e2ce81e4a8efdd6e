"""What Tesseract writes, read."""

from __future__ import annotations

import pytest

from ingest.read.printed.hocr import read_hocr

LINE = """
<span class='ocr_line' title='bbox 100 40 300 80; baseline 0.01 -8; x_size 50'>
 <span class='ocrx_word' title='bbox 100 40 160 72; x_wconf 91'>
  <span class='ocrx_cinfo' title='x_bboxes 100 40 130 72; x_conf 99'>đ</span>
  <span class='ocrx_cinfo' title='x_bboxes 131 40 160 72; x_conf 98'>ạ</span>
 </span>
 <span class='ocrx_word' title='bbox 200 40 204 44; x_wconf 9'>'</span>
 <span class='ocrx_word' title='bbox 210 40 240 72; x_wconf 9'>7</span>
</span>"""


def hocr(*pages):
    own = "".join(f"<div class='ocr_page' title='bbox 0 0 1 1'>{page}</div>" for page in pages)
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{own}</body></html>".encode()


def test_words_come_with_their_letters_and_how_sure_they_are():
    ((line,),) = read_hocr(hocr(LINE))
    assert [(word.text, word.sure) for word in line.words] == [("đạ", 91), ("7", 9)]
    assert (line.words[0].left, line.words[0].right) == (100, 160)


def test_a_line_tells_where_it_stands_at_each_place():
    ((line,),) = read_hocr(hocr(LINE))
    assert line.at(100).base == 72
    assert line.at(300).base == 74
    assert line.at(100).size == 50


def test_every_picture_has_lines_of_its_own_and_may_have_none():
    assert [len(lines) for lines in read_hocr(hocr(LINE, "", LINE + LINE))] == [1, 0, 2]


def test_a_line_of_a_smaller_picture_is_put_where_it_is_in_the_larger_one():
    ((line,),) = read_hocr(hocr(LINE))
    larger = line.scaled(2)
    assert (larger.left, larger.top, larger.bottom, larger.size) == (200, 80, 160, 100)
    assert (larger.words[0].left, larger.words[0].right) == (200, 320)
    assert larger.at(200).base == 144


@pytest.mark.parametrize(
    ("told", "instead"), [("baseline 0.01 -8", "textangle 90"), ("bbox 100 40 300 80", "bbox 100 40 150 400")]
)
def test_a_line_that_runs_up_or_down_the_page_says_so(told, instead):
    sideways = LINE.replace(told, instead, 1)
    assert [line.turned for line in read_hocr(hocr(LINE + sideways))[0]] == [False, True]


def test_what_is_no_hocr_is_refused():
    with pytest.raises(ValueError, match="no hOCR"):
        read_hocr(b"Error: nothing found")
