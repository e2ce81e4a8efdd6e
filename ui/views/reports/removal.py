"""The dialog before a report is removed: which one, and what goes with it."""

from __future__ import annotations

import streamlit as st

from search.phrase import capitalised
from ui.outcome import Outcome
from ui.publishing import Progress
from ui.session import language, say, service
from ui.upload_account import counts_words, identity_words
from ui.views.reports.work import begin, desk, explain, go, literal_name, show_progress
from ui.workspace import StoredReport


def offer_removal(report: StoredReport) -> None:
    """The button; nothing where the reports may only be read."""
    if service().settings.read_only:
        return
    if st.button(say("reports.remove"), icon=":material/delete:", type="tertiary", key="remove"):
        st.dialog(say("reports.remove_asked"))(_ask)(report)


def show_removal() -> None:
    """How far a removal is that was begun in the reader, or what came of it (``job``)."""
    job = desk().job(st.query_params.get("job", ""))
    if job is None or job.purpose != "remove":
        return
    if job.runs:
        show_progress(job)
    elif job.error:
        explain(job)
    else:
        names = literal_name(", ".join(job.names))
        st.success(say("reports.removed", names=names), icon=":material/delete:")


def _ask(report: StoredReport) -> None:
    spoken = language()
    st.markdown(
        f"**{literal_name(capitalised(identity_words(report, spoken)))}**  \n{literal_name(report.name)}"
    )
    st.write(say("reports.remove_what", counts=counts_words(report, spoken)))
    st.caption(say("reports.remove_stays"))
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(say("reports.remove_no"), key="remove-no"):
            st.rerun()
        sure = st.button(say("reports.remove"), type="primary", icon=":material/delete:", key="remove-yes")
    if sure:
        remover = service()

        def work(progress: Progress) -> list[Outcome]:
            remover.remove(report.id, progress)
            return []

        job = begin("remove", (f"{identity_words(report, spoken)} ({report.name})",), work)
        if job:
            go(job=job.token)
