"""Text and names of others: shown, never obeyed, never a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.plain_text import clean_name, plain_html, visible


def test_what_turns_the_direction_of_reading_is_shown_as_a_sign():
    assert visible("đàn bò \u202e321\u202c con") == "đàn bò \ufffd321\ufffd con"


def test_lines_and_tabs_stay():
    assert visible("một\n\thai\r\n") == "một\n\thai\r\n"


@given(st.text())
def test_no_character_is_added_or_lost(text):
    assert len(visible(text)) == len(text)


def test_marks_of_html_are_shown():
    assert plain_html('<b title="x">') == "&lt;b title=&quot;x&quot;&gt;"


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("bao-cao 2023.docx", "bao-cao 2023.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\Users\me\Báo cáo.md", "Báo cáo.md"),
        ("a\u202etxt.exe.md", "atxt.exe.md"),
        ("dòng\nmới\x00.txt", "dòngmới.txt"),
        ("..", "report"),
        (".txt", "txt"),
        ("", "report"),
        ("ế" * 300 + ".docx", "ế" * 66 + ".docx"),
    ],
)
def test_a_name_is_cleaned(given_name, cleaned):
    assert clean_name(given_name) == cleaned


@given(st.text())
def test_a_cleaned_name_is_one_name_in_a_folder(name):
    cleaned = clean_name(name)
    assert cleaned not in ("", ".", "..")
    assert not set(cleaned) & set("/\\\x00\n")
    assert len(cleaned.encode("utf-8")) <= 255
