"""What the words around a period say of it: that figures are counted up to it, or that it is a base."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.match.mention import Mention
from ingest.text import even_tones
from ontology.values import Period

_STOPS = ".,;:(-–+"
_NEAR = 24  # characters around a period
_REVIEW = 80  # characters before the year of a review
_EXPECTED = 30  # characters before a day that an estimate is made to


def _even(*words: str) -> tuple[str, ...]:
    return tuple(even_tones(word) for word in words)


_OPENERS = _even("trong", "riêng", "ước", "thực hiện", "kết quả", "hết", "tính đến")
_TOLD = _even("ước", "đạt", "là ", "được", ":", "bằng", "có ")
_BASES = _even("so với", "so", "hơn", "bằng", "so với cuối", "so với đầu", "chuyển sang", "từ")
_REVIEWS = _even("rà soát", "tổng điều tra", "kết quả điều tra")
_ENDS = _even("cuối", "đến", "hết", "tính đến", "trong")
_UP_TO = frozenset(_even("đến", "hết", "điểm"))
_FIGURE_NEXT = re.compile(
    r"\s*(?:(?:chỉ|chỉ có|là|đạt|có|được|khoảng|đón|đón được|thu|thu được|còn)\s+){0,2}\d"
)


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
    """The period with what its words say, ``None`` for one that a figure is only compared with."""
    start, end = mention.start, mention.end
    before = even_tones(text[max(0, start - _REVIEW) : start])
    near, after = before[-_NEAR:].rstrip(), even_tones(text[end : end + _NEAR]).lstrip()
    if near.endswith(_BASES):
        return None
    expected = before[-_EXPECTED:]
    stands = not near or near[-1] in _STOPS or near.endswith(_OPENERS) or after.startswith(_TOLD)
    return Told(
        mention.value,
        start,
        counted=any(word in _UP_TO for word in even_tones(text[max(0, start - 16) : end]).split()),
        expected="ước" in expected or "dự kiến" in expected,
        shares=stands,
        carried=near.endswith("sang"),
        opens=_opens(near),
        reviewed=_is_review(before),
        figure_next=_FIGURE_NEXT.match(text, end) is not None,
    )


def _opens(near: str) -> bool:
    """Whether nothing but "cuối", "đến hết" stands before it in the sentence."""
    for word in _ENDS:
        near = near.removesuffix(word).rstrip()
    return not near or near[-1] in ".:-–+"


def _is_review(before: str) -> bool:
    sentence = before.rpartition(".")[2]
    against = any(f" {word} " in sentence for word in ("so", "sv"))
    return not against and any(word in sentence for word in _REVIEWS)
