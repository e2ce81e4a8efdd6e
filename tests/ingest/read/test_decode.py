from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.decode import decode
from ontology.errors import UnreadableReport

SENTENCE = "Năm nay huyện đã trồng được 12 ha chè và thực hiện các mô hình của tỉnh."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_byte_order_mark_is_read(encoding):
    assert decode(SENTENCE.encode(encoding), "x.txt").text == SENTENCE


def test_windows_1258_is_read_where_it_gives_vietnamese():
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in SENTENCE:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in tones), "")
        letters.append(unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone)
    data = "".join(letters).encode("cp1258")
    assert decode(data, "x.txt").text == SENTENCE


def test_decomposed_letters_become_one():
    assert decode(unicodedata.normalize("NFD", SENTENCE).encode(), "x.txt").text == SENTENCE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_one(end):
    assert decode(f"một{end}hai{end}".encode(), "x.txt").text == "một\nhai\n"


PLAIN = "Thực hiện kế hoạch năm của huyện và trường xã được giao"
TCVN3 = "Thùc hiÖn kÕ ho¹ch n¨m cña huyÖn vµ tr­êng x· ®­îc giao"
VNI = "Thöïc hieän keá hoaïch naêm cuûa huyeän vaø tröôøng xaõ ñöôïc giao"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
@pytest.mark.parametrize(("written", "font"), [(TCVN3, "TCVN3 (ABC)"), (VNI, "VNI")])
def test_old_font_encodings_become_unicode_also_where_they_were_saved_as_such(written, font, encoding):
    decoded = decode(written.encode(encoding), "cu.txt")
    assert (decoded.text, decoded.font) == (PLAIN, font)


def test_text_that_was_encoded_twice_is_refused():
    with pytest.raises(UnreadableReport, match="encoded twice"):
        decode(SENTENCE.encode().decode("cp1252", errors="replace").encode(), "x.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("\ufeff \u3000\n".encode(), "only white space"),
        (bytes(range(128, 256)) * 4, "is not known"),
        (b"\x00\x01\x02abc" * 50, "binary"),
        ("và của".encode("utf-16")[:-1], "breaks off"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data, message):
    with pytest.raises(UnreadableReport, match=message) as error:
        decode(data, "tap.txt")
    assert "tap.txt" in error.value.message
    assert error.value.hint


def test_a_few_stray_control_characters_do_no_harm():
    assert "\x00" in decode((SENTENCE * 5 + "\x00").encode(), "x.txt").text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data, "x.txt").text
    except UnreadableReport:
        return
    assert text == unicodedata.normalize("NFC", text)
    assert text.strip()
