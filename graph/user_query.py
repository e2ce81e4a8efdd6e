"""SPARQL from users: SELECT, ASK, CONSTRUCT, DESCRIBE over the union of all graphs; nothing that writes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graph import sparql_worker
from graph.jsonld import to_jsonld
from graph.remote import RemoteStore
from graph.store import GraphStore, refused_query
from graph.turtle import to_turtle
from ontology.errors import InvalidQuery, StoreError
from ontology.terms import PREFIXES, XSD

LONGEST = 50_000
"""Characters of a query: enough for any that a person writes."""
DEEPEST = 100
"""Brackets within brackets: some thousands overflow the stack of Oxigraph's parser (measured)."""

# SPARQL's tokens, as far as they can hide a keyword or look like one; what is left over are bare words.
# https://www.w3.org/TR/sparql11-query/#sparqlGrammar
_TOKEN = re.compile(
    r"""\#[^\n\r]*
    |<[^<>"{}|^`\\\x00-\x20]*>
    |\"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    |"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    |[?$@]\w+
    |(?P<prefix>[\w.-]*):(?:[\w.:%-]|\\.)*
    |(?P<word>\w+)|(?P<open>[{(\[])|(?P<close>[])}])""",
    re.VERBOSE | re.DOTALL,
)
_STRING = XSD["string"].value


