"""What a generation is built of: the one before with the changes, put in order now and then."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import GraphStore
from search.encoder import HashingEncoder
from ui.artefact import read_artefact
from ui.ingesting import IngestOptions, new_report
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
        text = REPORT.format(year=2010 + number)
        artefact = read_artefact(text.encode(), f"{number}.txt", "Văn Quan", "2024")
        added = new_report(artefact, Path(artefact.name), IngestOptions())
        with workspace.writing("a test"):
            publish_changes(workspace, HashingEncoder, (), [added], lambda *_: None)
    assert tidied == [1, 2, 4, 7]
    assert len(workspace.current().reports) == 7
