"""The account of an upload: what was read of each file, or why it was not and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from search.phrase import capitalised
from ui.jobs import Job
from ui.outcome import Outcome, State
from ui.quality import ledger_words, read_ledger
from ui.report_list import twins_of
from ui.session import language, say, service
from ui.upload_account import (
    NAMED_BY_USER,
    counts_words,
    district_choices,
    failure_words,
    identity_words,
    part_choices,
    period_notation,
    warning_words,
)  # fmt: skip
from ui.uploaded import Tray
from ui.views.reports.work import go, literal_name
from ui.workspace import StoredReport

ReadAgain = Callable[[Tray, Sequence[Outcome], Outcome, str | None, str | None], None]
_FIRST_YEAR = 2000
_BADGES = {
    State.ADDED: (":green-badge", ":material/check:"),
    State.REPLACED: (":green-badge", ":material/check:"),
    State.UNCHANGED: (":blue-badge", ":material/drag_handle:"),
    State.FAILED: (":red-badge", ":material/error:"),
}


class _Named(NamedTuple):
    """What a user says of a report; empty is what the report itself says."""

    district: str
    year: str
    part: str


def show_account(job: Job, read_again: ReadAgain) -> None:
    """A line over all, then a card a file."""
    counts = Counter(outcome.state for outcome in job.outcomes)
    added = counts[State.ADDED] + counts[State.REPLACED]
    st.subheader(
        say("reports.summary", added=added, unchanged=counts[State.UNCHANGED], failed=counts[State.FAILED]),
        anchor=False,
    )
    for number, outcome in enumerate(job.outcomes):
        with st.container(border=True, gap="small", key=f"file-{number}"):
            _card(number, outcome, job, read_again)


def _card(number: int, outcome: Outcome, job: Job, read_again: ReadAgain) -> None:
    badge, icon = _BADGES[outcome.state]
    state = say(f"upload_state.{outcome.state.value}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"{badge}[{icon} {state}] **{literal_name(outcome.path.name)}**", width="content")
        if outcome.report and st.button(say("reports.open"), icon=":material/menu_book:", key=f"o-{number}"):
            go(report=_stored(outcome.report).id)
    if outcome.report:
        _tell(_stored(outcome.report), outcome)
    else:
        st.markdown(literal_name(failure_words(outcome, language())))
        if outcome.code in NAMED_BY_USER and job.tray:
            _name_it(number, outcome, job, job.tray, read_again)


def _stored(report: StoredReport) -> StoredReport:
    return service().status().by_id().get(report.id, report)


def _tell(report: StoredReport, outcome: Outcome) -> None:
    spoken = language()
    st.markdown(f"**{literal_name(capitalised(identity_words(report, spoken)))}**")
    st.text(counts_words(report, spoken))
    st.html(ledger_words(read_ledger([report]), spoken))
    twins = twins_of(service().status().reports, report)
    told = warning_words(outcome.warnings, spoken)
    if twins and outcome.state is not State.UNCHANGED:
        told.append(say("reports.twins", names=", ".join(twin.name for twin in twins)))
    for words in told:
        st.warning(literal_name(words), icon=":material/info:")


def _name_it(number: int, outcome: Outcome, job: Job, tray: Tray, read_again: ReadAgain) -> None:
    """District and period by the user, for a report that does not tell them itself."""
    told = _Named(*st.session_state.get(_named_key(outcome), ("", "", "")))
    with st.form(f"name-{number}"):
        st.caption(say("reports.name_it"))
        named = _name_fields(told)
        sent = st.form_submit_button(say("reports.again"), icon=":material/refresh:")
    if not sent:
        return
    if not named.district and not named.year:
        st.warning(say("reports.name_first"))
        return
    # Where one of them is still missing, the other need not be named twice.
    st.session_state[_named_key(outcome)] = named
    period = period_notation(int(named.year), named.part) if named.year else None
    read_again(tray, job.outcomes, outcome, named.district or None, period)


def _name_fields(told: _Named) -> _Named:
    as_told = say("reports.as_told")
    districts, parts = district_choices(language()), part_choices(language())
    years = ["", *(str(year) for year in range(datetime.now(UTC).year + 1, _FIRST_YEAR, -1))]
    left, middle, right = st.columns([3, 2, 2])
    with left:
        district = _field(say("column.district"), {"": as_told, **districts}, told.district)
    with middle:
        year = _field(say("reports.year"), {year: year or as_told for year in years}, told.year)
    with right:
        part = _field(say("reports.part"), parts, told.part)
    return _Named(district, year, part)


def _field(label: str, options: Mapping[str, str], told: str) -> str:
    codes = list(options)
    at = codes.index(told) if told in options else 0
    return str(st.selectbox(label, codes, at, format_func=options.__getitem__))


def _named_key(outcome: Outcome) -> str:
    return f"named-{outcome.path}"
