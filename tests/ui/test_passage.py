"""An opened passage: the exact quote marked, enough around it, and nothing of a report obeyed as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.passage import AROUND, mark_passage

TEXT = "I. KẾT QUẢ\nĐàn lợn 19.019 con, đạt 85% kế hoạch.\nTrồng 561 ha lúa."


def passage(quote: str, text: str = TEXT):
    start = text.index(quote)
    return mark_passage(text, start, start + len(quote))


def test_the_quote_is_marked_and_the_text_around_it_is_whole():
    found = passage("19.019 con")
    assert found.quote == "19.019 con"
    assert found.before + found.quote + found.after == TEXT


def test_the_mark_in_the_page_holds_the_quote_and_nothing_else():
    assert "Đàn lợn <mark>19.019 con</mark>, đạt" in passage("19.019 con").to_html()


@given(st.data())
def test_whatever_is_cut_the_words_beside_the_quote_are_those_of_the_report(data):
    text = data.draw(st.text("ab \n", min_size=1, max_size=3000))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = mark_passage(text, start, end)
    assert found.quote == text[start:end]
    assert text[:start].endswith(found.before.removeprefix("… "))
    assert text[end:].startswith(found.after.removesuffix(" …"))
    assert len(found.before) <= AROUND + 2
    assert len(found.after) <= AROUND + 2


def test_a_long_text_is_cut_at_the_beginning_of_a_line_if_one_is_near():
    text = "\n".join(f"dòng {number} của báo cáo" for number in range(200))
    found = passage("dòng 100 của", text)
    assert found.before.startswith("dòng ")
    assert found.after.endswith("báo cáo")


def test_a_long_line_is_cut_at_a_word_and_says_so():
    text = "chữ " * 500 + "đúng chỗ này " + "sau " * 500
    found = passage("đúng chỗ này", text)
    assert found.before.startswith("… chữ ")
    assert found.after.endswith(" sau …")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 3), (0, len(TEXT) + 1)])
def test_offsets_that_are_not_in_the_text_mark_nothing(start, end):
    found = mark_passage(TEXT, start, end)
    assert found.quote == ""
    assert "<mark>" not in found.to_html()
    assert found.before in TEXT


def test_the_text_of_a_report_is_shown_and_never_interpreted():
    hostile = 'Sản lượng <img src=x onerror="alert(1)"> 5 <b>tấn</b> & <script>x</script>'
    html = passage("5 <b>tấn</b>", hostile).to_html()
    assert "<mark>5 &lt;b&gt;tấn&lt;/b&gt;</mark>" in html
    assert "<img" not in html
    assert "<script" not in html
    assert "&amp;" in html


def test_what_turns_the_direction_of_reading_is_shown_as_a_sign():
    html = mark_passage("đàn bò \u202e321\u202c con", 8, 11).to_html()
    assert html == '<div class="hk-passage">đàn bò \ufffd<mark>321</mark>\ufffd con</div>'
