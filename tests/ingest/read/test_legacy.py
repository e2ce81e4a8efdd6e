"""Old font encodings: every letter, capitals, and what is none of them."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.extract import extract_facts
from ingest.fact import Measurement
from ingest.read import read_bytes
from ingest.read.legacy import old_font
from ontology.lexicon import load_table
from tests.word_files import docx, paragraph

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
MARKED = {letter for letter in LETTERS if not letter.isascii()}
TCVN3 = "Thùc hiÖn n¨m cña huyÖn vµ "
VNI = "Thöïc hieän naêm cuûa huyeän vaø "


def written(font: str) -> dict[str, str]:
    table = load_table("legacy_fonts")[font]
    return dict(zip(table["means"].split(), table["written"].split(" "), strict=True))


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_every_marked_letter_has_one_way_of_writing(font):
    table = written(font)
    assert set(table) >= MARKED
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(("font", "start"), [("tcvn3", TCVN3), ("vni", VNI)])
def test_every_marked_letter_comes_back(font, start):
    table = written(font)
    text = start + " ".join(f"b{table[letter]}" for letter in sorted(MARKED))
    found = old_font(text)
    assert found.convert(text).split()[6:] == [f"b{letter}" for letter in sorted(MARKED)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B\u00b8O C\u00b8O n¨m 2024", "BÁO CÁO năm 2024"),
        ("T×NH H×NH KINH TÕ - X· HéI", "TÌNH HÌNH KINH TẾ - XÃ HỘI"),
        ("X· §«ng S¬n, UBND huyÖn", "Xã Đông Sơn, UBND huyện"),
        ("Sè: 187/BC-UBND", "Số: 187/BC-UBND"),
        ("12,5 ha; 300m2", "12,5 ha; 300m2"),
    ],
)
def test_capitals_of_tcvn3_are_those_of_their_word_and_line(before, after):
    assert old_font(TCVN3).convert(before) == after


def test_capitals_of_vni_bear_their_marks():
    assert old_font(VNI).convert("BAÙO CAÙO ÑAÛNG, Öu tieân ÑÖÔÏC") == "BÁO CÁO ĐẢNG, Ưu tiên ĐƯỢC"


def test_a_few_odd_signs_make_no_old_text():
    assert old_font("Năm 2024 huyện có 3 mô hình ở Kỳ Sơn «mới», giá 5 ¢ và 2 µm, ® là nhãn hiệu") is None


@pytest.mark.parametrize("start", [TCVN3, VNI])
def test_a_document_says_that_it_was_converted(start):
    document = read_bytes(start.encode("cp1252"), "cu.txt")
    assert document.text.strip() == "Thực hiện năm của huyện và"
    assert document.warnings[0].startswith("Written in the old ")


def in_old_font(text: str, font: str) -> str:
    """As such a font was typed: TCVN3 has no capitals with a tone of its own."""
    table = written(font)

    def sign(letter: str) -> str:
        if letter in table or font == "tcvn3":
            return table.get(letter, table.get(letter.lower(), letter))
        return table[letter.lower()].upper() if letter.lower() in table else letter

    return "".join(map(sign, text))


COMMON = "Kế hoạch của huyện và các xã được thực hiện trong năm."
NAMED = "Hộ nghèo xã Lản Nhì Thàng còn 12%."
PLAIN = "Thu ngân sách: 12"


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_lines_that_are_unicode_already_stay_in_a_text_in_an_old_font(font):
    lines = [in_old_font(COMMON, font), NAMED, in_old_font(COMMON, font), in_old_font(NAMED, font)]
    document = read_bytes("\n\n".join(lines).encode(), "x.txt")
    assert document.text.split("\n\n") == [COMMON, NAMED, COMMON, NAMED]


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_lines_in_an_old_font_are_converted_in_a_text_that_is_mostly_unicode_and_that_is_said(font):
    lines = [COMMON, PLAIN, COMMON, in_old_font(COMMON, font), in_old_font(NAMED, font)]
    document = read_bytes("\n\n".join(lines).encode(), "x.txt")
    assert document.text.split("\n\n") == [COMMON, PLAIN, COMMON, COMMON, NAMED]
    assert document.warnings[0].startswith("Written in the old ")


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_paragraphs_of_a_word_file_are_told_apart_one_by_one(font):
    words = [COMMON, in_old_font(COMMON, font), NAMED, in_old_font(NAMED, font)]
    document = read_bytes(docx("".join(map(paragraph, words))), "x.docx")
    assert document.text.splitlines() == [COMMON, COMMON, NAMED, NAMED]


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
@pytest.mark.parametrize("name", ["phong-tho-2023.txt", "tua-chua-2020-h1.txt"])
def test_a_sample_in_an_old_font_gives_the_facts_of_the_sample(samples, name, font):
    path = samples / name
    plain = read_bytes(path.read_bytes(), path.name)
    old = read_bytes(in_old_font(plain.text, font).encode("cp1252", errors="replace"), path.name)
    assert len(old.text) == len(plain.text)
    differ = [(one, other) for one, other in zip(old.text, plain.text, strict=True) if one != other]
    assert all(one.lower() == other.lower() or one == "?" for one, other in differ)
    facts, before = extract_facts(old).facts, extract_facts(plain).facts
    values = [
        (fact.value, fact.concept, fact.area, fact.period) for fact in before if isinstance(fact, Measurement)
    ]
    found = [
        (fact.value, fact.concept, fact.area, fact.period) for fact in facts if isinstance(fact, Measurement)
    ]
    assert values
    assert found == values
    assert len(facts) == len(before)
