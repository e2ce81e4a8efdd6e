from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Anchor, Block, BlockKind, Document, Run, Span
from ingest.document import Flow as DocumentFlow
from ingest.programme_parts import ProgrammeParts
from ingest.programmes import extract_programmes
from tests.factories import document, flow, identity


def mentions_of(report):
    return extract_programmes(report, ProgrammeParts(report, identity().period))


def programmes(report):
    return [(mention.programme, mention.evidence.line) for mention in mentions_of(report)]


def test_a_paragraph_speaks_once_of_each_programme():
    text = "Xây dựng nông thôn mới: 3 xã đạt chuẩn nông thôn mới; 5 sản phẩm OCOP.\nCác xã NTM."
    assert programmes(document(text)) == [("NTM", 1), ("OCOP", 1), ("NTM", 2)]


def test_hard_wrapped_text_is_counted_by_its_lines():
    text = "Triển khai nông thôn mới\nvà tiêu chí nông thôn mới"
    block = Block(
        0,
        BlockKind.PARAGRAPH,
        Span(0, len(text)),
        DocumentFlow(text.replace("\n", " "), (Run(0, 0, len(text)),)),
    )
    report = Document("0" * 16, "r.txt", text, (block,), (0, 25), "text/plain")
    assert programmes(report) == [("NTM", 1), ("NTM", 2)]


def noted(note: str, at: str) -> Document:
    host = "Giao vốn cho huyện; có 7 sản phẩm OCOP mới; 4 xã mới."
    text = f"{host}\n{note}"
    return Document(
        "0" * 16,
        "r.txt",
        text,
        (
            Block(0, BlockKind.PARAGRAPH, Span(0, len(host)), flow(host, 0)),
            Block(
                1,
                BlockKind.FOOTNOTE,
                Span(len(host) + 1, len(text)),
                flow(note, len(host) + 1),
                anchor=Anchor(0, host.index(at) + len(at)),
            ),
        ),
        (0, len(host) + 1),
        "text/plain",
    )


def test_a_footnote_speaks_of_the_programme_at_its_mark():
    assert programmes(noted("Gồm 4 sản phẩm đánh giá lại.", "OCOP mới")) == [("OCOP", 1), ("OCOP", 2)]


def test_a_footnote_to_another_clause_does_not():
    assert programmes(noted("Gồm 4 sản phẩm.", "4 xã mới")) == [("OCOP", 1)]


def test_a_footnote_that_names_a_programme_speaks_of_that_one_alone():
    assert programmes(noted("Vốn 30a: 2 tỷ đồng.", "OCOP mới")) == [("OCOP", 1), ("30A", 2)]


@settings(deadline=None)  # the first call builds the code lists
@given(st.text(max_size=200))
def test_reading_never_fails_and_every_quote_is_in_the_text(text):
    report = document(text.replace("\r", " "))
    for mention in mentions_of(report):
        span = mention.evidence.span
        assert report.text[span.start : span.end] == mention.evidence.quote
