"""Footnote marks on scanned pages: which raised signs they are, told by their order and by the footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ingest.read.printed.rows import Row
from ingest.read.printed.sheet import Word

_UNIT = re.compile(r"(?:^|\d|[kcd])m$")
# How likely a sign is the mark of a footnote.
_SAME, _PART, _UNREAD, _OTHER = 4.0, 2.5, 1.0, 0.25
_EPSILON = 1e-9


def guess_marks(rows: Iterable[Row], labels: Sequence[str]) -> Mapping[Word, str]:
    """Raised signs of a page's rows, in reading order, to the labels of its footnotes.

    Marks stand in the order of their footnotes. Of all ways to lay them so, the likeliest are taken: a sign
    may have been read as its number, as a part of it, or not as digits at all. What these ways do not agree
    on stays open.
    """
    signs = [sign for row in rows for sign in _signs(row)]
    worth = [[_worth(sign.text.strip("()[]"), label) for label in labels] for sign in signs]
    return {signs[sign]: labels[label] for sign, label in _agreed(worth, len(labels))}


def _signs(row: Row) -> list[Word]:
    return [
        word
        for before, word in pairwise((None, *row.words))
        if word and word.raised and not (before and not word.spaced and _UNIT.search(before.text))
    ]


def _worth(read: str, label: str) -> float:
    if read == label:
        return _SAME
    digits = "".join(filter(str.isdigit, read))
    if digits:
        return _PART if digits in label else 0.0
    return _OTHER if any(map(str.isalpha, read)) else _UNREAD


def _agreed(worth: Sequence[Sequence[float]], labels: int) -> Iterable[tuple[int, int]]:
    """Pairs of sign and label that all likeliest ways hold."""
    before, after = _best(worth, labels), _best_after(worth, labels)
    whole = before[-1][-1]
    for label in range(labels):
        found = [
            sign
            for sign, own in enumerate(worth)
            if own[label] and before[sign][label] + own[label] + after[sign + 1][label + 1] > whole - _EPSILON
        ]
        may_lack = any(
            before[sign][label] + after[sign][label + 1] > whole - _EPSILON for sign in range(len(worth) + 1)
        )
        if len(found) == 1 and not may_lack:
            yield found[0], label


def _best(worth: Sequence[Sequence[float]], labels: int) -> list[list[float]]:
    """For each number of signs and labels from the first on, what their likeliest pairs are worth."""
    best = [[0.0] * (labels + 1)]
    for own in worth:
        row = [0.0]
        for label in range(labels):
            row.append(max(row[label], best[-1][label + 1], best[-1][label] + own[label]))
        best.append(row)
    return best


def _best_after(worth: Sequence[Sequence[float]], labels: int) -> list[list[float]]:
    """The same for what stands from each sign and label on."""
    turned = _best([own[::-1] for own in reversed(worth)], labels)
    return [row[::-1] for row in reversed(turned)]
