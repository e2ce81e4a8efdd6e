"""A report to be read: its pieces and outline, what was read from it in words, and both as HTML."""

from __future__ import annotations

import re

import pytest

from ingest.document import BlockKind
from ingest.read import read_bytes
from ingest.record import Kind
from search.language import Language
from ui.report_facts import KINDS, count_kinds, fact_table, kind_name, read_facts
from ui.report_html import Shown, legend_html, piece_html
from ui.report_pieces import LONGEST, cut_pieces

VI, EN = Language.VIETNAMESE, Language.ENGLISH
NAMES = {kind: kind_name(kind, VI) for kind in KINDS}
HOSTILE = """UBND HUYỆN SÌN HỒ
BÁO CÁO
I. KẾT QUẢ
Đàn trâu 14.210 con <img src=x onerror="window.obeyed=1"> **đậm** & đàn bò \u202e321\u202c con.
"""


def figure(start: int, end: int, quote: str, **other) -> tuple[Kind, dict]:
    row = {
        "start": start, "end": end, "line": 4, "last_line": 4, "quote": quote, "section": "",
        "value": 14210, "unit": "con", "measure": "value", "indicator": "số lượng trâu", "concept": None,
        "area": "huyện Sìn Hồ",
        "area_code": "108", "period": "2022", "status": "A", "qualifier": "", "programme": None,
        "programme_part": None,
    }  # fmt: skip
    return Kind.OBSERVATIONS, row | other


def facts_of(text: str, *quotes: str, **other):
    rows = [figure(text.index(quote), text.index(quote) + len(quote), quote, **other) for quote in quotes]
    return read_facts(rows, VI)


def shown(document, facts=(), **more) -> str:
    pieces = cut_pieces(document).pieces
    return "".join(piece_html(document, piece, Shown(facts, NAMES, **more)) for piece in pieces)


def words_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_a_hostile_report_is_shown_letter_by_letter():
    document = read_bytes(HOSTILE.encode(), "a.txt")
    html = shown(document, facts_of(document.text, "14.210 con", 'x onerror="window'))
    assert "<img" not in html
    assert "&lt;img src=" in html
    assert "14.210 con &lt;img src=x" in words_of(html)
    assert "đậm &amp; đàn bò \ufffd 321\ufffd con." in " ".join(words_of(html).split())
    assert set(re.findall(r"<(\w+)", html)) == {"div", "h4", "p", "span"}
    assert not re.search(r"<[^>]*\bon\w+=\"?w", html)


def test_a_figure_is_marked_and_tells_what_was_read_from_it():
    document = read_bytes(HOSTILE.encode(), "a.txt")
    html = shown(document, facts_of(document.text, "14.210 con"))
    tip = "Số liệu – số lượng trâu: 14.210 con (thực hiện) · năm 2022 · huyện Sìn Hồ"
    assert f'<span class="hk-m hk-observations" title="{tip}">14.210 con</span>' in html


def test_marks_may_lie_over_each_other_and_the_chosen_one_is_found():
    document = read_bytes(HOSTILE.encode(), "a.txt")
    facts = facts_of(document.text, "14.210 con", "trâu 14.210")
    html = shown(document, facts, chosen=1)
    assert re.findall(r'hk-here"[^>]*>([^<]*)', html) == ["14.210", " con"]
    assert words_of(html).count("14.210 con") == 1


def test_a_mark_goes_on_over_the_end_of_a_line():
    document = read_bytes(
        "UBND HUYỆN SÌN HỒ\nBÁO CÁO\nĐàn trâu của huyện có 14.210\ncon.\n".encode(), "a.txt"
    )
    html = shown(document, facts_of(document.text, "14.210\ncon"))
    assert re.findall(r'hk-observations"[^>]*>([^<]*)', html) == ["14.210", " ", "con"]


