"""Answers which reports there are."""

from __future__ import annotations

from decimal import Decimal

from graph.catalogue import list_reports
from search.draft import Asked, Draft, Status
from search.phrase import say
from search.wording import report_label


def list_stored_reports(asked: Asked) -> Draft:
    """The reports of the districts and periods asked about."""
    language = asked.question.language
    if not asked.reports:
        return Draft(Status.NOT_FOUND, say(language, "reports.none"))
    labels = tuple(report_label(report, language) for report in asked.reports)
    found = list_reports(asked.store, reports=asked.report_ids)
    return Draft(
        status=Status.ANSWERED,
        text=say(language, "reports.some", count=str(len(labels)), items="; ".join(labels)),
        rows=tuple(
            {
                "district": report.district.name,
                "province": report.province.name,
                "period": report.period.notation,
                "number": report.number,
                "date": report.issued,
                "title": report.title,
                "report": report.name,
            }
            for report in asked.reports
        ),
        sparql=found.sparql,
        names=labels,
        values=(Decimal(len(labels)),),
    )
