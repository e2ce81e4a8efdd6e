"""A process that reads files, seen from outside: a hostile or huge file can cost that process, never ours."""

from __future__ import annotations

import json
import logging
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread, Timer

from ingest.read.lifeline import handed
from ontology.errors import HuyenKGError
from ui.artefact import Artefact
from ui.bounds import Bounds, kill_group
from ui.outcome import Outcome
from ui.reading import Task, crashed, too_long

_LOG = logging.getLogger(__name__)
READY = "ready"
_STARTS = 120  # seconds that the process may take to start
HARMFUL = ("too_long", "too_much_memory", "crashed")
"""The codes of files that cost their reader its life."""
_STACK = re.compile(r"Fatal Python error|\s+File ")  # what faulthandler prints: no text of any report
_LINES = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader tells of a file: its ``result`` (an ``Artefact``, or an ``Outcome`` that failed), the
    seconds that it took, the memory in MB at most (0: not known), and what was logged meanwhile.
    """

    result: Artefact | Outcome
    seconds: float
    peak_mb: int = 0
    logged: tuple[logging.LogRecord, ...] = ()

    @property
    def spent(self) -> bool:
        """Whether its reader is of no further use."""
        return isinstance(self.result, Outcome) and self.result.code in HARMFUL

    @property
    def late(self) -> bool:
        """Whether its reader was ended for the time that it took."""
        return isinstance(self.result, Outcome) and self.result.code == "too_long"


class Reader:
    """One process, with whatever it starts. It is our own, so that what it pickles can be trusted.

    Whoever has it asks it and ends it; only ``kill`` may be called by others. What it writes aside lies in
    ``folder``, or where temporary files do.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._asked = self._ready = self._late = self._unwanted = False
        self._said: deque[str] = deque(maxlen=_LINES)
        self._scratch = TemporaryDirectory(prefix="huyenkg-reader-", dir=folder, ignore_cleanup_errors=True)
        self._process, self._lifeline = _start(self._scratch.name)
        self._listener = Thread(target=self._listen, name="reader-listener", daemon=True)
        self._listener.start()

    @property
    def fresh(self) -> bool:
        """Whether nothing was asked of it yet."""
        return not self._asked

    @property
    def lives(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def read(self, task: Task, bounds: Bounds) -> Told:
        """What comes of a file. Raises ``HuyenKGError`` where the process does not even start."""
        self._await()
        self._asked = True
        started = time.monotonic()
        asked = {"path": str(task.path), "name": task.name, "district": task.district, "period": task.period}
        told = self._ask(asked | {"memory_mb": bounds.memory_mb}, bounds.seconds)
        if isinstance(told, Told):
            return told
        failed = too_long(task, bounds.seconds) if self._late else crashed(task)
        if not self._unwanted:
            self._tell_of(task, failed)
        return Told(failed, time.monotonic() - started)

    def kill(self) -> None:
        """Ends what it does, for nobody wants to know any more."""
        self._unwanted = True
        kill_group(self._process)

    def end(self) -> None:
        """Ends it with all that it started."""
        kill_group(self._process)
        self._process.wait()
        self._listener.join(timeout=1)
        os.close(self._lifeline)
        self._scratch.cleanup()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                with suppress(OSError):  # what was not read by a process that ended
                    pipe.close()

    def _await(self) -> None:
        """Waits until it is ready: to start is no part of the time that a file may take."""
        if self._ready:
            return
        self._ready = self._ask(None, _STARTS) == READY
        if self._ready:
            return
        kill_group(self._process)
        raise HuyenKGError(
            f"The process that reads reports did not start ({_ending(self._process.wait())}).",
            "Run 'huyenkg doctor'; with HUYENKG_LOG=DEBUG it is told what that process said.",
        )

    def _ask(self, asked: Mapping[str, object] | None, seconds: float) -> object:
        """The next that it tells; nothing if it ended, or was ended, before."""
        assert self._process.stdin and self._process.stdout
        late = Timer(seconds, self._end_late)
        late.daemon = True
        late.start()
        try:
            if asked is not None:
                self._process.stdin.write(json.dumps(asked).encode() + b"\n")
                self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        finally:
            late.cancel()

    def _end_late(self) -> None:
        self._late = True
        kill_group(self._process)

    def _tell_of(self, task: Task, failed: Outcome) -> None:
        """Logs how the process ended, and where it was if it could still say so."""
        kill_group(self._process)
        ending = _ending(self._process.wait())
        self._listener.join(timeout=1)
        stack = [line for line in self._said if _STACK.match(line)]
        told = {"file": task.name, "code": failed.code, "ending": ending, "stack": stack}
        _LOG.error("a file broke off its reader", extra=told)

    def _listen(self) -> None:
        """Takes down the last lines of its error output."""
        assert self._process.stderr
        with suppress(ValueError):  # closed meanwhile
            for line in self._process.stderr:
                self._said.append(line.decode(errors="replace").rstrip())
                _LOG.debug("a reader said something", extra={"words": self._said[-1]})


def _start(scratch: str) -> tuple[subprocess.Popen[bytes], int]:
    """The process, in a group of its own, and the end of the pipe that keeps it alive.

    What it writes aside lies in ``scratch``: one that is killed cannot clear it away itself.
    """
    root = str(Path(__file__).resolve().parent.parent)
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    kept, lifeline = os.pipe()
    level = logging.getLogger().getEffectiveLevel()
    # -P: a folder named "ui" where the user works is not ours.
    command = [sys.executable, "-P", "-m", "ui.reader_process", str(kept), str(level)]
    apart = handed(kept) | ({} if sys.platform == "win32" else {"process_group": 0})
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths, "TMPDIR": scratch},
            **apart,
        )
    except OSError as error:
        os.close(lifeline)
        raise HuyenKGError(f"No process can be started to read reports: {error.strerror}.") from error
    finally:
        os.close(kept)
    return process, lifeline


def _ending(code: int) -> str:
    """How a process ended: ``SIGSEGV``, or ``exit code 1``."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
