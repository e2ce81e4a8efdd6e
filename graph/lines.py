"""Lines of N-Quads and N-Triples in order, also of more than the memory holds."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO, Any

from ontology.terms import RDF

_AT_ONCE = 400_000  # lines that are sorted in memory: about 100 MB
_TYPE = str(RDF["type"]).encode()

Key = Callable[[bytes], Any]


def sorted_lines(lines: Iterable[bytes], key: Key = bytes, at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """The lines sorted, each once. More than ``at_once`` wait in temporary files."""
    rest = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while taken := list(islice(rest, at_once)):
            chunk = sorted(set(taken), key=key)
            if len(taken) < at_once and not runs:
                runs.append(chunk)
                break
            runs.append(_kept(chunk, files.enter_context(tempfile.TemporaryFile())))
        yield from _without_doubles(heapq.merge(*runs, key=key))


def by_node(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    """Orders lines node by node, of each its types first."""
    subject, predicate, value = line.split(b" ", 2)
    return subject, predicate != _TYPE, predicate, value


def _kept(lines: list[bytes], file: IO[bytes]) -> IO[bytes]:
    file.writelines(lines)
    file.seek(0)
    return file


def _without_doubles(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
