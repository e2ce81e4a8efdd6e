"""Backup and restore: what goes out comes in again, and nothing else does."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.errors import BadInput, HuyenKGError, StoreError
from tests.services import service_of_texts
from ui.agreement import problems
from ui.backup import back_up
from ui.ingesting import IngestOptions
from ui.manifest import manifest_bytes, read_manifest
from ui.marks import mark_of
from ui.service import Service
from ui.settings import Settings
from ui.steps import Step

TEXT = """UBND HUYỆN {}
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

I. KINH TẾ
Diện tích lúa đạt {} ha.
"""
Members = list[tuple[tarfile.TarInfo, bytes]]


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Two reports."""
    texts = {"a": TEXT.format("VĂN QUAN", 120), "b": TEXT.format("MƯỜNG TÈ", 340)}
    return service_of_texts(tmp_path_factory.mktemp("stored"), **texts)


@pytest.fixture(scope="module")
def saved(service: Service) -> Path:
    """Their backup."""
    path = service.settings.data.parent / "saved.tar.gz"
    service.back_up(path, quiet, vectors=False, force=False)
    return path


def empty(folder: Path) -> Service:
    return Service(Settings(data=folder / "data", cache=folder / "cache", model="hashing"))


def content(service: Service) -> list[tuple[str, str, str, bytes]]:
    workspace = service.workspace
    return [
        (report.id, report.name, report.path, workspace.read(report, "graph.nq"))
        for report in workspace.current().reports
    ]


