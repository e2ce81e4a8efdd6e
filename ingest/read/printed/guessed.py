"""Footnote marks that OCR did not read as digits: told by where they stand and by the footnotes below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ingest.read.printed.rows import Row
from ingest.read.printed.sheet import Word

_UNIT = re.compile(r"(?:^|\d|[kcd])m$")


def guess_marks(rows: Iterable[Row], labels: Sequence[str]) -> Mapping[Word, str]:
    """Raised signs of a page's rows, in reading order, to the labels of its footnotes.

    Signs that are digits name their footnote; the others are taken in order where they are as many as the
    footnotes that are left.
    """
    signs = [sign for row in rows for sign in _signs(row)]
    named = {sign: label for sign in signs if (label := sign.text.strip("()[]")) in labels}
    open_signs = [sign for sign in signs if sign not in named]
    open_labels = [label for label in labels if label not in named.values()]
    if len(open_signs) == len(open_labels):
        named |= dict(zip(open_signs, open_labels, strict=True))
    return named


def _signs(row: Row) -> list[Word]:
    return [
        word
        for before, word in pairwise((None, *row.words))
        if word and word.raised and not (before and not word.spaced and _UNIT.search(before.text))
    ]
