"""Files that do harm to whoever reads them: readers started meanwhile do what a file's name says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

REPORT = "UBND HUYỆN PHONG THỔ\nBÁO CÁO\nTình hình năm 2023\nI. KINH TẾ\nĐàn trâu {} con.\n"

_READERS = """
import os, re, subprocess, sys, time
from pathlib import Path

def abort():
    os.abort()

def hang():
    time.sleep(1000)

def hold():
    re.match("(a+)+$", "a" * 60 + "b")  # never lets go of the interpreter

def grow():
    kept = []
    while True:
        kept.append(bytearray(64 * 2**20))

def start():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    Path(os.environ["STUB_PIDS"]).write_text(f"{os.getpid()} {child.pid}")
    hang()

def first():
    if not Path(os.environ["STUB_PIDS"]).exists():
        start()

def parent():
    os.kill(os.getppid(), 9)
    hang()

def once():
    if os.environ["STUB_PIDS"] in read_before:
        os.abort()
    read_before.add(os.environ["STUB_PIDS"])

def fail():
    raise ValueError("words of {} report".format("a"))

read_before = set()
if "ui.reader_process" in sys.orig_argv:
    import ui.artefact
    usual = ui.artefact.read_artefact

    def read(data, name, district, period):
        if deed := globals().get(name.partition("-")[0]):
            deed()
        return usual(data, name, district, period)

    ui.artefact.read_artefact = read
"""


def heed_interrupts() -> None:
    """As in a terminal: what a shell starts in the background ignores SIGINT, and so would all it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def harmful(folder: Path) -> dict[str, str]:
    """The environment in which a reader that is started does what its file is called (``abort-1.txt``,
    ``hang``, ``hold``, ``grow``, ``start``, ``once``, ``fail``; ``first`` hangs the first time only,
    ``parent`` kills who started it); ``pids`` in the folder names who started.
    """
    stub = folder / "stub"
    stub.mkdir()
    (stub / "sitecustomize.py").write_text(_READERS, "utf-8")
    paths = os.pathsep.join(filter(None, (str(stub), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": paths, "STUB_PIDS": str(folder / "pids")}


def report(folder: Path, name: str, cattle: int = 120) -> Path:
    """A small report of that name."""
    path = folder / name
    path.write_text(REPORT.format(cattle), "utf-8")
    return path


def started(folder: Path, seconds: float = 60) -> list[int]:
    """The ids of the reader and of the process that it started, once it did."""
    for _ in range(int(seconds * 10)):
        if (folder / "pids").is_file() and len(told := (folder / "pids").read_text().split()) == 2:
            return [int(pid) for pid in told]
        time.sleep(0.1)
    raise TimeoutError


def all_end(pids: list[int], seconds: float = 10) -> bool:
    """Whether the processes are gone within that time."""
    for _ in range(int(seconds * 10)):
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
