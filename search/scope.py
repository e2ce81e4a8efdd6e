"""Which reports a question is about, as far as its own words say so: districts and times it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.match.periods import match_periods
from ingest.text import even_tones, fold, nfc
from search.catalogue import ReportRow


@dataclass(frozen=True, slots=True)
class Scope:
    """Reports in question, from wide to narrow. An empty set means that the words narrow nothing.

    ``places`` are the reports of districts or provinces that are named, ``times`` those of them (or of
    all) whose period meets a time that is named. ``names`` are the folded names that were found.
    """

    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def read_scope(question: str, reports: Sequence[ReportRow], districts: Collection[str] = ()) -> Scope:
    """Looks for the names and times of the reports at hand; a name that no report bears is not seen.

    A district is taken before a province: "huyện Phong Thổ, Lai Châu" means the district. ``districts`` are
    codes of those that the question means without writing their names (misspelt, or a commune of theirs).
    """
    question = nfc(question)
    names = _named(question, {report.district_name for report in reports})
    provinces = _named(question, {report.province_name for report in reports})
    places = (
        [report for report in reports if report.district_name in names]
        or [report for report in reports if report.district in districts]
        or [report for report in reports if report.province_name in provinces]
    )
    spans = [(m.value.start.isoformat(), m.value.end.isoformat()) for m in match_periods(question)]
    pool = places or reports
    times = [r for r in pool if any(r.period_start < end and start < r.period_end for start, end in spans)]
    return Scope(
        frozenset(report.id for report in places),
        frozenset(report.id for report in times) if len(times) < len(pool) else frozenset(),
        tuple(sorted({*names.values()})) + tuple(sorted({*provinces.values()})),
    )


def _named(text: str, names: set[str]) -> dict[str, str]:
    """The names that stand in the text, each with its folded form, without those inside a longer one."""
    folded = fold(text)
    found = {name: fold(name) for name in names if name and _may_stand(name, folded) and _stands(name, text)}
    forms = set(found.values())
    return {
        name: form
        for name, form in found.items()
        if not any(form != other and form in other for other in forms)
    }


def _may_stand(name: str, folded: str) -> bool:
    """A quick look before the sure one, which is taken for each district of the country."""
    return all(word in folded for word in _folded_words(name))


@lru_cache(maxsize=4096)
def _folded_words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _words(name))


def _stands(name: str, text: str) -> bool:
    """Whether the words of a name stand there with their own marks or none: "vẫn quan" is not Văn Quan."""
    words = _words(name)
    pattern = r"\b" + r"\W+".join(re.escape(fold(word)) for word in words) + r"\b"
    return any(
        all(
            found in (word, fold(word))
            for found, word in zip(_words(text[slice(*match.span())]), words, strict=True)
        )
        for match in re.finditer(pattern, fold(text))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", even_tones(nfc(text)))
