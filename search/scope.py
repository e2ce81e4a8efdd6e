"""Which reports a question is about, as far as its own words say so: districts and times it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.match.periods import match_periods
from ingest.text import fold, nfc
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


def read_scope(question: str, reports: Sequence[ReportRow]) -> Scope:
    """Looks for the names and times of the reports at hand; a name that no report bears is not seen.

    A district is taken before a province: "huyện Phong Thổ, Lai Châu" means the district.
    """
    folded = " ".join(re.findall(r"\w+", fold(nfc(question))))
    districts = _named(folded, {fold(report.district_name) for report in reports})
    provinces = () if districts else _named(folded, {fold(report.province_name) for report in reports})
    places = [
        report
        for report in reports
        if fold(report.district_name) in districts or fold(report.province_name) in provinces
    ]
    spans = [(m.value.start.isoformat(), m.value.end.isoformat()) for m in match_periods(nfc(question))]
    pool = places or reports
    times = [r for r in pool if any(r.period_start < end and start < r.period_end for start, end in spans)]
    return Scope(
        frozenset(report.id for report in places),
        frozenset(report.id for report in times) if len(times) < len(pool) else frozenset(),
        districts or provinces,
    )


def _named(folded: str, names: set[str]) -> tuple[str, ...]:
    """The names that stand in the text, without those inside a longer one that stands there."""
    found = sorted(name for name in names if name and re.search(rf"\b{re.escape(name)}\b", folded))
    return tuple(name for name in found if not any(name != other and name in other for other in found))
