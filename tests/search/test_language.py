from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Language, detect_language, lacks_diacritics


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Huyện nào có dịch tả lợn châu Phi năm 2023?", Language.VIETNAMESE),
        ("huyen nao co dich ta lon chau phi nam 2023", Language.VIETNAMESE),
        ("which districts had African swine fever in 2023", Language.ENGLISH),
        ("How many communes of Sìn Hồ met the standard?", Language.ENGLISH),
        ("dân số Phong Thổ", Language.VIETNAMESE),
        ("dan so Phong Tho", Language.VIETNAMESE),
        ("forest cover Muong Te", Language.ENGLISH),
        ("so sanh do che phu rung", Language.VIETNAMESE),
        ("OCOP", Language.ENGLISH),
    ],
)
def test_the_language_is_told_by_function_words_not_by_names(text: str, language: Language) -> None:
    assert detect_language(text) is language


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ty le ho ngheo nam 2023", True), ("tỷ lệ hộ nghèo", False), ("dien tich rung o Đắk Lắk", False)],
)
def test_a_question_lacks_diacritics_only_if_it_bears_none_at_all(text: str, plain: bool) -> None:
    assert lacks_diacritics(text) is plain


@given(st.text(max_size=60))
def test_every_text_has_a_language(text: str) -> None:
    assert detect_language(text) in Language
