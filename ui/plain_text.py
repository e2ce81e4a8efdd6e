"""Text of others made plain: characters that nobody sees and that turn the text around become signs. Pure.

A right-to-left override in a report would show 123 as 321, and in a file's name ``txt.exe`` as ``exe.txt``.
"""

from __future__ import annotations

import os
import re
import unicodedata
from html import escape
from pathlib import Path

_TURNING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BREAKING = re.compile("[\t\n\r\x85\u2028\u2029\ud800-\udfff]")
_SIGN = "\ufffd"
_LONGEST_NAME = 200  # bytes, of 255 that a file system takes


def visible(text: str) -> str:
    """The text with a sign for each character that controls a terminal or turns the direction of reading.

    No character is added or lost: offsets stay.
    """
    return _TURNING.sub(_SIGN, text)


def plain_html(text: str) -> str:
    """The text for a page: shown as it is, never obeyed."""
    return escape(visible(text))


def plain_name(name: str) -> str:
    """A file's name on this disk made fit for tables, logs and the store: one line that shows as it is.

    A byte that is no UTF-8 becomes a sign as well.
    """
    return _BREAKING.sub(_SIGN, visible(name))


def path_text(path: Path) -> str:
    """A path as text that can be stored: each byte that is no UTF-8 stands as its number."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def clean_name(name: str) -> str:
    """A file's name as somebody else gave it, made fit to be shown and to be a name in a folder of ours.

    Folders before it, control characters and what turns the direction are gone, runs of spaces are one; a
    long name keeps its beginning and its suffix.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem, dot, suffix = " ".join(kept.split()).lstrip(". ").rpartition(".")
    if not dot:
        return _fitting(suffix or "report")
    return f"{_fitting(stem or 'report')}.{suffix[:12]}"


def _fitting(name: str) -> str:
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip()
