"""Measurements out of whole sentences, and the account of every number."""

import tomllib
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Anchor, BlockKind, Cell, Table
from ingest.fact import Issue, Measurement
from ingest.measurements import count_numbers, extract_measurements
from tests.factories import block, document, flow, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences.toml").read_text("utf-8"))["case"]
JOINED = (
    "đạt|ước|tăng|giảm|vượt|bằng|so với cùng kỳ|kế hoạch|KH|trong đó|(|)|;|,|.|:|/|%|ha|tấn|hộ|xã|diện tích|"
    "sản lượng|lúa mùa|cây ngô|12|3,5|1.250|2024|-|và|với|chiếm|năm|Nghị quyết|05/NQ-HĐND|từ|tuổi|lớp|\n|  "
)
WORDS = JOINED.split("|")


def _read(text):
    claims = list(extract_measurements(document(text), identity()))
    facts = [claim for claim in claims if isinstance(claim, Measurement)]
    ledger = [claim.code for claim in claims if isinstance(claim, Issue) and claim.counts_number]
    return facts, ledger


def _row(fact):
    return [fact.value, fact.unit, fact.measure.value, fact.indicator, fact.period.notation]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_gives_these_figures(case):
    facts, ledger = _read(case["text"])
    expected = [[Decimal(row[0]), *row[1:]] for row in case["figures"]]
    wanted = [row if len(row) == 5 else [*row, "2024-H1"] for row in expected]
    assert [_row(fact) for fact in facts] == wanted
    assert sorted(ledger) == sorted(case.get("ledger", []))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_number_is_a_fact_or_in_the_ledger(case):
    facts, ledger = _read(case["text"])
    assert len(facts) + len(ledger) == count_numbers(document(case["text"]))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_text_breaks_extraction_and_nothing_is_lost(words):
    text = " ".join(words)
    paper = document(text)
    facts, ledger = _read(text)
    assert len(facts) + len(ledger) == count_numbers(paper)
    for fact in facts:
        span = fact.evidence.span
        assert text[span.start : span.end] == fact.evidence.quote == fact.as_written
        assert fact.indicator.strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_is_accounted_for(text):
    paper = document(text.replace("\r", " "))
    claims = list(extract_measurements(paper, identity()))
    assert sum(isinstance(c, Measurement) or c.counts_number for c in claims) == count_numbers(paper)
    assert claims == list(extract_measurements(paper, identity()))


def test_a_footnote_speaks_of_what_its_mark_stands_at():
    body, note = "Trồng mới 40 ha quế, vượt chỉ tiêu.", "Tăng 6,5 ha so với cùng kỳ."
    text = f"{body}\n{note}"
    blocks = (
        block(0, body, 0),
        replace(
            block(1, note, len(body) + 1, BlockKind.FOOTNOTE), anchor=Anchor(0, len("Trồng mới 40 ha quế"))
        ),
    )
    paper = replace(document(text), blocks=blocks)
    rows = [(f.value, f.measure.value, f.indicator) for f in extract_measurements(paper, identity())]
    assert rows == [
        (Decimal(40), "value", "diện tích quế trồng mới"),
        (Decimal("6.5"), "change", "diện tích quế trồng mới"),
    ]


def test_a_table_is_read_by_its_headers_and_tells_thousands_from_decimals():
    rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "TH 6 tháng 2024", "TH/KH (%)"],
        ["1", "Sản lượng thóc", "Tấn", ">15400", "8.470", "55"],
        ["2", "Tỷ lệ che phủ rừng", "%", "61.20", "60.85", "Đạt"],
        ["3", "Số lao động được đào tạo", "Người", "1.200", "03 (lũy kế 640)", "-"],
    ]
    text, cells = "", []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            cells.append(Cell(number, column, flow(words, len(text)), header=number == 0))
            text += words + "\t"
        text = text[:-1] + "\n"
    table = replace(block(0, "", 0, BlockKind.TABLE), table=Table(tuple(cells), 4, 6))
    paper = replace(document(text), blocks=(table,))
    claims = list(extract_measurements(paper, identity()))
    facts = [
        (c.value, c.unit, c.measure.value, c.indicator, c.period.notation, c.qualifier)
        for c in claims
        if isinstance(c, Measurement)
    ]
    assert facts == [
        (15400, "tấn", "plan", "sản lượng thóc", "2024", ">"),
        (8470, "tấn", "value", "sản lượng thóc", "2024-H1", ""),
        (55, "%", "pct_of_plan", "sản lượng thóc", "2024-H1", ""),
        (Decimal("61.20"), "%", "plan", "tỷ lệ che phủ rừng", "2024", ""),
        (Decimal("60.85"), "%", "value", "tỷ lệ che phủ rừng", "2024-H1", ""),
        (1200, "người", "plan", "số lao động được đào tạo", "2024", ""),
        (3, "người", "value", "số lao động được đào tạo", "2024-H1", ""),
        (640, "người", "value", "số lao động được đào tạo lũy kế", "2024-H1", ""),
    ]  # fmt: skip
    reasons = Counter(c.code for c in claims if isinstance(c, Issue))
    assert reasons == {"table_numbering": 6}
    assert len(claims) == count_numbers(paper)
