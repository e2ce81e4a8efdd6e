"""When a figure holds: the report's period unless the words around it say another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.fact import Measure
from ingest.match.mention import Mention
from ingest.time_cues import Told, read_cues
from ingest.tokens import Stream
from ontology import periods
from ontology.lexicon import load_concepts
from ontology.values import Period

_OF_LEAD = -1  # the sentence number of a season that a lead names
_YEAR_OF_DAYS = 370
_WHOLE_YEAR = 360  # days
_WRITTEN_WITHIN = 45  # days after its period ends
_ALWAYS = 1 << 30
_SEASON_UNITS = frozenset({"area", "mass", "rate", "ratio", "volume"})
_REVIEWED_UNITS = frozenset({"household", "ratio"})
_SCHOOL_UNITS = frozenset({"school", "facility"})  # schools stand from year to year
_PUPIL_UNITS = frozenset(
    {
        "pupil",
        "child",
        "young-person",
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
    """The periods in force while a block is read; ``season`` comes from leads, ``day`` from "đến ngày".

    ``task`` is the plan's year in a section that tells what is still to be done, ``ahead`` a year to come
    that the sentence names, ``term`` the plan's term that it opens with, ``past`` the earlier year of a
    review or sentence; ``goes_on`` that this is the sentence after a review, where only households and
    their shares are still of that year.
    """

    report: Period
    season: Period | None = None
    day: Period | None = None
    school: Period | None = None
    school_sentence: int = -1
    school_first: str = ""
    sentence: int = -1
    seen: int = 0
    season_sentence: int = -1
    day_sentence: int = -1
    task: Period | None = None
    ahead: Period | None = None
    ahead_sentence: int = -1
    term: Period | None = None
    term_sentence: int = -1
    past: Period | None = None
    past_sentence: int = -1
    reviewed: bool = False
    goes_on: bool = False
    marks: tuple[Mention[Period], ...] = field(default=())

    def advance(self, stream: Stream, upto: int, sentence: int, opens: int) -> Period | None:
        """Takes in the periods before a figure; returns one that holds for this clause alone.

        ``opens`` is where the figure's sentence begins in the text.
        """
        self._close(sentence)
        own: Period | None = None
        while self.seen < len(self.marks) and self.marks[self.seen].start < stream[upto].start:
            told = read_cues(stream.text, self.marks[self.seen])
            self.seen += 1
            if told is None:
                continue
            taken = self._take(told, sentence, here=told.start >= opens)
            own = taken if taken or (told.counted and self.day is told.period) else own
        return own

    def _close(self, sentence: int) -> None:
        """Lets go what the sentences before said."""
        self.sentence = sentence
        if self.season_sentence not in (sentence, _OF_LEAD):
            self.season = None
        if self.day_sentence not in (sentence, _ALWAYS):
            self.day = None
        if self.ahead_sentence != sentence:
            self.ahead = None
        if self.term_sentence != sentence:
            self.term = None
        self.goes_on = self.reviewed and self.past_sentence == sentence
        if self.past_sentence < sentence:
            self.past = None

    def _take(self, told: Told, sentence: int, *, here: bool) -> Period | None:
        period, notation = told.period, told.period.notation
        if notation.endswith("năm học"):
            self.school, self.school_sentence = period, sentence if told.opens else -1
            self.school_first = ""
        elif is_season(period):
            self.season, self.season_sentence = period, sentence
        elif notation.startswith("as-of"):
            return self._take_day(told, sentence)
        elif period.end <= self.report.start:
            return self._take_earlier(told, sentence)
        elif self._is_to_come(period):
            if here and not told.carried:
                self.ahead, self.ahead_sentence = period, sentence
        elif _is_term(period):
            self.term, self.term_sentence = (period, sentence) if told.opens else (None, sentence)
            return period if told.figure_next else None
        else:
            self.past = self.term = None
            return period if told.shares and self._is_shorter(period) else None
        return None

    def _take_day(self, told: Told, sentence: int) -> Period | None:
        day = told.period
        if not told.counted:
            return None
        if told.expected and self._closes(day):
            return self.report
        self.day, self.day_sentence = (day if self._recent(day) else None), sentence
        if self.season_sentence == sentence:
            self.season = None  # "…; tính đến ngày 30/6 …" after what was told of a crop
        return None

    def _take_earlier(self, told: Told, sentence: int) -> Period | None:
        """A year before the report's: that of a review, of the sentence that it opens, or of one figure."""
        if told.reviewed:
            self.past, self.past_sentence, self.reviewed = told.period, sentence + 1, True
        elif told.opens:
            self.past, self.past_sentence, self.reviewed = told.period, sentence, False
        return told.period if told.figure_next else None

    def _is_to_come(self, period: Period) -> bool:
        """A year, half, quarter or month after the report's end; terms run through it."""
        return period.start >= self.report.end and _length(period) < _YEAR_OF_DAYS

    def _is_shorter(self, period: Period) -> bool:
        return _inside(period, self.report) and _length(period) < _length(self.report)

    def head(self, marks: Iterable[Mention[Period]], text: str) -> None:
        """Takes the day that a heading counts its figures to: "Ngân sách (đến hết ngày 30/11/2022)"."""
        for told in (told for mark in marks if (told := read_cues(text, mark))):
            day = told.period.notation.startswith("as-of") and told.counted and not self._closes(told.period)
            if day and self._recent(told.period):
                self.day, self.day_sentence = told.period, _ALWAYS

    def inherit(self, marks: Iterable[Mention[Period]], text: str) -> None:
        """Takes the season, school year or year of review of the sentence that a footnote belongs to."""
        for told in (told for mark in marks if (told := read_cues(text, mark))):
            if told.period.end <= self.report.start and told.reviewed:
                self.past, self.past_sentence = told.period, _ALWAYS
            if told.period.notation.endswith("năm học"):
                self.school = told.period
            elif is_season(told.period):
                self.season, self.season_sentence = told.period, _OF_LEAD

    def named_at(self, offset: int) -> Period | None:
        """The period that the text names right at an offset: the 2020 of "từ 31,2% năm 2020 lên …"."""
        near = (mark.value for mark in self.marks if 0 <= mark.start - offset <= 1)
        return next(near, None)

    def new_lead(self, offset: int) -> None:
        """A lead opens at ``offset``: its own season counts, that of the lead before no more."""
        self.season, self.season_sentence = None, _OF_LEAD
        self.seen = next((n for n, mark in enumerate(self.marks) if mark.start >= offset), len(self.marks))

    def _recent(self, day: Period) -> bool:
        """A state of the report's period, of the year before it, or of the weeks until it was written."""
        return (day.start - self.report.start).days > -_YEAR_OF_DAYS and (
            day.start - self.report.end
        ).days < _WRITTEN_WITHIN

    def settle(self, own: Period | None, unit_kind: str, unit_id: str, estimated: bool) -> Period:
        """The period of a value."""
        if own:
            return own
        if self.season and unit_kind in _SEASON_UNITS:
            return self.season
        if self.day:
            return self._at_day(estimated)
        if self.school and (self._counts_schools(unit_id) or unit_id in _PUPIL_UNITS):
            return self.school
        if self.term:
            return self.term
        outside = self.goes_on and unit_kind not in _REVIEWED_UNITS
        return self.report if self.past is None or outside else self.past

    def _counts_schools(self, unit_id: str) -> bool:
        """Whether its sentence opens by counting that year's schools: "Năm học 2023-2024 có 42 trường"."""
        if self.school_sentence != self.sentence:
            return False
        self.school_first = self.school_first or unit_id
        return self.school_first in _SCHOOL_UNITS and unit_id in _SCHOOL_UNITS

    def _at_day(self, estimated: bool) -> Period:
        """An estimate to the last day of the year is a figure of that year."""
        assert self.day is not None
        return self.report if estimated and self._closes(self.day) else self.day

    def _closes(self, day: Period) -> bool:
        """Whether the day is the last of the year reported on: "dự ước hết 31/12" is the year's figure."""
        whole_year = (self.report.end - self.report.start).days > _WHOLE_YEAR
        return whole_year and (self.report.end - day.start).days in (0, 1)

    def plan(self, value: Period) -> Period:
        """The period of a plan: the season's for crops, else the year (of the tasks, where they are told)."""
        ahead = (self.ahead or self.term) if not is_season(value) else None
        if ahead := ahead or self.task:
            return ahead
        if is_season(value) or value.notation.endswith("năm học") or _is_term(value):
            return value
        return periods.year(periods.year_of(value))


def period_of(measure: Measure, value: Period, clock: Clock) -> Period:
    """Plans bear the plan's period, all other figures the value's."""
    return clock.plan(value) if measure is Measure.PLAN else value


def is_season(period: Period) -> bool:
    """Whether a period is a crop season."""
    name = period.notation.partition(" ")[2]
    return bool(name) and name != "năm học" and any(row.vi == name for row in load_concepts("seasons"))


def _is_term(period: Period) -> bool:
    """Whether a period is of several years: "giai đoạn 2021-2025"."""
    return _length(period) > _YEAR_OF_DAYS


def _inside(period: Period, report: Period) -> bool:
    return report.start <= period.start and period.end <= report.end


def _length(period: Period) -> int:
    return (period.end - period.start).days
