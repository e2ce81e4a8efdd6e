"""What becomes of a file that is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ui.workspace import StoredReport


class State(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the table that an ingest prints; ``code`` and ``named`` are those of a failure."""

    path: Path
    state: State
    report: StoredReport | None = None
    message: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    code: str = ""
    named: tuple[str, ...] = ()
