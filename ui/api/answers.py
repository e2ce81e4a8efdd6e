"""Answers to questions and searches, for the OpenAPI: the fields that the command line prints."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.api.items import Place


class Hit(BaseModel):
    """A passage."""

    report: str
    report_id: str
    line: int
    last_line: int
    start: int
    end: int
    section: str
    text: str
    score: float


class Hits(BaseModel):
    """Passages, the best first."""

    query: str
    hits: list[Hit]


class Citation(BaseModel):
    """The words that carry an answer."""

    model_config = ConfigDict(extra="allow")
    report: str
    report_id: str
    line: int
    last_line: int
    start: int
    end: int
    quote: str


class Answered(BaseModel):
    """An answer, as ``huyenkg ask --json`` prints it."""

    model_config = ConfigDict(extra="allow")
    question: str
    language: str
    status: Literal["answered", "no", "ended", "not_found", "ambiguous"]
    answer: str
    interpretation: dict[str, str]
    sparql: str
    rows: list[dict[str, Any]]
    citations: list[Citation]
    caveats: list[str]
    suggestions: list[str]


class Node(BaseModel):
    """A node of a network."""

    iri: str
    kind: str
    label: str
    folded: int = Field(description="neighbours that are left out")


class Edge(BaseModel):
    """A tie between two nodes, with the sentence of one of the facts that make it."""

    model_config = ConfigDict(populate_by_name=True)
    source_iri: str = Field(alias="from")
    target_iri: str = Field(alias="to")
    kind: str
    claims: int
    source: Place | None


class Network(BaseModel):
    """What stands around a node."""

    nodes: list[Node]
    edges: list[Edge]
    folded: int


class Welcome(BaseModel):
    """What there is."""

    name: str
    version: str
    generation: int
    reports: int
    sparql: str
    openapi: str
    docs: str
