"""The numbering that opens a heading or item: ``Phần thứ nhất``, ``A.``, ``II-``, ``1.1.``, ``a)``, ``-``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORDINALS = ("nhất", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}

_MARKER = re.compile(
    r"""
    (?P<part>(?i:(?:phần|chương|mục)\s+(?:thứ\s+)?
        (?:[ivxl]+|\d{1,2}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)(?![\w,])[.:\-–]?))
  | (?P<roman>[IVXL]+(?:\s?[.)\-–]|/(?=\s)))(?=\s|[^\W\d_])
  | (?P<upper>[A-ZĐ]\s?[.)/]|[A-ZĐ]\s[-–])(?=\s)
  | (?P<decimal>\d{1,2}(?:\.\d{1,2})+(?:[.)]\s?(?=[^\d\s])|-?\s?(?=["“*(]*[A-ZÀ-ỸĐ])))
  | (?P<single>\d{1,2}(?:\s?[.)/](?=\s|[^\W\d_])|-\s?(?=["“*]*[A-ZÀ-ỸĐ])))
  | (?P<ring>\(\d{1,2}\)[.:]?)(?=\s|[^\W\d_])
  | (?P<letter>[a-zđ]\s?[.)])(?=\s|[A-ZÀ-ỸĐ])
  | (?P<ringed>\([a-zđ]\)|\(?[ivx]{2,4}\)|\([ivx]\))(?=\s)
  | (?P<bullet>[-–—+*•●▪◦∙·❖➢✓✔\uf02d\uf0b7\uf0a7\uf0fc\uf0d8])(?=\s|[^\W\d_]|\*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Marker:
    """``text`` as printed; ``style`` tells ``"1."`` from ``"1)"``; ``number`` counts in it.

    ``depth`` is the count of parts of a decimal number (``1.1.2`` -> 3), else 1.
    """

    text: str
    style: str
    number: int
    depth: int = 1

    @property
    def bullet(self) -> bool:
        """Whether it is a mere bullet, without a number."""
        return self.style.startswith("bullet")


def read_marker(text: str) -> Marker | None:
    """The marker that a line or paragraph begins with, if any."""
    match = _MARKER.match(text)
    if not match:
        return None
    kind = match.lastgroup or ""
    return _marker(kind, match[0].strip())


def _marker(kind: str, printed: str) -> Marker:
    if kind == "bullet":
        return Marker(printed, f"bullet{printed}", 0)
    core = re.sub(r"[\s.)(/:\-–]+$", "", printed).lstrip("(")
    if kind == "decimal":
        parts = core.split(".")
        return Marker(printed, f"decimal{len(parts)}", int(parts[-1]), len(parts))
    if kind == "part":
        return Marker(printed, f"part-{printed.split()[0].lower()}", _count(core.split()[-1]))
    closing = printed[len(core) :].strip() if kind in {"single", "letter"} else ""
    style = {"single": "decimal1" if closing != ")" else "single)"}.get(
        kind, kind + ("." if closing == "." else "")
    )
    return Marker(printed, style, _count(core))


def _count(core: str) -> int:
    """The number that a numeral stands for: ``"IV"``, ``"thứ ba"``, ``"đ"``, ``"12"``."""
    if core.isdigit():
        return int(core)
    if core.lower() in _ORDINALS:
        place = _ORDINALS.index(core.lower()) + 1
        return place - (place > 4)
    if core and all(c in _ROMAN for c in core.upper()) and (core.isupper() or len(core) > 1):
        return _roman(core.upper())
    return _LETTERS.find(core.lower()) + 1 if len(core) == 1 else 0


def _roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
