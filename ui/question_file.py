"""Text files that a user names: queries, and questions as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import BadInput


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises ``BadInput``."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}.", "Name a UTF-8 text file.") from error


def read_questions(path: Path) -> Iterator[str]:
    """The questions of a file with ``{"question": …}`` on each line. Raises ``BadInput`` naming the line."""
    for count, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip():
            yield _question(path, count, line)


def _question(path: Path, count: int, line: str) -> str:
    try:
        return str(json.loads(line)["question"])
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(f'{path}, line {count} is not a JSON object with "question".') from error
