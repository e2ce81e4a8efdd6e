"""Ingests and removes in processes that are ended in the middle, and looks at what they leave.

Run as ``python -m tests.faults.driver``; it answers each JSON line that it is asked with another. All is
imported once, then each piece of work is done in a fork: as fresh as a new process, and hundreds can be
tried.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.selection import Selection
from ingest.record import Kind
from ontology.errors import HuyenKGError
from search.diacritics import general_counts
from search.holdings import Catalogue
from search.question import parse_question
from ui import marks
from ui.agreement import problems
from ui.artefact import read_artefact
from ui.ingesting import IngestOptions
from ui.service import Service
from ui.settings import Settings
from ui.steps import Step

Row = dict[str, Any]
_MEMORY = 4 * 1024**3


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def work(asked: Row) -> Row:
    """The steps that ingesting, removing or rebuilding reaches; ``kill`` ends the process at that number.

    ``largest`` is the size in bytes that no file may exceed.
    """
    if asked.get("largest"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest"], asked["largest"]))
    service = _service(asked)
    steps: list[Step] = []

    def reached(step: Step) -> None:
        if asked.get("kill") == len(steps):
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(step)

    service.workspace.reached = reached
    if asked.get("ingest"):
        service.ingest([Path(asked["ingest"])], IngestOptions(jobs=1), quiet)
    for name in asked.get("remove", ()):
        service.remove(name, quiet)
    if asked.get("rebuild"):
        service.rebuild(quiet)
    if asked.get("backup"):
        service.back_up(Path(asked["backup"]), quiet, vectors=False, force=True)
    if asked.get("restore"):
        service.restore(Path(asked["restore"]), quiet, replace=bool(asked.get("replace")))
    return {"steps": steps}


def look(asked: Row) -> Row:
    """What a fresh process finds: the reports by what they say, and everything that does not agree."""
    service = _service(asked)
    manifest = service.status()
    found = [problem.message for problem in problems(service.workspace, manifest, thorough=True)]
    reports = {
        report.name: [report.id, *(report.files[name].sha256 for name in ("facts.jsonl.gz", "graph.nq.gz"))]
        for report in manifest.reports
    }
    answers = len(service.search("diện tích", 5)) if manifest.reports else 0
    strays = [path.name for path in service.workspace.strays()]
    return {"reports": reports, "problems": found, "answers": answers, "strays": strays}


def read(asked: Row) -> Row:
    """What each way of reading gives: a digest, or the sentence that it ends with.

    ``large``: the store is taken for one of which only the sizes are looked at when it is opened. ``ways``
    are some of the ways.
    """
    if asked.get("large"):
        marks._SMALL = marks._AFFORDABLE = 0
    service = _service(asked)
    ways: dict[str, Callable[[], object]] = {
        "search": lambda: service.search("diện tích lúa", 5),
        "ask": lambda: service.ask("Diện tích lúa của Văn Quan năm 2023 là bao nhiêu?"),
        "export": lambda: sha256(service.export(Selection(), "nquads")).hexdigest(),
        "sparql": lambda: service.sparql("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", 100_000, 60),
        "facts": lambda: [list(service.facts(kind)) for kind in Kind],
        "text": lambda: [service.report_text(report.id) for report in service.status().reports],
        "document": lambda: [service.report_document(report.id).text for report in service.status().reports],
    }
    return {name: _digest(ways[name]) for name in asked.get("ways", ways)}


def _digest(way: Callable[[], object]) -> str:
    try:
        return sha256(repr(way()).encode()).hexdigest()
    except HuyenKGError as error:
        return f"refused: {error}"


def _service(asked: Row) -> Service:
    data = Path(asked["data"])
    return Service(Settings(data=data, cache=data.parent / "cache", model="hashing"))


WORK: dict[str, Callable[[Row], Row]] = {"work": work, "look": look, "read": read}


def _limit_memory() -> None:
    """Whatever a damaged file says of itself, the machine lives on."""
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def in_a_fork(asked: Row) -> Row:
    """What the work told, or how its process ended; ``after`` kills it after so many seconds."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        _limit_memory()
        os.write(write, json.dumps(_told(asked)).encode())
        os._exit(0)
    os.close(write)
    if "after" in asked:
        time.sleep(asked["after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told else {"signal": os.WTERMSIG(status)}


def _told(asked: Row) -> Row:
    try:
        return WORK[asked["do"]](asked)
    except HuyenKGError as error:
        return {"error": str(error), "code": error.code}


def get_ready() -> None:
    """Loads the code lists that reading and searching need, but opens no store: threads do not fork."""
    read_artefact("I. KINH TẾ\nĐàn trâu 120 con.".encode(), "first.txt", "Phong Thổ, Lai Châu", "2023")
    general_counts()
    parse_question("Diện tích lúa của Văn Quan năm 2023 là bao nhiêu?", Catalogue())
    gc.freeze()  # forks share it as long as none looks through it for garbage


if __name__ == "__main__":
    get_ready()
    for line in sys.stdin:
        started = time.monotonic()
        answer = in_a_fork(json.loads(line))
        print(json.dumps(answer | {"seconds": time.monotonic() - started}), flush=True)
