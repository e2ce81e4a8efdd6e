"""Chất lượng: what became of every number, what was left open, and what does not agree."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.arithmetic.checks import check_rows
from graph.arithmetic.finding import ArithmeticFinding, Check
from graph.finding import Finding, Severity
from graph.overviews import IssueName, list_issues, sources_of
from graph.queries import find_observations
from graph.rows import Source
from ui.address import choice, page_of
from ui.names import source_name
from ui.quality import (
    check_name,
    concerns,
    issue_table,
    ledger_table,
    ledger_words,
    marked_sentence,
    notes_of,
    read_ledger,
    reason_table,
    reasons_of,
    sentences_of,
    shape_table,
    told,
)
from ui.session import kept, language, report_names, say, service
from ui.views.quality_cells import show_cells
from ui.views.quality_merges import show_merges
from ui.widgets import offer_csv, passage_button, pick_row, plain_table, source_table
from ui.workspace import StoredReport

_PARTS = ("ledger", "open", "shapes", "arithmetic", "cells", "merges")
_PAGE, _CARDS = 50, 25  # rows of a table, findings
_MOST_CHECKED = 50  # reports whose shapes are checked on one page: seconds each
_ICONS = {Severity.WARNING: ":orange-badge", Severity.INFO: ":blue-badge", Severity.VIOLATION: ":red-badge"}


def show() -> None:
    """The page. Report, part and check stand in the address (``?report=…&part=arithmetic&check=parts``)."""
    st.caption(say("quality.intro"))
    reports = _choose_reports()
    draw = {
        "ledger": _ledger,
        "open": _open,
        "shapes": _shapes,
        "arithmetic": _arithmetic,
        "cells": _cells,
        "merges": _merges,
    }
    draw[_choose_part()](reports)


def _choose_reports() -> Sequence[StoredReport]:
    stored = {report.id: report for report in service().status().reports}
    names = report_names()
    options = {id_: f"{names[id_]} ({one.name})" for id_, one in stored.items()}
    report = choice("report", say("column.report"), {"": say("app.all"), **options})
    return [stored[report]] if report else list(stored.values())


def _choose_part() -> str:
    parts = {name: say(f"quality.{name}") for name in _PARTS}
    return choice("part", say("quality.part"), parts, look="segments", hidden=True)


# --- the ledger ----------------------------------------------------------------------------------


def _ledger(reports: Sequence[StoredReport]) -> None:
    ledger = read_ledger(reports)
    st.html(ledger_words(ledger, language()))
    if len(reports) > 1:
        rows = ledger_table(reports, report_names())
        page = page_of("page", len(rows), _PAGE)
        plain_table(rows[page * _PAGE : (page + 1) * _PAGE], key=f"ledgers-{page}")
        offer_csv(rows, "huyenkg-ledger.csv")
    st.subheader(say("quality.reasons"), anchor=False)
    table, codes = reason_table(ledger, language()), reasons_of(ledger)
    chosen = pick_row(table, "reasons", "quality.pick_reason", whole=True, codes=codes, name="reason")
    if chosen is not None:
        code = codes[chosen]
        _entries([code], reports, f"of-{code}")


def _open(reports: Sequence[StoredReport]) -> None:
    _entries(sorted(notes_of(reports)), reports, "open")


def _entries(codes: Sequence[str], reports: Sequence[StoredReport], key: str) -> None:
    """The entries of the ledger with these reasons; only the sentences of the page in sight are read."""
    one = reports[0].id if len(reports) == 1 else ""
    entries = kept(_issues, one, *codes) if codes else ()
    page = page_of("entries", len(entries), _PAGE)
    shown = entries[page * _PAGE : (page + 1) * _PAGE]
    sources = kept(_sources, *(entry.claim for entry in shown))
    rows = issue_table([(entry.code, sources[entry.claim]) for entry in shown], language())
    source_table(rows, [[sources[entry.claim]] for entry in shown], key=f"{key}-{page}")


def _issues(report: str, *codes: str) -> tuple[IssueName, ...]:
    return list_issues(service().snapshot().store, codes, [report] if report else []).rows


def _sources(*claims: str) -> dict[str, Source]:
    return sources_of(service().snapshot().store, claims)


# --- checks --------------------------------------------------------------------------------------


def _shapes(reports: Sequence[StoredReport]) -> None:
    if len(reports) > _MOST_CHECKED:
        st.info(say("quality.choose_report", count=len(reports)), icon=":material/info:")
        return
    found: list[Finding] = []
    with st.spinner(say("quality.checking")):
        for report in reports:
            found.extend(kept(_breaks, report.id))
    if not found:
        st.success(say("quality.keeps_shapes", count=len(reports)), icon=":material/check:")
        return
    rows = shape_table(found, report_names(), language())
    page = page_of("page", len(rows), _PAGE)
    plain_table(rows[page * _PAGE : (page + 1) * _PAGE], key=f"shapes-{page}")
    offer_csv(rows, "huyenkg-shapes.csv")


def _breaks(report: str) -> tuple[Finding, ...]:
    return service().check_shapes(report)


def _arithmetic(reports: Sequence[StoredReport]) -> None:
    st.caption(say("quality.no_corrections"))
    if len(reports) > _MOST_CHECKED:
        st.info(say("quality.choose_report", count=len(reports)), icon=":material/info:")
        return
    with st.spinner(say("quality.checking")):
        found = [
            one for one in kept(_disagreements, *_beside(reports)) if concerns(one, [r.id for r in reports])
        ]
    checks = {check.value: check_name(check.value, language()) for check in Check}
    check = choice("check", say("quality.check"), {"": say("app.all"), **checks})
    shown = [one for one in found if check in ("", one.check)]
    st.write(say("quality.found", count=len(shown)))
    page = page_of("page", len(shown), _CARDS)
    for number, finding in enumerate(shown[page * _CARDS : (page + 1) * _CARDS]):
        _card(number, finding)


def _cells(reports: Sequence[StoredReport]) -> None:
    if len(reports) > _MOST_CHECKED:
        st.info(say("quality.choose_report", count=len(reports)), icon=":material/info:")
        return
    show_cells([one.id for one in reports], _beside(reports))


def _merges(reports: Sequence[StoredReport]) -> None:
    show_merges(frozenset(one.id for one in reports))


def _beside(reports: Sequence[StoredReport]) -> list[str]:
    """The reports of their districts: a report is compared with those."""
    districts = {one.district_code for one in reports}
    return [one.id for one in service().status().reports if one.district_code in districts]


def _disagreements(*reports: str) -> tuple[ArithmeticFinding, ...]:
    store = service().snapshot().store
    return check_rows(row for report in reports for row in find_observations(store, reports=[report]).rows)


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
