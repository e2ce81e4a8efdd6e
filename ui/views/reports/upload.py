"""Upload: files are taken, read beside the pages, and told of one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from ui.ingesting import IngestOptions
from ui.jobs import Job
from ui.outcome import Outcome
from ui.plain_text import clean_name
from ui.publishing import Progress
from ui.reading_apart import get_ready
from ui.session import say, service
from ui.settings import Limits
from ui.uploaded import SUFFIXES, Refusal, Tray, Upload, refusals
from ui.views.reports.account import show_account
from ui.views.reports.work import (
    begin,
    desk,
    explain,
    go,
    literal_name,
    say_who_is_busy,
    show_progress,
)  # fmt: skip

_TIMES = "uploads"


def show() -> None:
    """The upload (``job`` is the one whose account is shown)."""
    if service().settings.read_only:
        st.info(say("reports.read_only"), icon=":material/lock:")
        return
    token = st.query_params.get("job", "")
    job = desk().job(token)
    if token and (job is None or job.purpose == "read"):
        _show_job(job)
    else:
        _take()


def _show_job(job: Job | None) -> None:
    if job is not None and job.runs:
        show_progress(job)
        return
    if job is None:
        st.info(say("reports.lost_job"), icon=":material/history:")
    elif job.error:
        explain(job)
    else:
        show_account(job, _read_again)
    if st.button(say("reports.more"), icon=":material/upload_file:", key="more"):
        go(view="upload")


def _take() -> None:
    limits = service().settings.limits
    st.write(say("reports.intro"))
    _label_button()
    if desk().running() is None:
        get_ready()
    times = st.session_state.setdefault(_TIMES, 0)
    taken = st.file_uploader(
        say("reports.files"),
        SUFFIXES,
        accept_multiple_files=True,
        max_upload_size=limits.file_mb,
        key=f"upload-{times}",
    )
    st.caption(say("reports.limits", **asdict(limits)))
    uploads = [Upload(one.name, one.getvalue()) for one in taken]
    problems = refusals(uploads, limits)
    for problem in problems:
        st.error(_problem(problem, limits), icon=":material/block:")
    say_who_is_busy()
    ready = bool(uploads) and not problems and desk().running() is None
    if st.button(say("reports.start"), type="primary", icon=":material/auto_stories:", disabled=not ready):
        _start(uploads)


def _problem(problem: Refusal, limits: Limits) -> str:
    return say(f"refusal.{problem.code}", name=literal_name(problem.name), **asdict(limits))


def _start(uploads: Sequence[Upload]) -> None:
    tray = Tray(uploads)
    options = IngestOptions(jobs=1, apart=True)
    reader = service()

    def work(progress: Progress) -> list[Outcome]:
        return reader.ingest(tray.paths, options, progress)

    job = begin("read", tuple(clean_name(one.name) for one in uploads), work, tray)
    if job:
        st.session_state[_TIMES] += 1
        go(view="upload", job=job.token)


def _read_again(
    tray: Tray, outcomes: Sequence[Outcome], wanted: Outcome, district: str | None, period: str | None
) -> None:
    """Reads one file of an upload again, with what its user says of it; the account of the others stays."""
    reader = service()
    options = IngestOptions(district=district, period=period, jobs=1, apart=True)

    def work(progress: Progress) -> list[Outcome]:
        (again,) = reader.ingest([wanted.path], options, progress)
        return [again if one.path == wanted.path else one for one in outcomes]

    job = begin("read", (wanted.path.name,), work, tray)
    if job:
        go(view="upload", job=job.token)


def _label_button() -> None:
    """Streamlit's own word on the button is English: ours stands in its place (``style.css``)."""
    words = "".join(char for char in say("reports.choose") if char not in '\\"<>')
    st.html(f"<style>:root {{ --hk-choose: '{words}'; }}</style>")
