"""When a figure holds: the report's period unless the words around it say another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.fact import Measure
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.text import even_tones
from ingest.tokens import Stream
from ontology import periods
from ontology.lexicon import load_concepts
from ontology.phrases import load_words
from ontology.values import Period

_OF_LEAD = -1  # the sentence number of a season that a lead names
_YEAR_OF_DAYS = 370
_HALF_YEAR = 300  # days; shorter reports are not of a whole year
_STOPS = ".,;:(-–+"
_TIME_OPENERS = tuple(
    even_tones(word) for word in ("trong", "riêng", "ước", "thực hiện", "kết quả", "hết", "tính đến")
)
_TOLD = tuple(even_tones(word) for word in ("ước", "đạt", "là ", "được", ":", "bằng", "có "))
_NEAR = 24  # characters around a period
_REVIEW = 80  # characters before the year of a review
_REVIEWS = tuple(even_tones(word) for word in ("rà soát", "tổng điều tra", "kết quả điều tra"))
_ENDS_OF_YEARS = tuple(even_tones(word) for word in ("cuối", "đến", "hết", "tính đến", "trong"))
_FIGURE_NEXT = re.compile(r"\s*(?:(?:chỉ|chỉ có|là|đạt|có|được|khoảng|đón|đón được|thu|thu được)\s+){0,2}\d")
_ALWAYS = 1 << 30
_UP_TO = frozenset({"đến", "hết", "điểm"})
_SEASON_UNITS = frozenset({"area", "mass", "rate", "ratio", "volume"})
_REVIEWED_UNITS = frozenset({"household", "ratio"})
_PUPIL_UNITS = frozenset(
    {
        "pupil",
        "child",
        "teacher",
        "class",
        "classroom",
        "edu-institution",
        "percent",
        "prize",
        "trainee",
        "class-group",
        "student",
    }
)


@dataclass(slots=True)
class Clock:
    """The periods in force while a block is read; ``season`` comes from leads, ``day`` from "đến ngày",
    ``task`` is the plan's year in a section that tells what is still to be done, ``ahead`` a year to come that
    the sentence names, ``past`` the earlier year of a review or sentence; ``goes_on`` that this is the sentence
    after it, where only households and their shares are still of that year.
    """

    report: Period
    season: Period | None = None
    day: Period | None = None
    school: Period | None = None
    seen: int = 0
    season_sentence: int = -1
    day_sentence: int = -1
    task: Period | None = None
    ahead: Period | None = None
    ahead_sentence: int = -1
    past: Period | None = None
    past_sentence: int = -1
    reviewed: bool = False
    goes_on: bool = False
    marks: tuple[Mention[Period], ...] = field(default=())

    def advance(self, stream: Stream, upto: int, sentence: int) -> Period | None:
        """Takes in the periods before a figure; returns one that holds for this clause alone."""
        offset = stream[upto].start
        own: Period | None = None
        if self.season_sentence not in (sentence, _OF_LEAD):
            self.season = None
        if self.day_sentence != sentence:
            self.day = None
        if self.ahead_sentence != sentence:
            self.ahead = None
        self.goes_on = self.reviewed and self.past_sentence == sentence
        if self.past_sentence < sentence:
            self.past = None
        while self.seen < len(self.marks) and self.marks[self.seen].start < offset:
            mention = self.marks[self.seen]
            self.seen += 1
            if not _compared(stream.text, mention.start):
                text, start = stream.text, mention.start
                counted = _counted_to(text, start, mention.end)
                shares = _stands_alone(text, start, mention.end)
                taken = self._take(mention, _expected(text, start), counted, shares, sentence)
                taken = taken or self._take_earlier(mention, text, sentence)
                own = taken if taken or (counted and self.day is mention.value) else own
        return own

    def _take(
        self, mention: Mention[Period], expected: bool, counted: bool, shares: bool, sentence: int
    ) -> Period | None:
        period, notation = mention.value, mention.value.notation
        if notation.endswith("năm học"):
            self.school = period
        elif is_season(period):
            self.season, self.season_sentence = period, sentence
        elif notation.startswith("as-of"):
            if not counted:
                return None
            if expected and self._closes(period):
                return self.report
            self.day, self.day_sentence = (period if self._recent(period) else None), sentence
            if self.season_sentence == sentence:
                self.season = None  # "…; tính đến ngày 30/6 …" after what was told of a crop
        elif period.start >= self.report.end and notation.isdecimal():
            self.ahead, self.ahead_sentence = period, sentence
        elif shares and _inside(period, self.report) and _length(period) < _length(self.report):
            return period
        return None

    def _take_earlier(self, mention: Mention[Period], text: str, sentence: int) -> Period | None:
        """A year before the report's: that of a review, of the sentence that it opens, or of one figure."""
        period = mention.value
        if period.start >= self.report.start or is_season(period) or not period.notation[-1:].isdecimal():
            return None
        if period.notation.startswith("as-of"):
            return None
        if reviewed(text, mention.start):
            self.past, self.past_sentence, self.reviewed = period, sentence + 1, True
        elif _opens_sentence(text, mention.start):
            self.past, self.past_sentence, self.reviewed = period, sentence, False
        return period if _FIGURE_NEXT.match(text, mention.end) else None

    def inherit(self, marks: Iterable[Mention[Period]], text: str) -> None:
        """Takes the season, school year or year of review of the sentence that a footnote belongs to."""
        for mark in marks:
            if mark.value.start < self.report.start and reviewed(text, mark.start):
                self.past, self.past_sentence = mark.value, _ALWAYS
            if mark.value.notation.endswith("năm học"):
                self.school = mark.value
            elif is_season(mark.value):
                self.season, self.season_sentence = mark.value, _OF_LEAD

    def new_lead(self, offset: int) -> None:
        """A lead opens at ``offset``: its own season counts, that of the lead before no more."""
        self.season, self.season_sentence = None, _OF_LEAD
        self.seen = next((n for n, mark in enumerate(self.marks) if mark.start >= offset), len(self.marks))

    def _recent(self, day: Period) -> bool:
        """A state of the report's period, of the year before it, or of the weeks until it was written."""
        return (day.start - self.report.start).days > -_YEAR_OF_DAYS and (
            day.start - self.report.end
        ).days < 45

    def settle(self, own: Period | None, unit_kind: str, unit_id: str, estimated: bool) -> Period:
        """The period of a value."""
        if own:
            return own
        if self.season and unit_kind in _SEASON_UNITS:
            return self.season
        if self.day:
            return self._at_day(estimated)
        if self.school and unit_id in _PUPIL_UNITS:
            return self.school
        outside = self.goes_on and unit_kind not in _REVIEWED_UNITS
        return self.report if self.past is None or outside else self.past

    def _at_day(self, estimated: bool) -> Period:
        """An estimate to the last day of the year is a figure of that year."""
        assert self.day is not None
        return self.report if estimated and self._closes(self.day) else self.day

    def _closes(self, day: Period) -> bool:
        """Whether the day is the last of the year reported on: "dự ước hết 31/12" is the year's figure."""
        whole_year = (self.report.end - self.report.start).days > _HALF_YEAR
        return whole_year and (self.report.end - day.start).days in (0, 1)

    def plan(self, value: Period) -> Period:
        """The period of a plan: the season's for crops, else the year (of the tasks, where they are told)."""
        if self.ahead or self.task:
            return self.ahead or self.task
        if is_season(value) or value.notation.endswith("năm học"):
            return value
        return periods.year(periods.year_of(value))


