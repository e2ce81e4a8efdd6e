import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Anchor, Block, BlockKind, Cell, Document, Flow, Run, Span, Table
from ingest.read import read_report
from ingest.sentence import split_sentences
from search.passage import BUDGET, estimate_tokens, passages
from tests.factories import block, document, flow

ROOT = Path(__file__).resolve().parents[2]
LONG = "Toàn huyện gieo trồng được 1.234,5 ha cây lương thực các loại, tăng 2,5% so với cùng kỳ năm ngoái."


def test_sentences_are_taken_together_up_to_the_budget_and_never_cut():
    text = " ".join([LONG] * 14)
    found = list(passages(document(text)))
    assert len(found) > 2
    assert " ".join(passage.text for passage in found) == text
    for passage in found:
        assert passage.text.endswith("ngoái.")
        assert estimate_tokens(passage.text) <= BUDGET * 4 // 3
        assert document(text).text[passage.start : passage.end] == passage.text


def test_a_short_rest_joins_the_passage_before_it():
    full = " ".join([LONG] * (BUDGET // estimate_tokens(LONG)))
    found = list(passages(document(f"{full} Còn 3 xã.")))
    assert [passage.text for passage in found][-1].endswith("ngoái. Còn 3 xã.")


def test_a_sentence_longer_than_the_budget_stays_whole():
    text = "Kết quả: " + "; ".join(f"xã thứ {n} đạt {n} tiêu chí" for n in range(60)) + "."
    assert [passage.text for passage in passages(document(text))] == [text]


def test_places_and_lines_point_into_the_report():
    first, second = passages(document("Thu ngân sách đạt 5 tỷ đồng.\n\nTrồng mới 40 ha rừng."))
    assert (first.line, first.last_line, second.line, second.number) == (1, 1, 3, 1)
    assert (second.report, second.name, second.block) == ("a1b2c3d4e5f60718", "phong-tho-2024-h1.txt", 1)


def test_short_headings_make_no_passage_and_long_ones_do():
    text = "II. NÔNG NGHIỆP\nKết quả thực hiện 15 chỉ tiêu chủ yếu theo nghị quyết của huyện năm nay"
    blocks = (block(0, text[:15], 0, BlockKind.HEADING), block(1, text[16:], 16, BlockKind.HEADING))
    report = Document("id", "a.txt", text, blocks, (0, 16), "text/plain")
    assert [passage.text for passage in passages(report)] == [text[16:]]


def test_a_footnote_brings_the_sentence_of_its_mark():
    text = "Đàn lợn giảm. Đàn trâu tăng 3%.\nDo thiếu cỏ vào mùa đông."
    note = Block(1, BlockKind.FOOTNOTE, Span(32, 57), flow(text[32:], 32), anchor=Anchor(0, 12))
    report = Document("id", "a.txt", text, (block(0, text[:31], 0), note), (0, 32), "text/plain")
    *_, found = passages(report)
    assert found.kind is BlockKind.FOOTNOTE
    assert (found.text, found.context) == ("Do thiếu cỏ vào mùa đông.", "Đàn lợn giảm.")


def test_a_passage_brings_the_footnotes_whose_marks_it_bears():
    lines = ("Đàn lợn giảm. Đàn trâu tăng 3%.", "Do thiếu cỏ vào mùa đông.", "Trồng mới 40 ha rừng.")
    text = "\n".join(lines)
    note = Block(1, BlockKind.FOOTNOTE, Span(32, 57), flow(lines[1], 32), anchor=Anchor(0, 13))
    blocks = (block(0, lines[0], 0), note, block(2, lines[2], 58))
    found = list(passages(Document("id", "a.txt", text, blocks, (0, 32, 58), "text/plain")))
    assert [passage.context for passage in found] == [lines[1], "Đàn lợn giảm.", ""]


def test_a_passage_over_a_gap_covers_both_halves():
    text = "Trồng mới được\n7\n40 ha rừng."
    gapped = Flow("Trồng mới được 40 ha rừng.", (Run(0, 0, 14), Run(15, 17, 11, after_gap=True)))
    report = Document(
        "id", "a.txt", text, (Block(0, BlockKind.PARAGRAPH, Span(0, 28), gapped),), (0, 15, 17), "text/plain"
    )
    (found,) = passages(report)
    assert found.text == "Trồng mới được 40 ha rừng."
    assert (found.start, found.end, found.line, found.last_line) == (0, 28, 1, 3)


def test_each_table_row_is_a_passage_with_its_headers():
    rows = (("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("1", "2", "3"), ("Diện tích chè", "90 ha", "95 ha"))
    report = _table_report("Biểu chỉ tiêu chủ yếu", rows, headers=2)
    (title, row) = passages(report)
    assert title.text == "Biểu chỉ tiêu chủ yếu"
    assert row.text == "Chỉ tiêu: Diện tích chè; Kế hoạch: 90 ha; Thực hiện: 95 ha"
    assert (row.kind, row.line, row.context) == (BlockKind.TABLE, 4, "Biểu chỉ tiêu chủ yếu")


def test_empty_cells_and_rows_are_left_out():
    report = _table_report("Biểu", (("Tên", "Số"), ("", ""), ("Thóc", "")), headers=1)
    assert [passage.text for passage in passages(report)] == ["Biểu", "Tên: Thóc"]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80), max_size=6)
)
def test_no_word_of_a_paragraph_is_lost(lines):
    report = document("\n".join(lines))
    assert "".join("".join(p.text for p in passages(report)).split()) == "".join(
        "".join(b.flow.text for b in report.blocks).split()
    )


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("lúa mùa", 2), ("1.234,5", 7), ("nghiêng", 2)])
def test_tokens_are_estimated_by_syllables_digits_and_signs(text, tokens):
    assert estimate_tokens(text) == tokens


