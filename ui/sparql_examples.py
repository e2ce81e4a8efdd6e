"""The example queries of the SPARQL editor; each is run over the samples by a test."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from search.language import Language


@dataclass(frozen=True, slots=True)
class SparqlExample:
    """A query with its titles."""

    id: str
    vi: str
    en: str
    query: str

    def title(self, language: Language) -> str:
        """What it asks, in the reader's language."""
        return self.en if language == Language.ENGLISH else self.vi


@cache
def load_examples() -> tuple[SparqlExample, ...]:
    """All examples, the first one first."""
    rows = tomllib.loads(files("ui").joinpath("sparql_examples.toml").read_text("utf-8"))["example"]
    return tuple(SparqlExample(row["id"], row["vi"], row["en"], row["query"].strip()) for row in rows)
