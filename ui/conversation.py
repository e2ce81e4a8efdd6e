"""The last conversation of a data directory, so that one question can follow another in the terminal.

It is a convenience and no part of the store: where it cannot be written or read there is nothing to follow.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from search.answer import Answer
from search.follow.turns import Turn

_FILE = "conversation.json"
_LONGEST = 12  # questions that are kept; what a question takes over seldom stands far back


def continued(earlier: Sequence[Turn], answer: Answer) -> tuple[Turn, ...]:
    """The conversation after an answer: a question that took nothing over begins a new one."""
    turn = Turn(answer.question)
    return (*earlier, turn)[-_LONGEST:] if answer.kept else (turn,)


def read_conversation(data: Path) -> tuple[Turn, ...]:
    """The questions of the last conversation; none where there is none, or where it cannot be read."""
    try:
        asked = json.loads((data / _FILE).read_text("utf-8"))["questions"]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(Turn(one) for one in asked if isinstance(one, str)) if isinstance(asked, list) else ()


def write_conversation(data: Path, turns: Sequence[Turn]) -> None:
    """Keeps a conversation: whole or not at all, and silently not where the directory is read-only."""
    content = json.dumps({"questions": [turn.text for turn in turns]}, ensure_ascii=False)
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=data, prefix=_FILE, suffix=".partial")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(content)
            Path(name).replace(data / _FILE)
        except OSError:
            Path(name).unlink(missing_ok=True)
