"""What the builders of this package pass on: statements, and the report that they speak of."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ingest.document import Document, Span
from ingest.fact import Evidence, ReportIdentity
from ontology.terms import XSD

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]
Statements = Iterator[Statement]


@dataclass(frozen=True, slots=True)
class Scope:
    """The report whose facts become statements.

    ``shown`` gives each quoted span the one evidence whose sentence is shown around it: two facts that
    quote the same words may have read them in a clause and in the whole sentence. ``told`` remembers what
    ``once`` gave: a scope is of one pass over one report.
    """

    document: Document
    identity: ReportIdentity
    report_id: str
    shown: Mapping[Span, Evidence] = field(default_factory=dict)
    told: set[Hashable] = field(default_factory=set, compare=False, repr=False)

    def once(self, key: Hashable, described: Iterable[Statement]) -> Iterable[Statement]:
        """A description, or nothing if the report has that of this key already.

        Thousands of figures are of the same few areas, units and sentences: to write them each time, and
        to drop the doubles afterwards, took half the time of a graph.
        """
        if key in self.told:
            return ()
        self.told.add(key)
        return described


def vi(text: str) -> Literal:
    """Vietnamese words."""
    return Literal(text, language="vi")


def en(text: str) -> Literal:
    """English words."""
    return Literal(text, language="en")


def plain(text: str) -> Literal:
    """Text in no language: codes, numbers as written, names of files."""
    return Literal(text)


def whole(number: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(number), datatype=XSD["integer"])


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def decimal(number: Decimal) -> Literal:
    """An ``xsd:decimal`` in its canonical form: no exponent, no idle zeros."""
    return Literal(canonical_decimal(number), datatype=XSD["decimal"])


def canonical_decimal(number: Decimal) -> str:
    """``Decimal("1E+3")`` -> ``"1000"``, ``Decimal("12.50")`` -> ``"12.5"``, ``-0.0`` -> ``"0"``."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def day(when: date) -> Literal:
    """An ``xsd:date``."""
    return Literal(when.isoformat(), datatype=XSD["date"])


def partial_date(text: str) -> Literal:
    """``2023-12-20``, ``2023-12`` or ``2023`` with the datatype that says how much of it is known."""
    name = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(text), "string")
    return Literal(text, datatype=XSD[name])
