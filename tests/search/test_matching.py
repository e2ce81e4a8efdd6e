"""How far a text tells of a term: whole, close together, scattered over a sentence, or not at all."""

from __future__ import annotations

import pytest

from search.matching import NEAR, coverage, match_text, term_weights
from search.topics import Term
from search.words import take_apart


@pytest.mark.parametrize(
    ("form", "text", "least", "most"),
    [
        ("tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo còn 12%", 1.0, 1.0),
        ("diện tích lúa", "diện tích gieo cấy lúa 561 ha", NEAR, NEAR),
        ("năng suất lúa đông xuân", "Vụ Đông Xuân cấy 500 ha lúa, đạt kế hoạch, năng suất 61", 0.5, 0.6),
        ("số dân", "đồng bào dân tộc thiểu số", 0.0, 0.0),  # the wrong way round
        ("giá", "giá trị sản xuất", 0.0, 0.5),
        ("sản lượng cà phê", "sản lượng lúa", 0.0, 0.25),
        ("tỷ lệ thất nghiệp", "tỷ lệ hộ nghèo", 0.0, 0.25),
    ],
)  # fmt: skip
def test_a_term_is_covered_as_far_as_its_words_stand_together(form, text, least, most):
    assert least <= coverage(Term(form, (form,)), take_apart(text)) <= most


def test_a_term_that_no_text_has_weighs_more():
    rare, common = Term("cà phê", ("cà phê",)), Term("lúa", ("lúa",))
    texts = [take_apart(text) for text in ("lúa xuân", "lúa mùa", "lúa nương")]
    weights = term_weights([rare, common], texts)
    assert weights[rare] > weights[common]
    assert match_text([rare, common], weights, texts[0]).recall < 0.5


def test_a_bare_property_weighs_little_also_with_what_else_is_said_for_it():
    bare, thing = Term("Sản lượng", ("sản lượng", "thu hoạch")), Term("tôm", ("tôm",))
    texts = [take_apart(text) for text in ("sản lượng cà phê", "diện tích lúa", "số con trâu")]
    weights = term_weights([bare, thing], texts)
    assert match_text([bare, thing], weights, texts[0]).recall < 0.5


def test_an_indicator_that_is_called_like_a_property_is_a_thing():
    whole, other = Term("Dân số", ("dân số", "số dân"), concept="population"), Term("người", ("người",))
    texts = [take_apart(text) for text in ("số người cách ly", "số người về từ nơi khác", "diện tích lúa")]
    weights = term_weights([whole, other], texts)
    assert match_text([whole, other], weights, texts[0]).recall < 0.5
