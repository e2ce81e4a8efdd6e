"""One file that is to be read, and what comes of it. Runs in any process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ontology.errors import HuyenKGError, UnreadableReport
from ui.artefact import Artefact, read_artefact_file, read_file
from ui.outcome import Outcome, State
from ui.plain_text import plain_name

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: where it lies, what it is called, and the district and period that its user names."""

    path: Path
    name: str
    district: str | None = None
    period: str | None = None


def attempt(task: Task) -> Artefact | Outcome:
    """A file as a report, or why it cannot be read as one; raises nothing."""
    return _guarded(task, lambda: read_artefact_file(task.path, task.name, task.district, task.period))


def attempt_bytes(task: Task) -> bytes | Outcome:
    """What a file holds, if it may be read by its size, or why not; raises nothing."""
    return _guarded(task, lambda: read_file(task.path, task.name))


def _guarded(task: Task, read: Callable[[], Read]) -> Read | Outcome:
    try:
        return read()
    except HuyenKGError as error:
        told = error.message if isinstance(error, UnreadableReport) else f"{task.name}: {error.message}"
        return _failed(task, told, error.hint, error.code or "other", error.named)
    except OSError as error:
        return unopened(task.path, error)
    except MemoryError:
        return too_much_memory(task)
    except Exception as error:
        # The outermost edge of one file: a defect of ours in one report must not lose the other reports.
        logging.getLogger(__name__).exception("a file could not be processed", extra={"file": task.name})
        return _failed(
            task,
            f"{task.name} could not be processed ({type(error).__name__}: {error}).",
            "This is a defect of huyenkg; please report it with the file.",
            "defect",
        )


def size_of(path: Path) -> int:
    """The bytes of a file; 0 for one that cannot be looked at, which is told when it is read."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def unopened(path: Path, error: OSError) -> Outcome:
    """The outcome of a file or folder that the system does not open."""
    told = f"{plain_name(path.name)} cannot be opened: {error.strerror or error}."
    hint = "Check the path and its permissions."
    return Outcome(path, State.FAILED, message=told, hint=hint, code="unopened")


def too_long(task: Task, seconds: float) -> Outcome:
    """The outcome of a file whose reader was ended for the time that it took."""
    told = f"{task.name} was not read within {seconds:g} seconds."
    return _failed(task, told, "Split it into the reports that it holds.", "too_long")


def too_much_memory(task: Task) -> Outcome:
    """The outcome of a file that needs more memory than its reader may take."""
    told = f"{task.name} takes more memory to read than is allowed."
    hint = "Split it into the reports that it holds, or allow more (HUYENKG_READ_MEMORY_MB)."
    return _failed(task, told, hint, "too_much_memory")


def crashed(task: Task) -> Outcome:
    """The outcome of a file that broke off its reader."""
    told = f"{task.name} broke off the program that read it."
    return _failed(task, told, "Check where it comes from, or save it anew and try again.", "crashed")


def _failed(task: Task, message: str, hint: str, code: str, named: tuple[str, ...] = ()) -> Outcome:
    return Outcome(task.path, State.FAILED, message=message, hint=hint, code=code, named=named)
