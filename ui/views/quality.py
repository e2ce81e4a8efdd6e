"""Chất lượng: what became of every number, what was left open, and what does not agree."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.arithmetic.finding import ArithmeticFinding, Check
from graph.queries import find_issues
from graph.rows import IssueRow
from graph.validate import Finding, Severity
from ui.names import source_name
from ui.quality import (
    check_name,
    concerns,
    issue_table,
    ledger_table,
    ledger_words,
    marked_sentence,
    read_ledger,
    reason_table,
    reasons_of,
    sentences_of,
    shape_table,
    told,
)
from ui.session import kept, language, report_names, say, service
from ui.widgets import offer_csv, passage_button, pick_row, plain_table, source_table
from ui.workspace import StoredReport

_PARTS = ("ledger", "open", "shapes", "arithmetic")
_MOST = 50  # findings shown at once
_ICONS = {Severity.WARNING: ":orange-badge", Severity.INFO: ":blue-badge", Severity.VIOLATION: ":red-badge"}


def show() -> None:
    """The page. Report, part and check stand in the address (``?report=…&part=arithmetic&check=parts``)."""
    st.caption(say("quality.intro"))
    reports = _choose_reports()
    draw = {"ledger": _ledger, "open": _open, "shapes": _shapes, "arithmetic": _arithmetic}
    draw[_choose_part()](reports)


def _choose_reports() -> Sequence[StoredReport]:
    stored = {report.id: report for report in service().status().reports}
    names, chosen = report_names(), st.query_params.get("report", "")
    options = ["", *stored]
    report = st.selectbox(
        say("column.report"),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda one: f"{names[one]} ({stored[one].name})" if one else say("app.all"),
    )
    st.query_params["report"] = report
    return [stored[report]] if report else list(stored.values())


def _choose_part() -> str:
    asked = st.query_params.get("part", "")
    part = st.segmented_control(
        say("quality.part"),
        _PARTS,
        default=asked if asked in _PARTS else _PARTS[0],
        required=True,
        format_func=lambda name: say(f"quality.{name}"),
        label_visibility="collapsed",
        key="part",
    )
    st.query_params["part"] = part or _PARTS[0]
    return part or _PARTS[0]


# --- the ledger ----------------------------------------------------------------------------------


def _ledger(reports: Sequence[StoredReport]) -> None:
    ledger = read_ledger(reports)
    st.html(ledger_words(ledger, language()))
    if len(reports) > 1:
        rows = ledger_table(reports, report_names())
        plain_table(rows, key="ledgers")
        offer_csv(rows, "huyenkg-ledger.csv")
    st.subheader(say("quality.reasons"), anchor=False)
    chosen = pick_row(reason_table(ledger, language()), key="reasons", hint="quality.pick_reason", whole=True)
    if chosen is not None:
        code = reasons_of(ledger)[chosen]
        entries = [row for row in kept(_issues, *_ids(reports)) if row.code == code]
        source_table(issue_table(entries, language()), [[row.source] for row in entries], key=f"of-{code}")


def _open(reports: Sequence[StoredReport]) -> None:
    entries = [row for row in kept(_issues, *_ids(reports)) if not row.counts_number]
    source_table(issue_table(entries, language()), [[row.source] for row in entries], key="open")


def _issues(*reports: str) -> tuple[IssueRow, ...]:
    return find_issues(service().snapshot().store, reports=reports).rows


# --- checks --------------------------------------------------------------------------------------


def _shapes(reports: Sequence[StoredReport]) -> None:
    found: list[Finding] = []
    with st.spinner(say("quality.checking")):
        for report in reports:
            found.extend(kept(_breaks, report.id))
    if not found:
        st.success(say("quality.keeps_shapes", count=len(reports)), icon=":material/check:")
        return
    rows = shape_table(found, report_names(), language())
    plain_table(rows, key="shapes")
    offer_csv(rows, "huyenkg-shapes.csv")


def _breaks(report: str) -> tuple[Finding, ...]:
    return service().check_shapes(report)


def _arithmetic(reports: Sequence[StoredReport]) -> None:
    st.caption(say("quality.no_corrections"))
    with st.spinner(say("quality.checking")):
        found = [one for one in kept(_disagreements) if concerns(one, _ids(reports))]
    check = _choose_check()
    shown = [one for one in found if check in ("", one.check)]
    st.write(say("quality.found", count=len(shown)))
    for number, finding in enumerate(shown[:_MOST]):
        _card(number, finding)
    if len(shown) > _MOST:
        st.caption(say("quality.more", count=_MOST))


def _disagreements() -> tuple[ArithmeticFinding, ...]:
    return service().check_arithmetic()


def _choose_check() -> str:
    options = ["", *(check.value for check in Check)]
    asked = st.query_params.get("check", "")
    check = st.selectbox(
        say("quality.check"),
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=lambda one: check_name(one, language()) if one else say("app.all"),
    )
    st.query_params["check"] = check
    return check


def _card(number: int, finding: ArithmeticFinding) -> None:
    """A finding: what it says, and the sentences of its figures side by side."""
    with st.container(border=True, gap="small"):
        severity = say(f"severity.{finding.severity.value}")
        badge = f"{_ICONS[finding.severity]}[{severity}]"
        st.markdown(f"{badge} **{check_name(finding.check, language())}**")
        st.text(told(finding, language()))
        sentences = sentences_of(finding)
        for place, (column, rows) in enumerate(zip(st.columns(len(sentences)), sentences, strict=True)):
            sources = [row.source for row in rows]
            with column:
                where = source_name(sources[0], language())
                st.caption(where)
                st.html(marked_sentence(sources))
                passage_button(sources[0], key=f"finding-{number}-{place}")


def _ids(reports: Sequence[StoredReport]) -> tuple[str, ...]:
    return tuple(report.id for report in reports)
