"""Eight readers beside a writer see whole states only, however long it goes on (``make soak``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.faults.shared_store import Writer, one_version, service_of
from ui.doctor import examine
from ui.workspace import KEPT_GENERATIONS

SECONDS = float(os.environ.get("SOAK_SECONDS", "20"))
_ROLES = ("writer", "page", *["reader"] * 7)


def test_a_mixed_state_would_be_seen():
    one_version([1005, 2005, 3005, 4005, 5005, 6005])
    for mixed in ([1005, 2005, 3005, 4006, 5006, 6006], [1005, 2005, 3005], [1005, 2005, 3006]):
        with pytest.raises(AssertionError):
            one_version(mixed)


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 180)
def test_readers_beside_a_writer_see_whole_states_only(tmp_path: Path):
    Writer(tmp_path, 0).replace()
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.shared_store", role, str(tmp_path), str(SECONDS), str(seed)],
            cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for seed, role in enumerate(_ROLES)
    ]  # fmt: skip
    told = [process.communicate() for process in begun]
    assert [(process.returncode, err) for process, (_, err) in zip(begun, told, strict=True)] == [(0, "")] * 9
    results = [json.loads(out) for out, _ in told]
    print(*((result["role"], result["done"]) for result in results), sep="\n")
    assert [error for result in results for error in result["errors"]] == []
    assert all(result["done"] for result in results)
    service = service_of(tmp_path)
    assert [check for check in examine(service.settings) if not check.good] == []
    Writer(tmp_path, 0).replace()
    assert len(list(service.workspace.generations.iterdir())) == KEPT_GENERATIONS
