"""What the words around a period say of it: that figures are counted up to it, or that it is a base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.match.mention import Mention
from ingest.text import even_tones
from ontology.phrases import load_words
from ontology.values import Period

_STOPS = ".,;:(-–+"
_NEAR = 24  # characters around a period
_REVIEW = 80  # characters before the year of a review
_EXPECTED = 30  # characters before a day that an estimate is made to
_COUNTED = 16  # characters before a day that figures are counted up to


@dataclass(frozen=True, slots=True)
class Told:
    """A period with its words.

    ``counted``: figures are told up to it ("đến ngày 30/6"). ``expected``: as an estimate. ``shares``: it
    tells when ("trong tháng 6") and names no event ("rét tháng 2"). ``carried``: something goes over to it
    ("kéo dài sang năm 2025"). ``opens``: its sentence opens with it. ``reviewed``: it is the year of a review
    ("kết quả rà soát hộ nghèo năm 2019"). ``figure_next``: a figure follows at once ("năm 2021 chỉ 12 vụ").
    """

    period: Period
    start: int
    counted: bool
    expected: bool
    shares: bool
    carried: bool
    opens: bool
    reviewed: bool
    figure_next: bool


def read_cues(text: str, mention: Mention[Period]) -> Told | None:
    """The period with what its words say, ``None`` for one that a figure is only compared with, and for the
    year that a document looks ahead to.
    """
    start, end = mention.start, mention.end
    before = even_tones(text[max(0, start - _REVIEW) : start])
    near, after = before[-_NEAR:].rstrip(), even_tones(text[end : end + _NEAR]).lstrip()
    figure_next = _figure_next().match(even_tones(text[end : end + _REVIEW])) is not None
    if _ends_in(near, "bases") or (_ends_in(near, "horizons") and not figure_next):
        return None
    stands = not near or near[-1] in _STOPS or _ends_in(near, "openers") or _begins_with(after, "told")
    return Told(
        mention.value,
        start,
        counted=_holds(even_tones(text[max(0, start - _COUNTED) : end]), "up_to"),
        expected=_holds(before[-_EXPECTED:], "expected"),
        shares=stands,
        carried=near.endswith("sang"),
        opens=_opens(near),
        reviewed=_is_review(before),
        figure_next=figure_next,
    )


def _opens(near: str) -> bool:
    """Whether nothing but "cuối", "tính đến hết" stands before it in the sentence."""
    while end := next((word for word in _words("ends") if _ends(near, word)), ""):
        near = near.removesuffix(end).rstrip()
    return not near or near[-1] in ".:-–+"


def _is_review(before: str) -> bool:
    sentence = before.rpartition(".")[2]
    return not _holds(sentence, "against") and _holds(sentence, "reviews")


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalnum()


def _ends_in(text: str, kind: str) -> bool:
    return any(_ends(text, word) for word in _words(kind))


def _begins_with(text: str, kind: str) -> bool:
    return any(text.startswith(word) and not text[len(word) :][:1].isalnum() for word in _words(kind))


def _holds(text: str, kind: str) -> bool:
    """Whether a text holds one of the words, whole: "ước" does not stand in "nước"."""
    return _pattern(kind).search(text) is not None


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(map(even_tones, load_words("time_words")[kind]))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _words(kind)))})(?!\w)")


@cache
def _figure_next() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:{'|'.join(map(re.escape, _words('links')))})\s+){{0,2}}\d")
