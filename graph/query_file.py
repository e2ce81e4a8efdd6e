"""Queries that live in ``graph/sparql/*.rq``: loaded, filled with parameters, run, and read into rows.

A file is SPARQL with a comment on top that says what it asks. Four things are ours:

``#? name | text``
    The text is part of the query only if the parameter ``name`` is given. ``$name`` in it becomes the
    parameter's terms, written by the store's own library, so that no value can end a literal or an IRI;
    ``$name,`` puts commas between them, for ``IN``.
``#?* name | text``
    The same, repeated for each value: conditions that must all hold.
``#include part.rq``
    Takes in ``graph/sparql/parts/part.rq``.
prefixes
    ``PREFIX`` lines are added for the prefixes of ``ontology.terms`` that the text uses.

What ``fill`` returns is the whole text that runs: it can be shown, and pasted into ``huyenkg sparql``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar, cast, get_type_hints

from pyoxigraph import Literal, NamedNode

from graph.nodes import python_value
from graph.rows import Source
from graph.sources import read_source
from graph.statement import canonical_decimal
from graph.store import GraphStore, Solution
from ontology.terms import PREFIXES, XSD

Row = TypeVar("Row")
Parameter = NamedNode | Literal | str | int | Decimal | date
"""A plain ``str`` is a string literal; an ``int`` stands bare, for ``LIMIT``."""

_OPTIONAL = re.compile(r"^( *)#\?(\*?) (\w+) \| (.*)$", re.MULTILINE)
_INCLUDE = re.compile(r"^( *)#include (\S+)$", re.MULTILINE)
_PREFIXED = re.compile(r"(?<![\w<:-])([a-z]+(?:-[a-z]+)?):[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Result(Generic[Row]):
    """What a query found, and the text that ran."""

    rows: tuple[Row, ...]
    sparql: str


@cache
def load_query(name: str) -> str:
    """The text of ``graph/sparql/<name>.rq`` with its parts taken in."""
    folder = files("graph").joinpath("sparql")
    text = folder.joinpath(f"{name}.rq").read_text("utf-8")

    def included(match: re.Match[str]) -> str:
        lines = folder.joinpath("parts", match[2]).read_text("utf-8").splitlines()
        return "\n".join(match[1] + line for line in lines)

    return _INCLUDE.sub(included, text)


def parameters(name: str) -> frozenset[str]:
    """The parameters that a query takes."""
    return frozenset(match[3] for match in _OPTIONAL.finditer(load_query(name)))


def fill(name: str, given: Mapping[str, Parameter | Iterable[Parameter] | None]) -> str:
    """The query with the given parameters; ``None`` and empty ones are as if not given.

    Raises ``KeyError`` for a parameter that the query does not take.
    """
    if unknown := set(given) - parameters(name):
        raise KeyError(f"{name}.rq takes no {', '.join(sorted(unknown))}")
    terms = {key: written for key, value in given.items() if (written := _written(value))}

    def opened(match: re.Match[str]) -> str:
        indent, each, parameter, text = match.groups()
        values = terms.get(parameter, [])
        if each:
            return "\n".join(indent + text.replace(f"${parameter}", value) for value in values)
        listed = text.replace(f"${parameter},", ", ".join(values)).replace(f"${parameter}", " ".join(values))
        return indent + listed if values else ""

    text = _OPTIONAL.sub(opened, load_query(name))
    body = "\n".join(line for line in text.split("\n") if line.strip())
    return _prefixed(body)


def fetch(
    store: GraphStore, name: str, row: type[Row], **given: Parameter | Iterable[Parameter] | None
) -> Result[Row]:
    """Runs a query and reads each solution into a ``row``, a dataclass with a field per variable."""
    text = fill(name, given)
    return Result(tuple(read_row(store, row, solution) for solution in store.query(text)), text)


def united(*queries: str) -> str:
    """One query that gives the solutions of all of these, which ran one by one; empty ones count for none."""
    parts = [query.split("\n") for query in dict.fromkeys(queries) if query]
    if len(parts) < 2:
        return next((query for query in queries if query), "")
    prefixes = dict.fromkeys(line for part in parts for line in part if line.startswith("PREFIX "))
    bodies = ("\n".join(f"  {line}" for line in part if line not in prefixes) for part in parts)
    union = " UNION ".join(f"{{\n{body}\n}}" for body in bodies)
    return "\n".join((*prefixes, "# What several queries gave, in one.", f"SELECT * WHERE {{ {union} }}"))


def read_row(store: GraphStore, row: type[Row], solution: Solution) -> Row:
    """A solution as a dataclass: fields by name, unbound ones ``None``; a ``Source`` is that of the quote."""
    given = {name: _value(store, kind, name, solution) for name, kind in _shape(cast(Hashable, row))}
    return row(**given)


def _value(store: GraphStore, kind: type | None, name: str, solution: Solution) -> Any:
    if kind is Source:
        return read_source(store, cast(NamedNode, solution["quoteNode"]))
    term = solution.get(name)
    return None if term is None else python_value(term)


@cache
def _shape(row: Hashable) -> tuple[tuple[str, type | None], ...]:
    """The fields, each with the dataclass that it nests, if it does."""
    assert isinstance(row, type)
    hints = get_type_hints(row)
    names = [field.name for field in fields(row) if field.init]
    return tuple(
        (name, hints[name] if hasattr(hints[name], "__dataclass_fields__") else None) for name in names
    )


def _written(value: Parameter | Iterable[Parameter] | None) -> list[str]:
    if value is None:
        return []
    if isinstance(value, NamedNode | Literal | str | int | Decimal | date):
        return [_term(value)]
    return [_term(one) for one in value]


def _term(value: Parameter) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return str(Literal(canonical_decimal(value), datatype=XSD["decimal"]))
    if isinstance(value, date):
        return str(Literal(value.isoformat(), datatype=XSD["date"]))
    return str(Literal(value) if isinstance(value, str) else value)


def _prefixed(text: str) -> str:
    code = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>|#[^\n]*', "", text)
    used = {match[1] for match in _PREFIXED.finditer(code)} & set(PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(used)) + text
