import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Anchor, Block, BlockKind, Cell, Document, NoteRef, Span, Table
from ingest.events import extract_events
from ingest.match.events import match_events
from ontology.lexicon import load_concepts
from tests.factories import document, flow, identity

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "events.toml").read_text("utf-8"))["case"]
PIECES = [
    "cháy rừng",
    " xảy ra ",
    "không ",
    "dịch tả lợn châu Phi",
    ", ",
    "; ",
    "phòng, chống ",
    "lũ",
    ". ",
    "12 con",
    "tại xã Mù Sang ",
    "\n",
]


def document_of(*blocks: tuple[BlockKind, str, tuple[str, ...]], anchor: Anchor | None = None) -> Document:
    text = "\n".join(words for _, words, _ in blocks)
    made, starts, at = [], [], 0
    for index, (kind, words, section) in enumerate(blocks):
        mark = anchor if kind is BlockKind.FOOTNOTE else None
        made.append(Block(index, kind, Span(at, at + len(words)), flow(words, at), section, anchor=mark))
        starts.append(at)
        at += len(words) + 1
    return Document("0" * 16, "r.txt", text, tuple(made), tuple(starts), "text/plain")


def paragraph(text: str, section: tuple[str, ...] = ()) -> Document:
    return document_of((BlockKind.PARAGRAPH, text, section))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_grammar_decides_what_is_said_of_an_event(case):
    report = paragraph(case["text"], tuple(case.get("section", ())))
    said = [[mention.event, mention.assertion.value] for mention in extract_events(report, identity())]
    assert [row for row in said if row[0] not in {"other:heat", "other:epidemic"}] == case["said"]


@pytest.mark.parametrize("concept", load_concepts("events"), ids=lambda concept: concept.id)
def test_every_label_finds_its_own_event(concept):
    for label in (*concept.labels, *concept.labels_en):
        assert {mention.value.id for mention in match_events(f"về {label} năm nay")} == {concept.id}, label


def test_an_event_carries_places_impacts_and_the_words_that_say_it():
    report = paragraph("Tháng 3 năm 2024 bùng phát dịch tả lợn châu Phi tại xã Mù Sang, tiêu hủy 45 con lợn.")
    (mention,) = extract_events(report, identity())
    assert mention.evidence.quote == "bùng phát dịch tả lợn châu Phi tại xã Mù Sang"
    assert [place.name for place in mention.places] == ["Mù Sang"]
    assert [(impact.value, impact.unit) for impact in mention.impacts] == [(Decimal(45), "con")]
    assert mention.period.notation == "2024-03"
    assert mention.period.start == date(2024, 3, 1)


def test_numbers_of_dates_names_and_shares_are_no_impacts():
    text = "Ngày 12/4 lũ quét tại 3/9 xã làm sập 2 cầu, vùi 15% diện tích; sau 5 ngày dịch Covid-19 có 31 ca."
    impacts = [i for m in extract_events(paragraph(text), identity()) for i in m.impacts]
    assert [(int(i.value), i.unit) for i in impacts] == [(3, "xã"), (2, "cầu"), (31, "ca")]


def test_a_paragraph_that_repeats_itself_makes_one_mention_with_all_places():
    text = "Dịch lở mồm long móng xảy ra tại xã Mù Sang. Dịch lở mồm long móng cũng xảy ra tại xã Dào San."
    (mention,) = extract_events(paragraph(text), identity())
    assert [place.name for place in mention.places] == ["Mù Sang", "Dào San"]


def test_a_footnote_that_counts_damage_goes_on_about_the_event_at_its_mark():
    host = "Trong kỳ xảy ra mưa đá, gió lốc."
    report = document_of(
        (BlockKind.PARAGRAPH, host, ()),
        (BlockKind.FOOTNOTE, "Thiệt hại 12 nhà tại xã Mù Sang, ước 80 triệu đồng.", ()),
        anchor=Anchor(0, len(host) - 1),
    )
    first, note = extract_events(report, identity())
    assert (first.event, note.event, note.assertion.value) == ("hail_storm", "hail_storm", "occurred")
    assert [place.name for place in note.places] == ["Mù Sang"]


@pytest.mark.parametrize(
    ("note", "places"),
    [
        ("Tại các xã Mù Sang, Dào San.", ["Mù Sang", "Dào San"]),
        ("Xã Mù Sang xảy ra lũ quét.", []),
    ],
)
def test_a_footnote_lends_its_places_to_the_event_at_its_mark(note, places):
    host = "Toàn huyện xảy ra 03 vụ cháy rừng, thiệt hại 2 ha."
    report = document_of(
        (BlockKind.PARAGRAPH, host, ()), (BlockKind.FOOTNOTE, note, ()), anchor=Anchor(0, len(host) - 1)
    )
    first = replace(report.blocks[0], notes=(NoteRef(len(host) - 1, "1", 1),))
    report = replace(report, blocks=(first, *report.blocks[1:]))
    fire = next(m for m in extract_events(report, identity()) if m.event == "forest_fire")
    assert [place.name for place in fire.places] == places


