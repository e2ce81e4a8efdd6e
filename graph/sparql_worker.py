"""Runs one query on a store, in this process or as a script in a process of its own that can be killed.

As a script it reads a JSON request from standard input and writes a JSON answer: pyoxigraph cannot interrupt
a query, so a time limit needs a process to end. The script imports nothing of ours: it is run in Python's
isolated mode, where no folder named ``graph`` in the user's directory can take our place.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

_MEMORY = 4 * 1024**3
"""Bytes that a query may allocate: a join without a condition ends here and not with the machine."""


def evaluate(
    store: ox.Store,
    query: str,
    prefixes: Mapping[str, str],
    limit: int,
    dataset: Mapping[str, list[str]] | None = None,
    deadline: float | None = None,
) -> dict[str, Any]:
    """The answer as plain data: ``kind`` and ``rows``, ``triples`` or ``answer``.

    ``dataset`` has the IRIs of its ``default_graph`` and its ``named_graphs``; an empty one leaves them to
    the query, none takes all graphs as one.
    At most ``limit`` rows or triples are kept, and ``truncated`` tells whether there were more.
    Raises ``SyntaxError`` for a malformed query, ``TimeoutError`` if the deadline passes between rows.
    """
    found = store.query(query, prefixes=dict(prefixes), **_scope(dataset))
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "ask", "answer": bool(found)}
    if isinstance(found, ox.QueryTriples):
        triples = list(islice(_in_time(map(str, found), deadline), limit + 1))
        return {"kind": "graph", "triples": triples[:limit], "truncated": len(triples) > limit}
    variables = [variable.value for variable in found.variables]
    rows = ([_cell(row[name]) for name in variables] for row in found)
    kept = list(islice(_in_time(rows, deadline), limit + 1))
    return {
        "kind": "select",
        "variables": variables,
        "rows": kept[:limit],
        "truncated": len(kept) > limit,
    }


def _scope(dataset: Mapping[str, list[str]] | None) -> dict[str, Any]:
    if dataset is None:
        return {"use_default_graph_as_union": True}
    return {name: [ox.NamedNode(iri) for iri in iris] for name, iris in dataset.items()}


def _in_time(items: Iterator[Any], deadline: float | None) -> Iterator[Any]:
    for item in items:
        if deadline is not None and time.monotonic() > deadline:
            raise TimeoutError
        yield item


def _cell(term: Any) -> list[str | None] | None:
    """A term as ``[type, value, language, datatype]``, in the words of SPARQL's JSON results."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = None if term.language else term.datatype.value
        return ["literal", term.value, term.language, datatype]
    return [
        "uri" if isinstance(term, ox.NamedNode) else "bnode",
        getattr(term, "value", str(term)),
        None,
        None,
    ]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def main() -> None:
    """Answers the request on standard input."""
    request = json.load(sys.stdin)
    _limit_memory()
    try:
        store = ox.Store.read_only(request["path"])
        answer = evaluate(store, request["query"], request["prefixes"], request["limit"], request["dataset"])
    except (SyntaxError, OSError, RuntimeError, MemoryError) as error:
        answer = {"kind": "error", "message": str(error) or type(error).__name__}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
