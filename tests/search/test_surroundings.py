"""What stands around a figure completes its name, or tells that it is of something else."""

from __future__ import annotations

import pytest

from graph.lookups import NamedFigure
from ingest.document import Span
from search.matching import Match
from search.passage import passages
from search.question import parse_question
from search.surroundings import Surroundings
from tests.factories import document
from tests.search.questions import CATALOGUE

QUESTION = "Giải ngân vốn đầu tư chương trình giảm nghèo bền vững của Phong Thổ năm 2023"
WHOLE, REST = Match(0.3, 0.8), Match(1.0, 0.9)


def figure(text, word, name="giải ngân vốn đầu tư", programme=None):
    start = text.index(word)
    sentence = text.rfind(". ", 0, start) + 1
    around = Span(sentence, len(text))
    return NamedFigure("c", "g", name, None, "", "tỷ đồng", "2023", "a", start, around, None, programme)


def completed(text, **given):
    around = Surroundings(parse_question(QUESTION, CATALOGUE))
    own = tuple(passages(document(text)))
    return around.completed(WHOLE, REST, figure(text, "12 tỷ", **given), own[-1:])


@pytest.mark.parametrize(
    ("text", "recall"),
    [
        ("Chương trình giảm nghèo bền vững đúng tiến độ. Giải ngân vốn đầu tư 12 tỷ đồng.", 0.9),
        ("Các công trình đúng tiến độ. Giải ngân vốn đầu tư 12 tỷ đồng.", 0.15),
    ],
)
def test_a_name_without_the_programme_needs_it_told_above(text, recall):
    assert completed(text).recall == pytest.approx(recall)


def test_the_programme_that_a_figure_is_linked_to_is_told():
    assert completed("Giải ngân vốn đầu tư 12 tỷ đồng.", programme="NTP-PR").recall == pytest.approx(0.9)


def test_a_commune_must_stand_in_the_sentence():
    around = Surroundings(parse_question("Đàn trâu xã Dào San, huyện Phong Thổ năm 2023", CATALOGUE))
    text = "Đàn trâu 900 con. Riêng Dào San có 120 con trâu."
    own = next(passages(document(text)))
    assert around.fits_place([figure(text, "120", "số con trâu")], own)
    assert not around.fits_place([figure("Đàn trâu 900 con.", "900", "đàn trâu")], None)
