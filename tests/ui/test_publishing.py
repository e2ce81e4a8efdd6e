"""What a generation is built of: the one before with the changes, put in order now and then."""

from __future__ import annotations

from pathlib import Path

import pytest

import ui.workspace
from graph.store import GraphStore
from search.encoder import HashingEncoder
from ui.artefact import read_artefact
from ui.ingesting import IngestOptions, new_report
from ui.manifest import Manifest, read_sealed_manifest
from ui.publishing import publish_changes
from ui.workspace import Workspace

REPORT = """UBND huyện Văn Quan
Báo cáo tình hình kinh tế - xã hội 6 tháng đầu năm {year}

Trồng mới {year} ha rừng.
"""


def test_a_store_is_tidied_when_it_has_grown_by_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tidied: list[int] = []
    monkeypatch.setattr(GraphStore, "tidy", lambda store: tidied.append(len(store.report_ids())))
    workspace = Workspace(tmp_path)
    for number in range(1, 8):
        add(workspace, number)
    assert tidied == [1, 2, 4, 7]
    assert len(workspace.current().reports) == 7


def test_one_report_more_or_less_asks_for_no_list_of_all_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)
    for number in (1, 2):
        add(workspace, number)
    listed: list[object] = []
    monkeypatch.setattr(GraphStore, "report_ids", listed.append)
    add(workspace, 3)
    take_out(workspace, workspace.current().reports[0].id)
    assert listed == []
    assert [report.name for report in workspace.current().reports] == ["2.txt", "3.txt"]


def test_a_publication_reads_no_manifest_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        add(Workspace(tmp_path), number)
    ui.workspace._kept_manifest.cache_clear()  # as in a process that just began
    read: list[int] = []

    def counted(data: bytes) -> tuple[Manifest, str]:
        manifest, seal = read_sealed_manifest(data)
        read.append(manifest.generation)
        return manifest, seal

    monkeypatch.setattr(ui.workspace, "read_sealed_manifest", counted)
    add(Workspace(tmp_path), 3)
    assert read == [2, 1, 3]


def add(workspace: Workspace, number: int) -> None:
    text = REPORT.format(year=2010 + number)
    artefact = read_artefact(text.encode(), f"{number}.txt", "Văn Quan", "2024")
    with workspace.writing("a test"):
        new = new_report(artefact, Path(artefact.name), IngestOptions())
        publish_changes(workspace, HashingEncoder, (), [new], lambda *_: None)


def take_out(workspace: Workspace, removed: str) -> None:
    with workspace.writing("a test"):
        publish_changes(workspace, HashingEncoder, {removed}, (), lambda *_: None)
