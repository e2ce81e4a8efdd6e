"""What lies in an index directory, and what its manifest says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import StoreError
from search.encoder import Encoder

SCHEMA = 3
PASSAGES, VECTORS, MANIFEST = "passages.sqlite", "vectors.faiss", "manifest.json"
MILVUS = "vectors.milvus.json"  # instead of VECTORS where Milvus keeps them


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index directory says of itself."""

    schema: int
    encoder: str
    dimensions: int
    reports: int
    passages: int


def load_manifest(directory: Path) -> Manifest:
    """The manifest of an index. Raises ``StoreError`` if there is none, or one of another version."""
    try:
        values = json.loads((directory / MANIFEST).read_text("utf-8"))
        manifest = Manifest(**values)
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{directory} holds no whole search index.", "Run 'huyenkg rebuild'.") from error
    if manifest.schema != SCHEMA:
        raise StoreError(
            f"The search index in {directory} is of version {manifest.schema}, not {SCHEMA}.",
            "Run 'huyenkg rebuild'.",
        )
    return manifest


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Writes the manifest: from now on the directory is an index."""
    content = {name: getattr(manifest, name) for name in manifest.__slots__}
    temporary = directory / f".{MANIFEST}"
    temporary.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    temporary.replace(directory / MANIFEST)


def check_encoder(manifest: Manifest, encoder: Encoder, directory: Path) -> None:
    """Raises ``StoreError`` if an index was made with another encoder."""
    if manifest.encoder != encoder.fingerprint:
        raise StoreError(
            f"The search index in {directory} was made with the model {manifest.encoder}, not with"
            f" {encoder.fingerprint}.",
            "Make it anew with this one: huyenkg rebuild. Vectors of two models cannot be compared.",
        )
