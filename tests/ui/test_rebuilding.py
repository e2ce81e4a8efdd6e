"""A rebuild mends what is derived, recovers a lost manifest, and keeps what it can of a damaged report."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import pytest

from ingest.record import Kind
from ontology.errors import StoreError
from tests.services import service_of_texts
from ui.agreement import problems
from ui.ingesting import IngestOptions
from ui.manifest import seal_of
from ui.marks import mark_of
from ui.own_files import OWN_FILES
from ui.rebuilding import Rebuilt
from ui.sealing import sealed
from ui.service import Service
from ui.settings import Settings
from ui.workspace import StoredReport, Workspace

TEXT = """UBND HUYỆN {}
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

I. KINH TẾ
Diện tích lúa đạt {} ha.
"""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports whose files are gone from where they were read; one replaces a former reading."""
    folder = tmp_path_factory.mktemp("stored")
    service = service_of_texts(folder, a=TEXT.format("VĂN QUAN", 1), b=TEXT.format("MƯỜNG TÈ", 2))
    (folder / "a.txt").write_text(TEXT.format("VĂN QUAN", 3), "utf-8")
    service.ingest([folder / "a.txt"], IngestOptions(jobs=1), quiet)
    for name in ("a", "b"):
        (folder / f"{name}.txt").unlink()
    return folder / "data"


@pytest.fixture
def service(stored: Path, tmp_path: Path) -> Service:
    """A copy of it, to be harmed."""
    data = shutil.copytree(stored, tmp_path / "data")
    return Service(Settings(data=data, cache=tmp_path, model="hashing"))


def report_of(service: Service, name: str) -> StoredReport:
    return next(report for report in service.status().reports if report.name == name)


def own(service: Service, name: str) -> Path:
    return service.workspace.report(report_of(service, name))


def told(rebuilt: Rebuilt) -> list[str]:
    return [trouble.message for trouble in rebuilt.troubles]


def content(service: Service) -> dict[str, bytes]:
    return {report.name: service.workspace.read(report, "graph.nq") for report in service.status().reports}


def problems_of(service: Service) -> list[str]:
    found = problems(service.workspace, service.status(), thorough=True)
    return [problem.message for problem in found]


def test_without_damage_nothing_is_told_and_nothing_changes(service: Service) -> None:
    before = content(service)
    assert told(service.rebuild(quiet)) == []
    assert content(service) == before
    assert problems_of(service) == []


@pytest.mark.parametrize("lost", ["generations", "CURRENT", "both", "manifest"])
def test_a_lost_manifest_is_recovered_from_what_is_there(service: Service, lost: str) -> None:
    before, root = content(service), service.workspace.root
    if lost in ("generations", "both"):
        shutil.rmtree(root / "generations")
    if lost in ("CURRENT", "both"):
        (root / "CURRENT").unlink()
    if lost == "manifest":
        (root / "generations" / "2" / "manifest.json").write_bytes(b"")
    with pytest.raises(StoreError, match="huyenkg rebuild"):
        service.status()
    with pytest.raises(StoreError, match="huyenkg rebuild"):
        service.ingest([root], IngestOptions(jobs=1), quiet)
    assert told(service.rebuild(quiet)) == []
    assert content(service) == before
    assert problems_of(service) == []


def test_of_a_removed_report_a_lost_manifest_brings_nothing_back(service: Service) -> None:
    service.remove("a.txt", quiet)
    (service.workspace.root / "CURRENT").write_bytes(b"\xff")
    (service.workspace.generation(3) / "manifest.json").unlink()
    service.rebuild(quiet)
    assert list(content(service)) == ["b.txt"]


def test_a_damaged_source_leaves_the_report_as_it_was_read(service: Service) -> None:
    before = content(service)
    (own(service, "b.txt") / "source").write_bytes(b"torn")
    (message,) = told(service.rebuild(quiet))
    assert message == "The stored source of b.txt cannot be read: it stays as it was read before."
    assert content(service) == before
    assert [problem.report for problem in problems(service.workspace, service.status(), thorough=True)] == [
        report_of(service, "b.txt").id
    ]
    assert service.report_document(report_of(service, "b.txt").id).text == TEXT.format("MƯỜNG TÈ", 2)
    assert [hit.passage.name for hit in service.search("Mường Tè diện tích lúa", 1)] == ["b.txt"]


def test_a_damaged_source_is_taken_from_where_the_report_came_from(
    service: Service, stored: Path, tmp_path: Path
) -> None:
    original = stored.parent / "b.txt"
    original.write_text(TEXT.format("MƯỜNG TÈ", 2), "utf-8")
    (own(service, "b.txt") / "source").unlink()
    assert told(service.rebuild(quiet)) == []
    assert problems_of(service) == []
    original.unlink()


