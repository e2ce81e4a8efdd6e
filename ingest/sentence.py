"""Sentences of Vietnamese reading text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ontology.lexicon import load_concepts

_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"”’»)\]]*)(?P<space>\s*)(?P<next>\S?)")
_LAST_TOKEN = re.compile(r"[^\s(\[{“\"]*$")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,5}|[a-zđA-ZĐ])\)?$")


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The half-open offsets of each sentence, without the white space around it.

    A sentence ends at ``.``, ``!``, ``?`` or ``…`` where a new one begins; not inside numbers, dates,
    document numbers and numbering (``1.1.``), nor after abbreviations (``TP.``). Semicolons do not end it.
    Together the sentences hold every word of the text.
    """
    start = _skip_space(text, 0)
    for match in _STOP.finditer(text):
        if match["next"] and _ends_sentence(text, start, match):
            yield start, match.end("close")
            start = match.start("next")
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    last = _last_token(text, start, match.start())
    if not match["space"]:
        return _glued_end(last, text, match)
    if match["close"] and _goes_on(match["next"]):
        return False
    if match["stop"] != ".":
        return not _goes_on(match["next"]) or match["stop"] in "!?"
    if last.lower() in _abbreviations() or match["next"] in ",;:)":
        return False
    if _is_enumerator(text, start, match):
        return False
    return not _broken_number(text, match, last)


def _last_token(text: str, start: int, end: int) -> str:
    # No word of interest is longer: a bounded look back keeps the work linear.
    found = _LAST_TOKEN.search(text, max(start, end - 24), end)
    return found[0] if found else ""


def _goes_on(character: str) -> bool:
    return character.islower() or character in ",;:)"


def _glued_end(last: str, text: str, match: re.Match[str]) -> bool:
    """``hiện.Tổng``: two sentences without a space; but ``CN.QSD`` and ``v.v.`` are one word."""
    at = match.start("next")
    return (
        match["stop"] == "."
        and len(last) > 1
        and last[-2:].islower()
        and last.lower() not in _abbreviations()
        and text[at].isupper()
        and text[at + 1 : at + 2].islower()
    )


def _is_enumerator(text: str, start: int, match: re.Match[str]) -> bool:
    """``1.1. Sản xuất`` or ``(2). Về nhà``: the number opens the sentence and belongs to it."""
    head = text[start : match.start()] if match.start() - start < 24 else ""
    return bool(head) and bool(_ENUMERATOR.match(head)) and head.strip() == head.split(" ", maxsplit=1)[0]


def _broken_number(text: str, match: re.Match[str], last: str) -> bool:
    """``1. 017,02``: a thousands point with a stray space."""
    at = match.start("next")
    digits = re.match(r"\d{3}(?!\d)", text[at : at + 4])
    return bool(digits) and last.isdigit() and len(last) <= 3


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(label.lower() for row in load_concepts("dotted_abbreviations") for label in row.labels)
