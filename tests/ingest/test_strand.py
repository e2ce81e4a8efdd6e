from ingest.document import Block, BlockKind, Cell, Document, Flow, Run, Span, Table
from ingest.strand import Strand, strands
from tests.factories import document, flow


def test_strands_are_flows_and_cells_in_reading_order_without_empty_ones():
    text = "Một\nHai\tBa"
    cells = (Cell(0, 0, flow("Hai", 4)), Cell(0, 1, flow("Ba", 8)), Cell(0, 2, Flow("", ())))
    blocks = (
        Block(0, BlockKind.PARAGRAPH, Span(0, 3), flow("Một", 0)),
        Block(1, BlockKind.TABLE, Span(4, 10), Flow("", ()), table=Table(cells, 1, 3)),
    )
    report = Document("0" * 16, "r.txt", text, blocks, (0, 4), "text/plain")
    assert [strand.text for strand in strands(report)] == ["Một", "Hai", "Ba"]


def test_a_line_is_known_for_each_character_even_for_a_joining_space():
    text = "Đầu\n\ncuối"
    block = Block(0, BlockKind.PARAGRAPH, Span(0, 9), Flow("Đầu cuối", (Run(0, 0, 3), Run(4, 5, 4))))
    strand = Strand(Document("0" * 16, "r.txt", text, (block,), (0, 4, 5), "text/plain"), block)
    assert [strand.line_of(offset) for offset in range(8)] == [1, 1, 1, 3, 3, 3, 3, 3]


def test_words_without_a_source_are_cited_by_the_whole_strand():
    block = Block(0, BlockKind.PARAGRAPH, Span(0, 3), Flow("À hai", (Run(2, 0, 3),)))
    strand = Strand(Document("0" * 16, "r.txt", "hai", (block,), (0,), "text/plain"), block)
    assert strand.cite(0, 1).quote == "hai"


def test_a_strand_cites_its_own_words():
    report = document("Một hai.\nBa bốn.")
    _, second = strands(report)
    assert second.cite(3, 6).quote == "bốn"
