"""Writes ontology/context.jsonld, the JSON-LD context with every prefix of the graph."""

from __future__ import annotations

from pathlib import Path

from graph.jsonld import context_document

if __name__ == "__main__":
    target = Path(__file__).resolve().parent.parent / "ontology" / "context.jsonld"
    target.write_bytes(context_document())
