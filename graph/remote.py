"""A graph that another machine keeps: any store that speaks the SPARQL 1.1 Protocol, read like our own.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-results-json/. The store there must
ask all its graphs where a query names none, which is usual (Virtuoso, GraphDB, Oxigraph and Fuseki when told
to). ``graph.pushing`` brings reports there.
"""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from graph.store import GraphStore, Solution, Term
from ontology.errors import InvalidQuery, StoreError
from ontology.terms import PREFIXES, XSD

if TYPE_CHECKING:
    from rdflib import Dataset

TIMEOUT = 60.0  # seconds for a whole reply
_LARGEST = 2_000_000_000  # bytes of a reply
_CHUNK = 1 << 20
_SAID = 300  # characters of what a store says of an error
_UNION = {"union-default-graph": ""}  # what Oxigraph wants to be told; others leave it out of account
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_CUT_AT = "X-SPARQL-MaxRows"


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """Where a store is asked, ``https://user:password@host/path``; only the rest is ever shown."""

    url: str = field(repr=False)
    timeout: float = TIMEOUT

    @property
    def shown(self) -> str:
        """The address without user and password."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))

    def send(
        self, method: str, query: Mapping[str, str], body: bytes, headers: Mapping[str, str]
    ) -> tuple[bytes, Message]:
        """The reply and its headers.

        Raises ``InvalidQuery`` for what the store refuses as malformed, ``StoreError`` for whatever else goes
        wrong: no such host, no reply in time, a server's error.
        """
        request = Request(self._target(query), body, {**headers, **self._credentials()}, method=method)
        until = time.monotonic() + self.timeout
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout) as response:
                return _read(response, until), response.headers
        except HTTPError as error:
            raise self._refused(error) from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._unreached(error) from error

    def _unreached(self, error: Exception) -> StoreError:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            return StoreError(f"{self.shown} did not reply within {self.timeout:g} seconds.")
        return StoreError(f"{self.shown} cannot be reached: {str(reason).rstrip('.')}.")

    def _target(self, query: Mapping[str, str]) -> str:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{self.shown} is no http or https address.")
        asked = "&".join(filter(None, (parts.query, urlencode(query))))
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=asked, fragment=""))

    def _credentials(self) -> dict[str, str]:
        parts = urlsplit(self.url)
        if parts.username is None:
            return {}
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def _refused(self, error: HTTPError) -> InvalidQuery | StoreError:
        with error:
            said = " ".join(error.read(_SAID * 4).decode(errors="replace").split())[:_SAID]
        message = f"{self.shown} answered {error.code}: {said or error.reason}".rstrip(".") + "."
        return InvalidQuery(message) if error.code == 400 else StoreError(message)


class RemoteStore(GraphStore):
    """Read through the same functions as our own store; it cannot be written.

    What is kept of it (``graph.keeping``) is kept as long as this object: make another to see changes.
    """

    def __init__(self, address: RemoteAddress) -> None:
        self.address = address
        self.path = None
        self.read_only = True
        self.memory: dict[object, dict[object, Any]] = {}

    @cached_property
    def dataset(self) -> Dataset:
        """The same data through rdflib."""
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return Dataset(store=SPARQLStore(self.address.url), default_union=True)

    def query(self, text: str, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        """The rows of a SELECT. Raises ``InvalidQuery`` for a query that is refused, ``StoreError``."""
        if bindings:
            raise InvalidQuery("A store elsewhere takes no bindings: write the terms into the query.")
        body, headers = self._asked(text, _JSON)
        try:
            found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if not isinstance(found, ox.QuerySolutions):
                raise InvalidQuery("Only a SELECT query gives rows.")
            names = [variable.value for variable in found.variables]
            rows = [{name: term for name in names if (term := row[name]) is not None} for row in found]
        except SyntaxError as error:
            raise self._unclear(error) from error
        self._require_all(len(rows), headers)
        return iter(rows)

    def evaluate(self, text: str, limit: int) -> dict[str, Any]:
        """A user's query, as ``graph.sparql_worker`` answers it."""
        body, headers = self._asked(text, f"{_JSON}, {_TRIPLES};q=0.9")
        try:
            if headers.get_content_type() == _TRIPLES:
                triples = [str(quad.triple) for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
                return {"kind": "graph", "triples": triples[:limit], "truncated": len(triples) > limit}
            return _plain(json.loads(body), limit)
        except (SyntaxError, ValueError, KeyError, TypeError) as error:
            raise self._unclear(error) from error

    def close(self) -> None:
        """Nothing is held."""

    def _found(self, *pattern: Any) -> Iterator[ox.Quad]:
        """The quads that have these terms, by SELECT: subject, predicate, value, graph."""
        names = ("s", "p", "o", "g")
        known = {name: term for name, term in zip(names, pattern, strict=True) if term is not None}
        terms = [str(known[name]) if name in known else f"?{name}" for name in names]
        free = " ".join(f"?{name}" for name in names if name not in known) or "(1 AS ?found)"
        triple = " ".join(terms[:3])
        for row in self.query(f"SELECT DISTINCT {free} WHERE {{ GRAPH {terms[3]} {{ {triple} }} }}"):
            yield ox.Quad(*({**row, **known}[name] for name in names))

    def _asked(self, text: str, accept: str) -> tuple[bytes, Message]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        form = {"query": prefixed(text), **_UNION}
        return self.address.send("POST", {}, urlencode(form).encode(), headers)

    def _require_all(self, rows: int, headers: Message) -> None:
        """A store that cuts off answers says so, if it is Virtuoso; others fail."""
        most = headers.get(_CUT_AT, "")
        if most.isdecimal() and rows >= int(most):
            raise StoreError(
                f"{self.address.shown} cuts off answers after {most} rows.", "Raise its ResultSetMaxRows."
            )

    def _unclear(self, error: Exception) -> StoreError:
        return StoreError(f"{self.address.shown} did not answer as SPARQL 1.1 has it: {error}.")


def open_remote(url: str, timeout: float = TIMEOUT) -> RemoteStore:
    """A store elsewhere, by the address at which it takes queries. Nothing is asked of it yet."""
    return RemoteStore(RemoteAddress(url, timeout))


def prefixed(text: str) -> str:
    """The query with our prefixes declared, as our own store has them declared for every query."""
    return "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items()) + text


def _plain(answer: dict[str, Any], limit: int) -> dict[str, Any]:
    if "boolean" in answer:
        return {"kind": "ask", "answer": bool(answer["boolean"])}
    names = answer["head"]["vars"]
    rows = [[_cell(row.get(name)) for name in names] for row in answer["results"]["bindings"][: limit + 1]]
    return {"kind": "select", "variables": names, "rows": rows[:limit], "truncated": len(rows) > limit}


def _cell(binding: dict[str, str] | None) -> list[str | None] | None:
    if binding is None:
        return None
    kind, language = binding["type"], binding.get("xml:lang")
    if kind in ("uri", "bnode"):
        return [kind, binding["value"], None, None]
    datatype = None if language else binding.get("datatype", XSD["string"].value)
    return ["literal", binding["value"], language, datatype]


class _NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: a query and its password go to the address that was named."""

    def redirect_request(self, *_: Any) -> None:
        """No request for any redirect."""


def _read(response: HTTPResponse, until: float) -> bytes:
    chunks, size = [], 0
    while chunk := response.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if time.monotonic() > until:
            raise TimeoutError
        if size > _LARGEST:
            raise ValueError("the reply is too large")
    return b"".join(chunks)