def period_of(measure: Measure, value: Period, clock: Clock) -> Period:
    """Plans bear the plan's period, all other figures the value's."""
    return clock.plan(value) if measure is Measure.PLAN else value


def is_season(period: Period) -> bool:
    """Whether a period is a crop season."""
    name = period.notation.partition(" ")[2]
    return bool(name) and name != "năm học" and any(row.vi == name for row in load_concepts("seasons"))


def _compared(text: str, start: int) -> bool:
    """Whether "so với", "hơn" or "bằng" stands right before: then the period is a base, not the figure's."""
    before = text[max(0, start - 18) : start].lower().rstrip()
    return before.endswith(("so với", "so", "hơn", "bằng", "so với cuối", "so với đầu", "chuyển sang", "từ"))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a period tells when ("trong tháng 6", "thu tháng 7 ước đạt"), and names no event ("rét tháng 2")."""
    before = even_tones(text[max(0, start - _NEAR) : start]).rstrip()
    after = even_tones(text[end : end + _NEAR]).lstrip()
    opens = not before or before[-1] in _STOPS or before.endswith(_TIME_OPENERS)
    return opens or after.startswith(_TOLD)


def reviewed(text: str, start: int) -> bool:
    """Whether a period is that of a review: "kết quả rà soát hộ nghèo năm 2019"."""
    before = even_tones(text[max(0, start - _REVIEW) : start]).rpartition(".")[2]
    against = any(f" {word} " in before for word in ("so", "sv"))
    return not against and any(word in before for word in _REVIEWS)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a period says at once of what time its sentence tells: "Cuối năm 2022, toàn huyện có …"."""
    before = even_tones(text[max(0, start - _NEAR) : start]).rstrip()
    for word in _ENDS_OF_YEARS:
        before = before.removesuffix(word).rstrip()
    return not before or before[-1] in ".:-–+"


def _expected(text: str, start: int) -> bool:
    """Whether an estimate word stands before: "dự ước hết 31/12"."""
    before = text[max(0, start - 30) : start].lower()
    return any(word in before for word in ("ước", "dự kiến"))


def _counted_to(text: str, start: int, end: int) -> bool:
    """Whether figures are told up to a day ("đến ngày 30/6"), and no document is dated by it."""
    words = text[max(0, start - 16) : end].lower().split()
    return any(word in _UP_TO for word in words)


def _inside(period: Period, report: Period) -> bool:
    return report.start <= period.start and period.end <= report.end


def _length(period: Period) -> int:
    return (period.end - period.start).days


@lru_cache(maxsize=1024)
def is_task(heading: str, report: Period) -> bool:
    """Whether a heading opens what is still to be done: "nhiệm vụ trọng tâm 6 tháng cuối năm".

    A heading that names a period up to the report's end tells of that period.
    """
    key = even_tones(heading)
    words = load_words("clause_words")
    for programme in words["programmes_of_targets"]:
        key = key.replace(even_tones(programme), "")
    named = [mention.value for mention in match_periods(heading, report)]
    if any(period.end <= report.end for period in named):
        return False
    if any(even_tones(word) in key for word in words["told_headings"]):
        return False
    later = any(period.start >= report.end for period in named)
    kinds = words["task_headings"] + (words["task_headings_of_later"] if later else ())
    return any(even_tones(word) in key for word in kinds)
