"""What the parts of the page share: where to go, the desk with the jobs, how far a job is."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from ontology.errors import StoreBusy
from ui.jobs import Desk, Job, Work
from ui.plain_text import visible
from ui.session import say, service
from ui.sign_in import user_name
from ui.uploaded import Tray
from ui.widgets import literal
from ui.workspace import StoredReport

_OF_READING = 0.8  # of the bar: the rest is for storing and indexing


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The jobs of this server."""
    return Desk()


def go(**state: str) -> NoReturn:
    """Leads to another state of this page; the language goes along."""
    lang = st.query_params.get("lang", "")
    st.query_params.from_dict({name: value for name, value in {"lang": lang, **state}.items() if value})
    st.rerun()


def stored_report(report_id: str) -> StoredReport | None:
    """What is stored under an id, if it still is."""
    return service().status().by_id().get(report_id)


def begin(purpose: str, names: tuple[str, ...], work: Work, tray: Tray | None = None) -> Job | None:
    """Starts a job, or says who is at work."""
    try:
        return desk().start(purpose, names, work, user_name(), tray)
    except StoreBusy:
        say_who_is_busy()
        return None


def say_who_is_busy() -> None:
    """Names the job that runs, if one does."""
    busy = desk().running()
    if busy:
        who, names = busy.who or say("reports.somebody"), ", ".join(busy.names[:3])
        st.info(say("reports.busy", who=literal_name(who), names=literal_name(names)), icon=":material/sync:")


def show_progress(job: Job) -> None:
    """How far a job is, looked at every second; when it has ended, the page is drawn anew."""
    st.fragment(_look, run_every=1.0)(job.token)


def explain(job: Job) -> None:
    """Why a job came to nothing."""
    busy = isinstance(job.error, StoreBusy)
    st.error(say("reports.busy_elsewhere" if busy else "reports.broke_off"), icon=":material/error:")
    if job.error and not busy:
        st.code(f"{job.error.message} {job.error.hint}".strip(), language=None, wrap_lines=True)


def _look(token: str) -> None:
    job = desk().job(token)
    if job is None or not job.runs:
        st.rerun()
    share = _OF_READING if job.stage in ("store", "embed") else 0.02
    if job.stage == "read" and job.total:
        share = max(share, _OF_READING * job.done / job.total)
    st.progress(share, _stage(job))
    if job.left is not None:
        minutes = -(-job.left // 60)
        st.caption(say("reports.left" if job.left_known else "reports.left_at_least", minutes=minutes))
    st.caption(say("reports.leave"))


def _stage(job: Job) -> str:
    if job.purpose == "remove":
        return say("reports.removing", names=literal_name(", ".join(job.names)))
    if job.stage == "wait":
        return say("reports.waiting")
    if job.stage == "read" and job.done < job.total:
        return say("reports.reading", done=job.done, total=job.total, seconds=job.seconds)
    return say("reports.storing", seconds=job.seconds)


def literal_name(name: str) -> str:
    """A name of somebody else's for places where Streamlit reads Markdown."""
    return literal(visible(name))
