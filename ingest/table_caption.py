"""What the lines over a table say for all of it: the unit, and the indicator of a table of communes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.document import Block, BlockKind
from ingest.linking import link_indicator
from ingest.match.periods import match_periods
from ingest.match.units import Unit, match_units
from ingest.noun_phrases import read_left
from ingest.table_names import is_bare, without_brackets
from ingest.text import even_tones
from ingest.times import is_season
from ingest.tokens import Stream
from ingest.wording import expand_words
from ontology.periods import year, year_of
from ontology.phrases import load_words
from ontology.values import Period

_NUMBER = re.compile(
    r"(?:biểu|bảng|phụ lục|phụ biểu)(?: số)?[ .:\-–]*(?:\d+(?:\.\d+)*|[ivx]+)?[a-z]?[ .:\-–]+"
)
_YEAR = re.compile(r"\s*(?:năm\s+)?20\d\d.*$", re.IGNORECASE)
_LONGEST = 160  # characters of a line that is a title
_UNIT_WORDS = ("đơn vị tính", "đvt", "đơn vị")
_LINES = 2
_SENTENCE_ENDS = (".", ";")
_NEAR = 4
_REACH = 12  # characters around the start of a day in which "đến" stands
_TELLING = 4  # words; so many say enough even if all only qualify a property


def lines_above(blocks: Sequence[Block]) -> list[str]:
    """The lines over a table that may be its title, of all blocks before it: two, and none beyond a sentence.

    Footnotes are none: where they stand is the page's matter. Nor is a sentence that ends above a title.
    """
    lines: list[str] = []
    for block in reversed(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if lines and block.flow.text.rstrip().endswith(_SENTENCE_ENDS):
            break
        lines.insert(0, block.flow.text)
        if len(lines) == _LINES or len(block.flow.text) > _LONGEST:
            break
    return lines


def caption_unit(lines: Sequence[str]) -> Unit | None:
    """The unit after "Đơn vị tính:"."""
    caption = " ".join(lines)
    key = even_tones(caption)
    for word in _UNIT_WORDS:
        at = key.find(word)
        if at >= 0:
            return next((m.value for m in match_units(caption[at + len(word) :]) if m.start <= _NEAR), None)
    return None


def caption_period(lines: Sequence[str], report: Period) -> Period | None:
    """The period of all figures: the day up to which they are told, or the only period of the title.

    A title that tells of the whole year does so of what the report has reached of it.
    """
    caption = " ".join(lines)
    named = list(match_periods(caption, report))
    days = [
        one.value for one in named if one.value.notation.startswith("as-of") and _up_to(caption, one.start)
    ]
    if days:
        return days[-1]
    titles = [without_brackets(line) for line in lines if len(line) <= _LONGEST]
    told = {one.value for title in titles for one in match_periods(title, report)}
    only = told.pop() if len(told) == 1 else None
    if only is None or only.notation.startswith("as-of") or only.end > report.end:
        return None
    return year(year_of(only)) if is_season(only) else only


def _up_to(caption: str, start: int) -> bool:
    """Whether figures are told up to a day, and no document is dated by it."""
    words = even_tones(caption[max(0, start - _REACH) : start + _REACH]).split()
    return any(word in words for word in ("đến", "hết", "điểm"))


def caption_thing(lines: Sequence[str], report: Period) -> str:
    """What the last title speaks of ("Kết quả sản xuất ngô xuân hè"), whether or not it is an indicator."""
    titles = (_title(line, report) for line in reversed(lines) if len(line) <= _LONGEST)
    return next((expand_words(title) for title in titles if title), "")


def caption_topic(lines: Sequence[str], unit: Unit | None, report: Period) -> str:
    """The indicator that a title names ("Số hộ nghèo các xã năm 2023"); ``""`` for any other title."""
    for line in reversed(lines):
        title = _title(line, report) if len(line) <= _LONGEST else ""
        if title and _names_indicator(title, unit):
            return expand_words(title)
    return ""


def _title(line: str, report: Period) -> str:
    text = without_brackets(line)
    for one in reversed(list(match_periods(text, report))):
        kept = _YEAR.sub("", one.surface) if is_season(one.value) else ""
        text = text[: one.start] + kept + text[one.end :]
    text = _NUMBER.sub("", f"{even_tones(text)} ", count=1) if text.isupper() or _numbered(text) else text
    text = " ".join(text.split()).strip(" .:;-–")
    opens = load_words("table_words")["caption_opens"]
    while cut := next((word for word in opens if even_tones(text).startswith(f"{even_tones(word)} ")), None):
        text = text[len(cut) :].strip(" .:;-–")
    end = _ends().search(text)
    return text[: end.start()].strip(" .:;-–,") if end else text


@cache
def _ends() -> re.Pattern[str]:
    words = sorted(load_words("table_words")["caption_ends"], key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _numbered(text: str) -> bool:
    return _NUMBER.match(f"{even_tones(text)} ") is not None


def _names_indicator(title: str, unit: Unit | None) -> bool:
    if link_indicator(title, unit.kind if unit else ""):
        return True
    stream = Stream(title)
    named = not is_bare(title) or len(title.split()) >= _TELLING
    return named and bool(read_left(stream, range(len(stream))).head)
