"""A quantity that the report denies in words is answered with no, and the words are quoted."""

from __future__ import annotations

import pytest

from search.choose import Choice
from search.denial import find_denial
from search.evidence import FoundPassage
from search.holdings import Catalogue
from search.matching import term_weights
from search.passage import passages
from search.question import parse_question
from search.words import take_apart
from tests.factories import document


@pytest.mark.parametrize(
    ("question", "text", "denied"),
    [
        ("Có bao nhiêu vụ tham nhũng?", "Trong kỳ không phát hiện vụ tham nhũng nào.", True),
        ("Có bao nhiêu vụ tham nhũng?", "Ban hành kế hoạch phòng, chống tham nhũng.", False),
        ("Có mấy đảng viên bị khai trừ?", "Kỷ luật 06 đảng viên; không có trường hợp khai trừ.", True),
        ("Giải ngân vốn sự nghiệp bao nhiêu?", "Vốn sự nghiệp giao 12 tỷ, chưa thực hiện giải ngân.", True),
        ("Có bao nhiêu tàu cá?", "Trong kỳ không có tàu cá nào bị nước ngoài bắt giữ và xử phạt.", False),
        ("Bao nhiêu xã đạt chuẩn?", "Bình quân 12 tiêu chí; chưa có xã nào đạt chuẩn theo bộ mới.", True),
        # Asked whether, what stands before a denial that ends its clause is denied as well, with its list.
        ("Có vụ tham nhũng nào không?", "Nhờ vậy, các vụ việc tham nhũng, lãng phí không xảy ra.", True),
        ("Có vụ tham nhũng nào không?", "Xử lý 02 vụ tham nhũng, đình công không xảy ra.", False),
        # Only a part is denied of what is asked.
        ("Có xã nào đạt chuẩn không?", "Chưa có xã nào đạt chuẩn nâng cao.", False),
        ("Bình quân bao nhiêu tiêu chí?", "Không còn xã dưới 9 tiêu chí.", False),
        # That a figure is not known denies nothing.
        ("Giải ngân vốn sự nghiệp bao nhiêu?", "Vốn sự nghiệp giao 7 tỷ, chưa có số liệu giải ngân.", False),
        # Of a long sentence only the part between semicolons counts: another part may tell of an event.
        (
            "Có cơ sở nào vi phạm an toàn thực phẩm không?",
            "Khoanh vùng ổ dịch sốt xuất huyết; kiểm tra an toàn thực phẩm, không có cơ sở nào vi phạm.",
            True,
        ),
        # What is denied is another matter of the same sentence.
        ("Có bao nhiêu vụ cháy nhà?", "Xảy ra 02 vụ cháy nhà, không có thiệt hại về người.", False),
    ],
)  # fmt: skip
def test_what_stands_right_behind_a_denial_is_denied(question, text, denied):
    asked = parse_question(question, Catalogue(()))
    found = tuple(FoundPassage(one, 1, 1.0) for one in passages(document(text)))
    weights = term_weights(asked.terms, [take_apart(text)])
    assert bool(find_denial(asked, Choice((), found, 0.0, 1.0), weights)) is denied