READABLE = sorted(
    path for folder in ("ingest/samples", "tests/eval/reports") for path in (ROOT / folder).iterdir()
    if path.suffix in {".txt", ".md", ".docx"}
)  # fmt: skip


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_in_whole_reports_no_passage_begins_or_ends_inside_a_sentence_or_a_figure(path):
    assert_passages_are_whole(read_report(path))


@pytest.mark.slow
def test_the_same_holds_in_real_reports(shared_reports):
    for path in sorted(shared_reports.iterdir()):
        assert_passages_are_whole(read_report(path))


def assert_passages_are_whole(report: Document) -> None:
    numerals = [match.span() for match in re.finditer(r"\d+(?:[.,/]\d+)*%?", report.text)]
    inner = {offset for start, end in numerals for offset in range(start + 1, end)}
    for passage in passages(report):
        ends = {passage.end} if passage.kind is BlockKind.FOOTNOTE else {passage.start, passage.end}
        assert not ends & inner, passage  # a note's mark may touch the number that it begins with
        own = report.blocks[passage.block]
        assert passage.section == own.section
        assert passage.source == report.text[passage.start : passage.end]
        if own.table is None:
            at = own.flow.text.index(passage.text)
            sentences = list(split_sentences(own.flow.text))
            assert at in {start for start, _ in sentences}
            assert at + len(passage.text) in {end for _, end in sentences}
        else:
            headers = [cell.flow.text.strip() for cell in own.table.cells if cell.header]
            assert any(header in passage.text for header in headers) or not headers
        if own.anchor is not None:
            assert passage.context


def _table_report(title: str, rows: tuple[tuple[str, ...], ...], headers: int) -> Document:
    text, cells, at = title, [], len(title)
    for number, row in enumerate(rows):
        text, at = f"{text}\n", at + 1
        for column, value in enumerate(row):
            cells.append(Cell(number, column, flow(value, at), header=number < headers))
            text, at = f"{text}{value}\t", at + len(value) + 1
    table = Table(tuple(cells), len(rows), len(rows[0]))
    grid = Block(1, BlockKind.TABLE, Span(len(title) + 1, at), Flow("", ()), table=table)
    starts = (0, *(i + 1 for i, c in enumerate(text) if c == "\n"))
    return Document("id", "bang.md", text, (block(0, title, 0), grid), starts, "text/markdown")
