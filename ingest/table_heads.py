"""What the words of a header say: the role of the figures under it, their period, unit and property.

A row that is named like a header ("Kế hoạch năm 2024") says the same of its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.fact import Measure, Status
from ingest.match.mention import Mention
from ingest.match.periods import match_periods
from ingest.match.phrases import WORD, Phrases
from ingest.match.units import Unit
from ingest.missing_units import known_unit
from ingest.table_names import bracketed_unit, compose, is_bare, without_brackets
from ingest.text import even_tones
from ingest.times import is_season
from ingest.tokens import Stream
from ontology.periods import in_year, year, year_of
from ontology.phrases import load_words
from ontology.values import Period

_COMPARES = re.compile(r"so sánh(?: với)?|so với|(?<!\w)so(?!\w)|/(?=\s*[^\W\d])")
_SLASH = re.compile(r"/(?=[^\W\d])")  # "TH 2023/KH 2023" holds no document number
_CHANGES = ("tăng", "giảm", "chênh lệch")
_GENERIC = frozenset({"rate", "growth", "number", "average"})
_PERCENTAGES = (Measure.PCT_OF_PLAN, Measure.PCT_OF_BASE, Measure.CHANGE_PCT)


@dataclass(frozen=True, slots=True)
class Said:
    """The sense of header words. ``topic`` is the indicator or property that they name, ``""`` if none.

    ``empty`` says that they name nothing but roles and periods.
    """

    measure: Measure = Measure.VALUE
    period: Period | None = None
    unit: Unit | None = None
    topic: str = ""
    status: Status = Status.NORMAL
    empty: bool = False

    @property
    def share(self) -> bool:
        """Whether the figures are percentages of something else."""
        return self.measure in _PERCENTAGES


NOTHING_SAID = Said()


def read_head(storeys: Sequence[str], report: Period) -> Said:
    """The sense of a header, given from its top storey down."""
    header = " ".join(storeys)
    plain = _SLASH.sub(" / ", without_brackets(header))
    key = even_tones(plain)
    found = _found(key)
    named = _named(plain, _year_above(storeys, report))
    percent = "%" in header or "tỷ lệ" in key
    measure = _measure(key, found, percent="%" in key or "tỷ lệ" in key, ratio=percent)
    unit = bracketed_unit(header) or (known_unit("%") if "%" in header else None)
    if measure in _PERCENTAGES:
        unit = unit or known_unit("%")
    empty = not _rest(plain, named)
    return Said(
        measure,
        _period(measure, named, key, report),
        unit,
        _topic(storeys, plain, found, report, empty=empty),
        _status(measure, found),
        empty,
    )


def _named(plain: str, report: Period) -> list[Mention[Period]]:
    return [one for one in match_periods(plain, report) if not is_season(one.value)]


def _year_above(storeys: Sequence[str], report: Period) -> Period:
    """The report's period in the year that an upper storey names: "Năm 2022" over "6 tháng đầu năm"."""
    upper = [one.value for storey in storeys[:-1] for one in _named(without_brackets(storey), report)]
    years = [period for period in upper if period.notation == str(period.start.year)]
    return in_year(report, years[-1].start.year) if years else report


def _measure(key: str, found: frozenset[str], *, percent: bool, ratio: bool) -> Measure:
    base = _base_of(key)
    changes = key.startswith(_CHANGES) and ("compared" in found) and (base or _both(key))
    if changes and "plan" not in _found(base):
        return Measure.CHANGE_PCT if ratio else Measure.CHANGE
    if base and (ratio or _COMPARES.search(key)):
        against = _found(base)
        if "plan" in against and "base" not in against:
            return Measure.PCT_OF_PLAN
        if {"base", "actual"} & against or re.search(r"(?:19|20)\d\d", base):
            return Measure.PCT_OF_BASE
    if percent and "base" in found and not found & {"plan", "actual"}:
        return Measure.PCT_OF_BASE  # "% cùng kỳ"
    if "plan" in found and (percent or (ratio and not _opens_with_plan(key))):
        return Measure.PCT_OF_PLAN
    return Measure.PLAN if "plan" in found and "actual" not in found else Measure.VALUE


