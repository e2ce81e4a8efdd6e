"""What people decided of merges: one small sealed file beside the generations, which no rebuild touches.

``merges.json`` holds each decision with the nodes that it is about, so that it outlives the rule and the
reports that it was made over. It is written whole or not at all, under the write lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from graph.merging.merge import Decision, MergeKind, Verdict
from ontology.errors import StoreError
from ui.durable import told_when_full, write_file
from ui.sealing import SEAL, digest, sealed
from ui.workspace import REBUILD, Workspace

DECISIONS = "merges.json"
SCHEMA = 1
Identity = tuple[int, ...]
"""What tells a file from one that bore its name before; empty where there is none."""


def decisions_of(workspace: Workspace) -> tuple[Decision, ...]:
    """What was decided; nothing where there is no file. Raises ``StoreError`` for a damaged one."""
    path = workspace.root / DECISIONS
    return _kept(path, identity_of(workspace)) if path.is_file() else ()


def identity_of(workspace: Workspace) -> Identity:
    """By what a change of the decisions is seen without reading them."""
    try:
        told = (workspace.root / DECISIONS).stat()
    except OSError:
        return ()
    return (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)


def write_decisions(workspace: Workspace, decisions: Iterable[Decision]) -> None:
    """Puts these decisions in place of all. Must be called under the write lock."""
    with told_when_full(workspace.root):
        write_file(workspace.root / DECISIONS, decisions_bytes(decisions))


def decisions_bytes(decisions: Iterable[Decision]) -> bytes:
    """Decisions as they are written, in the order of their nodes."""
    rows = [asdict(one) | {"nodes": list(one.nodes)} for one in sorted(decisions, key=lambda one: one.nodes)]
    return sealed({"schema": SCHEMA, "decisions": rows})


def read_decisions(data: bytes) -> tuple[Decision, ...]:
    """Decisions that were written so. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for other bytes,
    ``StoreError`` for what a newer version wrote.
    """
    row: dict[str, Any] = json.loads(data)
    seal = row.pop(SEAL, "")
    if seal != digest(row):
        raise ValueError("its content does not match its seal")
    if row["schema"] > SCHEMA:
        raise StoreError(
            f"The decisions on merges have schema version {row['schema']}; this program reads {SCHEMA}.",
            "They were written by a newer huyenkg: install that one.",
            code="newer_schema",
        )
    return tuple(map(_decision, row["decisions"]))


def set_aside_damaged(workspace: Workspace) -> Path | None:
    """Moves a damaged file out of the way, where a person can look at it; says where it lies then."""
    try:
        decisions_of(workspace)
    except StoreError as error:
        if error.code == "newer_schema":
            raise
    else:
        return None
    aside = next(path for path in _names(workspace.damaged) if not path.exists())
    workspace.damaged.mkdir(exist_ok=True)
    (workspace.root / DECISIONS).replace(aside)
    return aside


def _names(folder: Path) -> Iterator[Path]:
    yield folder / DECISIONS
    number = 1
    while True:
        number += 1
        yield folder / f"{number}-{DECISIONS}"


@lru_cache(maxsize=4)
def _kept(path: Path, _identity: Identity) -> tuple[Decision, ...]:
    try:
        return read_decisions(path.read_bytes())
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"The decisions on merges are damaged ({path}: {error}).", REBUILD, code="damaged"
        ) from error


def _decision(row: dict[str, Any]) -> Decision:
    one = Decision(**{**row, "nodes": tuple(map(str, row["nodes"]))})
    if one.verdict not in get_args(Verdict) or one.kind not in get_args(MergeKind) or not one.nodes:
        raise ValueError("it holds what is no decision")
    return one
