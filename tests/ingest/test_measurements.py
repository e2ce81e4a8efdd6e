"""Measurements out of whole sentences (``tests/cases/sentences/``), and the account of every number."""

import re
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
from ontology.gazetteer import load_gazetteer
from ontology.periods import parse_period
from tests.factories import DISTRICT, block, document, flow, identity

FOLDER = Path(__file__).parents[1] / "cases" / "sentences"
# Words of a name that tell no figure from another, and so may be missing, or stand anywhere.
NEUTRAL = frozenset(
    "số tổng được bị đã đang của các những cho với là có do về và ở tại trên trong địa bàn hiện toàn huyện cây "
    "con lượng".split()
)
JOINED = (
    "đạt|ước|tăng|giảm|vượt|bằng|so với cùng kỳ|kế hoạch|KH|trong đó|(|)|;|,|.|:|/|%|ha|tấn|hộ|xã|diện tích|"
    "sản lượng|lúa mùa|cây ngô|12|3,5|1.250|2024|-|và|với|chiếm|năm|Nghị quyết|05/NQ-HĐND|từ|tuổi|lớp|\n|  "
)
WORDS = JOINED.split("|")


def _cases():
    """Every case of every file, with ``name_alike`` of its file."""
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for case in table["case"]:
            yield path.stem, {"name_alike": table.get("name_alike", False), **case}


CASES = list(_cases())


def _read(text, who=None):
    claims = list(extract_measurements(document(text), who or identity()))
    facts = [claim for claim in claims if isinstance(claim, Measurement)]
    ledger = [claim.code for claim in claims if isinstance(claim, Issue) and claim.counts_number]
    return facts, ledger


def _reporter(case):
    """Whose report the sentence stands in, and on when: Phong Thổ on 2024-H1 unless the case says otherwise."""
    code = case.get("district")
    district = load_gazetteer().unit(code).area if code else DISTRICT
    return identity(district=district, at=parse_period(case.get("at", "2024-H1")))


def _expected(case):
    """The rows of a case; where no period is given it is the report's."""
    at = case.get("at", "2024-H1")
    return [[Decimal(row[0]), *row[1:4], *(row[4:] or [at])] for row in case["figures"]]


def _row(fact):
    return [fact.value, fact.unit, fact.measure.value, fact.indicator, fact.period.notation, fact.area.label]


def _words(name):
    return set(re.findall(r"\w+", name.lower()))


def is_alike(expected, name):
    """Whether a name has all words of the expected one, and no others but neutral ones and those in brackets."""
    needed = _words(re.sub(r"\(.*?\)", " ", expected)) - NEUTRAL
    return needed <= _words(name) <= _words(expected) | NEUTRAL


def _known_miss(case):
    return (pytest.mark.xfail(reason=case["missed"], strict=True),) if "missed" in case else ()


def each_case(known_misses=True):
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(case, id=f"{file}: {case['text'][:60]}", marks=_known_miss(case) if known_misses else ())
            for file, case in CASES
        ],
    )


@each_case()
def test_a_sentence_gives_these_figures(case):
    facts, ledger = _read(case["text"], _reporter(case))
    wanted, rows = _expected(case), [_row(fact) for fact in facts]
    for row, full in zip(rows, wanted, strict=False):
        del row[len(full) :]  # the area counts only where the case names one
        if case["name_alike"] and is_alike(full[3], row[3]):
            row[3] = full[3]
    assert rows == wanted
    assert sorted(ledger) == sorted(case.get("ledger", []))


@each_case(known_misses=False)
def test_every_number_is_a_fact_or_in_the_ledger(case):
    facts, ledger = _read(case["text"], _reporter(case))
    assert len(facts) + len(ledger) == count_numbers(document(case["text"]))


@pytest.mark.parametrize(
    ("expected", "name", "alike"),
    [
        ("số hộ nghèo hỗ trợ", "số hộ nghèo được hỗ trợ", True),
        ("giải ngân vốn đầu tư công", "vốn đầu tư công giải ngân", True),
        ("số ca (mắc) sởi", "số ca sởi", True),
        ("số ca (mắc) sởi", "số ca mắc sởi", True),
        ("diện tích chè trồng mới", "diện tích chè", False),
        ("diện tích chè", "diện tích chè trồng mới", False),
    ],
)
def test_names_are_alike_when_they_tell_the_same_figure(expected, name, alike):
    assert is_alike(expected, name) is alike


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
