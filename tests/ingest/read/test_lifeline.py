"""A process that is tied to another ends with it, and so does what it started."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT
from tests.faults.hostile import all_end, started

CODE = """
import os, subprocess, sys
from pathlib import Path
from ingest.read.lifeline import handed, lifeline, tie

with lifeline() as pipe:
    sleeper = [sys.executable, "-c", "import time; time.sleep(1000)"]
    starter = "import subprocess, sys; subprocess.Popen(sys.argv[1:]).wait()"
    command = [sys.executable, "-c", f"{sys.argv[2]}; {starter}", *sleeper]
    process = subprocess.Popen(command, start_new_session=True, **handed(pipe))
    tie(pipe, process.pid)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (child := children.read_text().split()):
        pass
    Path(sys.argv[1]).write_text(f"{process.pid} {child[0]}")
    process.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who runs")
@pytest.mark.parametrize("before", ["pass", "import signal; signal.signal(signal.SIGIO, signal.SIG_IGN)"])
def test_what_is_tied_to_a_process_that_is_killed_ends_with_it(tmp_path, before):
    process = subprocess.Popen([sys.executable, "-c", CODE, str(tmp_path / "pids"), before], cwd=ROOT)
    pids = started(tmp_path)
    process.kill()
    process.wait()
    assert all_end(pids)
