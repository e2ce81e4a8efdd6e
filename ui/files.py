"""Which files a batch is made of."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import BadInput
from ui.outcome import Outcome
from ui.plain_text import path_text
from ui.reading import unopened

_OF_OTHERS = frozenset(("thumbs.db", "desktop.ini"))
_LOCK = "~$"  # Office writes "~$report.docx" beside a report that is open


@dataclass(frozen=True, slots=True)
class Found:
    """The files that paths name, each once, and the folders that could not be opened."""

    files: tuple[Path, ...]
    closed: tuple[Outcome, ...] = ()


def find_files(paths: Sequence[Path]) -> Found:
    """The files that the paths name; folders are walked, links to folders within them are not followed.

    Left out in folders: hidden files and folders, and what Office and Windows put beside files. Raises
    ``BadInput`` for a path that does not exist or a folder without files.
    """
    files: dict[Path, None] = {}
    closed: list[Outcome] = []
    for path in paths:
        if _is_folder(path):
            before = len(closed)
            inside = [file.resolve() for file in sorted(_walked(path, closed))]
            if not inside and len(closed) == before:
                told = f"The folder {path_text(path)} holds no files to read."
                raise BadInput(told, "Name a folder with reports in it.")
            files |= dict.fromkeys(inside)
        else:
            files[path.resolve()] = None
    return Found(tuple(files), tuple(closed))


def _is_folder(path: Path) -> bool:
    """Whether the path is a folder, else it is a file. Raises ``BadInput`` where it is neither."""
    try:
        if path.is_dir():
            return True
        if path.is_file():
            return False
        what = "is no file and no folder" if path.exists() else "does not exist"
    except OSError as error:
        what = f"cannot be opened: {error.strerror}"
    raise BadInput(f"{path_text(path)} {what}.", "Check the path; folders and files may be named.")


def _walked(top: Path, closed: list[Outcome]) -> Iterator[Path]:
    def take_down(error: OSError) -> None:
        closed.append(unopened(Path(error.filename), error))

    for folder, folders, names in os.walk(top, onerror=take_down):
        folders[:] = (name for name in folders if not name.startswith("."))
        for file in (Path(folder, name) for name in names if not _left_out(name)):
            try:
                if file.is_file():
                    yield file
            except OSError as error:
                take_down(error)


def _left_out(name: str) -> bool:
    return name.startswith((".", _LOCK)) or name.lower() in _OF_OTHERS
