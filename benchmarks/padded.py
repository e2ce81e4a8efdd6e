"""A data directory with many more passages than its reports give: to see what search costs at that size.

    python -m benchmarks.padded SOURCE TARGET --passages 1000000 [--seed 1]

``TARGET`` is a copy of the data directory ``SOURCE`` (files that do not change are linked) with one more
generation: every report gets passages made of the words of others, without figures, so that words are as
frequent among them as in the reports. The graph and the index of facts stay what they are: answers must too.
The model must be ``hashing``, as nobody waits for a million vectors of another.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from graph.store import copy_store
from ingest.document import BlockKind
from search import catalogue, lexical
from search.dense import VectorWriter
from search.encoder import HashingEncoder
from search.manifest import PASSAGES, VECTORS, load_manifest, write_manifest
from search.passage import Passage
from ui.marks import marks_of
from ui.workspace import Manifest, Workspace

_WORDS = (25, 70)  # of a passage
_FROM = 5_000  # passages whose words are used
_BATCH = 50_000
_DIGIT = re.compile(r"\d")
_BEYOND = 1_000_000_000  # offset into the text, behind the end of any report


def main() -> None:
    options = _options()
    made = pad(options.source, options.target, options.passages, options.seed)
    print(f"{made} passages added in {options.target}")


def pad(source: Path, target: Path, passages: int, seed: int = 1) -> int:
    """Makes the padded copy, and tells how many passages were added."""
    shutil.copytree(
        source, target, copy_function=_linked, ignore=shutil.ignore_patterns("leases", "*.partial")
    )
    workspace = Workspace(target)
    with workspace.writing("benchmarks.padded"):
        current = workspace.current()
        base = workspace.generation(current.generation)
        building = workspace.generations / f"{current.generation + 1}.partial"
        copy_store(base / "store", building / "store")
        shutil.copytree(base / "index", building / "index")
        for other in base.iterdir():
            if other.is_file() and other.name != "manifest.json":
                shutil.copyfile(other, building / other.name)
        made = _fill(building / "index", passages, random.Random(seed))
        workspace.publish(_following(current, building), building)
    return made


def _following(current: Manifest, building: Path) -> Manifest:
    return replace(current, generation=current.generation + 1, files=marks_of(building))


def _fill(index: Path, passages: int, draw: random.Random) -> int:
    """Adds passages to the index until it has so many."""
    manifest = load_manifest(index)
    writer, encoder = VectorWriter(manifest.dimensions, index / VECTORS), HashingEncoder()
    with closing(catalogue.open_catalogue(index / PASSAGES, write=True)) as connection:
        for some in _batches(_added(connection, passages - manifest.passages, draw)):
            writer.add([id_ for id_, _ in some], encoder.encode_passages([text for _, text in some]))
        connection.commit()
    writer.write(index / VECTORS)
    write_manifest(index, replace(manifest, passages=len(writer)))
    return len(writer) - manifest.passages


def _added(connection: sqlite3.Connection, count: int, draw: random.Random) -> Iterator[tuple[int, str]]:
    """The passages' ids and texts; report after report gets one more."""
    words = _words(connection, draw)
    reports = connection.execute("SELECT id, name FROM report ORDER BY name").fetchall()
    last = dict(connection.execute("SELECT report, max(number) FROM passage GROUP BY report").fetchall())
    for number in range(count):
        report, name = reports[number % len(reports)]
        last[report] = last.get(report, -1) + 1
        passage = _passage(report, name, last[report], _text(words, draw))
        id_ = catalogue.add_passage(connection, passage, name)
        lexical.add_terms(connection, id_, passage)
        yield id_, passage.text


def _words(connection: sqlite3.Connection, draw: random.Random) -> list[list[str]]:
    """The words of some passages, without numbers."""
    (most,) = connection.execute("SELECT max(id) FROM passage").fetchone()
    some = [draw.randint(1, most) for _ in range(_FROM)]
    marks = ", ".join("?" * len(some))
    rows = connection.execute(f"SELECT text FROM passage WHERE id IN ({marks}) ORDER BY id", some)
    texts = [[word for word in text.split() if not _DIGIT.search(word)] for (text,) in rows]
    return [words for words in texts if words]


def _text(words: Sequence[Sequence[str]], draw: random.Random) -> str:
    """Pieces of some passages, one behind the other."""
    told: list[str] = []
    length = draw.randint(*_WORDS)
    while len(told) < length:
        own = draw.choice(words)
        first = draw.randrange(len(own))
        told += own[first : first + draw.randint(3, 15)]
    return " ".join(told[:length])


def _passage(report: str, name: str, number: int, text: str) -> Passage:
    return Passage(report, name, number, number, BlockKind.PARAGRAPH, (), _BEYOND, _BEYOND, 1, 1, text)


def _batches(added: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    rest = iter(added)
    while some := list(islice(rest, _BATCH)):
        yield some


def _linked(source: str, target: str) -> None:
    """Links what never changes once it is published; a database that is written to is copied."""
    if Path(source).name in {"vectors.sqlite", "write.lock", "write.holder", "CURRENT"}:
        shutil.copyfile(source, target)
    else:
        os.link(source, target)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
