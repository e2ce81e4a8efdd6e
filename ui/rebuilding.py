"""Everything derived, made anew from the reports' own files: after damage, a new version or a new model."""

from __future__ import annotations

from pathlib import Path

from ontology.errors import StoreError
from search.encoder import Encoder
from ui.artefact import read_artefact
from ui.ingesting import IngestOptions, new_report
from ui.publishing import NewReport, Progress, publish_changes
from ui.workspace import Manifest, StoredReport, Workspace


def rebuild(workspace: Workspace, encoder: Encoder, progress: Progress) -> Manifest:
    """Reads every stored source again and publishes a generation of nothing else.

    Must be called under the write lock. Raises ``StoreError`` naming a report whose source is lost.
    """
    reports = workspace.current().reports
    added = []
    for done, report in enumerate(reports, 1):
        added.append(_read_again(workspace, report))
        progress("read", done, len(reports))
    return publish_changes(workspace, encoder, (), added, progress, from_scratch=True)


def _read_again(workspace: Workspace, report: StoredReport) -> NewReport:
    try:
        source = (workspace.report(report) / "source").read_bytes()
    except OSError as error:
        raise StoreError(
            f"The stored source of {report.name} cannot be read: {error.strerror}.",
            f"Run 'huyenkg remove {report.id}', then ingest {report.path} again.",
        ) from error
    options = IngestOptions(report.given_district, report.given_period)
    artefact = read_artefact(source, report.name, options.district, options.period)
    return new_report(artefact, Path(report.path), options)
