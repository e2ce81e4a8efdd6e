"""Names a policy by the words before its document: ``hỗ trợ trồng quế`` in ``… theo Nghị quyết 12``."""

from __future__ import annotations

import re

from ingest.text import lower
from ontology.phrases import load_words

_LAST_PHRASE = re.compile(r"(?:,(?!\d)|[:;.]\s|\(|\s[-–]\s)")
_UNITS = r"(?:ha|m2|m²|m3|km|con|cây|chậu|hộ|người|tấn|tạ|kg|lít|triệu đồng|tỷ đồng|đồng)"
_COUNT = re.compile(rf"(?:\d[\d.,/]*\s*{_UNITS}?\s*)+", re.IGNORECASE)
_FIGURE = re.compile(rf"\d[\d.,]*\s*(?:/\s*\d[\d.,]*\s*)?(?:{_UNITS}(?!\w)\s*)?", re.IGNORECASE)
_MOST_WORDS = 14


def policy_name(text: str, start: int, end: int, document: str) -> tuple[str, int]:
    """The policy's name within ``text[start:end]`` and where it begins; ``""`` if nothing names it.

    The last phrase before the document counts, without figures and verbs of doing at its head. Where
    nothing stands before (``Vốn Nghị quyết 37: …``), the money is named by its ``document``.
    """
    low = max((match.end() for match in _LAST_PHRASE.finditer(text, start, end)), default=start)
    if not text[low:end].strip(" -–*+"):
        return f"vốn {document}", low
    opens = not text[start:low].strip(" -–*+")
    low = _after_figures(text, _skip_lead(text, low, end), end)
    words = text[low:end].split()
    if len(words) < 2:
        return "", low
    name = " ".join(words[-_MOST_WORDS:])
    name = name[0].lower() + name[1:] if opens and not name[1:2].isupper() else name
    return (f"{name} {document}" if lower(name) in load_words("link_cues")["support"] else name), low


def supported_name(text: str, start: int, end: int) -> tuple[str, int]:
    """The support that a clause tells of before its figures, and where it begins; ``""`` if it tells of none.

    ``hỗ trợ học phí cho 1.200 em với số tiền 2 tỷ đồng theo …`` -> ``hỗ trợ học phí``.
    """
    clause = lower(text)
    found = [clause.find(head, start, end) for head in load_words("link_cues")["policy_heads"]]
    low = min((at for at in found if at >= 0), default=None)
    if low is None:
        return "", start
    figure = _FIGURE.search(text, low, end)
    words = text[low : figure.start() if figure else end].split()
    while words and lower(words[-1]) in ("cho", "được", "với", "là", "đạt", "của", "trẻ"):
        words.pop()
    return (" ".join(words[:_MOST_WORDS]).strip(" ,;-–"), low) if len(words) > 1 else ("", low)


def _after_figures(text: str, low: int, end: int) -> int:
    """``có 16 hộ được miễn giảm học phí``, ``trồng 5 ha quế``: the policy stands after the last figure.

    It begins with a word of support if there is one, else with what is counted, if that is a name.
    """
    figures = list(_FIGURE.finditer(text, low, end))
    if not figures:
        return low
    after = figures[-1].end()
    places = [lower(text).find(cue, after, end) for cue in load_words("link_cues")["support"]]
    support = min((place for place in places if place >= 0), default=None)
    if support is not None:
        return support
    return after if len(text[after:end].split()) > 1 else low


def _skip_lead(text: str, low: int, end: int) -> int:
    """Past figures, dashes and lead-in words at the head of a phrase."""
    moved = True
    while moved and low < end:
        head = re.compile(r"[\s\-–*+“\"]*").match(text, low, end)
        at = head.end() if head else low
        count = _COUNT.match(text, at, end)
        at = count.end() if count else at
        at += _lead_length(lower(text[at:end]))
        moved, low = at > low, at
    return low


def _lead_length(words: str) -> int:
    for lead in sorted(load_words("link_cues")["lead_in"], key=len, reverse=True):
        if words.startswith(f"{lead} "):
            return len(lead)
    return 0
