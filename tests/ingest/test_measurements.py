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
from ingest.fact import Issue, Measure, Measurement
from ingest.measurements import count_numbers, extract_measurements
from ingest.read import read_bytes
from ontology.gazetteer import load_gazetteer
from ontology.periods import parse_period
from tests.factories import DISTRICT, block, document, flow, identity

FOLDER = Path(__file__).parents[1] / "cases" / "sentences"
# Words of a name that tell no figure from another, and so may be missing, or stand anywhere.
NEUTRAL = frozenset(
    [
        "số",
        "tổng",
        "được",
        "bị",
        "đã",
        "đang",
        "của",
        "các",
        "những",
        "cho",
        "với",
        "là",
        "có",
        "do",
        "về",
        "và",
        "ở",
        "tại",
        "trên",
        "trong",
        "địa",
        "bàn",
        "hiện",
        "toàn",
        "huyện",
        "cây",
        "con",
        "lượng",
    ]
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


def _numbers(facts, ledger):
    return sum(fact.in_digits for fact in facts) + len(ledger)


def _reporter(case):
    """Whose report the sentence stands in: that of Phong Thổ on 2024-H1 unless the case says otherwise."""
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
    """Whether a name has all words of the expected one, and no others but neutral and bracketed ones."""
    needed = _words(re.sub(r"\(.*?\)", " ", expected)) - NEUTRAL
    return needed <= _words(name) <= _words(expected) | NEUTRAL


def _known_miss(case):
    return (
        (pytest.mark.xfail(reason=case["missed"], strict=True, raises=AssertionError),)
        if "missed" in case
        else ()
    )


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{file}: {case['text'][:60]}", marks=_known_miss(case)) for file, case in CASES],
)
def test_a_sentence_gives_these_figures(case):
    facts, ledger = _read(case["text"], _reporter(case))
    wanted, rows = _expected(case), [_row(fact) for fact in facts]
    for row, full in zip(rows, wanted, strict=False):
        del row[len(full) :]  # the area counts only where the case names one
        if case["name_alike"] and is_alike(full[3], row[3]):
            row[3] = full[3]
    assert rows == wanted
    assert sorted(ledger) == sorted(case.get("ledger", []))
    assert _numbers(facts, ledger) == count_numbers(document(case["text"]))


def test_every_number_of_a_sentence_that_is_read_wrong_is_a_fact_or_in_the_ledger_too():
    missed = [case for _, case in CASES if "missed" in case]
    assert missed
    assert [
        case["text"]
        for case in missed
        if _numbers(*_read(case["text"], _reporter(case))) != count_numbers(document(case["text"]))
    ] == []


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
    assert _numbers(facts, ledger) == count_numbers(paper)
    for fact in facts:
        span = fact.evidence.span
        assert text[span.start : span.end] == fact.evidence.quote == fact.as_written
        assert fact.indicator.strip()
    assert {fact.part_of for fact in facts} - {None} <= {fact.group for fact in facts}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_is_accounted_for(text):
    paper = document(text.replace("\r", " "))
    claims = list(extract_measurements(paper, identity()))
    counted = [c.in_digits if isinstance(c, Measurement) else c.counts_number for c in claims]
    assert sum(counted) == count_numbers(paper)
    assert claims == list(extract_measurements(paper, identity()))


SENTENCES = sorted({case["text"] for _, case in CASES if "\n" not in case["text"]})


def _claims(text):
    """What is read from the text of a file, as far as it can be compared between files."""
    paper = read_bytes(text.encode(), "x.txt")
    for claim in extract_measurements(paper, identity()):
        span = claim.evidence.span
        assert paper.text[span.start : span.end] == claim.evidence.quote
        told = isinstance(claim, Measurement)
        reading = (*_row(claim), claim.programme, claim.legal) if told else (claim.code,)
        yield claim.evidence.quote, reading


def _sections(*sections):
    return "".join(
        f"{number}. {head}\n\n{text}\n\n" for number, (head, text) in zip(("I", "II"), sections, strict=True)
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from([" ", "\n\n", "\n- "]))
def test_sentences_are_quoted_to_the_letter_and_read_the_same_again(sentences, between):
    text = between.join(sentences)
    assert list(_claims(text)) == list(_claims(text))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_paragraphs_under_headings_of_their_own_say_the_same_in_either_order(first, second):
    economy, culture = ("KINH TẾ", first), ("VĂN HÓA - XÃ HỘI", second)
    assert Counter(_claims(_sections(economy, culture))) == Counter(_claims(_sections(culture, economy)))


def test_the_day_of_spending_stays_in_its_chapter():
    dated = ("KINH TẾ", "Đến ngày 20/6/2024 giải ngân vốn đầu tư công 5,2 tỷ đồng.")
    undated = ("VĂN HÓA - XÃ HỘI", "Giải ngân vốn vay giải quyết việc làm 3,4 tỷ đồng.")
    assert Counter(_claims(_sections(dated, undated))) == Counter(_claims(_sections(undated, dated)))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_paragraph_added_below_changes_nothing_above(above, below):
    alone = list(_claims(above))
    assert list(_claims(f"{above}\n\n{below}"))[: len(alone)] == alone


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_added_to_the_paragraph_changes_no_figure_before_it(before, after):
    """But the programme: one that a later sentence names is that of the whole paragraph."""
    alone = [(quote, reading[:6]) for quote, reading in _claims(before)]
    both = [(quote, reading[:6]) for quote, reading in _claims(f"{before} {after}")]
    assert both[: len(alone)] == alone


def parts_of(text):
    """The values that are parts, each with the value of its total."""
    facts, _ = _read(text)
    values = {fact.group: fact.value for fact in facts if fact.measure is Measure.VALUE}
    return [(fact.value, values[fact.part_of]) for fact in facts if fact.part_of is not None]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Có 127 hộ bị thiệt hại, trong đó: 100 hộ nghèo, 27 hộ cận nghèo.", [(100, 127), (27, 127)]),
        ("Có 55 doanh nghiệp (41 doanh nghiệp đang hoạt động).", [(41, 55)]),
        ("Huyện có 25/51 trường đạt chuẩn, đạt 49%.", [(25, 51)]),
        ("Lúa nương gieo 92/97 ha, đạt 94,85% kế hoạch.", []),  # the 97 is a plan
        ("Có 127 hộ bị thiệt hại. Hỗ trợ 100 hộ.", []),
        ("Trồng mới 40 ha rừng (kế hoạch 50 ha).", []),
        ("Hỗ trợ 88 thôn/656 hộ.", []),
    ],
)
def test_a_part_knows_its_total(text, parts):
    assert parts_of(text) == parts


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
    assert reasons == {"table_numbering": 3, "period": 3}
    assert len(claims) == count_numbers(paper)