def test_with_source_and_graph_damaged_the_stored_text_is_read_again(service: Service) -> None:
    before = content(service)
    for name in ("source", "graph.nq.gz"):
        (own(service, "b.txt") / name).write_bytes(b"torn")
    (message,) = told(service.rebuild(quiet))
    assert "read anew from its stored text" in message
    assert content(service).keys() == before.keys()
    assert content(service)["a.txt"] == before["a.txt"]


def test_what_nothing_can_be_made_of_is_set_aside_and_the_others_are_rebuilt(service: Service) -> None:
    folder = own(service, "b.txt")
    for name in ("source", "text.txt"):
        (folder / name).write_bytes(b"torn")
    (message,) = told(service.rebuild(quiet))
    aside = service.workspace.damaged / folder.name
    assert str(aside) in message
    assert (aside / "graph.nq.gz").read_bytes() == (folder / "graph.nq.gz").read_bytes()
    assert list(content(service)) == ["a.txt"]
    assert problems_of(service) == []


def test_a_folder_of_somebody_else_is_never_swept(tmp_path: Path) -> None:
    own_files = tmp_path / "data" / "reports" / "2023"
    own_files.mkdir(parents=True)
    (own_files / "mine.txt").write_text("mine", "utf-8")
    service = Service(Settings(data=tmp_path / "data", cache=tmp_path, model="hashing"))
    for work in (
        lambda: service.ingest([own_files], IngestOptions(jobs=1), quiet),
        lambda: service.rebuild(quiet),
    ):
        with pytest.raises(StoreError, match="CURRENT is missing"):
            work()
    assert (own_files / "mine.txt").read_text("utf-8") == "mine"


def bring_back(service: Service) -> None:
    """The data directory as schema 2 had it: no file of a report was packed."""
    workspace, manifest = service.workspace, service.status()
    reports = tuple(map(partial(_brought_back, workspace), manifest.reports))
    data = _of_schema_2(asdict(replace(manifest, reports=reports)))
    (workspace.generation(manifest.generation) / "manifest.json").write_bytes(data)
    (workspace.root / "CURRENT").write_text(f"{manifest.generation} {seal_of(data)}\n", "utf-8")


def _brought_back(workspace: Workspace, report: StoredReport) -> StoredReport:
    folder, held = workspace.report(report), {name: workspace.read(report, name) for name in OWN_FILES}
    for path in folder.iterdir():
        path.unlink()
    for name, data in held.items():
        (folder / name).write_bytes(data)
    told = replace(report, files={name: mark_of(data) for name, data in held.items()})
    (folder / "report.json").write_bytes(_of_schema_2(asdict(told)))
    return told


def _of_schema_2(row: dict[str, object]) -> bytes:
    return sealed(row | {"schema": 2})


def test_a_store_whose_reports_are_not_packed_is_read_saved_and_packed_by_a_rebuild(
    service: Service, tmp_path: Path
) -> None:
    before, facts = content(service), list(service.facts(Kind.OBSERVATIONS))
    bring_back(service)
    assert sorted(path.name for path in own(service, "b.txt").iterdir()) == sorted(
        [*OWN_FILES, "report.json"]
    )
    assert (content(service), problems_of(service)) == (before, [])
    assert list(service.facts(Kind.OBSERVATIONS)) == facts
    assert service.report_document(report_of(service, "b.txt").id).text == TEXT.format("MƯỜNG TÈ", 2)
    service.back_up(tmp_path / "saved.tar.gz", quiet, vectors=False, force=False)
    other = Service(Settings(data=tmp_path / "other", cache=tmp_path, model="hashing"))
    other.restore(tmp_path / "saved.tar.gz", quiet, replace=False)
    assert (content(other), problems_of(other)) == (before, [])
    service.remove("a.txt", quiet)  # what stays is carried over as it lies
    assert problems_of(service) == []
    assert (own(service, "b.txt") / "graph.nq").read_bytes() == before["b.txt"]
    service.rebuild(quiet)
    assert content(service) == {"b.txt": before["b.txt"]}
    assert not (own(service, "b.txt") / "graph.nq").exists()


def test_a_store_of_the_first_schema_is_read_and_brought_up_by_a_rebuild(service: Service) -> None:
    bring_back(service)
    workspace, manifest, before = service.workspace, service.status(), content(service)
    rows = [asdict(report) for report in manifest.reports]
    for row in rows:
        del row["files"]
        (workspace.report(StoredReport(**row)) / "report.json").unlink()
    first = {"generation": 2, "reports": rows, "model": manifest.model, "schema": 1}
    (workspace.generation(2) / "manifest.json").write_text(json.dumps(first), "utf-8")
    (workspace.root / "CURRENT").write_text("2\n", "utf-8")
    bare = tuple(replace(report, files={}) for report in manifest.reports)
    assert service.status() == replace(manifest, reports=bare, files={})
    assert service.search("diện tích lúa", 1) != ()
    assert problems_of(service) == []
    service.rebuild(quiet)
    assert content(service) == before
    assert all(report.files for report in service.status().reports)