@dataclass(frozen=True, slots=True)
class Cell:
    """One term of a row: ``type`` is ``uri``, ``literal`` or ``bnode``, as in SPARQL's JSON results."""

    type: str
    value: str
    language: str | None = None
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query looks at, by IRI: those merged into its default graph, and its named ones.

    They take the place of what the query says by FROM and FROM NAMED. A graph that is not there is empty.
    https://www.w3.org/TR/sparql11-protocol/#dataset
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SparqlResult:
    """What a query gave. ``kind`` is ``select`` (rows), ``ask`` (answer) or ``graph`` (N-Triples lines).

    ``truncated`` says that there was more than the limit allowed.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[str, ...] = ()
    truncated: bool = False

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON; a graph as JSON-LD. https://www.w3.org/TR/sparql11-results-json/."""
        if self.kind == "graph":
            return to_jsonld(sorted(_parsed(self.triples), key=str)).decode()
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": self.answer})
        bindings = [
            {name: _binding(cell) for name, cell in zip(self.variables, row, strict=True) if cell is not None}
            for row in self.rows
        ]
        results = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(results, ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """A header and the bare values; an ASK is one cell, a graph has three columns."""
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(self._table())
        return out.getvalue()

    def to_turtle(self) -> str:
        """The graph of a CONSTRUCT or DESCRIBE with our prefixes; other kinds raise ``InvalidQuery``."""
        if self.kind != "graph":
            raise InvalidQuery("Only CONSTRUCT and DESCRIBE give a graph.", "Take the result as json or csv.")
        return to_turtle(quad.triple for quad in _parsed(self.triples)).decode()

    def graph(self) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, sorted as N-Triples are."""
        return [quad.triple for quad in _parsed(self.triples)]

    def _table(self) -> Iterator[tuple[str, ...]]:
        if self.kind == "ask":
            yield ("answer",)
            yield (str(self.answer).lower(),)
        elif self.kind == "graph":
            yield ("subject", "predicate", "object")
            for quad in _parsed(self.triples):
                yield tuple(getattr(term, "value", str(term)) for term in quad.triple)
        else:
            yield self.variables
            for row in self.rows:
                yield tuple("" if cell is None else cell.value for cell in row)


def run_sparql(
    store: GraphStore,
    text: str,
    limit: int = 10_000,
    timeout: float | None = 30.0,
    graphs: Graphs | None = None,
) -> SparqlResult:
    """Runs a query that somebody wrote, with our prefixes declared, and at most ``limit`` rows.

    It looks at ``graphs``, else at those that it names by FROM, else at the union of all.
    ``timeout`` is in seconds. On a store opened read-only the query runs in a process of its own and is
    stopped on time; on one that is open for writing or in memory, time is checked between rows.
    Raises ``InvalidQuery`` for what is malformed, writes, calls another service or takes too long.
    """
    check_query(text)
    if isinstance(store, RemoteStore):
        if graphs is not None:
            raise InvalidQuery("A store elsewhere takes no graphs beside the query: name them by FROM.")
        return _result(store.evaluate(text, limit))
    dataset = _dataset(text, graphs)
    if store.path is not None and store.read_only:
        request = {"query": text, "prefixes": PREFIXES, "limit": limit, "dataset": dataset}
        return _result(_in_a_process({"path": str(store.path)} | request, timeout))
    deadline = None if timeout is None else time.monotonic() + timeout
    try:
        return _result(sparql_worker.evaluate(store.inner, text, PREFIXES, limit, dataset, deadline))
    except (SyntaxError, RuntimeError) as error:
        raise _refused(text, error) from error
    except TimeoutError as error:
        raise _too_slow(timeout) from error


def check_query(text: str) -> None:
    """Raises ``InvalidQuery`` for a text that is too long, too deep or that calls another service.

    That it is a query and no update is settled by Oxigraph's parser, which takes nothing else here.
    """
    if len(text) > LONGEST:
        raise InvalidQuery(f"The SPARQL query is longer than {LONGEST} characters.")
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token["open"] is not None) - (token["close"] is not None)
        if depth > DEEPEST:
            raise InvalidQuery(f"The SPARQL query nests more than {DEEPEST} brackets.")
        # Oxigraph wants no space around a keyword: "1SERVICE:x{}" calls a service too.
        if "SERVICE" in (token["word"] or token["prefix"] or "").upper():
            raise InvalidQuery("SERVICE is not allowed: queries stay on this machine.", code="service")


def _dataset(text: str, graphs: Graphs | None) -> dict[str, list[str]] | None:
    """The graphs by their IRIs: ``None`` for the union of all, empty where the query itself names them."""
    if graphs is not None:
        _require_iris((*graphs.default, *graphs.named))
        return {"default_graph": [*graphs.default], "named_graphs": [*graphs.named]}
    words = (token["word"] or "" for token in _TOKEN.finditer(text))
    return {} if any("FROM" in word.upper() for word in words) else None


def _require_iris(given: Iterable[str]) -> None:
    for iri in given:
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise InvalidQuery(f"{iri!r} is no IRI of a graph.", code="bad_graph") from error


def _refused(text: str, reason: Exception) -> InvalidQuery | StoreError:
    if _is_update(text):
        return InvalidQuery(
            "SPARQL UPDATE is not allowed: only ingesting and removing reports changes the graph.",
            code="update",
        )
    return refused_query(reason)


def _is_update(text: str) -> bool:
    from pyparsing.exceptions import ParseBaseException  # late: only what was refused is looked at
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parseUpdate(text)
    except (ParseBaseException, RecursionError):
        return False
    return bool(text.strip())


def _in_a_process(request: Mapping[str, Any], timeout: float | None) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", sparql_worker.__file__],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(timeout) from error
    if done.returncode != 0:
        raise InvalidQuery(
            "The SPARQL query needs more memory than it may use.",
            "Narrow it or add a LIMIT.",
            code="too_much_memory",
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["kind"] == "error":
        raise _refused(request["query"], RuntimeError(answer["message"]))
    return answer


def _result(answer: dict[str, Any]) -> SparqlResult:
    return SparqlResult(
        kind=answer["kind"],
        variables=tuple(answer.get("variables", ())),
        rows=tuple(tuple(cell and Cell(*cell) for cell in row) for row in answer.get("rows", ())),
        answer=answer.get("answer"),
        triples=tuple(answer.get("triples", ())),
        truncated=answer.get("truncated", False),
    )


def _binding(cell: Cell) -> dict[str, str]:
    binding = {"type": cell.type, "value": cell.value}
    if cell.language:
        binding["xml:lang"] = cell.language
    elif cell.datatype and cell.datatype != _STRING:
        binding["datatype"] = cell.datatype
    return binding


def _parsed(triples: tuple[str, ...]) -> Iterator[ox.Quad]:
    yield from ox.parse("".join(f"{triple} .\n" for triple in sorted(triples)), format=ox.RdfFormat.N_TRIPLES)


def _too_slow(timeout: float | None) -> InvalidQuery:
    return InvalidQuery(
        f"The SPARQL query took longer than {timeout:g} seconds and was stopped.",
        "Narrow it or add a LIMIT.",
        code="too_slow",
    )