def _both(key: str) -> bool:
    """As in "Tăng (+), giảm (-)": a change whose base goes without saying."""
    return "tăng" in key and "giảm" in key


def _base_of(key: str) -> str:
    """What a comparison is made with: the words after "so với" or a slash."""
    compares = list(_COMPARES.finditer(key))
    return key[compares[-1].end() :].strip() if compares else ""


def _opens_with_plan(key: str) -> bool:
    return next((one.start for one in _dictionary().find(key) if one.value == "plan"), -1) == 0


def _period(measure: Measure, named: list[Mention[Period]], key: str, report: Period) -> Period | None:
    if measure is Measure.PLAN:
        stated = next((one.value for one in named if not one.value.notation.startswith("as-of")), None)
        return stated or year(year_of(named[0].value if named else report))
    if measure is Measure.VALUE:
        return _narrowest([one.value for one in named])
    compares = list(_COMPARES.finditer(key))
    left = [one.value for one in named if compares and one.end <= compares[-1].start()]
    return left[0] if left else None


def _narrowest(periods: Sequence[Period]) -> Period | None:
    """The first period, or one inside it that is named besides: "Năm 2024" over "6 tháng"."""
    inside = [one for one in periods if periods[0].start <= one.start and one.end <= periods[0].end]
    return min(inside, key=lambda one: one.end - one.start, default=None)


def _status(measure: Measure, found: frozenset[str]) -> Status:
    if measure is Measure.VALUE and "forecast" in found:
        return Status.FORECAST
    return Status.ESTIMATE if measure is Measure.VALUE and "estimate" in found else Status.NORMAL


def _topic(storeys: Sequence[str], plain: str, found: frozenset[str], report: Period, *, empty: bool) -> str:
    """What a header names besides role and period: all of it, or the property beside a role."""
    if empty or {"plan", "actual", "base"} & found or _COMPARES.search(even_tones(plain)):
        return _property(plain)
    parts = [part for storey in storeys if (part := _naming(storey, report))]
    topic = ""
    for part in parts:
        topic = compose(topic, part) if topic and is_bare(part) else f"{topic} {part}".strip()
    return topic


def _naming(storey: str, report: Period) -> str:
    """A storey without units in brackets and periods; empty if it names nothing else."""
    plain = without_brackets(storey)
    named = _named(plain, report)
    return _cut(plain, named) if _rest(plain, named) else ""


def _property(header: str) -> str:
    """The property that a header of figures names ("Giải ngân đến 30/6", "Kế hoạch vốn")."""
    stream = Stream(header)
    for label in stream.labels:
        if label and label.kind == "property" and label.id not in _GENERIC:
            return stream.words(label.first, label.last).lower()
        if label and label.kind == "allotted":
            return "vốn"
    return ""


def _rest(plain: str, named: list[Mention[Period]]) -> str:
    """The words that are neither role nor period nor link nor measure."""
    words = _cut(plain, named)
    cut = _cut(words, list(_dictionary().find(even_tones(words))))
    return " ".join(word for word in WORD.findall(even_tones(cut)) if word.isalpha() and len(word) > 1)


def _cut(words: str, mentions: Iterable[Mention[Period] | Mention[str]]) -> str:
    for one in sorted(mentions, key=lambda mention: -mention.start):
        words = words[: one.start] + " " + words[one.end :]
    return " ".join(words.split()).strip(" ,;:/-–")


def _found(key: str) -> frozenset[str]:
    kinds = {mention.value for mention in _dictionary().find(key)}
    return frozenset(kinds | {"actual"} if "estimate" in kinds else kinds)


@cache
def header_words() -> Mapping[str, frozenset[str]]:
    """The lists of ``codes/table_words.toml``, tones evened."""
    return {name: frozenset(map(even_tones, words)) for name, words in load_words("table_words").items()}


@cache
def _dictionary() -> Phrases[str]:
    kinds = ("plan", "actual", "estimate", "forecast", "base", "compared", "links")
    return Phrases(((word, kind) for kind in kinds for word in load_words("table_words")[kind]), even_tones)
