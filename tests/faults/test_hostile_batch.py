"""A batch by the command itself: bad files cost themselves, and whoever ends it leaves nothing running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.faults.hostile import all_end, harmful, heed_interrupts, report, started
from tests.ole_files import compound
from ui.workspace import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
_HUYENKG = [sys.executable, "-c", "from ui.cli import main; main()"]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder for the files of a batch."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def begin(folder: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """The command, begun, with its data in ``folder``."""
    inherited = os.environ | {"HUYENKG_MODEL": "hashing", "HUYENKG_DATA": str(folder / "data")} | environment
    inherited["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
    return subprocess.Popen(
        [*_HUYENKG, *map(str, arguments)],
        cwd=folder, env=inherited, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )  # fmt: skip


def states(told: str) -> dict[str, str]:
    return {Path(row["file"]).name: row["code"] or row["state"] for row in json.loads(told)}


def test_exit_codes_tell_whether_all_some_or_none_were_read(tmp_path, inbox):
    good, bad = report(inbox, "good.txt"), inbox / "bad.txt"
    bad.write_bytes(b"")
    codes = [
        begin(tmp_path, "ingest", *paths).wait(300) for paths in ([good], [good, bad], [bad], ["none.txt"])
    ]
    assert codes == [0, 3, 2, 2]


def test_files_that_crash_hang_or_fill_the_memory_do_not_cost_a_batch_the_others(tmp_path, inbox):
    for number, name in enumerate(["a.txt", "abort-1.txt", "hold-1.txt", "grow-1.txt", "z.txt"]):
        report(inbox, name, number)
    (inbox / "garbage.txt").write_bytes(bytes(range(256)) * 50)
    limits = {"HUYENKG_READ_SECONDS": "5", "HUYENKG_READ_MEMORY_MB": "500"}
    process = begin(tmp_path, "ingest", inbox, "--json", "--jobs", 2, **limits, **harmful(tmp_path))
    out, err = process.communicate(timeout=300)
    told = states(out)
    assert told.pop("garbage.txt") in ("encoding", "format"), err
    assert (process.returncode, told) == (
        3,
        {
            "a.txt": "added", "abort-1.txt": "crashed",
            "grow-1.txt": "too_much_memory", "hold-1.txt": "too_long", "z.txt": "added",
        },
    ), err  # fmt: skip
    assert "SIGABRT" in err
    stored = Workspace(tmp_path / "data").current().reports
    assert sorted(one.name for one in stored) == ["a.txt", "z.txt"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_ended_leaves_no_process_and_can_be_done_again(tmp_path, inbox, end):
    report(inbox, "start-1.txt")
    process = begin(tmp_path, "ingest", inbox, TMPDIR=str(tmp_path), **harmful(tmp_path))
    pids = started(tmp_path)
    process.send_signal(end)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in err
    assert all_end(pids)
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith("huyenkg-")]
    assert bool(left) is (end == signal.SIGKILL)
    assert begin(tmp_path, "ingest", inbox).wait(300) == 0
    assert len(Workspace(tmp_path / "data").current().reports) == 1


@pytest.mark.parametrize("end", [None, signal.SIGKILL])
def test_a_program_that_a_reader_started_ends_with_the_file_and_with_the_batch(tmp_path, inbox, end):
    (inbox / "a.doc").write_bytes(compound(WordDocument=bytes(5000)))
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\nsleep 1000 &\necho $$ $! > {tmp_path / 'pids'}\nwait\n", "utf-8")
    office.chmod(0o755)
    limits = {"HUYENKG_READ_SECONDS": "900" if end else "5", "HUYENKG_SOFFICE": str(office)}
    limits["TMPDIR"] = str(tmp_path)
    process = begin(tmp_path, "ingest", inbox, **limits)
    pids = started(tmp_path)
    if end:
        process.send_signal(end)
    process.communicate(timeout=120)
    assert process.returncode == (-end if end else 2)
    assert all_end(pids)
    left = {path.name for path in tmp_path.iterdir() if path.name.startswith("huyenkg-")}
    assert bool(left) is bool(end), "only a command that is killed cannot clear away"


def test_a_stored_report_that_does_harm_when_read_again_is_set_aside_and_the_others_stay(tmp_path, inbox):
    for number, name in enumerate(["a.txt", "abort-1.txt", "z.txt"]):
        report(inbox, name, number)
    assert begin(tmp_path, "ingest", inbox).wait(300) == 0
    process = begin(tmp_path, "rebuild", **harmful(tmp_path))
    out, err = process.communicate(timeout=300)
    assert process.returncode == 3, err
    assert "Rebuilt 2 report(s)" in out
    assert "abort-1.txt" in err
    workspace = Workspace(tmp_path / "data")
    assert [one.name for one in workspace.current().reports] == ["a.txt", "z.txt"]
    (aside,) = workspace.damaged.iterdir()
    assert "Đàn trâu 1 con" in (aside / "source").read_text("utf-8")
