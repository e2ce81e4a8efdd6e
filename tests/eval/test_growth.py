"""The cost of extraction grows with the text and no faster, counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from time import process_time

import pytest

from benchmarks.extraction import repeated
from ingest.document import Document
from ingest.extract import extract_facts
from ingest.fact import LegalCitation
from ingest.legal import extract_citations
from ingest.links import extract_links
from ingest.ocop import extract_ocop
from ingest.read import read_bytes, read_report
from ingest.schemes import match_schemes
from tests.factories import identity

SHORT, LONG = 2, 16
SPARE = 1.1  # headers, and lists that are read once


def calls(document, **given) -> int:
    profile = cProfile.Profile()
    profile.runcall(extract_facts, document, **given)
    return pstats.Stats(profile).total_calls


@pytest.mark.slow
def test_eight_times_the_text_is_at_most_eight_times_the_work(samples):
    text = read_report(samples / "phong-tho-2024-h1.txt").text
    extract_facts(repeated(text, 1))  # what is read once: code lists, compiled patterns
    # Of other figures, for what was read of a sentence is kept.
    short, long = repeated(text, SHORT, first=1), repeated(text, LONG, first=1 + SHORT)
    assert calls(long) <= SPARE * LONG / SHORT * calls(short)


def test_repeated_text_holds_other_figures_of_the_same_form_in_every_copy():
    assert repeated("Gieo 1.204,5 ha ngô.", 3).text.splitlines() == [
        "Gieo 1.204,5 ha ngô.", "Gieo 1.205,6 ha ngô.", "Gieo 1.206,7 ha ngô.",
    ]  # fmt: skip


def test_copies_begin_with_the_number_that_is_asked_for():
    assert repeated(
        "Gieo 950.999 cây, 25 ha lạc năm 2023, ngày 12.6.2023.", 1, first=2
    ).text.splitlines() == [
        "Gieo 950.001 cây, 27 ha lạc năm 2023, ngày 12.6.2023.",
    ]


def one_paragraph(items: int, first: int) -> Document:
    """One paragraph of so many items, as footnotes and lists by commune have them."""
    told = (
        f"thôn {n} gieo {n + 1010} ha, phấn đấu đạt {n + 2020} ha, hỗ trợ {n + 3003} triệu đồng"
        for n in range(first, first + items)
    )
    return read_bytes(f"Toàn xã: {'; '.join(told)}.".encode(), "long.txt")


@pytest.mark.slow
def test_a_paragraph_four_times_as_long_is_at_most_little_more_than_four_times_the_work():
    read = {"district": "Phong Thổ", "period": "2024-H1"}
    extract_facts(one_paragraph(5, 0), **read)  # lists are read once
    short, long = calls(one_paragraph(80, 100), **read), calls(one_paragraph(320, 500), **read)
    assert long <= SPARE * 4 * short


def cited(n: int) -> str:
    return f"theo Quyết định số {n}/QĐ-UBND ngày 3/{n % 12 + 1}/2022 hỗ trợ dân và "


def read_cited(report: Document) -> None:
    told = list(extract_citations(report, identity()))
    list(extract_links(report, identity(), [one for one in told if isinstance(one, LegalCitation)]))


def planned(n: int) -> str:
    return f"nhân dân làm nốt phần việc {n} của năm trước, các đề án phát triển cây {n}, "


def read_planned(report: Document) -> None:
    list(match_schemes(report.blocks[0].flow.text))


def made(n: int) -> str:
    return f"{'và' if n % 1000 else 'Sản phẩm OCOP gồm:'} Chè {chr(65 + n % 26)}{chr(97 + n % 23)}ng "


def read_made(report: Document) -> None:
    list(extract_ocop(report, identity()))


def seconds(read: Callable[[Document], None], told: Callable[[int], str], items: int, first: int) -> float:
    """The processor time for one paragraph of so many items, without what the machine does beside."""
    report = read_bytes("".join(map(told, range(first, first + items))).encode(), "long.txt")
    start = process_time()
    read(report)
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(("read", "told"), [(read_cited, cited), (read_planned, planned), (read_made, made)])
def test_citations_schemes_and_products_of_one_long_paragraph_cost_little_more_each(read, told):
    seconds(read, told, 5, 1)  # lists are read once
    short = min(seconds(read, told, 100, 1000 * n) for n in (1, 2, 3))
    long = min(seconds(read, told, 800, 1000 * n) for n in (4, 5, 6))
    assert long <= 20 * short  # of eight times the text; reading all that stands before anew takes far more
