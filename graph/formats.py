"""The formats of an export, in one table: what each is called, and whether it keeps graphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ontology.errors import BadInput


class Shape(Enum):
    """What a format can hold."""

    TRIPLES = "triples"
    """Statements without their graphs, and without the time at which a report was read."""
    QUADS = "quads"
    """Each report's graphs; nothing is lost."""
    FIGURES = "figures"
    """The observations alone, one a row."""
    STRUCTURE = "structure"
    """The structure and the codes of those rows."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing: its name on the command line, its name for people, and that of its files."""

    name: str
    label: str
    media_type: str
    suffix: str
    shape: Shape

    @property
    def is_rdf(self) -> bool:
        """Whether a triple store can load it."""
        return self.shape in (Shape.TRIPLES, Shape.QUADS)


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("turtle", "Turtle", "text/turtle", "ttl", Shape.TRIPLES),
        Format("trig", "TriG", "application/trig", "trig", Shape.QUADS),
        Format("nquads", "N-Quads", "application/n-quads", "nq", Shape.QUADS),
        Format("ntriples", "N-Triples", "application/n-triples", "nt", Shape.TRIPLES),
        Format("jsonld", "JSON-LD", "application/ld+json", "jsonld", Shape.QUADS),
        Format("csv", "CSV", "text/csv", "csv", Shape.FIGURES),
        Format(
            "sdmx-csv",
            "SDMX-CSV 2.0",
            "application/vnd.sdmx.data+csv; version=2.0.0",
            "sdmx.csv",
            Shape.FIGURES,
        ),
        Format(
            "sdmx-structure",
            "SDMX-ML 3.0 structure",
            "application/vnd.sdmx.structure+xml; version=3.0.0",
            "sdmx.xml",
            Shape.STRUCTURE,
        ),
    )
}
"""By name."""


def format_named(name: str) -> Format:
    """The format of that name. Raises ``BadInput``."""
    if name not in FORMATS:
        raise BadInput(f"There is no format {name!r}.", f"Choose {', '.join(FORMATS)}.")
    return FORMATS[name]


def format_of(file: Path) -> Format:
    """The format of an exported file, by its suffix. Raises ``BadInput``."""
    fitting = [form for form in FORMATS.values() if file.name.endswith(f".{form.suffix}")]
    if not fitting:
        suffixes = ", ".join(f".{form.suffix}" for form in FORMATS.values())
        raise BadInput(f"{file.name} has no suffix of an export.", f"There are {suffixes}.")
    return max(fitting, key=lambda form: len(form.suffix))