def members(path: Path) -> Members:
    with tarfile.open(path) as tar:
        return [(member, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]


def packed(path: Path, inside: Members) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for member, data in inside:
            tar.addfile(member, io.BytesIO(data))
    return path


def member(name: str, data: bytes = b"", **more: object) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in more.items():
        setattr(info, key, value)
    return info, data


def test_a_restored_backup_is_what_was_stored(service: Service, saved: Path, tmp_path: Path) -> None:
    other = empty(tmp_path)
    assert other.restore(saved, quiet, replace=False).troubles == ()
    assert content(other) == content(service)
    assert list(problems(other.workspace, other.status(), thorough=True)) == []
    assert other.search("diện tích lúa", 5) == service.search("diện tích lúa", 5)
    assert other.workspace.strays() == []


def test_a_backup_holds_the_truth_and_nothing_derived(saved: Path) -> None:
    names = [info.name for info, _ in members(saved)]
    assert names[0] == "manifest.json"
    assert {name.rpartition("/")[2] for name in names[1:]} == {
        "source", "text.txt", "document.json.gz", "facts.jsonl.gz", "graph.nq.gz", "run.nq",
    }  # fmt: skip
    assert len(names) == 13


def test_embeddings_are_taken_along_where_asked_for(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "with.tar.gz"
    service.back_up(path, quiet, vectors=True, force=False)
    other = empty(tmp_path)
    other.restore(path, quiet, replace=False)
    for one in (service, other):
        with closing(sqlite3.connect(one.workspace.vectors)) as cache:
            assert cache.execute("SELECT count(*) FROM vector").fetchone()[0] > 0


def test_a_backup_never_replaces_a_file_unasked(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "saved.tar.gz"
    path.write_bytes(b"precious")
    with pytest.raises(BadInput, match="exists"):
        service.back_up(path, quiet, vectors=False, force=False)
    assert path.read_bytes() == b"precious"
    service.back_up(path, quiet, vectors=False, force=True)
    assert len(members(path)) == 13


def test_where_nothing_is_stored_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no reports"):
        empty(tmp_path).back_up(tmp_path / "saved.tar.gz", quiet, vectors=False, force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_fails_leaves_no_file(service: Service, tmp_path: Path) -> None:
    data = shutil.copytree(service.settings.data, tmp_path / "data")
    next(data.glob("reports/*/facts.jsonl.gz")).write_bytes(b"{}")
    other = empty(tmp_path)
    with pytest.raises(StoreError, match=r"facts\.jsonl\.gz has changed"):
        other.back_up(tmp_path / "saved.tar.gz", quiet, vectors=False, force=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_a_backup_is_of_one_state_though_reports_are_removed_meanwhile(
    service: Service, tmp_path: Path
) -> None:
    shutil.copytree(service.settings.data, tmp_path / "data")
    ours, theirs = empty(tmp_path), empty(tmp_path)
    before = content(ours)

    def meanwhile(_stage: str, done: int, _total: int) -> None:
        if done == 1:
            for name in ("a.txt", "b.txt"):
                theirs.remove(name, quiet)
            (tmp_path / "c.txt").write_text(TEXT.format("PHONG THỔ", 5), "utf-8")
            theirs.ingest([tmp_path / "c.txt"], IngestOptions(jobs=1), quiet)

    back_up(ours.workspace, tmp_path / "saved.tar.gz", meanwhile)
    restored = empty(tmp_path / "other")
    restored.restore(tmp_path / "saved.tar.gz", quiet, replace=False)
    assert content(restored) == before


def test_a_store_that_holds_reports_is_replaced_only_if_told_so(
    service: Service, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = service_of_texts(tmp_path / "other", c=TEXT.format("PHONG THỔ", 5))
    with pytest.raises(StoreError, match="holds 1 report"):
        other.restore(saved, quiet, replace=False)
    assert [name for _, name, *_ in content(other)] == ["c.txt"]
    other.restore(saved, quiet, replace=True)
    assert content(other) == content(service)


@pytest.mark.parametrize("step", [Step.LOCKED, Step.REPORT_PLACED, Step.GENERATION_PLACED])
def test_a_restore_that_is_broken_off_changes_nothing(saved: Path, tmp_path: Path, step: Step) -> None:
    other = empty(tmp_path)

    def stop(reached: Step) -> None:
        if reached is step:
            raise KeyboardInterrupt

    other.workspace.reached = stop
    with pytest.raises(KeyboardInterrupt):
        other.restore(saved, quiet, replace=False)
    assert other.status().reports == ()
    assert other.workspace.strays() == []
    other.workspace.reached = lambda _step: None
    other.restore(saved, quiet, replace=False)
    assert len(other.status().reports) == 2


def with_manifest(change: Callable[[dict[str, object]], None]) -> Callable[[Members], Members]:
    """A backup whose manifest was changed by somebody who can seal it again."""

    def changed(inside: Members) -> Members:
        manifest = read_manifest(inside[0][1])
        row: dict[str, object] = {"report": manifest.reports[0]}
        change(row)
        data = manifest_bytes(replace(manifest, reports=(row["report"], *manifest.reports[1:])))  # type: ignore[arg-type]
        return [member("manifest.json", data), *inside[1:]]

    return changed


def renamed(inside: Members, name: str) -> Members:
    return [inside[0], member(name, inside[1][1]), *inside[2:]]


HOSTILE: dict[str, Callable[[Members], Members]] = {
    "a path outside": lambda inside: [*inside, member("../outside", b"x")],
    "an absolute path": lambda inside: [*inside, member("/etc/outside", b"x")],
    "a path that leaves its folder": lambda inside: renamed(inside, f"reports/../{inside[1][0].name}"),
    "a link": lambda inside: [
        inside[0],
        member(inside[1][0].name, type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        *inside[2:],
    ],
    "a hard link": lambda inside: [
        *inside[:2],
        member(inside[2][0].name, type=tarfile.LNKTYPE, linkname=inside[1][0].name),
        *inside[3:],
    ],
    "a device": lambda inside: [inside[0], member(inside[1][0].name, type=tarfile.CHRTYPE), *inside[2:]],
    "a folder": lambda inside: [*inside, member("reports/more", type=tarfile.DIRTYPE)],
    "a file twice": lambda inside: [*inside, inside[1]],
    "a file too few": lambda inside: inside[:-1],
    "no manifest": lambda inside: inside[1:],
    "no member": lambda inside: [],
    "a changed file": lambda inside: [inside[0], (inside[1][0], bytes(len(inside[1][1]))), *inside[2:]],
    "a longer file": lambda inside: [inside[0], member(inside[1][0].name, inside[1][1] + b"x"), *inside[2:]],
    "a manifest that was changed": lambda inside: [
        member("manifest.json", inside[0][1].replace(b"2023", b"2022")),
        *inside[1:],
    ],
    "a manifest that is no object": lambda inside: [member("manifest.json", b"[1]"), *inside[1:]],
    "an id that is a path": with_manifest(
        lambda row: row.update(report=replace(row["report"], id="../../x"))  # type: ignore[type-var]
    ),
    "a file with a path for a name": with_manifest(
        lambda row: row.update(
            report=replace(row["report"], files={"../../x": mark_of(b"")})  # type: ignore[type-var]
        )
    ),
    "embeddings that are a link": lambda inside: [
        *inside,
        member("vectors.sqlite", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    ],
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_backup_with_anything_unexpected_is_refused_whole(saved: Path, tmp_path: Path, what: str) -> None:
    path = packed(tmp_path / "hostile.tar.gz", HOSTILE[what](members(saved)))
    refused(path, tmp_path)


def refused(path: Path, folder: Path) -> HuyenKGError:
    other = empty(folder)
    with pytest.raises(BadInput) as caught:
        other.restore(path, quiet, replace=False)
    assert other.status().reports == ()
    assert other.workspace.strays() == []
    written = [found.name for found in folder.rglob("*") if found.is_file()]
    assert set(written) <= {path.name, "CURRENT", "write.lock"}
    return caught.value


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_backup_that_was_cut_is_refused(saved: Path, tmp_path: Path, share: float) -> None:
    data = saved.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(data[: int(len(data) * share)])
    refused(tmp_path / "cut.tar.gz", tmp_path)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.8])
def test_a_backup_with_a_flipped_bit_is_refused(saved: Path, tmp_path: Path, share: float) -> None:
    (tmp_path / "flipped.tar.gz").write_bytes(with_flipped_bit(saved.read_bytes(), share))
    refused(tmp_path / "flipped.tar.gz", tmp_path)


def with_flipped_bit(data: bytes, share: float) -> bytes:
    """The file with a bit flipped that counts: another distance within a run of zeros unpacks to the same."""
    for at in range(int(len(data) * share) + 12, len(data)):
        flipped = data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]
        try:
            same = gzip.decompress(flipped) == gzip.decompress(data)
        except (EOFError, OSError, zlib.error):
            same = False
        if not same:
            return flipped
    raise AssertionError("no bit of the file counts")


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no backup", "utf-8")
    refused(tmp_path / "note.txt", tmp_path)
    with pytest.raises(BadInput, match="cannot be read"):
        empty(tmp_path).restore(tmp_path / "none.tar.gz", quiet, replace=False)


def test_headers_that_unfold_without_end_are_not_followed(saved: Path, tmp_path: Path) -> None:
    """A header may itself be as long as it likes, and zeros pack a thousandfold."""
    (info, manifest), *_ = members(saved)
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb") as stream:
        stream.write(info.tobuf() + manifest + bytes(-len(manifest) % 512))
        header = tarfile.TarInfo("././@PaxHeader")
        header.type, header.size = tarfile.XHDTYPE, 200 * 1024**2
        stream.write(header.tobuf(tarfile.USTAR_FORMAT) + bytes(header.size))
    assert "more than its manifest says" in refused(path, tmp_path).message


def test_a_backup_of_a_newer_version_says_so(saved: Path, tmp_path: Path) -> None:
    inside = members(saved)
    manifest = replace(read_manifest(inside[0][1]), schema=99)
    path = packed(tmp_path / "newer.tar.gz", [member("manifest.json", manifest_bytes(manifest)), *inside[1:]])
    with pytest.raises(StoreError, match="schema version 99"):
        empty(tmp_path).restore(path, quiet, replace=False)


def test_a_backup_of_an_earlier_store_asks_for_a_rebuild(service: Service, tmp_path: Path) -> None:
    shutil.copytree(service.settings.data, tmp_path / "data")
    other = empty(tmp_path)
    manifest = other.status()
    bare = replace(manifest, reports=tuple(replace(report, files={}) for report in manifest.reports))
    (other.workspace.generation(1) / "manifest.json").write_bytes(manifest_bytes(bare))
    seal = json.loads(manifest_bytes(bare))["sha256"]
    (tmp_path / "data" / "CURRENT").write_text(f"1 {seal}\n", "utf-8")
    with pytest.raises(StoreError, match="huyenkg rebuild"):
        other.back_up(tmp_path / "saved.tar.gz", quiet, vectors=False, force=False)
    other.rebuild(quiet)
    other.back_up(tmp_path / "saved.tar.gz", quiet, vectors=False, force=False)
