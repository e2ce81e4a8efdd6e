import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import fold, nfc
from search.diacritics import StoredCounts, TextCounts, add_counts, clauses, general_counts, restore
from search.passage import passages
from tests.factories import document

TEXTS = [
    "Đàn lợn phát triển tốt. Dịch tả lợn châu Phi được khống chế.",
    "Tỷ lệ che phủ rừng tăng; tổng diện tích rừng hiện có là 700 ha.",
    "Công tác cho vay hộ nghèo được quan tâm, hộ nghèo giảm.",
]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("ty le che phu rung", "tỷ lệ che phủ rừng"),
        ("Dich ta lon chau Phi?", "Dịch tả lợn châu Phi?"),
        ("HO NGHEO", "HỘ NGHÈO"),
        ("ho ngheo giam 12,5%", "hộ nghèo giảm 12,5%"),
        ("OCOP va Covid", "OCOP va Covid"),  # nobody knows these words
        ("tỷ le", "tỷ lệ"),  # what bears marks already is kept
    ],
)
def test_the_likeliest_forms_of_neighbours_are_put_in(plain, expected):
    assert restore(plain, TextCounts(TEXTS)) == expected


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("vi sao ho ngheo giam", "vì sao hộ nghèo giảm"),
        ("bao nhieu phan tram", "bao nhiêu phần trăm"),
        ("nhung huyen nao co chay rung", "những huyện nào có cháy rừng"),
    ],
)
def test_question_words_are_known_though_reports_ask_nothing(plain, expected):
    assert restore(plain, general_counts()) == expected


@given(st.text(max_size=60))
def test_only_marks_change(text):
    restored = restore(text, TextCounts(TEXTS))
    assert len(restored) == len(nfc(text))
    assert fold(restored) == fold(nfc(text)) or fold(restored.lower()) == fold(nfc(text).lower())


def test_figures_and_stops_part_the_clauses():
    assert list(clauses("Lúa nương: 125 ha; chè")) == [["lúa", "nương"], ["ha"], ["chè"]]


def test_counts_in_the_index_come_and_go_with_their_report(connection):
    report = list(passages(document("Tỷ lệ che phủ rừng tăng.")))
    add_counts(connection, report)
    add_counts(connection, report)
    before = general_counts().forms("phu").get("phủ", 0)
    assert StoredCounts(connection).forms("phu")["phủ"] == before + 2
    add_counts(connection, report, sign=-1)
    assert StoredCounts(connection).forms("phu")["phủ"] == before + 1
    add_counts(connection, report, sign=-1)
    assert connection.execute("SELECT count(*) FROM syllable").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM neighbours").fetchone() == (0,)
