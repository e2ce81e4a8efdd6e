"""Everything derived, made anew from the reports' own files: after damage, a new version or a new model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ontology.errors import StoreError
from search.encoder import Encoder
from ui.artefact import Artefact, read_artefact
from ui.ingesting import IngestOptions, stored_report
from ui.publishing import Progress, publish_changes
from ui.workspace import Manifest, StoredReport, Workspace


def rebuild(workspace: Workspace, encoder: Encoder, progress: Progress) -> Manifest:
    """Reads every stored source again and publishes a generation of nothing else.

    Must be called under the write lock. Raises ``StoreError`` naming a report whose source is lost.
    """
    manifest = workspace.current()
    artefacts, reports = [], []
    for done, report in enumerate(manifest.reports, 1):
        artefact = _read_again(workspace, report)
        artefacts.append(artefact)
        reports.append(
            stored_report(
                artefact, Path(report.path), IngestOptions(report.given_district, report.given_period)
            )
        )
        progress("read", done, len(manifest.reports))
    following = replace(manifest, reports=tuple(reports))
    return publish_changes(workspace, encoder, following, (), artefacts, progress, from_scratch=True)


def _read_again(workspace: Workspace, report: StoredReport) -> Artefact:
    try:
        source = (workspace.report(report.id) / "source").read_bytes()
    except OSError as error:
        raise StoreError(
            f"The stored source of {report.name} cannot be read: {error.strerror}.",
            f"Run 'huyenkg remove {report.id}', then ingest {report.path} again.",
        ) from error
    return read_artefact(source, report.name, report.given_district, report.given_period)
