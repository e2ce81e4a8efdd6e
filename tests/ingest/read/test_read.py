"""Any text at all: laws that every document keeps, and the doors that refuse what is no report."""

from __future__ import annotations

import hashlib
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind, Document, Flow
from ingest.evidence import cite
from ingest.read import MAX_BYTES, READ_SUFFIXES, load_readers, read_bytes, read_report
from ingest.read.kinds import READABLE, SUFFIXES
from ontology.errors import UnreadableReport

load_readers()  # so that no example is slow because it is the first of its kind

FRAGMENTS = (
    "I. ", "1. ", "1.1. ", "a) ", "- ", "+ ", "* ", "Phần thứ nhất", "KẾT QUẢ", "diện tích", "đạt 12,5 ha",
    "4.623,3ha1", "ha2", "m²", "¹", "²", "⁽³⁾", "[1: ", "]", "[^1]", "[^1]: ", "1 Trong đó", "2 Tăng", "7",
    "**", "*", "\\-", "#", "## ", "\t", "|", "|---|---|", "\f", "     ", " \n\n", "\n", "\n\n", "...", ".",
    ":", "(trong đó", "-----", "           ", "\r\n", "a b c d e f g h i k l m n o p q r s t u v x y",
)  # fmt: skip
MARKED = (
    "<sup>(1)</sup>",
    "<b>",
    "</b>",
    "[footnoteRef:1]",
    "&amp;",
    "&nbsp;",
    "\x00",
    "\u0301",
    "Nơi nhận:",
)
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text("abđ .,;:()[]|*#-+0123\n\t¹²", max_size=8), max_size=60)
any_texts = st.lists(st.sampled_from(FRAGMENTS + MARKED) | st.text(max_size=6), max_size=50)


def read(text: str) -> Document | None:
    try:
        return read_bytes(text.encode("utf-8", "surrogatepass"), "x.txt")
    except UnreadableReport:
        return None


def flows(document: Document) -> list[Flow]:
    inner = (cell.flow for block in document.blocks if block.table for cell in block.table.cells)
    return [flow for flow in chain((block.flow for block in document.blocks), inner) if flow.text]


@settings(max_examples=60)
@given(any_texts.map("".join))
def test_any_text_gives_a_document_or_is_refused_and_every_run_is_the_source_s_own_words(text):
    document = read(text)
    for flow in flows(document) if document else ():
        assert flow.text == " ".join(flow.text.split())
        for run in flow.runs:
            source = document.text[run.start : run.start + run.length]
            assert flow.text[run.flow_start : run.flow_start + run.length] == source


@settings(max_examples=60)
@given(texts.map("".join), st.data())
def test_any_part_of_any_flow_is_quoted_exactly(text, data):
    document = read(text)
    if document is None or not document.blocks:
        return
    block = data.draw(st.sampled_from(document.blocks))
    cell = data.draw(st.sampled_from(block.table.cells)) if block.table else None
    flow = cell.flow if cell else block.flow
    run = data.draw(st.sampled_from(flow.runs))
    start = data.draw(st.integers(run.flow_start, run.flow_start + run.length - 1))
    end = data.draw(st.integers(start + 1, len(flow.text)))
    evidence = cite(document, block, start, end, cell)
    assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert evidence.sentence.start <= evidence.span.start < evidence.span.end <= evidence.sentence.end
    assert evidence.line == document.text.count("\n", 0, evidence.span.start) + 1


@settings(max_examples=60)
@given(texts.map("".join))
def test_every_letter_is_in_exactly_one_run(text):
    document = read(text)
    if document is None:
        return
    covered = [
        at for flow in flows(document) for run in flow.runs for at in range(run.start, run.start + run.length)
    ]
    assert len(covered) == len(set(covered))
    assert {at for at, c in enumerate(document.text) if c.isalpha()} <= set(covered)


@settings(max_examples=60)
@given(texts.map("".join))
def test_reading_twice_gives_equal_documents(text):
    assert read(text) == read(text)


@settings(max_examples=60)
@given(any_texts.map("".join))
def test_marks_and_footnotes_point_at_each_other(text):
    document = read(text)
    if document is None:
        return
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
    for block in document.blocks:
        for ref in block.notes:
            assert 0 <= ref.offset <= len(block.flow.text)
            if ref.block is not None:
                target = document.blocks[ref.block]
                assert target.kind is BlockKind.FOOTNOTE
                assert (target.anchor.block, target.anchor.offset) == (block.index, ref.offset)


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.md", "x.docx", "x.html", "x.csv", "x"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        document = read_bytes(data, name)
    except UnreadableReport as error:
        assert name in error.message
        assert error.hint
    else:
        assert document.id == hashlib.sha256(data).hexdigest()[:16]


def test_a_document_names_its_file_type_and_content():
    data = "Đàn bò 40 con.\r\nHết.".encode()
    document = read_bytes(data, "BAO CAO.MD")
    assert (document.name, document.media_type) == ("BAO CAO.MD", "text/markdown")
    assert document.id == hashlib.sha256(data).hexdigest()[:16]
    assert (document.text, document.line_starts) == ("Đàn bò 40 con.\nHết.", (0, 15))


@pytest.mark.parametrize("data", [b"GIF89a", b"AT&TFORM"])
def test_other_formats_are_refused_with_the_list_of_those_that_are_read(data):
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, "x.txt")
    assert all(
        kind in error.value.hint for kind in ("docx", "doc", "odt", "pdf", "html", "xlsx", "csv", "txt", "md")
    )


def test_every_format_that_is_read_is_documented():
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")
    named = {SUFFIXES[suffix].value.removeprefix(".") for suffix in READ_SUFFIXES}
    assert {kind for kind in named if not re.search(rf"\b{kind}\b", page)} == set()
    assert {kind for kind in named - {"mht", "png"} if kind not in READABLE} == set()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableReport, match="too large"):
        read_report(path)


@pytest.mark.parametrize("name", ["khong-co.txt", "."])
def test_a_missing_path_or_a_folder_is_refused(tmp_path, name):
    with pytest.raises(UnreadableReport, match="cannot be opened"):
        read_report(tmp_path / name)


def test_a_report_file_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Đàn dê 9 con.\n", "utf-8")
    assert read_report(path) == read_bytes(path.read_bytes(), "a.txt")


def test_a_figure_at_the_start_of_a_line_goes_on_a_long_sentence_that_is_open():
    """Also where too few lines are broken to show that a text is wrapped."""
    lines = (
        "1. Trồng trọt",
        "- Diện tích cây lương thực có hạt 2.611,0 ha. Diện tích lúa ước đạt 1.912,0 ha, bằng",
        "111,81% kế hoạch.",
        "2. Chăn nuôi",
        "- Đàn trâu 12 con.",
        "Tổng cộng",
        "15 con.",
    )
    texts = [block.flow.text for block in read_bytes("\n".join(lines).encode(), "a.txt").blocks]
    assert texts[1].endswith("bằng 111,81% kế hoạch.")
    assert texts[-2:] == ["Tổng cộng", "15 con."]
