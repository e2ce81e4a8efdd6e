"""Tables written in HTML inside a text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import BlockKind
from ingest.read import read_bytes

TAGS = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    '<td rowspan="2">',
    "<td colspan='3'>",
    "</td>",
    "12",
    "\n",
    "Lúa",
    "<th>",
]


def _blocks(text):
    return read_bytes(text.encode(), "x.md").blocks


def _cells(block):
    return {
        (c.row, c.column): (c.flow.text, c.row_span, c.column_span)
        for c in block.table.cells
    }  # fmt: skip


def test_spans_and_tags_left_open_are_read_as_browsers_read_them():
    (block,) = _blocks(
        "<table border=1><tr><th rowspan=2>Xã<th colspan='2'>Năm 2023</tr>\n<tr><td>KH<td>TH</tr>\n"
        "<tr><td>Dào San</td><td><b>12</b></td><td>9 &amp; 1</td></tr></table>\n"
    )
    assert _cells(block) == {
        (0, 0): ("Xã", 2, 1), (0, 1): ("Năm 2023", 1, 2), (1, 1): ("KH", 1, 1), (1, 2): ("TH", 1, 1),
        (2, 0): ("Dào San", 1, 1), (2, 1): ("12", 1, 1), (2, 2): ("9 & 1", 1, 1),
    }  # fmt: skip


def test_what_stands_before_and_after_a_table_stays():
    rows = "<caption>Biểu 1</caption>\n<tr><td>Bò</td><td>40</td></tr>"
    text = f"Mở đầu.\n\n<table>\n{rows}\n</table> Nguồn: 2 xã.\n\nHết.\n"
    blocks = _blocks(text)
    assert [(b.kind, b.flow.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "Mở đầu."), (BlockKind.TABLE, ""), (BlockKind.PARAGRAPH, "Nguồn: 2 xã."),
        (BlockKind.PARAGRAPH, "Hết."),
    ]  # fmt: skip
    assert _cells(blocks[1])[(0, 0)][0] == "Biểu 1"


def test_a_table_in_a_cell_is_words_of_the_cell():
    (block,) = _blocks(
        "<table><tr><td>A<table><tr><td>1</td><td>2</td></tr></table></td><td>B</td></tr></table>"
    )
    assert _cells(block) == {(0, 0): ("A 1 2", 1, 1), (0, 1): ("B", 1, 1)}


def test_a_table_that_is_never_closed_is_text():
    assert [b.kind for b in _blocks("<table><tr><td>Bò 40 con\n\nHết.\n")] == [BlockKind.PARAGRAPH] * 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_no_tags_break_the_reader(tags):
    for block in _blocks("Biểu. " + "".join(tags)):
        for cell in block.table.cells if block.table else ():
            assert cell.flow.runs
