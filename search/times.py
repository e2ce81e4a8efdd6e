"""Which periods a question asks about, and which it only compares with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.document import Span
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.match.season_rules import CROPS
from ingest.text import even_tones, fold
from ontology.lexicon import load_concepts
from ontology.periods import parse_period, term
from ontology.values import Concept, Period

# Right before a period that is only compared with; the text is folded. "Over in 2023" tells when it ended.
_COMPARED = re.compile(
    r"(?<!\w)(?:so(?: sanh)?\s+voi|so|hon|kem|compared\s+(?:with|to)|against|than|versus|vs"
    r"|(?:from|over|on)(?!\s+in\s))"
    r"(?:\s+(?:cung\s+ky|ca|muc|the|in|of|those|that|it|was|result|results|figure|figures|year))*\s*$"
)
_OPPOSED = re.compile(r"\s*(?:versus|vs\.?)\s*", re.IGNORECASE)
_SEASON_YEAR = re.compile(r"(?:(?:of|nam)\s+)?20\d\d(?:\s*[-–/]\s*\d{2,4})?")
_UNTIL = re.compile(r"\s*(?:to|until|till|through|den|toi|-|–)(?:\s+(?:the|het|nam))*\s*")
_YEARS = re.compile(
    r"(?<!\w)(?:tu|from|between|giua|trong khoang)\s+(?:cuoi\s+|dau\s+)?(?:nam\s+)?"
    r"(?P<first>(?:19|20)\d\d)\s*(?:den|toi|va|to|and|through|until|-|–)\s*(?:het\s+|cuoi\s+)?(?:nam\s+)?(?P<last>(?:19|20)\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class TimesRead:
    """Periods asked about, periods only compared with, and the words that named them."""

    periods: tuple[Period, ...] = ()
    bases: tuple[Period, ...] = ()
    spans: tuple[Span, ...] = ()


def read_times(text: str, masked: tuple[Span, ...] = ()) -> TimesRead:
    """The periods of a question; ``masked`` spans (document numbers) hold none.

    Where every period is one that something is compared with, they are all asked about.
    """
    mentions = list(_mentions(_mask(text, masked)))
    ends = [mention.end for mention in mentions]
    bases = [
        mention
        for mention in mentions
        if is_compared(text, mention.start)
        and not _is_opposed(text, ends, mention.start)
        and not any(_UNTIL.fullmatch(fold(text[mention.end : one.start])) for one in mentions)
    ]
    asked = [mention for mention in mentions if mention not in bases] or mentions
    return TimesRead(
        periods=_distinct(asked),
        bases=_distinct([mention for mention in bases if mention not in asked]),
        spans=tuple(span for mention in mentions for span in _of_time(mention)),
    )


def _of_time(mention: Mention[Period]) -> Iterator[Span]:
    """The words of a mention that only tell a time: of "spring rice of 2020" the rice is asked about."""
    folded = fold(mention.surface)
    if not CROPS.search(folded):
        yield Span(mention.start, mention.end)
        return
    for year in _SEASON_YEAR.finditer(folded):
        yield Span(mention.start + year.start(), mention.start + year.end())


def _is_opposed(text: str, ends: list[int], start: int) -> bool:
    """Whether it is put beside the time right before it, so that both are asked about: "2017 versus 2018"."""
    return any(_OPPOSED.fullmatch(text[end:start]) for end in ends if end <= start)


def is_compared(text: str, start: int) -> bool:
    """Whether what stands at ``start`` is only compared with: "so với …", "than …"."""
    return bool(_COMPARED.search(fold(text[:start])))


def _mask(text: str, spans: tuple[Span, ...]) -> str:
    for span in spans:
        text = text[: span.start] + "_" * (span.end - span.start) + text[span.end :]
    return text


def _mentions(text: str) -> Iterator[Mention[Period]]:
    """Periods as reports write them, and as only questions do ("giữa năm 2024", "mid-2024")."""
    found = [*_spoken(text), *_spans(text), *match_periods(text)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    end = 0
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end


def _spoken(text: str) -> Iterator[Mention[Period]]:
    """Without diacritics only where they are missing: "cá năm 2023" is no "cả năm 2023"."""
    folded, written = fold(text), even_tones(text)
    for pattern, notation in _spoken_rules():
        for match in pattern.finditer(folded):
            typed = written[match.start() : match.end()]
            if typed != match[0] and not pattern.match(written, match.start()):
                continue
            period = parse_period(notation.format(**match.groupdict()))
            yield Mention(match.start(), match.end(), text[match.start() : match.end()], period)


def _spans(text: str) -> Iterator[Mention[Period]]:
    """Several years by their first and last: "between 2021 and 2023", "từ năm 2021 đến hết năm 2023"."""
    for match in _YEARS.finditer(fold(text)):
        first, last = int(match["first"]), int(match["last"])
        if first < last:
            surface = text[match.start() : match.end()]
            yield Mention(match.start(), match.end(), surface, term(first, last))


@cache
def _spoken_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_concepts("question_periods")
    return tuple((_rule(row), row.extra["notation"]) for row in rows)


def _rule(row: Concept) -> re.Pattern[str]:
    labels = sorted(
        {form(label) for label in (*row.labels, *row.labels_en) for form in (fold, even_tones)},
        key=len,
        reverse=True,
    )
    written = "|".join(
        re.escape(label).replace(r"\ ", r"[\s-]+").replace(r"\-", r"\s*[-–]\s*") for label in labels
    )
    return re.compile(
        rf"(?<![^\W_])(?:{written})(?:[\s-]+(?:of|in|nam|năm|the year))*[\s-]+(?P<year>(?:19|20)\d\d)(?!\d)"
    )


def _distinct(mentions: list[Mention[Period]]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(mention.value for mention in mentions))
