"""Tables as reports append them: the same figures from text, Markdown, HTML and docx."""

import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind
from ingest.fact import Issue, Measurement
from ingest.measurements import count_numbers, extract_measurements
from ingest.read import read_bytes
from ontology.periods import parse_period
from tests.factories import identity
from tests.grids import FORMS, read_grid

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "tables.toml").read_text("utf-8"))["case"]

HEADS = [
    "TT", "Chỉ tiêu", "ĐVT", "KH 2024", "Ước TH 6 tháng", "So với KH (%)", "Tăng, giảm", "Ghi chú", "Xã",
    "Năm 2023", "Diện tích (ha)", "", "2023", "TH 2023/KH 2023", "Kế hoạch", "<", "^",
]  # fmt: skip
WORDS = [
    "1", "I", "1.1", "a)", "Lúa mùa", "Diện tích", "- Ngô", "+ Năng suất", "Trong đó: Nữ", "Xã Mù Sang",
    "Tổng cộng", "Tỷ lệ hộ nghèo (%)", "Ha", "nt", "%", "", "-", "x", "Đạt", "Duy trì 98,5", "03 (lũy kế 03)",
    "≥95", "95-100", "-3,2", "12/12", "100% (12/12 xã)", "17.501", "61.000", "7,213", "1.250,5", "30/6/2024",
    "Kế hoạch năm 2024", "2023", "<", "^", "//",
]  # fmt: skip
ROWS = """
1 | Tổng đàn gia súc | Con | 9.120 | 9.034 | 99,1
2 | Diện tích lúa mùa | Ha | 1.250 | 1.180,5 | 94,4
3 | Tỷ lệ hộ nghèo | % | 18.25 | 19.4 | -
4 | Số xã đạt chuẩn nông thôn mới | Xã | 04 (lũy kế 07) | 3 | 75
5 | Thu ngân sách trên địa bàn | Tỷ đồng | 61.000 | 49.960 | 82
"""


def _read(grid, above, report, form):
    data, name = FORMS[form](grid, above)
    paper = read_bytes(data, name)
    return paper, list(extract_measurements(paper, identity(at=parse_period(report))))


def _claims(case, form):
    report = case.get("report", "2024-H1")
    paper, claims = _read(read_grid(case["grid"]), case.get("above", []), report, form)
    tables = {block.index for block in paper.blocks if block.kind is BlockKind.TABLE}
    return [claim for claim in claims if claim.evidence.block in tables]


def _figure(fact):
    return [
        fact.value, fact.unit, fact.measure.value, fact.indicator, fact.period.notation, fact.area.label,
    ]  # fmt: skip


def _expected(case):
    report = case.get("report", "2024-H1")
    for row in case["figures"]:
        period, area = (*row[4:], "", "")[:2]
        yield [Decimal(row[0]), *row[1:4], period or report, area or "huyện Phong Thổ"]


def _in_every_form():
    """Each case in each form; by default in one, the next case in the next."""
    for number, case in enumerate(CASES):
        for turn, form in enumerate(FORMS):
            default = turn == number % len(FORMS)
            yield pytest.param(
                case, form, id=f"{case['name']}-{form}", marks=() if default else pytest.mark.slow
            )


@pytest.mark.parametrize(("case", "form"), list(_in_every_form()))
def test_a_table_gives_these_figures_in_every_form(case, form):
    claims = _claims(case, form)
    assert [_figure(claim) for claim in claims if isinstance(claim, Measurement)] == list(_expected(case))
    assert Counter(claim.code for claim in claims if isinstance(claim, Issue)) == case["ledger"]


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=() if form in ("txt", "docx") else pytest.mark.slow) for form in FORMS]
)
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=6),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=6),
)
def test_no_table_breaks_the_reader_and_every_number_is_accounted_for(form, head, rows):
    paper, claims = _read([head, *rows], ["Biểu."], "2024-H1", form)
    numbers = [claim for claim in claims if isinstance(claim, Measurement) or claim.counts_number]
    assert len(numbers) == count_numbers(paper)
    for claim in numbers:
        span = claim.evidence.span
        assert paper.text[span.start : span.end] == claim.evidence.quote
        assert isinstance(claim, Issue) or (claim.indicator.strip() and claim.period.start < claim.period.end)


@settings(max_examples=40, deadline=None)
@given(st.permutations(read_grid(ROWS)))
def test_the_order_of_rows_changes_nothing_in_rows_that_say_all_themselves(rows):
    head = ["TT", "Chỉ tiêu", "ĐVT", "KH 2024", "Ước TH 6 tháng", "So với KH (%)"]

    def figures(body):
        _, claims = _read([head, *body], [], "2024-H1", "txt")
        return sorted(map(_figure, (claim for claim in claims if isinstance(claim, Measurement))))

    assert figures(rows) == figures(read_grid(ROWS))


def test_estimates_and_forecasts_are_told_from_what_was_counted():
    grid = read_grid("""
        TT | Chỉ tiêu | ĐVT | TH 2023 | Ước TH 6 tháng | Dự kiến cả năm 2024 | KH 2024
        1 | Đàn dê | Con | 5.600 | 5.712 | 5.800 | 5.750
    """)
    _, claims = _read(grid, [], "2024-H1", "txt")
    assert [claim.status.value for claim in claims if isinstance(claim, Measurement)] == ["A", "E", "F", "A"]


def test_the_percentage_of_a_plan_of_crops_is_of_the_season():
    grid = read_grid("""
        Chỉ tiêu | ĐVT | KH 2024 | TH 6 tháng | TH/KH (%)
        Diện tích lúa mùa | Ha | 1.400 | 700 | 50
    """)
    _, claims = _read(grid, [], "2024-H1", "txt")
    (share,) = [claim for claim in claims if claim.evidence.quote == "50"]
    assert (share.period.notation, share.plan_period.notation) == ("2024 mùa", "2024 mùa")
