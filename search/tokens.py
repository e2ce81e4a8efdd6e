"""Text to the tokens that lexical search counts: folded syllables, and pairs of neighbours.

A Vietnamese word is mostly two syllables, and most of its meaning is lost when they are counted apart;
pairs bring it back without a word segmenter. Folding lets a question without diacritics find its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.text import fold, nfc

# A number or document number stays whole (1.234,5 · 07/2021/nq-hdnd); its parts are tokens as well.
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?:[/-][^\W_]+)*|[^\W\d_]+(?:\d+[^\W_]*)?")
_PART = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?;:\n]")
PAIR = "_"


def syllables(text: str) -> list[str]:
    """The folded words and numbers of a text, in order.

    ``"Nghị quyết 07/2021/NQ-HĐND"`` -> ``["nghi", "quyet", "07/2021/nq-hdnd", "07", "2021", "nq", "hdnd"]``.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(fold(nfc(text))):
        token = match[0]
        found.append(token)
        if "/" in token or "-" in token:
            found.extend(part.lstrip("0") or "0" for part in _PART.findall(token))
        elif token.isdigit() and token[0] == "0":
            found.append(token.lstrip("0") or "0")
    return found


def pairs(text: str) -> list[str]:
    """Neighbouring words joined by ``_``; not across the end of a clause, nor with numbers."""
    found: list[str] = []
    for clause in _STOP.split(fold(nfc(text))):
        words = re.findall(r"[^\W_]+", clause)
        found.extend(f"{a}{PAIR}{b}" for a, b in pairwise(words) if not (a[0].isdigit() or b[0].isdigit()))
    return found


def joined(tokens: Sequence[str]) -> str:
    """Tokens as the text that the full-text index takes apart again at spaces."""
    return " ".join(tokens)
