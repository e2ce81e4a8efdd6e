import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fact import LegalCitation
from ingest.legal import extract_citations
from ingest.programmes import extract_links
from ingest.read import read_bytes
from tests.factories import document, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "links.toml").read_text("utf-8"))["case"]
PIECES = [
    "theo ",
    "hỗ trợ ",
    "Nghị quyết 08",
    ", ",
    "OCOP ",
    "vốn ",
    "thuộc ",
    "; ",
    "Nghị quyết số 12/NQ-HĐND",
    "về ",
    ". ",
    "trồng quế ",
]


def links(text, section=()):
    report = document(text)
    report = replace(report, blocks=tuple(replace(block, section=tuple(section)) for block in report.blocks))
    cited = [claim for claim in extract_citations(report, identity()) if isinstance(claim, LegalCitation)]
    return report, list(extract_links(report, identity(), cited))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_only_what_the_text_itself_ties_is_linked(case):
    _, found = links(case["text"], case.get("section", ()))
    assert [[link.programme, link.legal] for link in found] == case["found"]


def test_a_link_bears_the_full_number_of_a_short_form():
    _, found = links("Nghị quyết số 18/2022/NQ-HĐND.\nHỗ trợ nuôi cá lồng theo Nghị quyết 18.")
    assert [(link.legal, link.resolved, link.kind) for link in found] == [
        ("18", "18/2022/NQ-HĐND", "resolution")
    ]


def test_a_document_alone_in_its_cell_is_that_of_the_programme_that_heads_the_row():
    table = (
        "| Chương trình | Vốn | Văn bản |\n|---|---|---|\n"
        "| Xây dựng nông thôn mới | 21.940 | QĐ số 88/QĐ-UBND |\n| Đường xã | 1.200 | QĐ số 89/QĐ-UBND |\n"
    )
    report = read_bytes(table.encode(), "report.md")
    assert [(link.programme, link.legal) for link in extract_links(report, identity(), ())] == [
        ("NTM", "88/QĐ-UBND")
    ]


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_reading_never_fails_and_every_quote_is_in_the_text(text):
    report, found = links(text.replace("\r", " "))
    for link in found:
        span = link.evidence.span
        assert report.text[span.start : span.end] == link.evidence.quote
