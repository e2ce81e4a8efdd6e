"""Footnotes of PDF text, whose marks are glued to the words: ``4.623,3ha1`` and ``1 Trong đó: …``."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.read.lines import Layout, Line
from ingest.read.strips import Parted, part_lines


def part_glued(text: str, lines: Sequence[Line], layout: Layout, furniture: frozenset[int]) -> Parted:
    """The text taken apart; without footnotes it is all main text."""
    main, _ = part_lines(lines, furniture, {}, {})
    return Parted(tuple(main), (), ())
