"""The choice of a year that the views of ties share."""

from __future__ import annotations

from graph.analysis.reading import report_times
from ui.address import choice
from ui.session import kept, say, service


def choose_year() -> str:
    """A year that reports are about, the newest first; empty stands for all. It stands in the address."""
    years = {year: year for year in kept(_years)}
    return choice("year", say("ties.year"), {"": say("app.all"), **years})


def _years() -> tuple[str, ...]:
    times = report_times(service().snapshot().store).values()
    found = {year for one in times for year in (one.begins.year, one.ends.year)}
    return tuple(str(year) for year in sorted(found, reverse=True))