def test_events_look_by_what_is_claimed_of_them():
    row = {
        "start": 0, "end": 4, "line": 1, "quote": "UBND", "event": "forest_fire", "status": "absent",
        "elsewhere": False, "places": ["Sìn Hồ"], "period": "2022",
    }  # fmt: skip
    (here,) = read_facts([(Kind.EVENTS, row)], EN)
    assert (here.look, here.told) == ("absent", "forest fire: did not happen · 2022 · Sìn Hồ")
    (away,) = read_facts([(Kind.EVENTS, row | {"elsewhere": True})], EN)
    assert away.look == "elsewhere"
    legend = legend_html([here], {(Kind.EVENTS, "absent"): "did not happen", (Kind.EVENTS, "risk"): "risk"})
    assert (
        legend == '<div class="hk-legend"><span class="hk-m hk-events hk-absent">did not happen</span></div>'
    )


def long_report(sections: int) -> str:
    body = "Trong năm huyện đã tổ chức nhiều hội nghị và ban hành văn bản chỉ đạo kịp thời. " * 12
    parts = (f"{number}. Mục thứ {number}\n{body}\n" for number in range(1, sections + 1))
    return "UBND HUYỆN SÌN HỒ\nBÁO CÁO\nI. KẾT QUẢ\n" + "".join(parts)


def test_a_long_report_comes_in_pieces_that_hold_all_of_it_once():
    document = read_bytes(long_report(30).encode(), "a.txt")
    cut = cut_pieces(document)
    assert len(cut.pieces) > 3
    blocks = [block.index for piece in cut.pieces for block in (*piece.blocks, *piece.notes)]
    assert sorted(blocks) == list(range(len(document.blocks)))
    assert max(sum(b.span.end - b.span.start for b in piece.blocks) for piece in cut.pieces) <= 1.5 * LONGEST
    assert all(piece.blocks[-1].kind is not BlockKind.HEADING for piece in cut.pieces)


def test_the_outline_leads_to_the_piece_of_each_heading():
    document = read_bytes(long_report(30).encode(), "a.txt")
    cut = cut_pieces(document)
    assert [entry.title for entry in cut.outline[:3]] == ["", "I. KẾT QUẢ", "1. Mục thứ 1"]
    assert [entry.depth for entry in cut.outline[:3]] == [0, 0, 1]
    for entry in cut.outline:
        piece = cut.pieces[cut.piece_of(entry.block)]
        assert entry.block in {block.index for block in piece.blocks}
    assert cut.piece_of(10_000) == 0


def test_a_document_without_blocks_has_no_pieces(monkeypatch):
    document = read_bytes(HOSTILE.encode(), "a.txt")
    empty = type(document)(document.id, "a", "", (), (0,), "text/plain")
    with pytest.raises(ValueError, match="no pieces"):
        cut_pieces(empty)


def test_every_fact_of_the_samples_has_words_in_both_languages_and_a_place_in_a_piece(sample_service):
    for report in sample_service.status().reports:
        document = sample_service.report_document(report.id)
        assert document.text == sample_service.report_text(report.id)
        cut, records = cut_pieces(document), sample_service.report_facts(report.id)
        for language in Language:
            facts = read_facts(records, language)
            assert {kind.value: n for kind, n in count_kinds(facts).items()} == {
                kind: n for kind, n in report.counts.items() if kind != "reports"
            }
            assert all(fact.what for fact in facts)
            assert len(fact_table(facts, language)) == len(facts)
        for fact in read_facts(records, VI):
            block = document.blocks[cut.block_at(fact.start)]
            assert block.span.start <= fact.start < block.span.end, (report.name, fact)


def test_notes_and_tables_of_the_samples_are_shown_where_they_belong(sample_service):
    (report,) = (one for one in sample_service.status().reports if one.name == "muong-te-2023.md")
    document = sample_service.report_document(report.id)
    facts = read_facts(sample_service.report_facts(report.id), VI)
    html = shown(document, facts)
    assert html.count("<table>") == 1
    assert html.count('<sup class="hk-ref" title=') == 3
    assert re.findall(r'<p class="hk-footnote"><sup class="hk-ref">([^<]*)', html) == ["1", "2", "3"]
    assert '<div class="hk-feet">' in html
    assert len(re.findall(r'title="Số liệu', html)) >= report.counts["observations"] * 0.9