def test_a_footnote_about_the_same_event_tells_where_and_what_as_a_whole():
    host = "Trong kỳ xảy ra mưa đá, gió lốc."
    note = "(1) Nhà ở: 14 hộ bị gió lốc tốc mái. (2) Cây trồng: 6 ha tại các xã Mù Sang, Dào San."
    report = document_of(
        (BlockKind.PARAGRAPH, host, ()), (BlockKind.FOOTNOTE, note, ()), anchor=Anchor(0, len(host) - 1)
    )
    told = list(extract_events(report, identity()))[-1]
    assert [place.name for place in told.places] == ["Mù Sang", "Dào San"]
    assert [(int(impact.value), impact.unit) for impact in told.impacts] == [(14, "hộ"), (6, "ha")]


def test_a_footnote_that_counts_something_else_says_nothing_of_the_event():
    host = "Trong kỳ xảy ra mưa đá."
    report = document_of(
        (BlockKind.PARAGRAPH, host, ()),
        (BlockKind.FOOTNOTE, "Gồm 12 tổ công tác.", ()),
        anchor=Anchor(0, len(host) - 1),
    )
    assert [mention.evidence.block for mention in extract_events(report, identity())] == [0]


def test_swine_fever_that_breaks_out_is_the_african_one_where_the_report_names_it():
    text = (
        "Xuất hiện dịch tả lợn châu Phi tại 2 xã.\nDịch tả lợn xảy ra tại 5 thôn.\nTiêm vắc xin dịch tả lợn."
    )
    said = [(m.event, m.assertion.value) for m in extract_events(document(text), identity())]
    assert said == [
        ("african_swine_fever", "occurred"),
        ("african_swine_fever", "occurred"),
        ("other:classical_swine_fever", "response_only"),
    ]


def test_a_label_in_a_table_states_nothing_but_a_cell_with_a_figure_does():
    text = "Số vụ cháy rừng\tXảy ra 02 vụ cháy rừng"
    cells = (Cell(0, 0, flow("Số vụ cháy rừng", 0)), Cell(0, 1, flow("Xảy ra 02 vụ cháy rừng", 16)))
    block = Block(0, BlockKind.TABLE, Span(0, len(text)), flow("", 0), table=Table(cells, 1, 2))
    report = Document("0" * 16, "r.txt", text, (block,), (0,), "text/plain")
    assert [m.evidence.quote for m in extract_events(report, identity())] == ["Xảy ra 02 vụ cháy rừng"]


def test_plans_bear_the_period_of_their_heading():
    report = paragraph("Phòng chống hạn hán.", ("NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024",))
    (mention,) = extract_events(report, identity())
    assert mention.period.notation == "2024-H2"


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_reading_never_fails_and_every_quote_is_in_the_text(text):
    report = document(text.replace("\r", " "))
    for mention in extract_events(report, identity()):
        assert report.text[mention.evidence.span.start : mention.evidence.span.end] == mention.evidence.quote
        assert mention.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Ghi nhận 05 ca mắc Covid-19 trở về từ tỉnh Bắc Giang.",
        "Ghi nhận 2 ca Covid-19 từ các tỉnh Bắc Giang, Bắc Ninh trở về.",
        "Bệnh lở mồm long móng lây từ huyện Tam Đường sang, phát sinh 3 ổ dịch.",
        "Lũ quét xảy ra được tỉnh Lào Cai hỗ trợ 2 tỷ đồng.",
        "Xảy ra 1 vụ cháy rừng do người dân huyện Sìn Hồ đốt nương gây ra.",
        "Cháy rừng lan từ tỉnh bạn sang làm 3 ha rừng bị cháy.",
    ],
)
def test_a_place_that_an_event_came_from_is_not_where_it_was(text):
    assert not any(mention.elsewhere for mention in extract_events(document(text), identity()))


@pytest.mark.parametrize(
    "text",
    [
        "Bệnh lở mồm long móng xảy ra tại huyện Tam Đường.",
        "Dịch tả lợn châu Phi xảy ra ở các tỉnh Bắc Giang, Bắc Ninh.",
        "Huyện Tam Đường xảy ra cháy rừng.",
        "Dịch tả lợn châu Phi xảy ra ở tỉnh bạn.",
    ],
)
def test_an_event_in_another_district_or_province_is_elsewhere(text):
    assert all(mention.elsewhere for mention in extract_events(document(text), identity()))
