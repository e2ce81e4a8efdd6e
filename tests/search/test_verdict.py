"""Whether a target was reached is told by the report's share, its words, or its plan beside the result."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from ingest.fact import Measure
from search.route.verdict import find_verdict


def row(measure, value, sentence="", quote="", unit="%", name="tỷ lệ hộ dùng điện", qualifier=None):
    start = sentence.find(quote)
    source = SimpleNamespace(
        report="r", start=max(start, 0), sentence_start=0, sentence=sentence, quote=quote
    )
    return SimpleNamespace(
        measure=measure, value=Decimal(value), unit=unit, indicator_text=name, qualifier=qualifier,
        period="2022", plan_period=None, group="g", source=source,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "reached"),
    [
        ([row(Measure.PCT_OF_PLAN, "99.9")], False),
        ([row(Measure.PCT_OF_PLAN, "100")], True),
        ([row(Measure.PCT_OF_PLAN_EXCESS, "-2")], False),
        ([row(Measure.VALUE, "61.2", "Hộ dùng điện lưới | > 65 | 61,2 | Không đạt", "61,2")], False),
        (
            [
                row(
                    Measure.VALUE,
                    "61.2",
                    "Tỷ lệ hộ dùng điện 61,2%, chưa đạt kế hoạch; chè 40 ha, vượt",
                    "61,2",
                )
            ],
            False,
        ),
        ([row(Measure.VALUE, "61.2", "Tỷ lệ hộ dùng điện 61,2%, vượt kế hoạch", "61,2")], True),
        ([row(Measure.PLAN, "65", qualifier=">"), row(Measure.VALUE, "61.2")], False),
        (
            [row(Measure.PLAN, "9", name="tỷ lệ hộ nghèo"), row(Measure.VALUE, "8", name="tỷ lệ hộ nghèo")],
            True,
        ),
        (
            [
                row(Measure.PLAN, "3", name="mức giảm hộ nghèo"),
                row(Measure.VALUE, "2", name="mức giảm hộ nghèo"),
            ],
            False,
        ),
    ],
)
def test_the_verdict_of_a_clause(rows, reached):
    verdict = find_verdict(rows)
    assert verdict is not None
    assert verdict.reached is reached


def test_a_figure_alone_gives_no_verdict():
    told = row(Measure.VALUE, "61.2", "Tỷ lệ hộ dùng điện đạt 61.2%", "61.2")
    assert find_verdict([told]) is None
    assert find_verdict([row(Measure.PLAN, "65")]) is None
