"""What sounds like a cause is worth more to a question why."""

from __future__ import annotations

import pytest

from search.reasons import cause_bonus


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        ("Nguyên nhân chủ yếu là khô hạn kéo dài.", 0.3),
        ("Thu thấp vì tiền sử dụng đất chưa thực hiện.", 0.15),
        ("Sản lượng ngô đạt 14.472 tấn.", 0.0),
    ],
)
def test_words_for_a_cause_count(text, bonus):
    assert cause_bonus(text) == bonus
