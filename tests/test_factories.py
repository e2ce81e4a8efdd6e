"""The builders that other tests trust."""

from __future__ import annotations

import pytest

from tests.factories import TEXT, document, every_fact, extraction, issue


@pytest.mark.parametrize(
    "fact", [*every_fact(), issue(), extraction().identity], ids=lambda f: type(f).__name__
)
def test_evidence_points_at_its_own_words(fact):
    found = fact.evidence
    assert TEXT[found.span.start : found.span.end] == found.quote
    assert found.sentence.start <= found.span.start < found.span.end <= found.sentence.end


def test_lines_of_the_document_are_its_blocks():
    made = document("một\n\nhai")
    assert [made.quote(block.span) for block in made.blocks] == ["một", "hai"]
    assert [made.line_of(block.span.start) for block in made.blocks] == [1, 3]
    assert made.blocks[1].flow.source(0, 3) == made.blocks[1].span
